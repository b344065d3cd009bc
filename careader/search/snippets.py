"""A few lines of an article around the words that were looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from careader.model import Snippet
from careader.search.hits import Span, hits_of, joined
from careader.search.seeds import Haystack
from careader.search.textmatch import Sought

LENGTH = 180
"""Code points of a snippet, give or take a word."""

DENSE = LENGTH * 4 // 5
"""Code points within which words count as close together."""

PIECES = (16_000, 48_000)
"""Code points read first, and then at a time while not all words were found."""

FAR = 64_000
"""Code points after which a part with some of the words is good enough."""

ENOUGH = 16
"""Hits of one part of the query that are weighed against each other."""

_BLANK = str.maketrans("\n\t", "  ")
_WORD_END = re.compile(r"\s")


def snippet(pieces: Iterable[str], leaves: Sequence[Sought]) -> Snippet:
    """Return the part of a text where most of what is looked for stands closest together.

    `pieces`: the text in parts, read until one has all of it, or is good enough. Without a hit it
    is the beginning of the text.
    """
    opening, read = "", 0
    best: tuple[int, str, list[tuple[Span, int]]] = (0, "", [])
    for piece in pieces:
        opening = opening or piece
        read += len(piece)
        found = _hits(piece, leaves)
        value = len({number for _, number in found})
        if value > best[0]:
            best = value, piece, found
        if best[0] == len(leaves) or (best[0] and read >= FAR):
            break
    if not best[0]:
        return _cut(opening, (0, _back_to_space(opening, min(LENGTH, len(opening)))), [])
    _, piece, found = best
    marks = joined(span for span, _ in found)
    return _cut(piece, _around(piece, *_densest(found)), marks)


def _hits(text: str, leaves: Sequence[Sought]) -> list[tuple[Span, int]]:
    """Return the first hits of each leaf with its number, in order."""
    hay = Haystack(text)
    found: list[tuple[Span, int]] = []
    for number, leaf in enumerate(leaves):
        found.extend((span, number) for span in islice(hits_of(hay, leaf), ENOUGH))
    return sorted(found)


def _densest(found: Sequence[tuple[Span, int]]) -> Span:
    """Return the stretch with most different words, then most hits, then the earliest."""
    best, best_value = found[0][0], (0, 0)
    inside: dict[int, int] = {}
    first = 0
    for last, ((_, end), number) in enumerate(found):
        inside[number] = inside.get(number, 0) + 1
        while found[first][0][0] + DENSE < end and first < last:
            left = found[first][1]
            inside[left] -= 1
            if not inside[left]:
                del inside[left]
            first += 1
        value = (len(inside), last - first)
        if value > best_value:
            best, best_value = (found[first][0][0], end), value
    return best


def _around(text: str, begin: int, end: int) -> Span:
    """Return a stretch of about `LENGTH` with the hits in it, cut between words."""
    spare = max(0, LENGTH - (end - begin))
    first = max(0, begin - spare // 3)
    last = min(len(text), max(end, first + LENGTH))
    first = max(0, min(first, last - LENGTH))
    return _forward_to_word(text, first, begin), max(end, _back_to_space(text, last))


def _forward_to_word(text: str, at: int, most: int) -> int:
    if at == 0:
        return 0
    space = _WORD_END.search(text, at - 1, most)
    return space.end() if space else at


def _back_to_space(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    for back in range(at, max(0, at - 30), -1):
        if text[back].isspace():
            return back
    return at


def _cut(text: str, where: Span, hits: Sequence[Span]) -> Snippet:
    begin, end = where
    ahead = "…" if begin > 0 and text[begin - 1] != "\n" else ""
    after = "…" if end < len(text) and text[end] != "\n" else ""
    shift = len(ahead) - begin
    marks = tuple(
        (first + shift, min(last, end) + shift) for first, last in hits if begin <= first < end
    )
    return Snippet(ahead + text[begin:end].translate(_BLANK) + after, marks)
