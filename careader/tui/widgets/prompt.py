"""The line at the foot where a search, a find, a name or tags are typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from careader.tui.purpose import Purpose
from careader.tui.widgets.at_once import PromptInput

ROOMY = 80
"""Cells of a screen that is wide enough for two things in one line."""


Complete = Callable[[str], str | None]
"""Returns a line with its last word finished, None when there is nothing to finish."""


class _Ghost(Suggester):
    """Shows after the cursor what Tab would finish the last word with."""

    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        return self._complete(value)


class Prompt(PromptInput):
    """One line of input with a purpose. It answers every change, Enter, Escape and Up or Down."""

    DEFAULT_CSS = """
    Prompt, Prompt:focus {
        dock: bottom; border: none; height: 1; width: 100%; padding: 0;
        background: $background; color: $foreground;
    }
    """

    @dataclass
    class Typed(Message):
        """The text changed."""

        purpose: Purpose
        text: str

    @dataclass
    class Entered(Message):
        """Enter: the text is what is wanted."""

        purpose: Purpose
        text: str

    @dataclass
    class Left(Message):
        """Escape: back to where the reader was."""

        purpose: Purpose

    @dataclass
    class Older(Message):
        """Up or Down: another line of the history, `step` lines back."""

        purpose: Purpose
        step: int

    def __init__(self) -> None:
        super().__init__(id="prompt", compact=True, select_on_focus=False)
        # A blinking cursor costs bytes on an idle link: terminal.md, section 3.
        self.cursor_blink = False
        self.purpose: Purpose | None = None
        self.complete: Complete | None = None
        """What Tab, and Right at the end of the line, finish the last word with."""

    def ask(self, purpose: Purpose, text: str = "", hint: str = "") -> None:
        """Take the keyboard for a purpose, with `text` already typed."""
        self.purpose = purpose
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)
        self.placeholder = f"{purpose}: {hint}" if hint else f"{purpose}"
        # What a search means is said beside it, where there is room.
        beside = purpose is Purpose.SEARCH and self.app.size.width >= ROOMY
        self.styles.width = "50%" if beside else "100%"
        self.display = True
        # At once, not by a message: the next key may be waiting already.
        self.screen.set_focus(self, scroll_visible=False)

    def complete_with(self, complete: Complete) -> None:
        """Let Tab and Right finish what is typed, until the line is closed."""
        self.complete = complete
        self.suggester = _Ghost(complete)

    def close(self) -> None:
        """Give the line back to the status."""
        self.display = False
        self.purpose = self.complete = None
        self.suggester = None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the text on."""
        event.stop()
        if self.purpose:
            self._tell(self.Typed(self.purpose, self.value))

    def _tell(self, message: Message) -> None:
        # To the screen itself: on the way up through this widget a later key could overtake it.
        self.screen.post_message(message)

    def _completes(self, key: str) -> bool:
        at_end = self.cursor_position == len(self.value)
        return key == "tab" or (key == "right" and at_end)

    def _finish(self, complete: Complete) -> None:
        finished = complete(self.value[: self.cursor_position])
        if finished is not None:
            self.value = finished + self.value[self.cursor_position :]
            self.cursor_position = len(finished)

    async def _on_key(self, event: events.Key) -> None:
        if self.purpose and event.key == "escape":
            event.stop()
            self._tell(self.Left(self.purpose))
        elif self.purpose and event.key == "enter":
            event.stop()
            self._tell(self.Entered(self.purpose, self.value))
        elif self.purpose and event.key in ("up", "down"):
            event.stop()
            self._tell(self.Older(self.purpose, 1 if event.key == "up" else -1))
        elif self.complete is not None and self._completes(event.key):
            event.stop()
            event.prevent_default()
            self._finish(self.complete)
        else:
            await super()._on_key(event)
