"""What lies over the screen until it is answered."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Modal(ModalScreen[Answer]):
    """A screen over the screen that is answered once."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer; a key or click on its way when it closed answers nothing more.

        Textual raises ScreenStackError for a screen that is no longer on top, and the program ends.
        """
        return super().dismiss(result) if self.is_current else AwaitComplete()
