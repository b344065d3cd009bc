"""The line at the foot while something is typed in it: opened for a purpose, answered, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.tui.purpose import Purpose
from careader.tui.widgets.prompt import Complete, Prompt

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Asking:
    """Where each purpose's text goes."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._prompt = Prompt()

    @property
    def open(self) -> bool:
        """Whether something is being typed."""
        return self._prompt.purpose is not None

    @property
    def searching(self) -> bool:
        """Whether a search is being typed."""
        return self._prompt.purpose is Purpose.SEARCH

    def ask(self, purpose: Purpose, text: str = "", hint: str = "") -> None:
        """Open the line for a purpose, with `text` typed already, or what was left unfinished."""
        if not self._prompt.is_attached:
            self._screen.mount(self._prompt)
        left = self._screen.unfinished.resume(purpose)
        self._prompt.ask(purpose, left or text, hint)
        if left:
            self.typed(purpose, left)

    def complete_with(self, complete: Complete) -> None:
        """Let Tab and Right finish what is typed, until the line is closed."""
        self._prompt.complete_with(complete)

    def take_keyboard(self) -> None:
        """Go on typing in the line."""
        self._screen.set_focus(self._prompt, scroll_visible=False)

    def close(self) -> None:
        """Close the line, wherever the keyboard is now."""
        self._prompt.close()
        self._screen.unfinished.closed()
        self._screen.status.meaning = ""

    def stop(self, pane: str | None = None) -> None:
        """Close the line and go to a pane, by default the one that had the keyboard."""
        self.close()
        self._screen.clear_message()
        self._screen.focus_pane(pane or self._screen.pane)

    def typed(self, purpose: Purpose, text: str) -> None:
        """Keep what is typed, and answer it."""
        self._screen.unfinished.typed(purpose, text)
        if purpose is Purpose.SEARCH:
            self._screen.searching.typed(text)
        elif purpose is Purpose.FIND:
            self._screen.searching.find(text, done=False)
        elif purpose is Purpose.NARROW:
            self._screen.filtering.narrow(text)
        elif purpose is Purpose.HIGHLIGHTS:
            self._screen.listing.narrow(text, typing=True)

    def entered(self, purpose: Purpose, text: str) -> None:
        """Take what was typed."""
        screen = self._screen
        match purpose:
            case Purpose.SEARCH:
                screen.searching.entered(text)
            case Purpose.FIND:
                screen.searching.find(text, done=True)
            case Purpose.SAVE:
                screen.searching.save(text)
            case Purpose.TAGS:
                screen.tagging.entered(text)
            case Purpose.NARROW:
                self.stop("countries")
            case Purpose.HIGHLIGHTS:
                self.stop("highlights")
                screen.listing.narrow(text)
            case Purpose.IMPORT:
                screen.importing.entered(text)

    def left(self, purpose: Purpose) -> None:
        """Go back to how it was."""
        if purpose is Purpose.SEARCH:
            self._screen.searching.left()
        elif purpose is Purpose.FIND:
            self._screen.searching.left_find()
        elif purpose is Purpose.NARROW:
            self._screen.filtering.narrow("")
            self.stop("countries")
        elif purpose is Purpose.HIGHLIGHTS:
            self._screen.listing.narrow("")
            self.stop("highlights")
        else:
            self.stop()

    def older(self, purpose: Purpose, step: int) -> None:
        """Show another line of the history."""
        if purpose is Purpose.SEARCH:
            query = self._screen.searching.older(step)
            if query is not None:
                self._prompt.value = query
                self._prompt.cursor_position = len(query)
