"""What was closed is gone: a session of a whole day takes no more memory than one of an hour."""

from __future__ import annotations

import gc

import pytest
from textual._styles_cache import StylesCache
from textual.widget import Widget
from tui_driver import Desk, driving

from careader.tui.screens.modal import Answered

ROUNDS = 12
KEPT = 2
"""Of each kind the last may still be held: by who will be told of its answer."""


def alive(kind: type[object]) -> int:
    gc.collect()
    return sum(isinstance(each, kind) for each in gc.get_objects())


@pytest.mark.parametrize("opening", ["e", "i", "o", "c", "M", "Y", "question_mark", "colon"])
async def test_what_lay_over_the_screen_is_let_go(desk: Desk, opening: str) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("Why Tajikistan")
        await reader.press("v", "s", "enter")
        before = alive(Answered)
        for _ in range(ROUNDS):
            await reader.press(opening)
            assert reader.app.screen is not reader.main
            await reader.press("escape")

        assert reader.app.screen is reader.main
        assert alive(Answered) - before <= KEPT


async def test_what_was_painted_is_let_go(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        for _ in range(ROUNDS):
            await reader.press("question_mark", "escape", "i", "escape")
        surplus = alive(StylesCache) - alive(Widget)

        assert surplus <= 10 * KEPT
