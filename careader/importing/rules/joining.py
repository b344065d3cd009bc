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
_CLOSED = re.compile(
    r"[.!?…:;。！？؟۔]['\"”’»)\]]{0,3}\*{0,2}(?:\s?[⁰¹²³⁴-⁹]{1,4}|\[\^?\d{1,3}\]|(?<=[.”\"])\d{1,3})*$"
)
_LOWER = re.compile(r"[*_\"'“‘«(\[]{0,3}[^\W\d_]")
_ITEM = re.compile(r"[^\W\d_][.)]\s")
_OPEN = re.compile(
    r"(?:\b(?:the|a|an|of|in|on|at|and|or|to|by|for|with|from|that|which|as|than|its|their|"
    r"his|her|into|between|over|under|President|Minister|General|Prime|Foreign|и|в|на|с|по|"
    r"для|от|к|о|что|или|при|из)|,)$"
)
_CUT_WORD = re.compile(rf"([^\W\d_]+){CUT}([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SELF = frozenset(("self", "well", "vice", "quasi"))
_TENS = frozenset(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))
_UNITS = """
one two three four five six seven eight nine
first second third fourth fifth sixth seventh eighth ninth
"""
_ONES = frozenset(_UNITS.split())
_PAIR_WORDS = """
so-called long-term short-term medium-term cross-border large-scale small-scale decision-making
high-level low-level state-owned state-run
"""
_PAIRS = frozenset(_PAIR_WORDS.split())


def run_together(texts: Sequence[str]) -> str:
    """Return the parts of one paragraph as one text; words cut at a hyphen are marked with CUT."""
    pieces = [texts[0]]
    for text in texts[1:]:
        end = pieces[-1][-3:]
        if _HYPHEN.search(end):
            if text[:1].islower():
                pieces[-1] = pieces[-1][:-1] + CUT
        elif not _DASH.search(end):
            pieces.append(" ")
        pieces.append(text)
    return "".join(pieces)


def rejoin(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with cut paragraphs joined, whatever was taken out between their halves."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _belong(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        group[0]
        if len(group) == 1
        else Line(run_together([line.text for line in group]), group[0].number, gap=group[0].gap)
        for group in groups
    ]


def _belong(group: Sequence[Line], line: Line) -> bool:
    before = group[-1]
    if before.opaque or line.opaque or before.level or line.level or line.bulleted:
        return False
    text = before.text.rstrip()
    if _CLOSED.search(text[-30:]) or _ITEM.match(line.text):
        return False
    if not _HYPHEN.search(text[-3:]) and (
        (len(group) == 1 and len(text) < LEAST) or group[0].bulleted
    ):
        return False
    start = _LOWER.match(line.text)
    if start and start[0][-1].islower():
        return True
    return (
        len(text) >= 2 * LEAST and bool(_OPEN.search(text[-16:])) and is_prose(line) and bool(start)
    )


def mend(texts: Sequence[str]) -> list[str]:
    """Return texts with the cut words whole: with the hyphen where the text writes them so.

    A hyphen stays when the hyphenated word stands elsewhere in the text, or is one of those that
    always have it; else it goes, for most hyphens at a line's end are the typesetter's.
    """
    if not any(CUT in text for text in texts):
        return list(texts)
    known = {word for text in texts for word in _WORD.findall(text.casefold())}
    return [_CUT_WORD.sub(lambda cut: _whole(cut, known), text).replace(CUT, "") for text in texts]


def _whole(cut: re.Match[str], known: set[str]) -> str:
    plain, hyphened = f"{cut[1]}{cut[2]}", f"{cut[1]}-{cut[2]}"
    if hyphened.casefold() in known:
        return hyphened
    if plain.casefold() in known:
        return plain
    numbers = cut[1].casefold() in _TENS and cut[2].casefold() in _ONES
    always = numbers or cut[1].casefold() in _SELF or hyphened.casefold() in _PAIRS
    return hyphened if always else plain
