"""Keys that come all at once, some of them after the screen they were meant for has gone."""

from __future__ import annotations

import itertools

import pytest
from textual import events
from tui_driver import Desk, driving

SHEETS = ["i", "w", "question_mark", "colon", "M", "Y", "S"]
"""Keys that open something over the articles pane."""


@pytest.mark.parametrize("after", ["/", "s", "i", "escape", "?"])
async def test_what_is_typed_after_quitting_is_nothing(desk: Desk, after: str) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.burst("q", after, "x", "enter")

        assert reader.app._exception is None


@pytest.mark.parametrize("opening", SHEETS)
async def test_keys_on_their_way_to_what_is_closing_mean_nothing(desk: Desk, opening: str) -> None:
    async with driving(desk.workspace()) as reader:
        for first, second in itertools.product(["escape", "enter", "q"], ["j", "G", "escape"]):
            await reader.press(opening)
            closing = reader.app.screen
            await reader.burst(first, second, second, "escape", "escape")
            await reader.press("escape", "2")
            await closing.on_event(events.Key(second, None))  # the slowest of all

            assert reader.app.screen is reader.main
            assert reader.main.pane == "articles"


async def test_a_key_for_a_sheet_that_is_still_opening_waits_for_it(desk: Desk) -> None:
    async with driving(desk.workspace(), size=(60, 20)) as reader:
        await reader.burst("i", "escape")

        assert reader.app.screen is reader.main
