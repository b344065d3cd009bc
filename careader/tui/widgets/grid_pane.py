"""A painted table with a cursor on one of its cells: heads that stay, rows that scroll."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from careader.tui.widgets.line_pane import LinePane, Title
from careader.tui.widgets.pieces import Piece, fit


class GridPane(LinePane):
    """Rows and columns of cells. A subclass says how many there are and how they are painted."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another cell."""

        pane: GridPane

    @dataclass
    class Chosen(Message):
        """The cell under the cursor was clicked again."""

        pane: GridPane

    def __init__(self, title: Title, *, id: str) -> None:
        super().__init__(title, id=id)
        self.at_row = 0
        self.at_column = 0
        self.left = 0
        """The first visible column."""

    # --- what a subclass gives

    @property
    def column_count(self) -> int:
        """How many columns there are."""
        raise NotImplementedError

    @property
    def label_width(self) -> int:
        """Cells of the names on the left."""
        raise NotImplementedError

    @property
    def cell_width(self) -> int:
        """Cells of a column."""
        raise NotImplementedError

    def column_head(self, column: int) -> Piece:
        """Return what stands over a column; it is cut or padded to its width."""
        raise NotImplementedError

    def label(self, row: int) -> Piece:
        """Return what stands before a row."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> list[Piece]:
        """Return a cell's pieces; they are cut or padded to its width."""
        raise NotImplementedError

    # --- painting

    @property
    def head(self) -> int:
        """Rows above the first line: the title and the heads of the columns."""
        return 2

    @property
    def columns(self) -> range:
        """The visible columns."""
        room = max(1, (self.size.width - self.label_width) // max(1, self.cell_width))
        return range(self.left, min(self.column_count, self.left + room))

    def render_line(self, y: int) -> Strip:
        """Return visible row `y`, the heads of the columns under the title."""
        if y != 1:
            return super().render_line(y)
        width, base = self.size.width, self.palette["base"]
        strips = [fit([("", Style.null())], self.label_width, base)]
        strips += [fit([self.column_head(n)], self.cell_width, base) for n in self.columns]
        return Strip.join(strips).adjust_cell_length(width, base)

    def paint(self, line: int, width: int) -> Strip:
        """Return one row, the cell under the cursor in the cursor's style."""
        base = self.palette["base"]
        strips = [fit([self.label(line)], self.label_width, base)]
        for column in self.columns:
            here = (line, column) == (self.at_row, self.at_column)
            over = self.palette["cursor"] if here else None
            strips.append(fit(self.cell(line, column), self.cell_width, base, over))
        return Strip.join(strips).adjust_cell_length(width, base)

    # --- moving

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, as near as there is one, and bring it into sight."""
        old = self.at_row, self.at_column
        self.at_row = max(0, min(row, self.line_count - 1))
        self.at_column = max(0, min(column, self.column_count - 1))
        self.reveal(self.at_row)
        self._reveal_column()
        if (self.at_row, self.at_column) != old:
            for each in {old[0], self.at_row}:
                self.repaint_lines(each, each)
            self.post_message(self.Moved(self))

    def _reveal_column(self) -> None:
        room = len(self.columns) or 1
        left = min(max(self.left, self.at_column - room + 1), self.at_column)
        left = min(left, max(0, self.column_count - room))
        if left != self.left:
            self.left = left
            self.refresh()

    def repaint_heads(self) -> None:
        """Paint the heads of the columns again."""
        self.refresh(Region(0, 1, self.size.width, 1))

    def move(self, rows: int, columns: int = 0) -> None:
        """Move the cursor."""
        self.go_to(self.at_row + rows, self.at_column + columns)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.top = max(0, min(self.top, self.last_top))
        self.reveal(self.at_row)
        self._reveal_column()
        self.refresh(Region(0, 0, self.size.width, self.size.height))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked cell; choose it where it stands there already."""
        row = self.line_at(event.y)
        column = self.left + (event.x - self.label_width) // max(1, self.cell_width)
        if event.y < self.head or event.x < self.label_width:
            return
        if row >= self.line_count or column not in self.columns:
            return
        if (row, column) == (self.at_row, self.at_column):
            self.post_message(self.Chosen(self))
        else:
            self.go_to(row, column)
