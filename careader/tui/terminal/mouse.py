"""Whether the terminal reports the mouse to the reader, or selects text with it by itself."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

    from careader.tui.screens.main import MainScreen

ON = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
"""Report presses and drags, in a form without limits (xterm's control sequences).

Not mode 1003, which Textual asks for: every movement of the pointer would travel to the reader,
over SSH in a packet each, and nothing here answers to one.
"""
OFF = "\x1b[?1006l\x1b[?1002l\x1b[?1000l"


class Mouse:
    """Switches the reports on and off; a program that gets the terminal meanwhile has none."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.on = screen.workspace.config.mouse

    def begin(self) -> None:
        """Ask for reports, now and whenever the terminal comes back to the reader."""
        app = self._screen.app
        # At once: as a message, the first would come when the terminal is another program's.
        app.app_suspend_signal.subscribe(self._screen, self._put_off, immediate=True)
        app.app_resume_signal.subscribe(self._screen, self._put_on, immediate=True)
        self._put_on(app)

    def toggle(self) -> None:
        """Switch until the end of the session, and say what the mouse does now."""
        self._put_off(self._screen.app)
        self.on = not self.on
        self._put_on(self._screen.app)
        key = self._screen.keys.key_of("mouse.toggle")
        works = "The mouse works in the reader"
        given = "The mouse is the terminal's own"
        self._screen.say(f"{works if self.on else given}; {key} changes that")

    def end(self) -> None:
        """Ask for no more reports: the reader ends."""
        self._put_off(self._screen.app)

    def _put_on(self, _: App[object]) -> None:
        if self.on:
            self._screen.send_to_terminal(ON)

    def _put_off(self, _: App[object]) -> None:
        if self.on:
            self._screen.send_to_terminal(OFF)


def leave_quiet() -> None:
    """Make sure, after the reader's end whatever it was, that the terminal reports nothing."""
    with suppress(OSError, ValueError):
        if sys.__stderr__ is not None and sys.__stderr__.isatty():
            sys.__stderr__.write(OFF)
            sys.__stderr__.flush()
