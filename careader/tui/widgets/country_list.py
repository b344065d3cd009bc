"""The countries pane: how many of the articles found are about each, and how many name it."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style
from textual.reactive import reactive

from careader.model import Facets, SearchRequest
from careader.tui.widgets.line_pane import Title
from careader.tui.widgets.pieces import Piece
from careader.tui.widgets.virtual_list import VirtualList


@dataclass(frozen=True, slots=True)
class CountryRow:
    """One line of the pane."""

    code: str
    name: str
    about: int
    mentioned: int


class CountryList(VirtualList):
    """Countries by how many articles are about them; those in the filter come first."""

    facets: reactive[Facets | None] = reactive(None, repaint=False)
    request: reactive[SearchRequest] = reactive(SearchRequest, repaint=False)

    def __init__(self) -> None:
        super().__init__(Title("Countries"), id="countries")
        self._rows: list[CountryRow] = []

    def watch_facets(self) -> None:
        """Show the new counts, the cursor on the country it was on."""
        self._rebuild()

    def watch_request(self) -> None:
        """Show what is included and excluded now."""
        self._rebuild()

    def _rebuild(self) -> None:
        current = self.current
        self._rows = country_rows(self.facets or Facets(), self.request)
        codes = [row.code for row in self._rows]
        self.rows_changed(codes.index(current.code) if current and current.code in codes else None)

    @property
    def current(self) -> CountryRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def row_count(self) -> int:
        """How many countries there are."""
        return len(self._rows)

    def row(self, index: int, line: int, width: int) -> list[Piece]:
        """Return mark, code, name and the two counts."""
        each = self._rows[index]
        mark, style = self._mark(each.code)
        dim = self.palette["dim"]
        counts = f"{each.about or '·':>4} {each.mentioned:>4}"
        name = f"{mark} {each.code} {each.name}"
        gap = width - cell_len(name) - cell_len(counts)
        if gap < 1:
            from rich.cells import set_cell_size

            name, gap = set_cell_size(name, max(0, width - cell_len(counts) - 1)), 1
        return [(name, style), (" " * gap, Style.null()), (counts, style or dim)]

    def _mark(self, code: str) -> tuple[str, Style]:
        if code in self.request.about:
            return "+", self.palette["included"]
        if code in self.request.not_about:
            return "-", self.palette["excluded"]
        return " ", Style.null()


def country_rows(facets: Facets, request: SearchRequest) -> list[CountryRow]:
    """Return the rows: filtered countries first, then by articles about it, mentions, name."""
    from careader.countries.names import name_of

    chosen = request.about | request.not_about
    codes = {*facets.about, *facets.mentioned, *chosen}
    rows = [
        CountryRow(code, name_of(code), facets.about.get(code, 0), facets.mentioned.get(code, 0))
        for code in codes
    ]
    return sorted(
        rows, key=lambda row: (row.code not in chosen, -row.about, -row.mentioned, row.name)
    )
