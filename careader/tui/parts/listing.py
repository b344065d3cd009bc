"""What the highlights pane lists: this article or the library, filtered, in step with the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from careader.model import PlacedHighlight
from careader.tui.messages import HighlightsFiltered
from careader.tui.purpose import Purpose
from careader.tui.threads import in_thread

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen

_AT_ONCE = 200
"""Highlights that are asked within the key that asks; more are asked in the background."""

_ASKED_BETWEEN = 256
"""Highlights asked between two looks whether the question still stands."""


class Listing:
    """What the commands on the list of highlights do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._typing = False
        self._asked = 0
        self._step: tuple[object, int] = (None, -1)

    # --- the rows

    def show(self) -> None:
        """List the highlights of the open article, or of the library, as far as they are wanted."""
        screen = self._screen
        rows = screen.reviewing.rows()
        self._asked += 1
        if not screen.highlight_filter.strip():
            self.finished(self._asked, rows, "")
        elif len(rows) <= _AT_ONCE:
            self._ask(self._asked, rows, at_once=True)
        else:
            number = self._asked
            in_thread(screen, lambda: self._ask(number, rows), group="listing", exclusive=True)

    def _ask(self, number: int, rows: Sequence[PlacedHighlight], *, at_once: bool = False) -> None:
        from careader.highlight_query import Wanted, understood

        screen = self._screen
        wanted = Wanted(query=screen.highlight_filter, typing=self._typing)
        query = understood(screen.workspace, wanted)
        found = []
        for count, each in enumerate(rows):
            if not at_once and count % _ASKED_BETWEEN == 0 and get_current_worker().is_cancelled:
                return
            if query.matches(each.highlight):
                found.append(each)
        problem = "" if self._typing else " ".join(query.problems)
        if at_once:
            self.finished(number, tuple(found), problem)
        else:
            screen.post_message(HighlightsFiltered(number, tuple(found), problem))

    def finished(self, number: int, rows: tuple[PlacedHighlight, ...], problem: str) -> None:
        """Show what is wanted of the highlights, unless something else was asked since."""
        if number != self._asked:
            return
        screen = self._screen
        screen.highlights.linked = {
            id_: len(sources) for id_, sources in screen.linking.backlinks.items()
        }
        screen.rows = rows
        screen.highlights.waiting = len(screen.reviewing.waiting())
        screen.show_titles()
        self._step = (None, -1)
        if problem:
            screen.say(problem)

    def toggle_scope(self) -> None:
        """Change between this article and the whole library."""
        screen = self._screen
        screen.whole_library = not screen.whole_library
        self.show()
        if screen.whole_library:
            screen.reviewing.place_library()

    # --- the filter

    def ask_filter(self) -> None:
        """Open the line for what is wanted of the highlights."""
        screen = self._screen
        screen.bring("highlights")
        hint = "color:yellow tag:energy by:aigul country:TJ words"
        screen.asking.ask(Purpose.HIGHLIGHTS, screen.highlight_filter, hint)

    def narrow(self, text: str, *, typing: bool = False) -> None:
        """List only what is wanted; everything when that is empty."""
        self._typing = typing
        self._screen.highlight_filter = text
        self.show()

    # --- in step with the text

    def keep_in_step(self) -> None:
        """Put the cursor on the highlight that is read, while the pane has not the keyboard.

        That is the first that begins on the screen, else the last before it. Nothing is painted
        when it is the one it was.
        """
        screen = self._screen
        opened, reader = screen.opened, screen.reader
        if opened is None or screen.pane == "highlights" or reader.layout_ is None:
            return
        if self._step == (opened, reader.top):
            return
        self._step = (opened, reader.top)
        start, end = reader.on_screen
        found = opened.highlights.after(start - 1)
        if found is None or found[0] >= end:
            found = opened.highlights.before(start) or found
        if found is not None:
            screen.highlights.select(found[2].highlight.id)
