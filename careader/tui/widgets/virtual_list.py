"""A list of any length: rows are made when they are painted, a move repaints two of them."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from careader.tui.widgets.line_pane import LinePane, Title
from careader.tui.widgets.pieces import Piece, fit


class VirtualList(LinePane):
    """A list with a cursor. A subclass says how many rows there are and how one row is painted."""

    ROW_HEIGHT = 1
    """Lines of one row."""

    @dataclass
    class Moved(Message):
        """The cursor came to stand on another row."""

        list: VirtualList
        row: int

    @dataclass
    class Chosen(Message):
        """A row was chosen with Enter or a click."""

        list: VirtualList
        row: int

    def __init__(self, title: Title | None = None, *, id: str | None = None) -> None:
        super().__init__(title, id=id)
        self.cursor = 0

    # --- what a subclass gives

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row(self, index: int, line: int, width: int) -> list[Piece]:
        """Return one line of a row as pieces of text with styles; it is cut to `width`."""
        raise NotImplementedError

    # --- painting

    @property
    def line_count(self) -> int:
        """Rows times their height."""
        return self.row_count * self.ROW_HEIGHT

    def paint(self, line: int, width: int) -> Strip:
        """Return one line of a row, under the cursor's style where the cursor is."""
        index, part = divmod(line, self.ROW_HEIGHT)
        base = self.palette["base"]
        pieces = self.row(index, part, width)
        over = self._cursor_style() if index == self.cursor else None
        return fit(pieces, width, base, over)

    def _cursor_style(self) -> Style:
        return self.palette["cursor" if self.has_focus else "cursor-idle"]

    # --- moving

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, as near as there is one."""
        row = max(0, min(row, self.row_count - 1))
        if row == self.cursor or self.row_count == 0:
            self.reveal_cursor()
            return
        old, self.cursor = self.cursor, row
        self.reveal_cursor()
        for each in (old, row):
            self._repaint_row(each)
        self.post_message(self.Moved(self, row))

    def move_by(self, step: int) -> None:
        """Move the cursor by a number of rows."""
        self.move_to(self.cursor + step)

    def move_pages(self, pages: float) -> None:
        """Move the cursor by pages: as many rows as are visible but one."""
        rows = int(pages * max(1, self.body // self.ROW_HEIGHT - 1))
        self.move_by(rows or (1 if pages > 0 else -1))

    def move_to_edge(self, *, start: bool) -> None:
        """Move the cursor to the first or the last row."""
        self.move_to(0 if start else self.row_count - 1)

    def reveal_cursor(self) -> None:
        """Scroll as little as needed so that the cursor's row is visible."""
        first = self.cursor * self.ROW_HEIGHT
        self.reveal(first, first + self.ROW_HEIGHT - 1)

    def rows_changed(self, cursor: int | None = None) -> None:
        """Be told that the rows are others now; keep the cursor inside them."""
        wanted = self.cursor if cursor is None else cursor
        self.cursor = max(0, min(wanted, self.row_count - 1))
        self.top = max(0, min(self.top, self.last_top))
        self.reveal_cursor()
        self.refresh()

    def _repaint_row(self, row: int) -> None:
        first = row * self.ROW_HEIGHT
        self.repaint_lines(first, first + self.ROW_HEIGHT - 1)

    # --- events

    def on_focus(self) -> None:
        """Show the cursor as the one that moves."""
        super().on_focus()
        self._repaint_row(self.cursor)

    def on_blur(self) -> None:
        """Show the cursor as one that waits."""
        super().on_blur()
        self._repaint_row(self.cursor)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.top = max(0, min(self.top, self.last_top))
        self.reveal_cursor()

    def on_click(self, event: events.Click) -> None:
        """Choose the row that was clicked."""
        row = self.line_at(event.y) // self.ROW_HEIGHT
        if event.y >= self.head and row < self.row_count:
            self.move_to(row)
            self.post_message(self.Chosen(self, row))
