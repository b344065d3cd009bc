"""The line at the foot where a search, a find, a name or tags are typed."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Input

from careader.tui.purpose import Purpose


ROOMY = 80
"""Cells of a screen that is wide enough for two things in one line."""


class Prompt(Input):
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
        self.focus()

    def close(self) -> None:
        """Give the line back to the status."""
        self.display = False
        self.purpose = None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the text on."""
        event.stop()
        if self.purpose:
            self.post_message(self.Typed(self.purpose, self.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass the text on as wanted."""
        event.stop()
        if self.purpose:
            self.post_message(self.Entered(self.purpose, self.value))

    async def _on_key(self, event: events.Key) -> None:
        if self.purpose and event.key == "escape":
            event.stop()
            self.post_message(self.Left(self.purpose))
        elif self.purpose and event.key in ("up", "down"):
            event.stop()
            self.post_message(self.Older(self.purpose, 1 if event.key == "up" else -1))
        else:
            await super()._on_key(event)
