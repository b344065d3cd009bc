"""The archive as a picture: pairs of countries as a shaded matrix, years as bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from textual import events
from textual.app import ComposeResult

from careader.countries.names import label_of, name_of
from careader.model import SearchRequest
from careader.search.results import Results
from careader.tui.country_rows import included
from careader.tui.keymap import normal_key
from careader.tui.layouts import latin_twins
from careader.tui.screens.modal import Answered
from careader.tui.widgets.grid_pane import GridPane
from careader.tui.widgets.pairs_pane import PairsPane
from careader.tui.widgets.status_line import StatusLine
from careader.tui.widgets.years_pane import Series, YearsPane

_HINTS = "hjkl move  Enter articles  m {by}  Tab {other}  Esc back"


class PictureScreen(Answered[SearchRequest | None]):
    """How countries and years meet; it answers with what to list, or None after Escape.

    The matrix counts what the query and its dates find, whichever countries are included, so that
    one can go from pair to pair; so do the bars of a country.
    """

    CSS = """
    PictureScreen { layout: vertical; overflow: hidden; }
    PictureScreen { background: $background; color: $foreground; }
    PictureScreen StatusLine { dock: bottom; }
    """
    AUTO_FOCUS = None

    def __init__(self, results: Results, *, by_mention: bool, years: bool) -> None:
        super().__init__()
        self._results = results
        self._by_mention = by_mention
        self._first = tuple(sorted(included(results.request)))
        self._pairs, self._years = PairsPane(), YearsPane()
        self._pane: GridPane = self._years if years else self._pairs
        self._status = StatusLine()
        self._keys: dict[str, Callable[[], object]] = dict(self._actions())

    def compose(self) -> ComposeResult:
        """Both panes, of which one is shown, and the status line."""
        self._arrange()
        yield self._pairs
        yield self._years
        yield self._status

    def on_mount(self) -> None:
        """Count once the panes have their size."""
        self._pane.focus()
        self.call_after_refresh(self._show)

    def _arrange(self) -> None:
        for pane in (self._pairs, self._years):
            pane.display = pane is self._pane

    # --- showing

    def _show(self) -> None:
        crossings = self._results.crossings(mentioned=self._by_mention, pool=True)
        self._pairs.show(crossings, self._first)
        self._years.show(tuple(self._series()))
        self._pairs.entitle(self._by, f"{crossings.total:,} articles")
        undated = self._results.total - sum(self._years.series[0].counts.values())
        counts = f"{self._results.total:,} articles" + f", {undated:,} undated" * bool(undated)
        self._years.entitle(self._by if self._first else "", counts)
        self._say()

    @property
    def _by(self) -> str:
        return "named in articles" if self._by_mention else "articles are about"

    def _series(self) -> Iterator[Series]:
        listed = self._results.crossings(mentioned=self._by_mention)
        yield Series("", "all listed", listed.years())
        each = self._results.crossings(mentioned=self._by_mention, pool=True)
        for place in self._first:
            yield Series(place, label_of(place), each.years(place))

    def _say(self) -> None:
        matrix = self._pane is self._pairs
        self._status.where = self._on_pair() if matrix else self._on_year()
        by = "about" if self._by_mention else "mentions"
        self._status.hints = _HINTS.format(by=by, other="years" if matrix else "pairs")

    def _on_pair(self) -> str:
        pair = self._pairs.pair
        if pair is None:
            return "No article here is about a country"
        count = self._pairs.count(self._pairs.at_row, self._pairs.at_column)
        return f"{' and '.join(dict.fromkeys(map(name_of, pair)))}: {count:,}"

    def _on_year(self) -> str:
        series = self._years.current
        if series is None or not self._years.year:
            return "No article here has a date"
        return f"{series.name}, {self._years.year}: {series.counts.get(self._years.year, 0):,}"

    # --- choosing

    def _choose(self) -> None:
        request = self._of_pair() if self._pane is self._pairs else self._of_year()
        if request is not None:
            self.dismiss(request)

    def _of_pair(self) -> SearchRequest | None:
        pair = self._pairs.pair
        if pair is None or not self._pairs.count(self._pairs.at_row, self._pairs.at_column):
            return None
        return self._of(frozenset(pair))

    def _of_year(self) -> SearchRequest | None:
        series, year = self._years.current, self._years.year
        if series is None or not series.counts.get(year):
            return None
        request = self._of(frozenset((series.place,))) if series.place else self._results.request
        return replace(request, date_from=year, date_to=year)

    def _of(self, places: frozenset[str]) -> SearchRequest:
        none = frozenset[str]()
        return replace(
            self._results.request,
            about=none if self._by_mention else places,
            mentions=places if self._by_mention else none,
            any_of=False,
        )

    # --- keys

    def _actions(self) -> Iterator[tuple[str, Callable[[], object]]]:
        steps = {"h": (0, -1), "left": (0, -1), "l": (0, 1), "right": (0, 1)}
        steps |= {"j": (1, 0), "down": (1, 0), "k": (-1, 0), "up": (-1, 0)}
        for key, (rows, columns) in steps.items():
            yield key, lambda r=rows, c=columns: self._pane.move(r, c)  # type: ignore[misc]
        pages = {"space": 1.0, "pagedown": 1.0, "b": -1.0, "pageup": -1.0}
        for key, share in (pages | {"ctrl+d": 0.5, "ctrl+u": -0.5}).items():
            yield key, lambda s=share: self._pane.move(int(s * self._pane.body))  # type: ignore[misc]
        for key in ("g", "home"):
            yield key, lambda: self._pane.go_to(0, self._pane.at_column)
        for key in ("G", "end"):
            yield key, lambda: self._pane.go_to(self._pane.line_count, self._pane.at_column)
        yield "0", lambda: self._pane.go_to(self._pane.at_row, 0)
        yield normal_key("$"), lambda: self._pane.go_to(self._pane.at_row, self._pane.column_count)
        yield "enter", self._choose
        yield "m", self._toggle_mention
        for key in ("escape", "q"):
            yield key, lambda: self.dismiss(None)
        for key in ("tab", "shift+tab"):
            yield (
                key,
                lambda: self._change_to(self._years if self._pane is self._pairs else self._pairs),
            )
        yield "M", lambda: self._change_to(self._pairs)
        yield "Y", lambda: self._change_to(self._years)

    def on_key(self, event: events.Key) -> None:
        """Do what a key stands for, on a Cyrillic layout too."""
        event.stop()
        event.prevent_default()
        key = event.key if event.key in self._keys else normal_key(latin_twins((event.key,))[0])
        if key in self._keys:
            self._keys[key]()
            if self.is_current:
                self._say()

    def _toggle_mention(self) -> None:
        self._by_mention = not self._by_mention
        self._show()

    def _change_to(self, pane: GridPane) -> None:
        self._pane = pane
        self._arrange()
        pane.focus()

    def on_grid_pane_moved(self, message: GridPane.Moved) -> None:
        """Say what is under the cursor."""
        message.stop()
        self._say()

    def on_grid_pane_chosen(self, message: GridPane.Chosen) -> None:
        """Do with a clicked cell what Enter does."""
        message.stop()
        self._choose()
