"""The highlights pane: the passage, its note, its tags; of this article or of the whole library."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import set_cell_size
from rich.style import Style
from textual.reactive import reactive

from careader.annotations.colors import known_color
from careader.model import AnchorState, PlacedHighlight
from careader.text.clean import clean_line
from careader.tui.looks import is_colleagues, roles_of
from careader.tui.masthead import wrap_words
from careader.tui.widgets.line_pane import Title
from careader.tui.widgets.pieces import Piece
from careader.tui.widgets.virtual_list import VirtualList

_STATES = {AnchorState.SURE: "", AnchorState.CHECK: "?", AnchorState.ORPHAN: "!"}
_QUOTE_LINES = 2


class HighlightList(VirtualList):
    """Highlights in the order of the text: two lines of the passage, one of the note."""

    ROW_HEIGHT = 4

    rows: reactive[tuple[PlacedHighlight, ...]] = reactive((), repaint=False)

    def __init__(self) -> None:
        super().__init__(Title("Highlights"), id="highlights")
        self.own = ""
        """The reader's own name: others' highlights are shown with theirs."""
        self.letters: Mapping[str, str] = {}
        """Colour to the letter that stands for it where there are no colours."""
        self.waiting = 0
        """How many of the rows need a look; they are the first."""

    def watch_rows(
        self, old: tuple[PlacedHighlight, ...], new: tuple[PlacedHighlight, ...]
    ) -> None:
        """Show the new highlights, the cursor on the one it was on."""
        ids = [each.highlight.id for each in new]
        current = old[self.cursor].highlight.id if self.cursor < len(old) else ""
        self.rows_changed(ids.index(current) if current in ids else None)

    @property
    def current(self) -> PlacedHighlight | None:
        """The highlight under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    @property
    def row_count(self) -> int:
        """How many highlights there are."""
        return len(self.rows)

    def select(self, highlight_id: str) -> None:
        """Put the cursor on a highlight, without telling anybody."""
        for index, each in enumerate(self.rows):
            if each.highlight.id == highlight_id and index != self.cursor:
                with self.prevent(self.Moved):
                    self.move_to(index)

    def row(self, index: int, line: int, width: int) -> list[Piece]:
        """Return one line of a highlight."""
        placed = self.rows[index]
        if line < _QUOTE_LINES:
            return self._quote(placed, line, width)
        if line == _QUOTE_LINES:
            return [("  " + self._below(placed), self.palette["dim"])]
        return []

    def _quote(self, placed: PlacedHighlight, line: int, width: int) -> list[Piece]:
        mark = self.palette[roles_of(placed, own=self.own, current="")[0]]
        lines = wrap_words(clean_line(placed.highlight.quote)[: 4 * width], max(1, width - 2))
        text = lines[line] if line < len(lines) else ""
        if line == _QUOTE_LINES - 1 and len(lines) > _QUOTE_LINES:
            text = set_cell_size(text, max(0, width - 3)).rstrip() + "…"
        return [(self._sign(placed, line), mark), (" ", Style.null()), (text, Style.null())]

    def _sign(self, placed: PlacedHighlight, line: int) -> str:
        """Return what stands before a line: its state, and a letter where no colour is seen."""
        signs = _STATES[placed.state]
        if self.app.no_color:
            letter = self.letters.get(known_color(placed.highlight.color), "")
            signs += letter.lower() if is_colleagues(placed, self.own) else letter
        # Of a colleague's colour there is no background to see.
        blank = "▎" if is_colleagues(placed, self.own) and not self.app.no_color else " "
        return signs[line : line + 1] or blank

    def _below(self, placed: PlacedHighlight) -> str:
        highlight = placed.highlight
        whose = f"{highlight.reader}: " if highlight.reader not in ("", self.own) else ""
        tags = " ".join(f"#{tag}" for tag in highlight.tags)
        return clean_line(" ".join(filter(None, (whose + highlight.note, tags))))
