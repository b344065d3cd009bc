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
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def keep_keyboard(self) -> None:
        """Give the keyboard to what is typed in when nothing has it.

        Textual takes it away for a mouse event outside the screen, as a terminal that is made
        smaller can send one.
        """
        if self.focused is None and self.AUTO_FOCUS:
            self.set_focus(next(iter(self.query(self.AUTO_FOCUS)), None), scroll_visible=False)
