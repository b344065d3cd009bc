"""The countries pane: how many of the articles found are about each, and how many name it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from textual.reactive import reactive

from careader.model import Facets, SearchRequest
from careader.tui.country_rows import (
    CountryRow,
    CountryView,
    country_rows,
    excluded,
    included,
)
from careader.tui.widgets.line_pane import Title
from careader.tui.widgets.pieces import Piece
from careader.tui.widgets.virtual_list import VirtualList


class CountryList(VirtualList):
    """Countries by how many articles are about them; those in the filter come first."""

    facets: reactive[Facets | None] = reactive(None, repaint=False)
    pool: reactive[Facets | None] = reactive(None, repaint=False)
    """The counts whichever countries are included, where any of them is enough."""
    request: reactive[SearchRequest] = reactive(SearchRequest, repaint=False)
    country_view: reactive[CountryView] = reactive(CountryView, repaint=False)

    def __init__(self) -> None:
        super().__init__(Title("Countries"), id="countries")
        self._rows: list[CountryRow] = []

    def watch_facets(self) -> None:
        """Show the new counts, the cursor on the country it was on."""
        self._rebuild()

    def watch_pool(self) -> None:
        """Show what else can be included."""
        self._rebuild()

    def watch_request(self) -> None:
        """Show what is included and excluded now."""
        self._rebuild()

    def watch_country_view(self) -> None:
        """Show them in the new order, or fewer of them."""
        self._rebuild()

    def _rebuild(self) -> None:
        current = self.current
        facets = self.facets or Facets()
        self._rows = country_rows(facets, self.request, self.country_view, self.pool)
        codes = [row.code for row in self._rows]
        self.rows_changed(codes.index(current.code) if current and current.code in codes else None)

    @property
    def current(self) -> CountryRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def row_count(self) -> int:
        """How many countries and groups there are."""
        return len(self._rows)

    def first(self, *, group: bool) -> int | None:
        """Return the first row of a group, or of a country; None when there is none."""
        return next((n for n, row in enumerate(self._rows) if bool(row.kind) is group), None)

    def row(self, index: int, line: int, width: int) -> list[Piece]:
        """Return mark, code, name and the two counts."""
        each = self._rows[index]
        mark, style = self._mark(each.code)
        dim = self.palette["dim"]
        counts = f"{each.about or '·':>4} {each.mentioned:>4}"
        name = f"{mark} {each.name}" if each.kind == "region" else f"{mark} {each.code} {each.name}"
        gap = width - cell_len(name) - cell_len(counts)
        if gap < 1:
            from rich.cells import set_cell_size

            name, gap = set_cell_size(name, max(0, width - cell_len(counts) - 1)), 1
        return [(name, style), (" " * gap, Style.null()), (counts, style or dim)]

    def _mark(self, code: str) -> tuple[str, Style]:
        if code in included(self.request):
            return "+", self.palette["included"]
        if code in excluded(self.request):
            return "-", self.palette["excluded"]
        return " ", Style.null()
