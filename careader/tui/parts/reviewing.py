"""Highlights whose article changed: which need a look, the review sheet, attaching them anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from careader.annotations.review import by_need, needs_look
from careader.annotations.settled import Said
from careader.errors import CareaderError
from careader.model import AnchorState, Highlight, Offsets, PlacedHighlight
from careader.tui.caret import Caret
from careader.tui.messages import LibraryPlaced
from careader.tui.spot import IN_TEXT, Spot
from careader.tui.threads import in_thread

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen
    from careader.tui.screens.review import Case


class Reviewing:
    """What the commands about places in changed articles do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._places: Mapping[str, PlacedHighlight] = {}
        self._moving: Highlight | None = None

    # --- which need a look

    def rows(self) -> tuple[PlacedHighlight, ...]:
        """Return what the highlights pane lists, what needs a look first."""
        screen = self._screen
        if screen.whole_library:
            return by_need(map(self._place_of, screen.workspace.notebook.all()))
        return by_need(screen.opened.placed if screen.opened is not None else ())

    def _place_of(self, highlight: Highlight) -> PlacedHighlight:
        """Return where a highlight stands, as far as that is known: not every article is read."""
        known = self._places.get(highlight.id)
        if known is not None and known.highlight == highlight:
            return known
        return PlacedHighlight(highlight, highlight.start, highlight.end, AnchorState.SURE)

    def waiting(self) -> list[PlacedHighlight]:
        """Return the rows that need a look."""
        return [each for each in self._screen.rows if needs_look(each)]

    def announce(self) -> None:
        """Say that an article that was opened has highlights to look at."""
        opened = self._screen.opened
        count = sum(map(needs_look, opened.placed)) if opened is not None else 0
        if count:
            some = "1 highlight needs" if count == 1 else f"{count} highlights need"
            self._screen.say(f"The text has changed: {some} a look, r reviews")

    def place_library(self) -> None:
        """Find out in the background where every highlight of the library stands."""
        in_thread(self._screen, self._place_library, group="placing", exclusive=True)

    def _place_library(self) -> None:
        worker, workspace = get_current_worker(), self._screen.workspace
        found: dict[str, PlacedHighlight] = {}
        for article_id, highlights in workspace.notebook.by_article().items():
            if worker.is_cancelled:
                return
            try:
                _, reading = workspace.read(article_id)
                placed = workspace.notebook.placed(article_id, reading)
            except CareaderError:
                placed = tuple(
                    PlacedHighlight(each, 0, 0, AnchorState.ORPHAN) for each in highlights
                )
            found.update((each.highlight.id, each) for each in placed)
        self._screen.post_message(LibraryPlaced(found))

    def placed_library(self, places: Mapping[str, PlacedHighlight]) -> None:
        """Show what was found out."""
        self._places = places
        if self._screen.whole_library:
            self._screen.listing.show()

    # --- the sheet

    def review(self) -> None:
        """Show what needs a look, one after the other."""
        from careader.tui.screens.review import ReviewScreen

        current = self._screen.highlights.current
        waiting = self.waiting()
        if current in waiting and self._screen.pane == "highlights":
            at = waiting.index(current)
            waiting = [*waiting[at:], *waiting[:at]]
        if not waiting:
            self._screen.say("Nothing needs a look")
            return
        self._screen.app.push_screen(
            ReviewScreen(len(waiting), lambda number: self._case(waiting[number]), self._say),
            self._reviewed,
        )

    def _case(self, placed: PlacedHighlight) -> Case:
        from careader.tui.screens.review import Case

        workspace, highlight = self._screen.workspace, placed.highlight
        title, reading = highlight.article, None
        try:
            article, reading = workspace.read(highlight.article)
            title = article.title
        except CareaderError:
            pass
        notebook = workspace.notebook
        return Case(
            placed, title, reading, notebook.marked_in(highlight), notebook.is_own(highlight)
        )

    def _say(self, case: Case, said: Said) -> str | None:
        return self._settle(case.placed, said, (case.placed.start, case.placed.end))

    def _reviewed(self, to_move: PlacedHighlight | None) -> None:
        self._refresh()
        if to_move is not None:
            self.move(to_move)

    # --- one key each, without the sheet

    @property
    def current(self) -> PlacedHighlight | None:
        """The highlight under the cursor of the pane, None when it is not the reader's own."""
        current = self._screen.highlights.current
        own = current is not None and self._screen.workspace.notebook.is_own(current.highlight)
        return current if own else None

    def settle(self, said: Said) -> None:
        """Accept or detach the highlight under the cursor."""
        current = self.current
        if current is None:
            return
        problem = self._settle(current, said, (current.start, current.end))
        if problem is None:
            self._screen.say(f"{str(said).capitalize()}; u undoes it")
        else:
            self._screen.say(problem, failed=True)
        self._refresh()

    def _settle(self, placed: PlacedHighlight, said: Said, span: Offsets) -> str | None:
        """Keep what is said of a highlight in its article; return why that failed."""
        workspace, highlight = self._screen.workspace, placed.highlight
        try:
            _, reading = workspace.read(highlight.article)
            settled = workspace.notebook.settle(highlight, reading, said, *span)
        except (CareaderError, ValueError) as error:
            return str(error)
        self._places = {each: p for each, p in self._places.items() if each != settled.id}
        return None

    # --- attaching anew

    def move(self, placed: PlacedHighlight) -> None:
        """Let the reader select the passage that a highlight is of."""
        screen, highlight = self._screen, placed.highlight
        offset = (
            placed.start if placed.state is not AnchorState.ORPHAN else self._last_place(placed)
        )
        if not screen.opening.open(highlight.article, at=Spot(offset, 0, IN_TEXT), focus=True):
            return
        self._moving = highlight
        length = len(screen.opened.reading.text) if screen.opened is not None else 0
        span = (placed.start, placed.end) if placed.end > placed.start else None

        def begin() -> None:
            if not length:
                return
            caret = Caret.over(*span) if span else Caret(min(offset, length - 1))
            screen.reader.set_caret(caret)
            screen.reader.go_to(caret.offset, quietly=True)
            screen.say("Select the passage, Enter attaches the highlight to it, Esc leaves it")

        screen.call_after_refresh(begin)

    def _last_place(self, placed: PlacedHighlight) -> int:
        """Return where an orphan probably was: under its heading, else as far on as it stood."""
        highlight = placed.highlight
        try:
            _, reading = self._screen.workspace.read(highlight.article)
        except CareaderError:
            return 0
        for heading in reversed(highlight.heading):
            for each in reading.outline:
                if each.text == heading:
                    return each.offset
        return min(highlight.start, max(0, len(reading.text) - 1))

    @property
    def moving(self) -> bool:
        """Whether what is selected next is the passage of a highlight."""
        return self._moving is not None

    def stop_moving(self) -> None:
        """Leave the highlight where it is."""
        self._moving = None

    def take(self, span: Offsets | None) -> bool:
        """Attach the highlight that is being moved to what is selected; say whether one was."""
        highlight, self._moving = self._moving, None
        opened = self._screen.opened
        if highlight is None or span is None or opened is None:
            return False
        if opened.article.id != highlight.article:
            return False  # the reader went on to another article meanwhile
        placed = PlacedHighlight(highlight, *span, AnchorState.CHECK)
        problem = self._settle(placed, Said.MOVED, span)
        self._screen.marking.stop()
        if problem is None:
            self._screen.say("The highlight stands here now; u undoes it")
        else:
            self._screen.say(problem, failed=True)
        self._refresh()
        self._screen.reader.current = highlight.id
        return True

    def _refresh(self) -> None:
        self._screen.opening.reload()
        self._screen.listing.show()
        if self._screen.whole_library:
            self.place_library()
