"""The one screen: four panes, the state they show, and where each message goes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import var
from textual.widget import Widget

from careader.model import Facets, PlacedHighlight, SearchRequest
from careader.tui.country_rows import CountryView, included
from careader.tui.first_list import FirstList
from careader.tui.panes import LEFT, PANES, arrange
from careader.tui.screens.parts import Parts
from careader.tui.titles import pane_titles, where_line
from careader.tui.widgets.article_list import ArticleList
from careader.tui.widgets.country_list import CountryList
from careader.tui.widgets.highlight_list import HighlightList
from careader.tui.widgets.line_pane import LinePane
from careader.tui.widgets.reading_pane import ReadingPane
from careader.tui.widgets.status_line import StatusLine
from careader.tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from careader.search.results import Results
    from careader.tui.messages import (
        AnnotationsChanged,
        HighlightsFiltered,
        ImportFinished,
        ImportProgress,
        IndexFinished,
        IndexProgress,
        LibraryPlaced,
        LibraryScanned,
        SavedCounted,
        SearchFinished,
        Trouble,
    )
    from careader.tui.opened import Opened
    from careader.tui.widgets.prompt import Prompt
    from careader.workspace import Workspace


class MainScreen(Parts):
    """State is bound down to the panes, comes back as messages, and is changed by commands."""

    request: var[SearchRequest] = var(SearchRequest)
    """What is searched for and filtered by."""
    results: var[Results | FirstList | None] = var(None, always_update=True)
    facets: var[Facets | None] = var(None)
    pool: var[Facets | None] = var(None)
    """The counts whichever countries are included, where any of them is enough."""
    country_view: var[CountryView] = var(CountryView)
    painting: var[bool] = var(False)
    """Whether the mentions of the filtered countries are painted, not what a search found."""
    opened: var[Opened | None] = var(None)
    rows: var[tuple[PlacedHighlight, ...]] = var(())
    """What the highlights pane lists."""
    unread: var[Collection[str]] = var(frozenset)
    measure: var[int] = var(72)
    indexed: var[int | None] = var(None)
    """How many articles the index has so far while it is being built; None otherwise."""
    whole_library: var[bool] = var(False)
    """Whether the highlights pane lists those of every article."""
    highlight_filter: var[str] = var("")
    """What is wanted of the highlights that their pane lists."""
    zoomed: var[bool] = var(False)
    pane: var[str] = var("articles")
    """The pane that has the keyboard."""

    def __init__(self, workspace: Workspace, query: str = "") -> None:
        super().__init__()
        self.workspace = workspace
        self._warned = ""
        """Why a note could not be kept, as it was said when somebody wanted to quit."""
        self.set_reactive(MainScreen.measure, workspace.config.measure)
        self.set_reactive(MainScreen.request, SearchRequest(query=query))
        self.set_reactive(MainScreen.results, FirstList(workspace.catalogue))

    # --- the panes

    def compose(self) -> ComposeResult:
        """Three columns over a status line, filled and arranged: the first frame is whole."""
        self.countries, self.articles = CountryList(), ArticleList()
        self.reader, self.highlights = ReadingPane(), HighlightList()
        self.status = StatusLine(id="status")
        self.panes: dict[str, LinePane] = {
            "countries": self.countries.data_bind(
                MainScreen.facets, MainScreen.pool, MainScreen.request, MainScreen.country_view
            ),
            "articles": self.articles.data_bind(MainScreen.results, MainScreen.unread),
            "reading": self.reader.data_bind(MainScreen.opened, MainScreen.measure),
            "highlights": self.highlights.data_bind(MainScreen.rows),
        }
        left = Vertical(self.countries, self.articles, id="left")
        self.columns: dict[str, Widget] = {
            "left": left,
            "middle": self.reader,
            "right": self.highlights,
        }
        self._arrange(self.app.size.width)
        self.show_titles()
        yield from self.columns.values()
        yield self.status

    def on_mount(self) -> None:
        """Take the keyboard; everything slow starts after the first frame."""
        self.set_focus(self.articles, scroll_visible=False)
        self.call_after_refresh(self._start)

    def _start(self) -> None:
        self.background.start()
        self.mouse.begin()

    def on_unmount(self) -> None:
        """Leave the terminal as it was."""
        self.mouse.end()

    # --- layout

    def _arrange(self, width: int | None = None) -> None:
        cells = width or self.size.width
        to = arrange(cells, self.pane, zoomed=self.zoomed, measure=self.measure)
        for name, column in self.columns.items():
            wide = getattr(to, name)
            column.display = wide > 0
            column.styles.width = wide
        for pane in LEFT:
            self.panes[pane].display = to.shows(pane)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the panes to the new size."""
        self._arrange()

    def watch_zoomed(self) -> None:
        """Show the reading pane alone or all."""
        if self.is_mounted:
            self._arrange()

    def bring(self, pane: str) -> None:
        """Bring a pane onto the screen if it is not there."""
        if pane != "reading" and self.zoomed:
            self.zoomed = False
        self.pane = pane
        self._arrange()

    def focus_pane(self, pane: str) -> None:
        """Give a pane the keyboard, on the screen."""
        self.bring(pane)
        # At once, not by a message: the next key may be waiting already.
        self.set_focus(self.panes[pane], scroll_visible=False)
        # So are the hints, so that one frame shows it all.
        if "keys" in self.__dict__:
            self.show_hints()

    def focus_next_pane(self, step: int) -> None:
        """Give the next or previous pane the keyboard."""
        self.focus_pane(PANES[(PANES.index(self.pane) + step) % len(PANES)])

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus: a click may have moved it."""
        if event.widget.id in PANES:
            if self._is_asking:
                self.asking.close()
            self.pane = event.widget.id
            self.show_hints()
            self.show_where()

    def toggle_zoom(self) -> None:
        """Show the reading pane alone, or all panes."""
        self.zoomed = not self.zoomed
        if self.zoomed:
            self.focus_pane("reading")

    def change_measure(self, cells: int) -> None:
        """Make the text wider or narrower."""
        self.measure = max(40, min(120, self.measure + cells))
        self._arrange()
        self.say(f"Text {self.measure} cells wide")

    @property
    def focused_pane(self) -> LinePane:
        """The pane that has the keyboard."""
        return self.panes[self.pane]

    # --- keys

    def take_key(self, key: str) -> bool:
        """Run the command a key stands for here; False when it is for somebody else.

        The app calls it as keys arrive: one that had to bubble up from a pane could be overtaken.
        """
        if self._is_asking:
            return False
        self.clear_message()
        known = self.keys.press(key)
        # Now, not when the pane's message arrives: one frame instead of two.
        self.listing.keep_in_step()
        self.show_where()
        return known

    def keep_keyboard(self) -> None:
        """Give the keyboard to the line for typing when nothing has it (see `Answered`)."""
        if self._is_asking and self.focused is None:
            self.asking.take_keyboard()

    def on_key(self, event: events.Key) -> None:
        """Let a key that means nothing here mean nothing at all."""
        if not self._is_asking:
            event.stop()
            event.prevent_default()

    @property
    def _is_asking(self) -> bool:
        return "asking" in self.__dict__ and self.asking.open

    @property
    def awaits_answer(self) -> bool:
        """Whether the next key is meant for the answer to a search that is still under way."""
        return "searching" in self.__dict__ and self.searching.awaited

    def stop_waiting(self) -> None:
        """Let keys go on without the answer."""
        self.searching.awaited = False

    def escape(self) -> None:
        """Leave the narrowest thing the reader is in."""
        opened = self.opened
        if self.reader.note is not None:
            self.footnotes.close()
        elif self.reader.caret is not None:
            self.marking.stop()
        elif opened is not None and opened.hits and self.pane == "reading":
            self.painting = False
            self.opened = replace(opened, hits=(), found="")
        elif self.pane == "countries" and self.country_view.narrow:
            self.filtering.narrow("")
        elif self.pane == "highlights" and self.highlight_filter:
            self.listing.narrow("")
        elif self.zoomed:
            self.zoomed = False

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Answer while it is typed."""
        self.asking.typed(message.purpose, message.text)

    def on_prompt_entered(self, message: Prompt.Entered) -> None:
        """Take what was typed."""
        self.asking.entered(message.purpose, message.text)

    def on_prompt_left(self, message: Prompt.Left) -> None:
        """Go back to how it was."""
        self.asking.left(message.purpose)

    def on_prompt_older(self, message: Prompt.Older) -> None:
        """Show another line of the history."""
        self.asking.older(message.purpose, message.step)

    # --- what the panes say

    def on_virtual_list_chosen(self, message: VirtualList.Chosen) -> None:
        """Do with a clicked row what Enter does."""
        message.stop()
        self.keys.choose()

    def on_virtual_list_moved(self, message: VirtualList.Moved) -> None:
        """Keep the position in the status line right."""
        message.stop()
        if isinstance(message.list, HighlightList) and message.list.current is not None:
            self.reader.current = message.list.current.highlight.id
        self.show_where()

    def on_reading_pane_scrolled(self, message: ReadingPane.Scrolled) -> None:
        """Keep the position in the status line and in the highlights right."""
        self.listing.keep_in_step()
        self.show_where()

    def on_reading_pane_caret_moved(self, message: ReadingPane.CaretMoved) -> None:
        """Show the keys of where the reader is now."""
        self.show_hints()

    def on_reading_pane_highlight_clicked(self, message: ReadingPane.HighlightClicked) -> None:
        """Make the clicked highlight the one the keys act on."""
        self.reader.current = message.placed.highlight.id
        self.highlights.select(message.placed.highlight.id)

    def on_reading_pane_span_clicked(self, message: ReadingPane.SpanClicked) -> None:
        """Show the footnote or the address."""
        is_note = message.span.kind == "note"
        (self.footnotes.show if is_note else self.links.tell)(message.span)

    # --- what work in the background says

    def on_search_finished(self, message: SearchFinished) -> None:
        """Show the answer."""
        self.searching.finished(message.number, message.results)

    def on_saved_counted(self, message: SavedCounted) -> None:
        """Show it in the list of saved searches."""
        self.searching.saved_counted(message.counts)

    def on_library_scanned(self, message: LibraryScanned) -> None:
        """Show what is in the library now."""
        self.background.scanned(message.changed)

    def on_index_progress(self, message: IndexProgress) -> None:
        """Show how far it is."""
        self.background.progressed(message.progress)

    def on_index_finished(self, message: IndexFinished) -> None:
        """Search again: there is more to find."""
        self.background.indexed(message.changed, message.note)

    def on_import_progress(self, message: ImportProgress) -> None:
        """Show how far it is."""
        self.importing.progressed(message.progress)

    def on_import_finished(self, message: ImportFinished) -> None:
        """Show what came of it."""
        self.importing.finished(message.report)

    def on_annotations_changed(self, message: AnnotationsChanged) -> None:
        """Show what is written, by this and by other sessions."""
        self.background.highlights_changed(first=message.first)

    def on_library_placed(self, message: LibraryPlaced) -> None:
        """Show which highlights need a look."""
        self.reviewing.placed_library(message.places)

    def on_highlights_filtered(self, message: HighlightsFiltered) -> None:
        """Show what is wanted of the highlights."""
        self.listing.finished(message.number, message.rows, message.problem)

    def on_trouble(self, message: Trouble) -> None:
        """Say what went wrong."""
        self.say(message.line, failed=True)

    def rescan(self) -> None:
        """Compare the library with the disk again."""
        self.background.rescan()

    # --- showing

    def show_results(self, results: Results) -> None:
        """Show results in list and facets; the cursor stays on its article if it can."""
        current = self.articles.current
        query_changed = self.results is None or results.request.query != self.results.request.query
        self.results = results
        self.pool = results.pool if results.request.any_of else None
        self.facets = results.facets
        row = results.row_of(current.id) if current is not None and not query_changed else None
        self.articles.rows_changed(row or 0)
        self.show_titles()
        self.searching.tell(results)

    def watch_opened(self, opened: Opened | None) -> None:
        """Show which article is open."""
        if self.is_mounted:
            self.articles.opened_id = opened.article.id if opened is not None else ""
            self.listing.show()
            if self.walks_hits:
                self.gathering.reopened(opened)
            self.show_where()

    def on_screen_resume(self) -> None:
        """Go on with what an editor was opened from."""
        if self.walks_hits:
            self.gathering.written()

    def watch_request(self, old: SearchRequest, new: SearchRequest) -> None:
        """Paint the mentions of the countries that are included now."""
        if self.painting and included(old) != included(new):
            self.opening.paint_again()

    def watch_rows(self) -> None:
        """Show how many highlights there are."""
        if self.is_mounted:
            self.show_titles()

    def show_titles(self) -> None:
        """Show the counts above the panes."""
        for pane, (words, counts) in pane_titles(self).items():
            self.panes[pane].entitle(words, counts)
        self.show_where()

    def show_where(self) -> None:
        """Show where the reader is."""
        self.status.where = where_line(self)

    def show_hints(self) -> None:
        """Show the keys that matter most here."""
        self.status.hints = self.keys.hints()

    def say(self, line: str, *, failed: bool = False) -> None:
        """Say something in the status line until the next key."""
        self.status.failed = failed
        self.status.message = line[:1].upper() + line[1:]

    def clear_message(self) -> None:
        """Take back what was said."""
        self.status.failed = False
        self.status.message = ""

    def send_to_terminal(self, sequence: str) -> None:
        """Write a control sequence of our own making to the terminal."""
        driver = self.app._driver
        if driver is not None:
            driver.write(sequence)

    def quit(self) -> None:
        """Leave; where the reader was is remembered. What is nowhere kept needs a second `q`."""
        problem = self.workspace.notebook.sync_drafts()
        if problem and problem != self._warned:
            self._warned = problem
            self.say(f"A note is only in memory. {problem}. q again leaves without it", failed=True)
            return
        self.opening.remember_place()
        self.app.exit()
