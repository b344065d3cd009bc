"""The one status line: where you are, what happened, what the next keys are."""

from __future__ import annotations

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip

from careader.tui.widgets.painted import Painted
from careader.tui.widgets.pieces import Piece, fit, shortened


class StatusLine(Painted):
    """A single painted line: a message or the position on the left, hints on the right."""

    where: reactive[str] = reactive("")
    """Where the reader is; shown when there is nothing else to say."""
    message: reactive[str] = reactive("")
    """What just happened; goes with the next key."""
    failed: reactive[bool] = reactive(False)
    """Whether the message tells of something that went wrong."""
    busy: reactive[str] = reactive("")
    """What runs in the background, with how far it is."""
    hints: reactive[str] = reactive("")
    meaning: reactive[str] = reactive("")
    """What the search being typed means; stands in the right half, the left is typed in."""

    def render_line(self, y: int) -> Strip:
        """Return the line; hints give way to what is said on the left."""
        width, base = self.size.width, self.palette["base"]
        if self.meaning:
            said = shortened(self.meaning, width // 2 - 1)
            return fit([(" " * (width - width // 2 + 1), base), (said, base)], width, base)
        said = self.message or self.where
        style = self.palette["error" if self.failed else "message"]
        quiet = self.palette["hint"]
        right = self._fitting(width - cell_len(said) - 2)
        pieces: list[Piece] = [(said, style if self.message else base)]
        gap = width - cell_len(said) - cell_len(right)
        if right and gap > 0:
            pieces += [(" " * gap, base), (right, quiet)]
        return fit(pieces, width, base)

    def _fitting(self, room: int) -> str:
        """Return what runs and as many hints as `room` cells take, those of the place first."""
        shown = ""
        for part in filter(None, (self.busy, *self.hints.split("  "))):
            longer = f"{shown}  {part}" if shown else part
            if cell_len(longer) > room:
                break
            shown = longer
        return shown
