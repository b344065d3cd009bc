"""What lies over the screen until it is answered."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

Answer = TypeVar("Answer")


class Answered(Screen[Answer]):
    """A screen that is answered once, and takes keys only while it can be."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer; a key or click on its way when it closed answers nothing more.

        Textual raises ScreenStackError for a screen that is no longer on top, and the program ends.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()

    async def on_event(self, event: events.Event) -> None:
        """Let a key on its way when the screen closed, or before it was filled, mean nothing."""
        if isinstance(event, events.Key) and not (self.is_mounted and self.is_active):
            return
        await super().on_event(event)

    def on_unmount(self) -> None:
        """Let go of what was painted: Textual remembers the last 1,024 widgets with their rows."""
        StylesCache.get_inner_outer.cache_clear()

    def keep_keyboard(self) -> None:
        """Give the keyboard to what is typed in when nothing has it.

        Textual takes it away for a mouse event outside the screen, as a terminal that is made
        smaller can send one.
        """
        if self.focused is None and self.AUTO_FOCUS:
            self.set_focus(next(iter(self.query(self.AUTO_FOCUS)), None), scroll_visible=False)


class Modal(ModalScreen[Answer], Answered[Answer]):
    """An answered screen that leaves in sight what it lies over.

    Textual follows the first of the bases for styles: that has to be its own.
    """

    # A bar for scrolling that Textual makes while the screen closes runs, and keeps it, for good.
    DEFAULT_CSS = """
    Modal { overflow: hidden; }
    """
