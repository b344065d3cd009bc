"""From a text to the forms of the lexicon that stand in it, the longest at each place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from careader.countries.context import Found
from careader.countries.lexicon import Lexicon, Sense, Tail

_IN_CAPITALS = frozenset(("name", "people", "seat", "organisation", "stop"))
"""Kinds found in capitals too; places and surnames in capitals are more often something else."""
_SHORTEST_IN_CAPITALS = 4
"""Characters: XI is a number and OSH an agency."""


def scan(folded: str, lexicon: Lexicon) -> list[Found]:
    """Return the forms found in a folded text, in order and not overlapping; stops among them."""
    heads = lexicon.heads
    loose = "  " in folded
    found: list[Found] = []
    free = 0
    for match in lexicon.pattern.finditer(folded):
        start, end = match.span()
        if start < free:
            continue
        word = match[0]
        tails = heads.get(word)
        hit = _longest(folded, end, tails, loose) if tails else None
        if hit is None and (word.isupper() or word[0] > "\u0400"):
            hit = _in_other_case(folded, word, end, heads, loose)
        if hit:
            free = hit[0]
            found.append((start, *hit))
    return found


def _longest(
    folded: str, end: int, tails: tuple[Tail, ...], loose: bool
) -> tuple[int, Sense] | None:
    """Return where the longest form that stands here ends, and its sense."""
    for tail, sense in tails:
        if not tail:
            return end, sense
        last = _end_of(folded, end, tail, loose)
        if last:
            return last, sense
    return None


def _end_of(folded: str, end: int, tail: str, loose: bool) -> int:
    """Return where the rest of a form ends when it stands at this offset, else 0."""
    if folded.startswith(tail, end):
        last = end + len(tail)
    elif loose and " " in tail and (match := _loose(tail).match(folded, end)):
        last = match.end()
    else:
        return 0
    in_word = tail[-1].isalnum() and folded[last : last + 1].isalnum()
    return 0 if in_word else last


@lru_cache(maxsize=4096)
def _loose(tail: str) -> re.Pattern[str]:
    """Return a pattern for the tail with any run of spaces where it has one."""
    return re.compile(" +".join(map(re.escape, tail.split(" "))))


def _in_other_case(
    folded: str, word: str, end: int, heads: Mapping[str, tuple[Tail, ...]], loose: bool
) -> tuple[int, Sense] | None:
    """Return a form that is written in capitals here, or a Russian word that opens a sentence."""
    if word.isupper():
        tails = heads.get(word.capitalize()) or heads.get(word.lower(), ())
        capitals = tuple((t.upper(), s) for t, s in tails if s.kind in _IN_CAPITALS)
        hit = _longest(folded, end, capitals, loose)
        too_short = hit and hit[0] == end and len(word) < _SHORTEST_IN_CAPITALS
        return None if too_short else hit
    return _longest(folded, end, heads.get(word.lower(), ()), loose)
