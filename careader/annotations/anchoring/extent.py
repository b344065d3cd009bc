"""Where a quote begins and ends in a stretch, from the pieces of it and its context there."""

from __future__ import annotations

from collections.abc import Sequence

from careader.annotations.anchoring.chain import Piece

_FAR = 40
"""Code points of a gap, beyond twice what is missing in it, over which nothing is concluded."""
_LOST = 12
"""Code points at an end of the quote that are taken to be mistyped, not gone, without context."""


def extent(pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int] | None:
    """Return where `start:end` of the passage stands in the stretch; None without a piece of it.

    Offsets are code points.
    """
    inside = [each for each in pieces if each.passage < end and each.passage + each.length > start]
    if not inside:
        return None
    before = [each for each in pieces if each.passage + each.length <= start]
    after = [each for each in pieces if each.passage >= end]
    first, last = inside[0], inside[-1]
    begun = _edge(_end(before[-1]) if before else None, start, (first.passage, first.stretch))
    # The other edge is the same question asked from the other side: every offset negated.
    ended = _edge(
        (-after[0].passage, -after[0].stretch) if after else None, -end, _negated(_end(last))
    )
    return begun, -ended


def _negated(place: tuple[int, int]) -> tuple[int, int]:
    return -place[0], -place[1]


def _end(piece: Piece) -> tuple[int, int]:
    return piece.passage + piece.length, piece.stretch + piece.length


def _edge(outside: tuple[int, int] | None, edge: int, inside: tuple[int, int]) -> int:
    """Return where the edge of the quote stands, given what is found before and after it.

    Args:
        outside: The end of the nearest piece of the context: in the passage, in the stretch.
        edge: Where the quote begins in the passage.
        inside: The beginning of the nearest piece of the quote: in the passage, in the stretch.
    """
    missing = inside[0] - edge
    if missing <= 0:
        return inside[1] - missing
    if outside is not None:
        context = edge - outside[0]
        gap = inside[1] - outside[1]
        if gap <= 2 * (missing + context) + _FAR:
            return inside[1] - round(gap * missing / (missing + context))
    return inside[1] - (missing if missing <= _LOST else 0)
