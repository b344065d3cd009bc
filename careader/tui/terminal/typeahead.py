"""Keys typed ahead: each waits until the key before it has done its work.

Over a slow line several keys come in one piece. What a key opens (the line for typing, an editor,
the answer to a search) takes some messages to be there; a key that did not wait would be lost, or
run a command that it was never meant for.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from careader.tui.screens.main import MainScreen

_PATIENCE = 0.5
"""Seconds a key waits at most; then it goes where the keyboard is."""

_STEP = 0.001
"""Seconds between two looks."""


class TypeAhead:
    """Where the last key is on its way, and whether the reader has caught up with it."""

    def __init__(self, main: MainScreen) -> None:
        self._main = main
        self._on_its_way = False

    async def caught_up(self) -> None:
        """Return when the next key may be taken."""
        give_up = monotonic() + _PATIENCE
        while self._is_behind:
            if monotonic() > give_up:
                self._on_its_way = False
                self._main.stop_waiting()
                return
            await asyncio.sleep(_STEP)

    @property
    def _is_behind(self) -> bool:
        if not self._main.is_mounted:
            return True
        top = self._main.app.screen
        # An editor or a chooser has the keyboard once it is laid out.
        lacks_keyboard = bool(top.AUTO_FOCUS) and top.focused is None
        opening = top is not self._main and (lacks_keyboard or not top.is_mounted)
        return opening or self._on_its_way or self._main.awaits_answer

    def follow(self, widget: DOMNode | None) -> None:
        """Follow a key that was given to a widget up to its screen: who needs it takes it there."""
        self._on_its_way = widget is not None
        if widget is not None:
            self._pass_on(widget)

    def _pass_on(self, node: DOMNode) -> None:
        def passed() -> None:
            if node.parent is None or node is node.screen:
                self._on_its_way = False
            else:
                self._pass_on(node.parent)

        # A node that is going away takes no callbacks: the key has done its work.
        if not node.call_later(passed):
            self._on_its_way = False
