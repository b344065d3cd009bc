"""The matrix of country pairs: how many articles there are of both, shaded by how many."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.style import Style

from careader.countries.names import name_of
from careader.search.crossings import Crossings
from careader.tui.widgets.grid_pane import GridPane
from careader.tui.widgets.line_pane import Title
from careader.tui.widgets.pieces import Piece

SHADES = " ░▒▓█"
"""From none to most; they tell without colour too."""

_NAMES_FROM = 100
"""Cells from which on the rows have room for names beside their codes."""


class PairsPane(GridPane):
    """Countries by countries. The diagonal holds all articles of a country."""

    def __init__(self) -> None:
        super().__init__(Title("Pairs of countries"), id="pairs")
        self._crossings: Crossings | None = None
        self.codes: list[str] = []

    def show(self, crossings: Crossings, first: Sequence[str]) -> None:
        """Show the pairs of some articles, some countries before the others."""
        here = self.pair
        self._crossings = crossings
        self.codes = sorted(crossings.counts, key=lambda code: code not in first)
        self._most = self._largest()
        if here is not None and set(here) <= set(self.codes):
            self.at_row, self.at_column = map(self.codes.index, here)
        else:
            self.at_row, self.at_column = 0, min(1, max(0, len(self.codes) - 1))
        self.go_to(self.at_row, self.at_column)
        self.refresh()

    _most = 0
    """The largest count of a pair; those among the countries with most articles are looked at."""

    def _largest(self) -> int:
        assert self._crossings is not None
        rows = ((code, self._crossings.beside(code)) for code in self.codes[:20])
        return max((n for one, row in rows for other, n in row.items() if other != one), default=1)

    @property
    def pair(self) -> tuple[str, str] | None:
        """The two countries under the cursor."""
        if not self.codes:
            return None
        return self.codes[self.at_row], self.codes[self.at_column]

    def count(self, row: int, column: int) -> int:
        """Return how many articles there are of both."""
        assert self._crossings is not None
        return self._crossings.beside(self.codes[row]).get(self.codes[column], 0)

    # --- what is painted

    @property
    def line_count(self) -> int:
        """How many countries there are."""
        return len(self.codes)

    @property
    def column_count(self) -> int:
        """How many countries there are."""
        return len(self.codes)

    @property
    def label_width(self) -> int:
        """Cells of code and, where there is room, name."""
        return 22 if self.size.width >= _NAMES_FROM else 3

    @property
    def cell_width(self) -> int:
        """Cells of a count, its shade before it and a blank behind."""
        largest = max(self._crossings.counts.values(), default=0) if self._crossings else 0
        return max(4, len(str(largest)) + 2)

    def column_head(self, column: int) -> Piece:
        """Return the code, over the figures."""
        strong = column == self.at_column
        style = self.palette["strong"] if strong else self.palette["dim"]
        return (f"{self.codes[column]:>{self.cell_width - 1}} ", style)

    def label(self, row: int) -> Piece:
        """Return code and name."""
        code = self.codes[row]
        named = self.label_width > len(code) + 1
        style = self.palette["strong"] if row == self.at_row else Style.null()
        return (f"{code} {name_of(code)}"[: self.label_width - 1] if named else code, style)

    def cell(self, row: int, column: int) -> list[Piece]:
        """Return the count, shaded."""
        count = self.count(row, column)
        if row == column:
            return [(f"{count:>{self.cell_width - 1}} ", self.palette["dim"])]
        if not count:
            return [("· ".rjust(self.cell_width), self.palette["dim"])]
        level = shade(count, self._most)
        figure = str(count)
        before = SHADES[level] * (self.cell_width - len(figure) - 1)
        return [(before, self.palette["shade"]), (f"{figure} ", Style.null())]

    def go_to(self, row: int, column: int) -> None:
        """Move, and mark the column's head too."""
        old = self.at_column
        super().go_to(row, column)
        if self.at_column != old:
            self.repaint_heads()


def shade(count: int, most: int) -> int:
    """Return 1 to 4, by the logarithm: most pairs have few articles and one has hundreds."""
    if count <= 0:
        return 0
    if most <= 1:
        return 4
    return 1 + min(3, int(4 * math.log(count) / math.log(most) * 0.999))
