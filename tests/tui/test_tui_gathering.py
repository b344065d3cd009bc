"""Walking the hits of an article, and changing where a highlight begins and ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tui_driver import MEDIUM, NARROW, READER, WIDE, Desk, Driven, driving

SENTENCES = [
    "The river feeds the valley.",
    "A river and a second river meet below the pass.",
    "Nobody measures the river in winter.",
    "Without the river there is no cotton.",
]
BETWEEN = "The pass is closed until May. "
TEXT = (
    f"# Water\n\n{BETWEEN}{SENTENCES[0]} {SENTENCES[1]}\n\n{BETWEEN}{SENTENCES[2]}\n\n"
    + "Snow. " * 60
    + f"\n\n{SENTENCES[3]}\n"
)
ID = "water-a-probe"


@asynccontextmanager
async def found(
    desk: Desk, word: str = "river", size: tuple[int, int] = MEDIUM
) -> AsyncIterator[Driven]:
    """Open the article and find a word in it."""
    desk.write("water.md", f"---\nid: {ID}\ntitle: Water\n---\n{TEXT}")
    async with driving(desk.workspace(), size) as reader:
        await reader.open_titled("Water")
        await reader.press("/", *word, "enter")
        yield reader


def quotes(desk: Desk) -> list[str]:
    kept = [each for each in desk.on_disk() if not each.deleted]
    return [each.quote for each in sorted(kept, key=lambda each: each.start)]


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_each_sentence_with_a_hit_is_shown_selected_once(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with found(desk, size=size) as reader:
        await reader.press("H")
        shown, said = [], []
        for _ in SENTENCES:
            shown.append(reader.selected)
            said.append(reader.status.split("  ")[0])
            assert reader.main.reader.shows(reader.caret)
            await reader.press("n")

        assert shown == SENTENCES
        assert said == [f"{n} of 4 · 0 highlighted" for n in (1, 2, 3, 4)]
        assert reader.status.startswith("0 of 4 highlighted")
        assert reader.caret is None
        assert quotes(desk) == []


async def test_accepted_ones_are_kept_in_the_current_colour(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "c", "down", "enter", "enter", "n", "enter", "n")

        assert quotes(desk) == [SENTENCES[0], SENTENCES[2]]
        assert {each.color for each in desk.on_disk()} == {"green"}
        assert reader.status.startswith("2 of 4 highlighted; u undoes one at a time")


async def test_u_takes_them_back_one_at_a_time(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "R")
        assert quotes(desk) == SENTENCES
        for left in (3, 2, 1, 0):
            await reader.press("u")
            assert quotes(desk) == SENTENCES[:left]


async def test_u_during_the_walk_goes_back_to_its_sentence(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "enter", "enter", "u")

        assert reader.selected == SENTENCES[1]
        assert quotes(desk) == SENTENCES[:1]
        await reader.press("enter")
        assert quotes(desk) == SENTENCES[:2]
        assert reader.selected == SENTENCES[2]


async def test_back_goes_back_and_what_was_passed_over_can_be_taken(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "n", "N", "enter")

        assert quotes(desk) == SENTENCES[:1]
        assert reader.selected == SENTENCES[1]


async def test_all_the_rest_leaves_what_was_passed_over(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "enter", "n", "R")

        assert quotes(desk) == [SENTENCES[0], *SENTENCES[2:]]
        assert reader.status.startswith("3 of 4 highlighted")
        assert not reader.main.walks_hits


async def test_escape_stops_and_keeps(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "enter", "escape")

        assert quotes(desk) == SENTENCES[:1]
        assert reader.caret is None
        assert reader.status.startswith("1 of 4 highlighted")


async def test_a_note_is_written_and_the_walk_goes_on(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "a")
        await reader.type("why?")
        await reader.press("escape")

        assert reader.selected == SENTENCES[1]
        assert [(each.quote, each.note) for each in desk.on_disk()] == [(SENTENCES[0], "why?")]


async def test_the_selection_can_be_changed_first(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "s", "enter")

        assert quotes(desk) == [f"{SENTENCES[0]} {SENTENCES[1]}"]


async def test_sentences_highlighted_already_are_left_out(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "n", "enter", "escape", "H", "R")

        assert quotes(desk) == SENTENCES
        assert reader.status.startswith("3 of 3 highlighted, 1 were before")
        await reader.press("H")
        assert reader.status.startswith("Every sentence with a hit is highlighted already")


async def test_others_highlights_do_not_count(desk: Desk) -> None:
    async with found(desk) as reader:
        opened = reader.main.opened
        start = opened.reading.text.index(SENTENCES[0])
        desk.notebook("bob").add(ID, opened.reading, start, start + len(SENTENCES[0]))
        await reader.notice()
        await reader.press("H")

        assert reader.selected == SENTENCES[0]


async def test_without_hits_it_says_what_to_do(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("Why Tajikistan")
        await reader.press("H")

        assert reader.status.startswith("No hits in this article; / finds words in it")


async def test_another_article_ends_the_walk(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "[")

        assert not reader.main.walks_hits
        assert reader.caret is None


# --- the ends of a highlight


async def test_the_ends_of_a_highlight_are_moved_and_the_rest_stays(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "a")
        await reader.type("why?")
        await reader.press("escape", "escape")
        [before] = desk.on_disk()
        await reader.press("A", "s", "o", "w", "enter")
        [after] = desk.on_disk()

        assert after.quote == f"{SENTENCES[0]} {SENTENCES[1]}".removeprefix("The ")
        assert (after.id, after.note, after.created) == (before.id, before.note, before.created)
        assert reader.main.opened.reading.text[after.start : after.end] == after.quote
        assert [each["quote"] for each in after.extra["adjusted"]] == [before.quote]
        assert reader.status.startswith("The highlight begins and ends here now")
        await reader.press("u")
        [undone] = desk.on_disk()
        assert (undone.quote, undone.start, undone.end, undone.extra) == (
            before.quote, before.start, before.end, before.extra,
        )  # fmt: skip
        assert reader.status.startswith("Moved the ends of")
        await reader.press("ctrl+r")
        assert desk.on_disk()[0].quote == after.quote


async def test_escape_leaves_the_highlight_as_it_was(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "enter", "escape")
        [before] = desk.on_disk()
        await reader.press("A", "s", "escape", "v", "s", "enter")

        assert before in desk.on_disk()
        assert len(desk.on_disk()) <= 2


async def test_kept_as_it_was_nothing_changes(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "enter", "escape")
        before = desk.on_disk()
        await reader.press("A", "enter")

        assert desk.on_disk() == before


async def test_somebody_elses_highlight_has_no_ends_to_move(desk: Desk) -> None:
    async with found(desk) as reader:
        opened = reader.main.opened
        start = opened.reading.text.index(SENTENCES[0])
        desk.notebook("bob").add(ID, opened.reading, start, start + len(SENTENCES[0]))
        await reader.notice()
        await reader.press("4", "A")

        assert reader.status.startswith("Nothing here for that")


async def test_from_the_highlights_pane_of_another_article(desk: Desk) -> None:
    async with found(desk) as reader:
        await reader.press("H", "enter", "escape")
        await reader.open_titled("Why Tajikistan")
        await reader.press("4", "w", "A", "s", "enter")

        assert quotes(desk) == [f"{SENTENCES[0]} {SENTENCES[1]}"]
        assert desk.on_disk()[0].reader == READER
