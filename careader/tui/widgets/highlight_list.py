"""The highlights pane: the passage, its note, its tags; of this article or of the whole library."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rich.cells import set_cell_size
from rich.style import Style
from textual.reactive import reactive

from careader.colors import known_color
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
        self.linked: Mapping[str, int] = {}
        """Id of a highlight to how many notes link to it."""
        self.waiting = 0
        """How many of the rows need a look; they are the first."""

    def watch_rows(
        self, old: tuple[PlacedHighlight, ...], new: tuple[PlacedHighlight, ...]
    ) -> None:
        """Show the new highlights, the cursor on the one it was on."""
        self._row_of = {each.highlight.id: row for row, each in enumerate(new)}
        current = old[self.cursor].highlight.id if self.cursor < len(old) else ""
        self.rows_changed(self._row_of.get(current))

    _row_of: Mapping[str, int] = MappingProxyType({})
    """Id of a highlight to its row."""

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
        row = self._row_of.get(highlight_id)
        if row is not None and row != self.cursor:
            with self.prevent(self.Moved):
                self.move_to(row)

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
        highlight = placed.highlight
        said = f"On the article: {shown(highlight.note)}" if highlight.on_article else ""
        # As much as two lines can show, whatever white space is folded: a quote may be an article.
        words = clean_line((said or highlight.quote)[: 16 * width])[: 4 * width]
        lines = wrap_words(words, max(1, width - 2))
        text = lines[line] if line < len(lines) else ""
        if line == _QUOTE_LINES - 1 and len(lines) > _QUOTE_LINES:
            text = set_cell_size(text, max(0, width - 3)).rstrip() + "…"
        style = self.palette["emphasis"] if highlight.on_article else Style.null()
        return [(self._sign(placed, line), mark), (" ", Style.null()), (text, style)]

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
        note = "" if highlight.on_article else shown(highlight.note)
        tags = " ".join(f"#{tag}" for tag in highlight.tags)
        count = self.linked.get(highlight.id, 0)
        linked = f"linked from {count}" if count else ""
        return clean_line(" ".join(filter(None, (whose + note, tags, linked))))


def shown(note: str) -> str:
    """Return a note as it is listed: of links the words, not the ids."""
    if "[[" not in note:
        return note
    from careader.annotations.links import with_links  # no note is shown in the first frame

    return with_links(note, lambda link: f"“{link.words or link.id}”")
