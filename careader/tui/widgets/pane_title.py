"""The line above a pane: its name, its number key, and how much is in it."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.reactive import reactive
from textual.strip import Strip

from careader.tui.widgets.painted import Painted
from careader.tui.widgets.virtual_list import Piece, fit


class PaneTitle(Painted):
    """One line: a name, what narrows the pane, how much is in it."""

    DEFAULT_CSS = "PaneTitle { height: 1; width: 1fr; }"

    active: reactive[bool] = reactive(False)
    """Whether the pane below has the keyboard."""
    words: reactive[str] = reactive("")
    """What narrows the pane; cut when there is no room."""
    counts: reactive[str] = reactive("")

    def __init__(self, name: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.pane_name = name

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width, base = self.size.width, self.rich_style
        name = self.palette["title-active" if self.active else "title"]
        detail = self.palette["detail"]
        room = width - cell_len(self.pane_name) - cell_len(self.counts) - 2
        words = shortened(self.words, room)
        gap = max(1, room - cell_len(words) + 1)
        pieces: list[Piece] = [(self.pane_name, name), (" ", base), (words, base)]
        pieces += [(" " * gap, base), (self.counts, detail)]
        return fit(pieces, width, base)


def shortened(text: str, width: int) -> str:
    """Return a text in at most `width` cells, its end replaced by an ellipsis where it is cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 1 else ""
