"""Searching and finding: from what is typed and chosen to the results on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from careader import saved_searches
from careader.errors import ConfigError
from careader.model import SearchRequest, Sort
from careader.text.clean import clean_line
from careader.text.find import find_all
from careader.tui.messages import SavedCounted, SearchFinished
from careader.tui.purpose import Purpose
from careader.tui.screens.chooser import Choice, ChooserScreen
from careader.tui.screens.sheet import SheetScreen
from careader.tui.threads import in_thread

if TYPE_CHECKING:
    from careader.saved_searches import SavedCount
    from careader.search.results import Results
    from careader.tui.first_list import FirstList
    from careader.tui.opened import Opened
    from careader.tui.screens.main import MainScreen


class Searching:
    """What the commands of searching do; the answers arrive as messages."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._before = SearchRequest()
        self._from = "articles"
        self._history_at = 0
        self._wanted = 0
        self._chooser: ChooserScreen[str] | None = None
        self.awaited = False
        """Whether the next key is meant for the answer to the last question."""
        self._find_began: tuple[Opened | None, int, int] = (None, 0, 0)
        """What was painted when a find began, its first visible line, the offset it looks from."""

    # --- the library

    def ask(self) -> None:
        """Open the search line with the query that is in force."""
        screen = self._screen
        self._before, self._history_at = screen.request, 0
        self._from = screen.pane
        screen.bring("articles")
        screen.asking.ask(
            Purpose.SEARCH, screen.request.query, 'words, "a phrase", about:tj, date:2010..2012 …'
        )

    def typed(self, text: str) -> None:
        """Search for what stands in the line now."""
        self.want(replace(self._screen.request, query=text, typing=True))

    def entered(self, text: str) -> None:
        """Keep the search and go to its results; what was found while typing stays found."""
        results = self._screen.results
        asked = replace(self._screen.request, query=text, typing=True)
        if results is not None and results.request == asked:
            text = results.completed
        self.want(replace(self._screen.request, query=text, typing=False))
        self._screen.workspace.remember_query(text)
        self._screen.asking.stop("articles")

    def left(self) -> None:
        """Go back to the search that was in force before."""
        self.want(replace(self._before, typing=False))
        self._screen.asking.stop(self._from)

    def older(self, step: int) -> str | None:
        """Return the query `step` further back in the history, None when there is none."""
        queries = self._screen.workspace.queries()
        at = self._history_at + step
        if not 0 <= at <= len(queries):
            return None
        self._history_at = at
        return queries[at - 1] if at else self._before.query

    def run_again(self) -> None:
        """Search once more: the library, the highlights or what is read changed."""
        self._start(self._screen.request)

    def want(self, request: SearchRequest) -> None:
        """Search for this from now on."""
        if request != self._screen.request:
            self._screen.request = request
            self._start(request)
            self.awaited = not request.typing

    def _start(self, request: SearchRequest) -> None:
        screen = self._screen
        self._wanted += 1
        number = self._wanted

        def search() -> None:
            worker = get_current_worker()
            results = screen.workspace.search(request, cancelled=lambda: worker.is_cancelled)
            if results is not None and not worker.is_cancelled:
                what_to_say(results)  # worked out here, so that showing it takes no time
                saved_searches.remember(screen.workspace, results)
                screen.post_message(SearchFinished(number, request, results))

        in_thread(screen, search, group="search", exclusive=True)

    def finished(self, number: int, results: Results) -> None:
        """Show an answer, unless a newer question is out."""
        if number == self._wanted:
            self.awaited = False
            self._screen.show_results(results)

    def tell(self, results: Results | FirstList) -> None:
        """Say what the search being typed means, and what there is to say about its answer."""
        screen = self._screen
        asking = "asking" in screen.__dict__ and screen.asking.searching
        lines = what_to_say(results, indexing=screen.background.indexing)
        if asking:
            screen.status.meaning = lines or meaning_line(results)
        elif lines:
            screen.say(lines)

    def why(self) -> None:
        """Show what the search means and why the article under the cursor was found."""
        screen = self._screen
        results = screen.results
        if results is None or not 0 <= screen.articles.cursor < results.total:
            return
        from careader.tui import why

        row = screen.articles.cursor
        sheet = SheetScreen(why.TITLE, why.lines(results, row))
        screen.app.push_screen(sheet)

    # --- filters

    def clear(self) -> None:
        """Show every article, newest first."""
        screen = self._screen
        screen.country_view = replace(screen.country_view, narrow="")
        if screen.highlight_filter:
            screen.listing.narrow("")
        self.want(SearchRequest())
        screen.say("Every article")

    def toggle_sort(self) -> None:
        """Change between relevance and date."""
        request = self._screen.request
        by_date = request.sort is Sort.DATE
        sort = Sort.RELEVANCE if by_date else Sort.DATE
        self.want(replace(request, sort=sort))
        self._screen.say(f"Sorted by {sort}")

    # --- saved searches

    def choose_saved(self) -> None:
        """Offer the saved searches, and to save the one in force."""
        screen = self._screen
        saved = screen.workspace.saved_searches()
        choices = self._saved_choices({})
        if not choices:
            screen.say("No saved searches yet: search for something, then press S to save it")
            return
        self._chooser = ChooserScreen("Saved searches", choices)
        screen.app.push_screen(self._chooser, self._saved_chosen)
        if saved:
            in_thread(screen, self._count_saved, group="saved")

    def _saved_choices(self, counts: Mapping[str, SavedCount]) -> list[Choice[str]]:
        saved = self._screen.workspace.saved_searches()
        choices = [
            Choice(name, query, saved_line(query, counts.get(name)))
            for name, query in saved.items()
        ]
        if self._screen.request.query.strip():
            choices.append(Choice("Save the search you see …", "", self._screen.request.query))
        return choices

    def _count_saved(self) -> None:
        self._screen.post_message(SavedCounted(saved_searches.counts(self._screen.workspace)))

    def saved_counted(self, counts: Mapping[str, SavedCount]) -> None:
        """Show how much each saved search finds, if the list is still on the screen."""
        if self._chooser is not None and self._chooser.is_current:
            self._chooser.show(self._saved_choices(counts))

    def _saved_chosen(self, query: str | None) -> None:
        if query:
            self.want(replace(self._screen.request, query=query, typing=False))
            self._screen.focus_pane("articles")
        elif query == "":
            self._screen.asking.ask(Purpose.SAVE, "", "a name for this search")

    def save(self, name: str) -> None:
        """Keep the search in force under a name."""
        self._screen.asking.stop()
        name = clean_line(name)
        if not name:
            return
        try:
            self._screen.workspace.save_search(name, self._screen.request.query)
        except ConfigError as error:
            self._screen.say(str(error), failed=True)
            return
        self._screen.say(f"Saved as {name}")

    # --- hits in the article

    def ask_find(self) -> None:
        """Open the find line for the article."""
        reader, caret = self._screen.reader, self._screen.marking.begin_find()
        here = reader.first_offset if caret is None else caret + 1
        self._find_began = (self._screen.opened, reader.top, here)
        self._screen.asking.ask(Purpose.FIND, "", "find in this article")

    def find(self, needle: str, *, done: bool) -> None:
        """Paint what the needle finds in the article and stand on the first from where it began."""
        screen = self._screen
        opened = screen.opened
        if opened is None:
            return
        if done:
            screen.asking.stop("reading")
        hits = tuple(find_all(opened.reading.text, needle)) if needle.strip() else ()
        screen.opened = replace(opened, hits=hits, found=needle)
        if hits:
            here = self._find_began[2]
            number = next((n for n, (start, _) in enumerate(hits) if start >= here), 0)
            screen.reader.show_hit(number)
            screen.marking.find(hits[number])
        else:
            screen.marking.find(None)
            if done and needle.strip():
                screen.say(f"“{needle}” is not in this article")

    def left_find(self) -> None:
        """Take back what a find painted, and go back to where it began."""
        screen = self._screen
        before, top, _ = self._find_began
        if screen.opened is not None and before is not None:
            screen.opened = replace(screen.opened, hits=before.hits, found=before.found)
            screen.reader.move_top(top)
        screen.marking.find(None)
        screen.asking.stop()

    def step_hit(self, step: int) -> None:
        """Go to another hit, round the end."""
        screen = self._screen
        if screen.opened is None or not screen.opened.hits:
            screen.say("No hits in this article; / finds words in it")
            return
        count = len(screen.opened.hits)
        if screen.reader.hit is None:
            number = self._hit_from_here(step)
        else:
            number = (screen.reader.hit + step) % count
        screen.reader.show_hit(number)
        screen.say(f"Hit {number + 1} of {count}: {screen.opened.found}")

    def _hit_from_here(self, step: int) -> int:
        opened = self._screen.opened
        assert opened is not None
        start, end = self._screen.reader.on_screen
        if step > 0:
            return next((n for n, hit in enumerate(opened.hits) if hit[0] >= start), 0)
        before = [n for n, hit in enumerate(opened.hits) if hit[0] < end]
        return before[-1] if before else len(opened.hits) - 1


def what_to_say(results: Results | FirstList, *, indexing: bool = False) -> str:
    """Return what was not understood of a search, or why it finds nothing; mostly nothing."""
    if results.total or not results.request.query.strip():
        return results.problem or ""
    if indexing:
        return " ".join(filter(None, (results.problem, "Nothing yet: articles are being indexed.")))
    hint = f"Did you mean: {results.suggestion}" if results.suggestion else ""
    parts = (results.problem, results.emptied or "Nothing found.", hint)
    return " ".join(filter(None, parts))


def meaning_line(results: Results | FirstList) -> str:
    """Return in words what is searched for, with the number found; empty for everything."""
    if not results.request.query.strip():
        return ""
    return f"{results.total:,}: {results.query.describe()}"


def saved_line(query: str, count: SavedCount | None) -> str:
    """Return a saved search with how much it finds: `3 new of 12 · tokayev`."""
    if count is None:
        return query
    new = f"{count.new:,} new of " if count.new else ""
    return f"{query} · {new}{count.total:,}"
