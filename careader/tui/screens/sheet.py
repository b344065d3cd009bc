"""A sheet of text over the screen to read and close: the help, the facts of an article."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from careader.tui.screens.modal import Modal
from careader.tui.widgets.line_pane import LinePane, Title
from careader.tui.widgets.pieces import Piece, fit

SheetLine = Sequence[tuple[str, str]]
"""Pieces of a line: text and the role it plays (`name`, `key`, `dim`, or empty)."""


_WIDEST = 84
_FRAME = 4
"""Cells of border and padding, left and right."""


def text_width(columns: int) -> int:
    """Return the cells of a line of a sheet on a screen of so many columns."""
    return max(1, min(_WIDEST, columns) - _FRAME)


class SheetText(LinePane):
    """The lines of the sheet."""

    def __init__(self, title: str, lines: Sequence[SheetLine]) -> None:
        super().__init__(Title(title, counts="Esc closes"), id="sheet-text")
        self._lines = lines

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def paint(self, line: int, width: int) -> Strip:
        """Return one line."""
        pieces: list[Piece] = [
            (text, self.palette[role] if role else Style.null()) for text, role in self._lines[line]
        ]
        return fit(pieces, width, self.palette["base"])


class SheetScreen(Modal[None]):
    """Text over the screen. `j k Space b g G` move, `q`, `?`, `i` or Escape close it."""

    CSS = """
    SheetScreen { align: center middle; background: transparent; }
    SheetScreen > Vertical {
        width: 84; max-width: 100%; height: 90%; padding: 0 1;
        border: solid $primary; background: $background;
    }
    """

    def __init__(self, title: str, lines: Sequence[SheetLine]) -> None:
        super().__init__()
        self._sheet_title = title
        self._sheet_lines = lines

    def compose(self) -> ComposeResult:
        """Title and text."""
        with Vertical() as box:
            # Border and title take three lines; a short text does not need a tall sheet.
            box.styles.max_height = len(self._sheet_lines) + 3
            yield SheetText(self._sheet_title, self._sheet_lines)

    def on_key(self, event: events.Key) -> None:
        """Move or close."""
        event.stop()
        text = self.query_one(SheetText)
        page = max(1, text.body - 1)
        steps = {
            "j": 1,
            "down": 1,
            "k": -1,
            "up": -1,
            "space": page,
            "pagedown": page,
            "b": -page,
            "pageup": -page,
            "ctrl+d": page // 2,
            "ctrl+u": -(page // 2),
            "g": -text.line_count,
            "home": -text.line_count,
            "G": text.line_count,
            "end": text.line_count,
        }
        if event.key in steps:
            text.move_top(text.top + steps[event.key])
        elif event.key in ("escape", "q", "question_mark", "i", "enter"):
            self.dismiss(None)
