"""Highlights whose article changed: what needs a look comes first, one key says what is right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tui_driver import MEDIUM, NARROW, READER, WIDE, Desk, Driven, driving

from careader.annotations import Said, decisions, place
from careader.model import AnchorState, Highlight
from careader.notebook import Notebook

ARTICLE = """\
---
id: pipes
title: Pipes and Posts
---
# Gas

Gas goes north, or it goes nowhere: so the ministry of energy has said for twenty years.

# Posts

{posts}

Wool goes west over the high passes in late autumn, when the herds have come down.
"""
OLD = "The customs posts were shut before the snow came, and nobody has opened them again since."
NEW = "The customs posts near the lake were closed before the snow; no one has opened them since."
WOOL = "Wool goes west over the high passes"


@pytest.fixture
def marked(bare_desk: Desk) -> Desk:
    """A library in which three passages are marked, and then the article is edited."""
    bare_desk.write("pipes.md", ARTICLE.format(posts=OLD))
    mark(bare_desk, WOOL)
    mark(bare_desk, OLD, note="why?")
    mark(bare_desk, "the ministry of energy has said for twenty years")
    edited = ARTICLE.format(posts=NEW).replace(
        ": so the ministry of energy has said for twenty years", ""
    )
    bare_desk.write("pipes.md", edited)
    return bare_desk


def mark(desk: Desk, quote: str, reader: str = READER, **fields: object) -> Highlight:
    notebook: Notebook = desk.notebook(reader)
    reading = desk.workspace().read("pipes")[1]
    start = reading.text.index(quote)
    return notebook.add("pipes", reading, start, start + len(quote), **fields)


def states(desk: Desk) -> dict[str, AnchorState]:
    reading = desk.workspace().read("pipes")[1]
    return {each.quote: place(reading, each).state for each in desk.on_disk()}


def at(desk: Desk, quote: str) -> str:
    reading = desk.workspace().read("pipes")[1]
    [highlight] = [each for each in desk.on_disk() if each.quote == quote]
    found = place(reading, highlight)
    return reading.text[found.start : found.end]


async def opened(reader: Driven) -> None:
    await reader.press("enter")
    assert reader.main.opened is not None


GAS = "the ministry of energy has said for twenty years"


async def test_what_needs_a_look_is_first_and_counted(marked: Desk) -> None:
    async with driving(marked.workspace(), WIDE) as reader:
        await opened(reader)
        assert "2 highlights need a look" in reader.status
        assert [each.highlight.quote for each in reader.main.rows] == [OLD, GAS, WOOL]
        lines = reader.pane("highlights").splitlines()
        assert lines[0].split() == ["Highlights", "2?", "of", "3"]
        assert lines[1].startswith("?")
        assert any(line.startswith("!") for line in lines)


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_the_sheet_shows_old_and_new_and_its_keys(
    marked: Desk, size: tuple[int, int]
) -> None:
    async with driving(marked.workspace(), size) as reader:
        await opened(reader)
        await reader.press("r")
        shown = " ".join(reader.text.split())
        assert "1 of 2" in shown
        assert "Marked" in shown
        assert "Probably here now" in shown
        assert "a accept" in shown
        if size == WIDE:
            [row] = [line for line in reader.lines() if "Marked" in line]
            assert "Probably here now" in row


async def test_a_accepts_and_the_quote_stays(marked: Desk) -> None:
    async with driving(marked.workspace(), WIDE) as reader:
        await opened(reader)
        await reader.press("r", "a")
        assert "2 of 2" in reader.text
        assert "Not found" in reader.text
        await reader.press("escape")
        assert states(marked)[OLD] is AnchorState.SURE
        assert at(marked, OLD).startswith("The customs posts near the lake")
        assert reader.main.highlights.waiting == 1
        await reader.press("u")
        assert states(marked)[OLD] is AnchorState.CHECK


async def test_d_detaches_and_after_the_last_the_sheet_closes(marked: Desk) -> None:
    async with driving(marked.workspace(), WIDE) as reader:
        await opened(reader)
        await reader.press("r", "d", "d")
        assert reader.app.screen is reader.main
        kept = {each.quote: decisions(each) for each in marked.on_disk()}
        assert [each.said for each in kept[OLD]] == [Said.DETACHED]
        assert [each.said for each in kept[GAS]] == [Said.DETACHED]
        assert states(marked)[OLD] is AnchorState.ORPHAN
        await reader.press("r")
        assert "Nothing needs a look" in reader.status


async def test_m_takes_what_is_selected_for_the_passage(marked: Desk) -> None:
    async with driving(marked.workspace(), WIDE) as reader:
        await opened(reader)
        await reader.press("r", "m")
        assert reader.selected.startswith("The customs posts near the lake")
        await reader.press("enter")
        assert reader.status.startswith("The highlight stands here now")
        assert at(marked, OLD) == NEW
        assert len(marked.on_disk()) == 3
        assert reader.caret is None


async def test_an_orphan_is_attached_to_what_is_selected(marked: Desk) -> None:
    async with driving(marked.workspace(), WIDE) as reader:
        await opened(reader)
        await reader.press("4", "j", "m")
        assert reader.main.pane == "reading"
        await reader.press("p", "enter")
        assert at(marked, GAS) in ("Gas goes north, or it goes nowhere.", "Gas")
        assert states(marked)[GAS] is AnchorState.SURE


async def test_escape_leaves_a_highlight_where_it_was(marked: Desk) -> None:
    async with driving(marked.workspace(), WIDE) as reader:
        await opened(reader)
        await reader.press("4", "m", "escape", "v", "k", "k", "k", "s", "enter")
        assert len(marked.on_disk()) == 4
        assert states(marked)[OLD] is AnchorState.CHECK


async def test_one_key_each_in_the_pane(marked: Desk) -> None:
    async with driving(marked.workspace(), WIDE) as reader:
        await opened(reader)
        await reader.press("4", "g", "g", "a")
        assert states(marked)[OLD] is AnchorState.SURE
        await reader.press("g", "g", "X")
        assert [each.said for each in decisions(marked.on_disk()[2])] == [Said.DETACHED]
        assert reader.main.highlights.waiting == 0


async def test_another_readers_highlight_can_be_looked_at_only(marked: Desk) -> None:
    mine = {each.id for each in marked.on_disk()}
    async with driving(marked.workspace(reader="ben"), WIDE) as reader:
        await opened(reader)
        await reader.press("r", "a", "d", "m")
        assert f"{READER}’s" in reader.text
        await reader.press("escape", "4", "a", "X", "m")
        assert reader.main.pane == "highlights"
    assert {each.id for each in marked.on_disk()} == mine
    assert not any(decisions(each) for each in marked.on_disk())


async def test_the_old_context_is_read_from_the_kept_text(marked: Desk) -> None:
    async with driving(marked.workspace(), WIDE) as reader:
        await opened(reader)
        await reader.press("r", "n")
        shown = " ".join(reader.text.split())
        assert "Not found in the article" in shown
        assert "Gas goes north, or it goes nowhere: so" in shown


async def test_of_the_whole_library_every_place_is_found_in_the_background(marked: Desk) -> None:
    (marked.library / "articles" / "pipes.md").rename(marked.library / "articles" / "moved.md")
    async with driving(marked.workspace(), WIDE) as reader:
        await reader.press("4", "w")
        assert reader.main.highlights.waiting == 2
        assert [each.highlight.quote for each in reader.main.rows[:2]] == [OLD, GAS]
        await reader.press("r", "a")
        await reader.press("escape")
        assert reader.main.highlights.waiting == 1


async def test_ten_thousand_highlights_are_listed_and_a_step_paints_two_of_them(
    marked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with driving(marked.workspace(), WIDE) as reader:
        await reader.press("4", "w")
        [row, *_] = reader.main.rows
        many = tuple(
            replace(row, highlight=replace(row.highlight, id=f"{number}"))
            for number in range(10_000)
        )
        reader.main.rows = many
        await reader.settle()
        painted: list[int] = []
        pane = reader.main.highlights
        paint = pane.row
        monkeypatch.setattr(
            pane, "row", lambda index, *rest: (painted.append(index), paint(index, *rest))[1]
        )
        await reader.press("G", "g", "g")
        painted.clear()
        await reader.press("j")
        assert set(painted) == {0, 1}
