"""What lies over the screen until it is answered."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Modal(ModalScreen[Answer]):
    """A screen over the screen that is answered once."""

    def answer(self, value: Answer) -> None:
        """Close with an answer; what was on its way when it closed answers nothing more.

        Dismissing a screen that is no longer on top would end the program (ScreenStackError).
        """
        if self.is_current:
            self.dismiss(value)
