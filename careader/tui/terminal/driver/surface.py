"""What stands on a screen: the cells and the looks of every row, and where the cursor is."""

from __future__ import annotations

from typing import NamedTuple

from careader.tui.terminal.driver.glyphs import REST, UNKNOWN
from careader.tui.terminal.driver.looks import PLAIN


class Row(NamedTuple):
    """One row: two strings with a character for each cell."""

    cells: str
    looks: str


class Surface:
    """A screen of a size in cells."""

    def __init__(self, width: int, height: int, cell: str = UNKNOWN) -> None:
        self.width, self.height = width, height
        self.rows = [Row(cell * width, PLAIN * width)] * height
        self.cursor = (0, 0)
        """Column and row, from 0."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self.width, self.height

    @property
    def known(self) -> bool:
        """Whether every cell is known."""
        return not any(UNKNOWN in row.cells for row in self.rows)

    @property
    def blind(self) -> bool:
        """Whether no row is known."""
        return all(UNKNOWN in row.cells for row in self.rows)

    def put(self, x: int, y: int, cells: str, looks: str) -> None:
        """Write cells over a row, as far as they are on the screen."""
        if not 0 <= y < self.height or x < 0 or not cells:
            return
        x = min(x, self.width - 1)
        room = self.width - x
        if len(cells) > room:
            cells, looks = _cut(cells, room), looks[: room - 1] + looks[-1]
        old, end = self.rows[y], x + len(cells)
        # Half a wide character is nothing: what is left of one that is written over is blank.
        before = old.cells[:x]
        if old.cells[x] == REST and x:
            before = f"{before[:-1]} "
        after = old.cells[end:]
        if after[:1] == REST:
            after = f" {after[1:]}"
        self.rows[y] = Row(before + cells + after, old.looks[:x] + looks + old.looks[end:])


def scrolled(rows: list[Row], top: int, bottom: int, lines: int) -> list[Row]:
    """Return rows, `top` to `bottom` moved up by some lines, down when negative; blanks come in."""
    width = len(rows[0].cells)
    blank = [Row(" " * width, PLAIN * width)] * abs(lines)
    part = rows[top : bottom + 1]
    moved = part[lines:] + blank if lines > 0 else blank + part[:lines]
    return rows[:top] + moved + rows[bottom + 1 :]


def _cut(cells: str, room: int) -> str:
    """Return cells in less room, as a terminal that does not wrap: the last one stays on top.

    It happens while the terminal has become narrower and Textual does not know yet.
    """
    kept, last = cells[: room - 1], cells[-1]
    if cells[room - 1] == REST and kept:
        kept = f"{kept[:-1]} "
    return kept + (" " if last == REST else last)
