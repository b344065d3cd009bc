"""Telling prose from everything else: sentences, scripts, what a line ends with."""

from __future__ import annotations

import re
from collections import Counter

from careader.importing.rules.lines import LONGEST_SHORT, Line

PROSE = 100
"""Characters from which a line with a sentence in it is prose; half of it for Chinese."""
SHORT_PROSE = 30
"""Characters from which a whole sentence of ordinary words is prose."""

LEAST_ASKED = 8
"""Words of a question that may be a sentence of the text; a title asks in fewer."""

_SENTENCE_END = re.compile(
    r"(?:[^\W\d_]{2}|[\d%)\]”’\"'»])[.!?…]['\"”’»)\]]{0,3}"
    r"[⁰¹²³⁴-⁹]{0,4}(?:\[\^?\d{1,3}\])?(?:\^?\d{0,3})(?=\s|$)"
    r"|[。！？؟۔]"
)
_ENDS = re.compile(
    r"[.!?…。！？؟۔:;]['\"”’»)\]]{0,3}\*{0,3}[⁰¹²³⁴⁵-⁹]{0,4}(?:\[\^?\d{1,3}\]|\d{1,3})?\*{0,3}$"
    r"|[”\"»)\]][⁰¹²³⁴⁵-⁹]{0,4}$|\)\.?$"
)
_FINAL = re.compile(
    r"[.!?…。！？؟۔]\*{0,3}['\"”’»)\]]{0,3}\*{0,3}[⁰¹²³⁴-⁹]{0,4}(?:\[\^?\d{1,3}\])?\d{0,3}$"
)
_QUESTION = re.compile(r"[?؟？]['\"”’»)\]]{0,2}$")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RANGES = (
    ("latin", 0x41, 0x24F),
    ("greek", 0x370, 0x3FF),
    ("cyrillic", 0x400, 0x52F),
    ("armenian", 0x530, 0x58F),
    ("hebrew", 0x590, 0x5FF),
    ("arabic", 0x600, 0x6FF),
    ("arabic", 0x750, 0x77F),
    ("georgian", 0x10A0, 0x10FF),
    ("latin", 0x1E00, 0x1EFF),
    ("kana", 0x3040, 0x30FF),
    ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7AF),
    ("arabic", 0xFB50, 0xFEFF),
)
_SCRIPT_SAMPLE = 2_000


def script_of(text: str) -> str:
    """Return the script most of the letters belong to; empty when there are none."""
    if text.isascii():
        return "latin" if any(map(str.isalpha, text[:_SCRIPT_SAMPLE])) else ""
    found: Counter[str] = Counter()
    for char, count in Counter(text[:_SCRIPT_SAMPLE]).items():
        if char.isalpha():
            found[_script(ord(char))] += count
    return found.most_common(1)[0][0] if found else ""


def _script(code: int) -> str:
    return next((name for name, first, last in _RANGES if first <= code <= last), "other")


def ends_sentence(text: str) -> bool:
    """Whether the text ends where a sentence, a clause before a list or a quotation may end."""
    return bool(_ENDS.search(text[-24:].rstrip()))


def is_prose(line: Line) -> bool:
    """Whether a line is running text: long with a sentence end in it, or one whole sentence."""
    if line.prose is None:
        line.prose = _reads_as_prose(line)
    return line.prose


def _reads_as_prose(line: Line) -> bool:
    text = line.shown
    if line.opaque or line.level:
        return False
    if len(text) >= 2 * PROSE and (
        len(text) > LONGEST_SHORT or _SENTENCE_END.search(text) or not _is_capitalised(text)
    ):
        return True
    if _is_dense(text):
        return len(text) >= PROSE // 4 and bool(_SENTENCE_END.search(text))
    if len(text) >= PROSE and _SENTENCE_END.search(text):
        return not _is_capitalised(text)
    return is_sentence(text)


def is_text(line: Line) -> bool:
    """Whether a line may be part of running text: prose, or a question of ordinary words."""
    if is_prose(line):
        return True
    asks = line.short and bool(_QUESTION.search(line.shown)) and not line.level
    return asks and len(line.shown.split()) >= LEAST_ASKED and not _is_capitalised(line.shown)


def _is_dense(text: str) -> bool:
    return "\u3400" <= text[len(text) // 2 : len(text) // 2 + 1] <= "\u9fff"


def is_sentence(text: str) -> bool:
    """Whether a line of any length reads as one or more whole sentences of ordinary words.

    A question alone is none: titles ask.
    """
    if len(text) < SHORT_PROSE or not _FINAL.search(text[-16:]):
        return False
    words = text.split()
    if _QUESTION.search(text) and not _SENTENCE_END.search(text[:-4]):
        return False
    return len(words) >= 5 and not _is_capitalised(text)


def _is_capitalised(text: str) -> bool:
    """Whether nearly every word has a capital, as in titles and lists of names."""
    words = [word for word in text.split() if word[:1].isalpha()]
    if not words or script_of(text) not in ("latin", "cyrillic", "greek", "armenian"):
        return False
    capitals = sum(not word[0].islower() for word in words)
    return capitals > 0.75 * len(words)


def is_capitals(text: str) -> bool:
    """Whether the text is set in capitals throughout."""
    return text.isupper() and sum(map(str.isalpha, text)) > 3


def plain_digits(text: str) -> str:
    """Return the text with superscript digits as plain ones."""
    return text.translate(_SUPERSCRIPTS)
