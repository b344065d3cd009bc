"""Sentence boundaries inside one paragraph: English, Russian, Persian, CJK and their neighbours.

A mark that may end a sentence is a candidate; the words on its two sides decide. The rules follow
what splitters for news text share (Punkt; Golden Rules of pragmatic_segmenter); they prefer to
join two sentences over cutting one in two. docs/marking.md has the score, and that of libraries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from careader.text.abbreviations import (
    BEFORE_NUMBERS,
    INITIALS,
    NEVER_LAST,
    OFTEN_LAST,
    SELDOM_LAST,
    STARTERS,
)

_OPENING = "\"'“‘«„‹([{（「『【《〈—–-…¿¡*•"
_CANDIDATE = re.compile(
    r"(?P<mark>[.!?…؟۔।։。！？｡]"
    r"(?:(?<=\.)(?:[ \u00a0]\.)++|(?<=[。！？｡])[。！？｡]*+|[.!?…؟۔।։]*+))"
    r"(?P<tail>(?:[\"'”’»›)\]}）」』】》〉]|\[\d{1,3}\]|[¹²³⁰⁴-⁹])*+"
    r"(?:(?<=[^\W\d_][.!?\"”’»])\d{1,2}(?=\s+[A-ZА-ЯЁ“«\"]))?)"
)
"""A mark with what closes after it: quotes, brackets, footnote markers in any form.

It begins with one set of characters, so that the engine can skip to the next of them: five times
as fast as alternatives.
"""
_TOKEN = re.compile(r"[^\s\"“”‘«»„()\[\]{}—–/]*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_DOTTED = re.compile(r"[^\W\d_]{1,3}(?:\.-?[^\W\d_]{1,3})+")
_ENUMERATOR = re.compile(r"\d{1,3}|[IVXLC]{1,5}|[^\W\d_]")
_PARTING = re.compile(r"[\t\n]")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
_GAP = re.compile(r"\s+")
_LONG = 7
"""Letters that no abbreviation has."""
_LOWER_NAME = re.compile(r"[a-z]{1,2}[A-Z]|a[a-z]{1,2}-[A-Z]")
"""A name in spite of its first letter: iPhone, eBay, al-Qaeda, ash-Sham."""
_LISTED = re.compile(r"\((?:[a-z]|[ivx]{1,4})\) ")
"""What counts the points of a list inside a paragraph."""
_SAYING = re.compile(r"[\u4e00-\u9fff]{0,6}?[说說问問道喊叫答][，,。：:！]")
"""Who said what was quoted: 他问。"""
_FULL_WIDTH = frozenset("。！？｡")


@lru_cache(maxsize=512)
def boundaries(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of the sentences of one paragraph, trimmed of white space, in order.

    A tab (between table cells) always ends one; a newline (a hard break) does unless the line
    goes on in lower case without a full stop before it. Empty for blank text.
    """
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _stretches(text):
        begin = start
        for candidate in _CANDIDATE.finditer(text, start, end):
            if candidate.start() >= begin and _ends_sentence(text, candidate, begin, end):
                yield begin, candidate.end()
                begin = _after_gap(text, candidate.end())
        if begin < end:
            yield begin, end


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Split at tabs and at the hard breaks that part sentences; trimmed, never blank."""
    if not _PARTING.search(text) and text == text.strip():
        if text:
            yield 0, len(text)
        return
    start = 0
    for index in [*(mark.start() for mark in _PARTING.finditer(text)), len(text)]:
        if text[index : index + 1] == "\n" and _goes_on(text, index):
            continue
        if stretch := text[start:index].strip():
            begin = text.index(stretch, start)
            yield begin, begin + len(stretch)
        start = index + 1


def _goes_on(text: str, newline: int) -> bool:
    following = text[newline + 1 : newline + 2]
    return following.islower() and text[newline - 1 : newline] not in ".!?:;"


def _after_gap(text: str, index: int) -> int:
    gap = _GAP.match(text, index)
    return gap.end() if gap else index


def _ends_sentence(text: str, candidate: re.Match[str], begin: int, end: int) -> bool:
    after = candidate.end()
    if after >= end:
        return False
    mark, tail = candidate["mark"], candidate["tail"]
    if mark[0] in _FULL_WIDTH:
        return _ends_full_width(text, after, tail)
    if not text[after].isspace() or (tail and _inside_parenthesis(text, candidate, begin)):
        return False
    opening = following = after + 1
    if text[following].isspace() or text[following] in _OPENING:
        opening = following = _after_gap(text, following)
        while following < end and (text[following] in _OPENING or text[following].isspace()):
            following += 1
        if following >= end:
            return True
    if text[following].islower() and not _begins_in_lower_case(text, opening, following):
        return False
    if mark != ".":
        return _several_end(text, candidate.start(), mark, following)
    return _full_stop_ends(text, candidate.start(), following, begin)


def _ends_full_width(text: str, after: int, tail: str) -> bool:
    """In CJK the mark ends the sentence, but for a quotation that the sentence goes on after."""
    if not tail:
        return True
    return text[after] not in "とっのはがをにで，、," and not _SAYING.match(text, after)


def _begins_in_lower_case(text: str, opening: int, letter: int) -> bool:
    return bool(_LOWER_NAME.match(text, letter) or _LISTED.match(text, opening))


def _several_end(text: str, start: int, mark: str, following: int) -> bool:
    """Decide on anything but a single full stop, before anything but a small letter."""
    if mark[0] not in ".…":
        return True
    letter = text[following]
    # «… and so on»: where letters have no case, a blank before the dots says that it goes on.
    leaves_out = not letter.isupper() and text[start - 1 : start].isspace()
    return not (letter.isdigit() or leaves_out)


def _inside_parenthesis(text: str, candidate: re.Match[str], begin: int) -> bool:
    """Whether the mark ends a parenthesis that stands in the middle of its sentence."""
    tail = candidate["tail"]
    for closing, opening in (")", "("), ("]", "["):
        if closing in tail and "[" not in tail:
            opened = text.rfind(opening, begin, candidate.start())
            before = text[begin : max(opened, begin)].rstrip(_OPENING + " ")
            if before and not _ENDED.search(before):
                return True
    return False


def _full_stop_ends(text: str, stop: int, following: int, begin: int) -> bool:
    """Decide on a single full stop before a capital, a digit or an uncased letter."""
    if text[stop - _LONG : stop].isalpha() and stop - _LONG >= begin:
        return True
    found = _TOKEN.search(text[max(begin, stop - 40) : stop])
    token = found.group() if found else ""
    lower = token.lower()
    if _ENUMERATOR.fullmatch(token) and _counts(text, begin, stop - len(token)):
        return False
    if text[following].isdigit() and lower in BEFORE_NUMBERS:
        return False
    if lower in NEVER_LAST or lower.rpartition("-")[2] in NEVER_LAST:
        return False
    if lower in OFTEN_LAST:
        return text[following].isupper()
    if lower in SELDOM_LAST or _abbreviates(token):
        return _starts_sentence(text, following)
    return True


def _counts(text: str, begin: int, start: int) -> bool:
    """Whether a number or letter counts the points of a list: at the beginning, after a colon."""
    before = text[max(begin, start - 2) : start]
    return before in (": ", "; ") or not text[begin:start].strip(_OPENING)


def _abbreviates(token: str) -> bool:
    """Whether a token is an initial or letters with full stops between them (U.S, p.m, Ph.D)."""
    if token in INITIALS or (len(token) == 1 and token.isalpha()):
        return True
    return bool(_DOTTED.fullmatch(token))


def _starts_sentence(text: str, index: int) -> bool:
    word = _WORD.match(text, index)
    if not word or word.group() not in STARTERS:
        return False
    # `Vol. I, p. 7` and `С. Ю. Витте`: one letter before a mark is a numeral or an initial.
    return not (len(word.group()) == 1 and text[word.end() : word.end() + 1] in (".", ",", ")"))
