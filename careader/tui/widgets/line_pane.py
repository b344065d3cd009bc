"""A pane painted line by line: it keeps its own first line and measures only what is seen."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from careader.tui.widgets.painted import Painted
from careader.tui.widgets.pieces import Piece, fit, justified, shortened

_WHEEL_LINES = 3


class Title(NamedTuple):
    """The line above a pane."""

    name: str
    words: str = ""
    """What narrows the pane; cut when there is no room."""
    counts: str = ""
    """How much is in it."""


class LinePane(Painted, can_focus=True):
    """A focusable widget of `line_count` lines of which the visible ones are painted on demand."""

    def __init__(self, title: Title | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.title = title
        self.top = 0
        """The first visible line."""

    # --- what a subclass gives

    @property
    def line_count(self) -> int:
        """How many lines there are in all."""
        raise NotImplementedError

    def paint(self, line: int, width: int) -> Strip:
        """Return line number `line`, exactly `width` cells wide."""
        raise NotImplementedError

    def scrolled(self) -> None:
        """Be told that the first visible line changed."""

    # --- the title

    @property
    def head(self) -> int:
        """Rows above the first line: 1 for a title, else 0."""
        return 0 if self.title is None else 1

    @property
    def body(self) -> int:
        """Rows for lines."""
        return max(0, self.size.height - self.head)

    def entitle(self, words: str, counts: str) -> None:
        """Change what the title says."""
        if self.title is not None:
            title = self.title._replace(words=words, counts=counts)
            if title != self.title:
                self.title = title
                self._repaint_title()

    def _repaint_title(self) -> None:
        if self.head:
            self.refresh(Region(0, 0, self.size.width, 1))

    def _paint_title(self, title: Title, width: int) -> Strip:
        palette = self.palette
        name = palette["title-active" if self.has_focus else "title"]
        room = width - cell_len(title.name) - cell_len(title.counts) - 2
        words = shortened(title.words, room)
        left: list[Piece] = [(title.name, name), (f" {words}", palette["base"])]
        return fit(justified(left, (title.counts, palette["dim"]), width), width, palette["base"])

    # --- painting

    def render_line(self, y: int) -> Strip:
        """Return visible row `y` (Textual's Line API)."""
        width = self.size.width
        if self.title is not None and y == 0:
            return self._paint_title(self.title, width)
        line = self.top + y - self.head
        if line >= self.line_count:
            return Strip.blank(width, self.palette["base"])
        return self.paint(line, width)

    def repaint_lines(self, first: int, last: int) -> None:
        """Paint lines `first` to `last` again, both inclusive, as far as they are visible."""
        first, last = max(first, self.top), min(last, self.top + self.body - 1)
        if first <= last:
            row = first - self.top + self.head
            self.refresh(Region(0, row, self.size.width, last - first + 1))

    def line_at(self, row: int) -> int:
        """Return the line that a row of the widget shows; it may be outside the text."""
        return self.top + row - self.head

    # --- moving

    @property
    def last_top(self) -> int:
        """The first visible line when the end of the text is at the foot of the pane."""
        return max(0, self.line_count - self.body)

    def move_top(self, line: int) -> bool:
        """Make `line` the first visible one, as near as the text allows; say whether it moved."""
        line = max(0, min(line, self.last_top))
        if line == self.top:
            return False
        self.top = line
        self.refresh(Region(0, self.head, self.size.width, self.body))
        self.scrolled()
        return True

    def reveal(self, first: int, last: int | None = None) -> None:
        """Scroll as little as needed so that lines `first` to `last` are visible."""
        last = first if last is None else last
        if last >= self.top + self.body:
            self.move_top(last - self.body + 1)
        if first < self.top:
            self.move_top(first)

    def move_by(self, step: int) -> None:
        """Move by lines."""
        self.move_top(self.top + step)

    def move_pages(self, pages: float) -> None:
        """Move by pages; the last line stays in sight."""
        self.move_top(self.top + int(pages * max(1, self.body - 1)))

    def move_to_edge(self, *, start: bool) -> None:
        """Move to the beginning or the end."""
        self.move_top(0 if start else self.last_top)

    # --- events

    def on_focus(self) -> None:
        """Show that the pane has the keyboard."""
        self._repaint_title()

    def on_blur(self) -> None:
        """Show that another pane has it."""
        self._repaint_title()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.move_top(self.top + _WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.move_top(self.top - _WHEEL_LINES)
