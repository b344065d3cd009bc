"""How a table is set: in columns, wrapped ones where it must be, otherwise a cell a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careader.text.cells import cluster_widths, graphemes, width
from careader.text.columns import shared
from careader.text.reading import Block

SEPARATOR = " │ "
GAP = 2
"""Cells between a stacked cell's label and its text."""


@dataclass(frozen=True)
class Table:
    """A table set for a number of cells. Offsets are code points of the reading text."""

    columns: tuple[int, ...]
    """Cells of each column; empty when the table is stacked."""
    aligns: str
    """One letter a column: `l`, `r` or `c`."""
    labels: tuple[str, ...]
    """What stands before each cell when the table is stacked, all of one width; else empty."""
    wrapped: bool = False
    """Whether the columns are narrower than their cells, so that a row may take several lines."""
    airy: bool = True
    """Whether a blank line stands between the rows: cells under the head take several lines."""

    @property
    def stacked(self) -> bool:
        """Whether every cell has lines of its own."""
        return not self.columns

    @property
    def rule(self) -> str:
        """What is drawn under the head: `────┼────`."""
        return "─┼─".join("─" * column for column in self.columns)

    @property
    def label_cells(self) -> int:
        """Cells a label takes."""
        return width(self.labels[0]) if self.labels else 0

    def row_widths(self, row: str) -> list[int]:
        """Return the cells of a row's characters set in columns, 0 inside a grapheme.

        A tab takes the padding on both its sides and the separator.
        """
        cells = row.split("\t")
        paddings = self.paddings(cells)
        widths = cluster_widths(cells[0])
        for before, after, cell in zip(paddings, paddings[1:], cells[1:], strict=False):
            widths += [before[1] + len(SEPARATOR) + after[0], *cluster_widths(cell)]
        return widths

    def paddings(self, cells: Sequence[str]) -> list[tuple[int, int]]:
        """Return the blank cells left and right of each cell of a row; none after the last."""
        found = []
        for column, cell, align in zip(self.columns, cells, self.aligns, strict=False):
            free = max(0, column - width(cell))
            left = {"r": free, "c": free // 2}.get(align, 0)
            found.append((left, free - left))
        if found:
            found[-1] = (found[-1][0], 0)
        return found


def set_table(text: str, rows: Sequence[Block], available: int) -> Table:
    """Set the rows of one table, the first its head, in so many cells."""
    cells = [text[row.start : row.end].split("\t") for row in rows]
    count = max(len(row) for row in cells)
    columns = tuple(
        max([1, *(width(row[i]) for row in cells if i < len(row))]) for i in range(count)
    )
    aligns = rows[0].info.ljust(count, "l")
    if sum(columns) + len(SEPARATOR) * (count - 1) <= available:
        return Table(columns, aligns, ())
    if narrower := shared(cells, available):
        airy = any(
            width(cell) > room
            for row in cells[1:]
            for cell, room in zip(row, narrower, strict=False)
        )
        return Table(narrower, aligns, (), wrapped=True, airy=airy)
    return Table((), aligns, _labels(cells[0], available))


def _labels(head: Sequence[str], available: int) -> tuple[str, ...]:
    """Return the head's cells, cut to a third of the width; empty where that is too little."""
    longest = min(max(map(width, head)), available // 3)
    if longest < 4:
        return ("",) * len(head)
    return tuple(_fitted(cell, longest) + " " * GAP for cell in head)


def _fitted(text: str, cells: int) -> str:
    """Return the text in exactly so many cells, an ellipsis where it is cut."""
    if width(text) <= cells:
        return text + " " * (cells - width(text))
    kept, used = "", 0
    for start, end, taken in graphemes(text):
        if used + taken > cells - 1:
            break
        kept += text[start:end]
        used += taken
    return kept + "…" + " " * (cells - 1 - used)
