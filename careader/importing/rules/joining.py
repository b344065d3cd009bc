"""Paragraphs that a page or a column cut in two, put together; words cut at a hyphen, mended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careader.importing.rules.lines import Line
from careader.importing.rules.prose import is_prose

LEAST = 60
"""Characters of a first half; a shorter one may be a heading."""
CUT = "\u00ad"
"""Stands where a hyphen ended a line, until the whole text tells whether the word has one."""

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]$")
_DASH = re.compile(r"(?<=\w)[–—]$")
_CLOSED = re.compile(r"[.!?…:;。！？؟۔]['\"”’»)\]]{0,3}\*{0,2}(?:\s?[⁰¹²³⁴-⁹]{1,4}|\[\^?\d{1,3}\]|(?<=[.”\"])\d{1,3})*$")
_LOWER = re.compile(r"[*_\"'“‘«(\[]{0,3}[^\W\d_]")
_ITEM = re.compile(r"[^\W\d_][.)]\s")
_OPEN = re.compile(
    r"(?:\b(?:the|a|an|of|in|on|at|and|or|to|by|for|with|from|that|which|as|than|its|their|his|her|into|between|over|under|President|Minister|General|Prime|Foreign|и|в|на|с|по|для|от|к|о|что|или|при|из)|,)$"
)
_CUT_WORD = re.compile(rf"([^\W\d_]+){CUT}([^\W\d_]+)")
_SELF = frozenset(("self", "well", "vice", "quasi"))
_PAIRS = frozenset(
    "so-called long-term short-term medium-term cross-border large-scale small-scale decision-making "
    "high-level low-level state-owned state-run".split()
)


def run_on(text: str, following: str) -> str:
    """Return a text and the rest of its sentence; a word cut at a hyphen is marked with CUT."""
    if _HYPHEN.search(text):
        if following[:1].islower():
            return f"{text[:-1]}{CUT}{following}"
        return f"{text}{following}"
    return f"{text}{following}" if _DASH.search(text) else f"{text} {following}"


def rejoin(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with cut paragraphs joined, whatever was taken out between their halves."""
    joined: list[Line] = []
    for line in lines:
        if joined and _belong(joined[-1], line):
            before = joined[-1]
            text = run_on(before.text, line.text)
            joined[-1] = Line(text, before.number, gap=before.gap)
        else:
            joined.append(line)
    return joined


def _belong(before: Line, line: Line) -> bool:
    if before.opaque or line.opaque or before.level or line.level or line.bulleted:
        return False
    text = before.text.rstrip()
    if _CLOSED.search(text[-30:]) or _ITEM.match(line.text):
        return False
    if not _HYPHEN.search(text) and (len(text) < LEAST or before.bulleted):
        return False
    start = _LOWER.match(line.text)
    if start and start[0][-1].islower():
        return True
    return len(text) >= 2 * LEAST and bool(_OPEN.search(text)) and is_prose(line) and bool(start)


def mend(texts: Sequence[str]) -> list[str]:
    """Return texts with the cut words whole: with the hyphen where the text writes them so.

    A hyphen stays when the hyphenated word stands elsewhere in the text, or is one of those that
    always have it; else it goes, for most hyphens at a line's end are the typesetter's.
    """
    if not any(CUT in text for text in texts):
        return list(texts)
    everything = " ".join(texts).casefold()
    return [_CUT_WORD.sub(lambda cut: _whole(cut, everything), text).replace(CUT, "") for text in texts]


def _whole(cut: re.Match[str], everything: str) -> str:
    plain, hyphened = f"{cut[1]}{cut[2]}", f"{cut[1]}-{cut[2]}"
    if hyphened.casefold() in everything:
        return hyphened
    if plain.casefold() in everything:
        return plain
    always = cut[1].casefold() in _SELF or hyphened.casefold() in _PAIRS
    return hyphened if always else plain
