"""Articles per year as bars: of all that is listed, and of each country of the filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.style import Style

from careader.tui.widgets.grid_pane import GridPane
from careader.tui.widgets.line_pane import Title
from careader.tui.widgets.pieces import Piece

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEAST, _MOST = 18, 60
"""Cells of a column."""
_LONGEST_GAP = 300
"""Years without an article that are shown; a typing error in a date must not make a million."""


@dataclass(frozen=True, slots=True)
class Series:
    """Articles by year, of a country or of all that is listed."""

    place: str
    """A code or the key of a group; empty for the list itself."""
    name: str
    counts: Mapping[str, int]


class YearsPane(GridPane):
    """One row a year, the oldest first, one column a series, all to the same scale."""

    def __init__(self) -> None:
        super().__init__(Title("Articles by year"), id="years")
        self.series: Sequence[Series] = ()
        self.years: list[str] = []

    def show(self, series: Sequence[Series]) -> None:
        """Show other series, the cursor on its year, the newest at first."""
        here = self.year
        self.series = series
        self.years = all_years({year for each in series for year in each.counts})
        self._most = max((n for each in series for n in each.counts.values()), default=0)
        row = self.years.index(here) if here in self.years else len(self.years) - 1
        self.go_to(row, self.at_column)
        self.refresh()

    _most = 0

    @property
    def year(self) -> str:
        """The year under the cursor, empty for none."""
        return self.years[self.at_row] if self.at_row < len(self.years) else ""

    @property
    def current(self) -> Series | None:
        """The series under the cursor."""
        return self.series[self.at_column] if self.at_column < len(self.series) else None

    # --- what is painted

    @property
    def line_count(self) -> int:
        """How many years there are."""
        return len(self.years)

    @property
    def column_count(self) -> int:
        """How many series there are."""
        return len(self.series)

    @property
    def label_width(self) -> int:
        """Cells of a year."""
        return 6

    @property
    def cell_width(self) -> int:
        """Cells of a bar and its count."""
        room = (self.size.width - self.label_width) // max(1, len(self.series))
        return max(_LEAST, min(_MOST, room))

    def column_head(self, column: int) -> Piece:
        """Return the name of the series."""
        style = self.palette["strong" if column == self.at_column else "dim"]
        return (self.series[column].name[: self.cell_width - 1], style)

    def label(self, row: int) -> Piece:
        """Return the year."""
        return (self.years[row], self.palette["strong"] if row == self.at_row else Style.null())

    def cell(self, row: int, column: int) -> list[Piece]:
        """Return the bar and the count."""
        count = self.series[column].counts.get(self.years[row], 0)
        figure = f" {count:,}" if count else "·"
        cells = self.cell_width - len(f" {self._most:,} ")
        return [
            (bar(count, self._most, cells), self.palette["shade"]),
            (figure, Style.null() if count else self.palette["dim"]),
        ]

    def go_to(self, row: int, column: int) -> None:
        """Move, and mark the column's head too."""
        old = self.at_column
        super().go_to(row, column)
        if self.at_column != old:
            self.repaint_heads()


def bar(count: int, most: int, cells: int) -> str:
    """Return a bar of at most so many cells, to an eighth of one; what counts is never empty."""
    if count <= 0 or most <= 0 or cells <= 0:
        return ""
    eighths = max(1, round(8 * cells * count / most))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_EIGHTHS[rest] if rest else "")


def all_years(known: set[str]) -> list[str]:
    """Return the years from the first to the last, those without articles too."""
    numbers = sorted(int(year) for year in known if year.isdecimal())
    years: list[str] = []
    for before, year in zip([*numbers[:1], *numbers], numbers, strict=False):
        between = range(before + 1, year) if year - before <= _LONGEST_GAP else ()
        years += [f"{each:04}" for each in (*between, year)]
    return years
