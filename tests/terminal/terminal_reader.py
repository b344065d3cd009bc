"""What both ways of running the reader share: typing, waiting for what comes, looking."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable

from terminal_home import LONGEST
from terminal_screen import Screen

Condition = Callable[[Screen], object]


class Reader(ABC):
    """A careader on a terminal."""

    screen: Screen

    @abstractmethod
    def type(self, text: str) -> None:
        """Type characters as they are."""

    @abstractmethod
    def press(self, *keys: str) -> None:
        """Press keys by tmux's names for them: Enter, Escape, Tab, C-r."""

    @abstractmethod
    def look(self) -> None:
        """Bring `screen` up to date, after waiting a moment at most."""

    @property
    @abstractmethod
    def status(self) -> int | None:
        """The exit status, minus the number of a signal that killed it; None while it runs."""

    def wait(self, condition: Condition) -> Screen:
        """Wait until the screen fulfils a condition; return the screen."""
        deadline = time.monotonic() + LONGEST
        while not condition(self.screen):
            ended = self.status
            assert ended is None, f"it ended with {ended}:\n{self.screen.text}"
            assert time.monotonic() < deadline, f"it never came to that:\n{self.screen.text}"
            self.look()
        return self.screen

    def look_for(self, seconds: float) -> None:
        """Watch for so long, whatever comes."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.look()

    def wait_for(self, text: str) -> Screen:
        """Wait until a text stands on the screen."""
        return self.wait(lambda screen: screen.shows(text))

    def wait_said(self, text: str) -> Screen:
        """Wait until the status line begins with something."""
        return self.wait(lambda screen: screen.status.startswith(text))

    def exit_status(self, within: float = LONGEST) -> int:
        """Wait for the end of the program, so many seconds at most."""
        deadline = time.monotonic() + within
        while (ended := self.status) is None:
            assert time.monotonic() < deadline, f"it still runs:\n{self.screen.text}"
            self.look()
        return ended

    # --- the first steps of many a story

    def ready(self) -> Screen:
        """Wait for the first whole screen: the hints come after the first frame."""
        return self.wait(lambda screen: "q quit" in screen.status)

    def open_first(self) -> Screen:
        """Open the article under the cursor."""
        self.press("Enter")
        return self.wait(lambda screen: "v mark" in screen.status)

    def highlight(self, keys: str = "vs") -> Screen:
        """Mark with some keys, and highlight."""
        self.type(keys)
        self.wait(lambda screen: "Enter highlight" in screen.status)
        self.press("Enter")
        return self.wait_said("Highlighted")

    def search(self, query: str, count: str) -> None:
        """Type a search, look at what it finds until that is so many, go to the list."""
        self.type("/")
        self.wait_said("Search: ")
        self.type(query)
        self.wait(lambda screen: screen.status.startswith(query) and screen.shows(count))
        self.press("Enter")
        # An index that is finished just now answers with nothing for a moment.
        self.wait(lambda screen: not screen.status.startswith(query) and screen.shows(count))

    def quit(self) -> None:
        """Quit as a person does."""
        self.type("q")
        assert self.exit_status() == 0
