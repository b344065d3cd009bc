"""What of a passage stands in a stretch of text: pieces equal to the letter, in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

_JOIN = 1.0
"""What joining two pieces costs, in code points: a few letters may be alike by chance."""
_GAP = 0.05
"""What it costs to leave a gap, for each code point of its longer side."""
_FREE = 2
"""Code points of a piece that do not count: the shorter, the likelier by chance."""
_COMMON = 12
"""Of a seed that occurs more often in the passage, the rest of its places are not looked at."""
_MOST = 150
"""So many pieces, the longest, are considered: a text of nothing but dots has no end of them."""


class Piece(NamedTuple):
    """A piece of the passage and where it stands in the stretch. Offsets are code points."""

    passage: int
    stretch: int
    length: int


def chain(passage: str, stretch: str, size: int) -> list[Piece]:
    """Return the pieces of the passage in the stretch, in order, that together say most.

    No piece is shorter than `size`, and none overlaps another on either side.
    """
    pieces = _pieces(passage, stretch, size)
    best: list[float] = []
    before: list[int] = []
    for piece in pieces:
        value, via = _way_to(piece, pieces, best)
        best.append(value + piece.length - _FREE)
        before.append(via)
    return _cut(_followed(pieces, best, before))


def _way_to(piece: Piece, pieces: Sequence[Piece], best: Sequence[float]) -> tuple[float, int]:
    """Return the most that a way to a piece is worth, and the piece before it, -1 for none."""
    value, via = _JOIN, -1
    for number, reached in enumerate(best):
        if reached > value:
            gained = reached - _gap(pieces[number], piece)
            if gained > value:
                value, via = gained, number
    return (value - _JOIN, via)


def _pieces(passage: str, stretch: str, size: int) -> list[Piece]:
    """Return every longest piece that passage and stretch share, by its place in the passage."""
    where: dict[str, list[int]] = defaultdict(list)
    for offset in range(len(passage) - size + 1):
        where[passage[offset : offset + size]].append(offset)
    running: dict[int, Piece] = {}
    done: list[Piece] = []
    for there in range(len(stretch) - size + 1):
        for here in where.get(stretch[there : there + size], ())[:_COMMON]:
            piece = running.get(there - here)
            if piece is not None and there < piece.stretch + piece.length:
                running[there - here] = piece._replace(length=there + size - piece.stretch)
                continue
            if piece is not None:
                done.append(piece)
            running[there - here] = Piece(here, there, size)
    done.extend(running.values())
    if len(done) > _MOST:
        done = sorted(done, key=lambda piece: -piece.length)[:_MOST]
    return sorted(done)


def _gap(first: Piece, second: Piece) -> float:
    """Return what the gap between two pieces costs; no way leads over a cost that is infinite."""
    here = second[0] - first[0] - first[2]
    there = second[1] - first[1] - first[2]
    overlap = -here if here < there else -there
    if overlap <= 0:
        return _GAP * (here if here > there else there)
    if overlap >= second[2] - _FREE or second[1] <= first[1]:
        return float("inf")
    return overlap + _GAP * (overlap + max(here, there, 0))


def _followed(pieces: Sequence[Piece], best: Sequence[float], before: Sequence[int]) -> list[Piece]:
    number = max(range(len(best)), key=best.__getitem__, default=-1)
    found = []
    while number >= 0:
        found.append(pieces[number])
        number = before[number]
    return found[::-1]


def _cut(pieces: list[Piece]) -> list[Piece]:
    """Shorten pieces that begin before the one before them ends."""
    done: list[Piece] = []
    for piece in pieces:
        overlap = 0
        if done:
            last = done[-1]
            overlap = max(
                0,
                last.passage + last.length - piece.passage,
                last.stretch + last.length - piece.stretch,
            )
        done.append(Piece(piece.passage + overlap, piece.stretch + overlap, piece.length - overlap))
    return done


def covered(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Return how many code points of `start:end` of the passage are in the pieces."""
    return sum(
        max(0, min(end, piece.passage + piece.length) - max(start, piece.passage))
        for piece in pieces
    )
