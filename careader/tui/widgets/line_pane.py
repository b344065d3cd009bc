"""A pane painted line by line: it keeps its own first line, so nothing is measured or laid out that is not seen."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from careader.tui.widgets.painted import Painted

_WHEEL_LINES = 3


class LinePane(Painted, can_focus=True):
    """A focusable widget of `line_count` lines of which the visible ones are painted on demand."""

    DEFAULT_CSS = "LinePane { height: 1fr; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
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

    # --- painting

    def render_line(self, y: int) -> Strip:
        """Return visible row `y` (Textual's Line API)."""
        line = self.top + y
        width = self.size.width
        if line >= self.line_count:
            return Strip.blank(width, self.rich_style)
        return self.paint(line, width)

    def repaint_lines(self, first: int, last: int) -> None:
        """Paint lines `first` to `last` again, both inclusive, as far as they are visible."""
        first, last = max(first, self.top), min(last, self.top + self.size.height - 1)
        if first <= last:
            self.refresh(Region(0, first - self.top, self.size.width, last - first + 1))

    # --- moving

    @property
    def last_top(self) -> int:
        """The first visible line when the end of the text is at the foot of the pane."""
        return max(0, self.line_count - self.size.height)

    def move_top(self, line: int) -> bool:
        """Make `line` the first visible one, as near as the text allows; say whether anything moved."""
        line = max(0, min(line, self.last_top))
        if line == self.top:
            return False
        self.top = line
        self.refresh()
        self.scrolled()
        return True

    def reveal(self, first: int, last: int | None = None) -> None:
        """Scroll as little as needed so that lines `first` to `last` are visible."""
        last = first if last is None else last
        if last >= self.top + self.size.height:
            self.move_top(last - self.size.height + 1)
        if first < self.top:
            self.move_top(first)

    def scrolled(self) -> None:
        """Be told that the first visible line changed."""

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.move_top(self.top + _WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.move_top(self.top - _WHEEL_LINES)
