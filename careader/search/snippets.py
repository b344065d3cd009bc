"""A few lines of an article around the words that were looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from careader.model import Snippet
from careader.search import query as q
from careader.search.hits import Span, joined, leaf_hits

LENGTH = 180
"""Code points of a snippet, give or take a word."""

PIECE = 60_000
"""Code points read at a time: most articles are shorter, and few hits come later."""

ENOUGH = 40
"""Hits of one part of the query that are weighed against each other."""

_BLANK = str.maketrans("\n\t", "  ")
_WORD_END = re.compile(r"\s")


def snippet(pieces: Iterable[str], node: q.Node) -> Snippet:
    """Return the part of a text where most of a query's words stand closest together.

    `pieces`: the text in parts; later ones are read only while nothing has been found. Without a
    hit it is the beginning of the text.
    """
    leaves = [leaf for leaf in dict.fromkeys(q.text_leaves(node)) if not leaf.field]
    opening = ""
    for piece in pieces:
        opening = opening or piece
        found = _hits(piece, leaves)
        if found:
            begin, end = _densest(found)
            return _cut(piece, _around(piece, begin, end), joined(span for span, _ in found))
        if not leaves:
            break
    return _cut(opening, (0, _back_to_space(opening, min(LENGTH, len(opening)))), [])


def _hits(text: str, leaves: Sequence[q.TextLeaf]) -> list[tuple[Span, int]]:
    """Return the first hits of each leaf with its number, in order."""
    found: list[tuple[Span, int]] = []
    for number, leaf in enumerate(leaves):
        found.extend((span, number) for span in islice(leaf_hits(text, leaf), ENOUGH))
    return sorted(found)


def _densest(found: Sequence[tuple[Span, int]]) -> Span:
    """Return the stretch with most different words, then most hits, then the earliest."""
    best, best_value = found[0][0], (0, 0)
    for index, ((begin, _), _) in enumerate(found):
        inside = [hit for hit in islice(found, index, None) if hit[0][1] <= begin + LENGTH * 0.8]
        value = (len({number for _, number in inside}), len(inside))
        if value > best_value:
            best, best_value = (begin, inside[-1][0][1]), value
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
