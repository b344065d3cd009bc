"""A row of a table whose cells are wrapped side by side: several pieces of text on one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from careader.text.cells import width
from careader.text.wrap import Lines, wrap

GAP = 3
"""Cells between two columns."""
_LEAST, _LONGEST_WORD = 8, 16


class Piece(NamedTuple):
    """A stretch of a line drawn without a gap. Offsets are code points of the reading text."""

    start: int
    end: int
    cell: int
    """Cells left of it, counted from the pane's edge."""
    column: int = 0
    """Cells left of the column it stands in."""


def shared(cells: Sequence[Sequence[str]], room: int) -> tuple[int, ...]:
    """Return the cells of each column where all are to share so many; empty when that is too few.

    No column is narrower than its longest word or, for longer words, than 16 cells; what is left
    goes to those that want more.
    """
    columns = [list(filter(None, column)) for column in zip_longest(*cells, fillvalue="")]
    wide = [max(map(width, column), default=1) for column in columns]
    words = [max((width(w) for c in column for w in c.split()), default=1) for column in columns]
    least = [
        min(most, max(_LEAST, min(word, _LONGEST_WORD)))
        for most, word in zip(wide, words, strict=True)
    ]
    spare = room - GAP * (len(columns) - 1) - sum(least)
    wanted = sum(wide) - sum(least)
    if spare < 0 or not wanted:
        return ()
    return tuple(
        few + spare * (most - few) // wanted for few, most in zip(least, wide, strict=True)
    )


def set_row(
    text: str, row: tuple[int, int], columns: Sequence[int], aligns: str, indent: int
) -> Iterator[tuple[Piece, ...]]:
    """Yield the lines of a row, each with the pieces of the cells that reach so far down."""
    start, left = row[0], indent
    set_: list[list[Piece]] = []
    for cells, align in zip(columns, aligns, strict=False):
        end = text.find("\t", start, row[1])
        end = row[1] if end < 0 else end
        lines = Lines()
        wrap(text, start, end, cells, lines)
        found = zip(lines.starts, lines.ends, strict=True)
        set_.append([Piece(a, b, left + _pad(text[a:b], cells, align), left) for a, b in found])
        left += cells + GAP
        start = end + 1
        if start > row[1]:
            break
    for pieces in zip_longest(*set_):
        there = [piece for piece in pieces if piece is not None]
        # A caret has nothing to stand on in an empty cell, unless the whole row is empty.
        yield tuple(piece for piece in there if piece.start < piece.end) or (there[0],)


def _pad(text: str, cells: int, align: str) -> int:
    free = max(0, cells - width(text))
    return {"r": free, "c": free // 2}.get(align, 0)


def holding(pieces: Sequence[Piece], offset: int) -> Piece:
    """Return the piece that an offset is in or follows; before all of them, the first."""
    before = [piece for piece in pieces if piece.start <= offset]
    return max(before, default=pieces[0])


def under(pieces: Sequence[Piece], cell: int) -> Piece:
    """Return the piece in whose column a cell is; where that has ended, the one left of it."""
    left = [piece for piece in pieces if piece.column <= cell]
    return left[-1] if left else pieces[0]
