"""Footnotes and links: shown in place, gone to and back, opened or copied; where a text goes on."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from tui_driver import MEDIUM, NARROW, WIDE, Desk, Driven, driving

from careader.tui.screens.chooser import ChoiceList

FILLER = "\n\n".join(
    f"Paragraph {n} says little, and it says it in a few words." for n in range(40)
)
NOTED = f"""---
title: Rivers
url: https://example.org/rivers
doi: 10.1000/182
---

The first river rises in the mountains.[^a] It is long.[^b]

The second one has [a page](https://example.org/second) and a mailbox: mailto:second@example.org.

{FILLER}

Of the third more is known.[^a]

[^a]: Survey of 1911,
    *third* sheet.
[^b]: As the crow flies.
"""


@pytest.fixture
def noted(desk: Desk) -> Desk:
    desk.write("rivers.md", NOTED)
    return desk


def strip(reader: Driven) -> tuple[str, str]:
    """Return the title of the note that is shown and its text; empty when there is none."""
    rows = [row.strip() for row in reader.pane("reading").splitlines()]
    at = next((n for n, row in enumerate(rows) if row.startswith("─ note")), None)
    if at is None:
        return "", ""
    below = rows[at + 1 :]
    return rows[at], " ".join(below if any(below) else rows[:at])


# --- footnotes


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_a_note_is_shown_under_the_text_that_refers_to_it(
    noted: Desk, size: tuple[int, int]
) -> None:
    async with driving(noted.workspace(), size) as reader:
        await reader.open_titled("Rivers")
        before = reader.pane("reading").splitlines()
        await reader.press(".")
        title, note = strip(reader)
        shown = reader.pane("reading").splitlines()

        assert title.startswith("─ note 1 · 1/3 ")
        assert note == "[1] Survey of 1911, third sheet."
        assert shown[:-3] == before[: len(shown) - 3]


async def test_the_notes_are_walked_and_a_note_of_several_references_is_shown_for_each(
    noted: Desk,
) -> None:
    async with driving(noted.workspace(), MEDIUM) as reader:
        await reader.open_titled("Rivers")
        walked = []
        for key in (".", ".", ".", ".", ",", ",", ","):
            await reader.press(key)
            walked.append(strip(reader)[0][7:14] if strip(reader)[0] else reader.status)
            reference = reader.main.reader.note.reference
            assert reader.main.reader.shows(reference[0])

        assert walked == [
            "1 · 1/3",
            "2 · 2/3",
            "1 · 3/3",
            "1 · 3/3",
            "2 · 2/3",
            "1 · 1/3",
            "1 · 1/3",
        ]


async def test_a_note_never_hides_the_text_that_refers_to_it(noted: Desk) -> None:
    async with driving(noted.workspace(), MEDIUM) as reader:
        await reader.open_titled("Rivers")
        await reader.press("G", "k", ".")
        rows = reader.pane("reading").splitlines()

        assert any("Of the third more is known.[1]" in row for row in rows)
        assert any("Survey of 1911" in row for row in rows)


async def test_escape_and_turning_the_page_take_the_note_away(noted: Desk) -> None:
    async with driving(noted.workspace(), MEDIUM) as reader:
        await reader.open_titled("Rivers")
        before = reader.text
        await reader.press(".")
        await reader.press("escape")
        closed = reader.text
        await reader.press(".", "space")

        assert closed == before
        assert strip(reader) == ("", "")


async def test_enter_goes_to_the_note_and_backspace_comes_back(noted: Desk) -> None:
    async with driving(noted.workspace(), MEDIUM) as reader:
        await reader.open_titled("Rivers")
        await reader.press("j", "j")
        before = reader.pane("reading")
        await reader.press(".", "enter")
        there = reader.pane("reading")
        await reader.press("backspace")

        assert "[1] Survey of 1911, third sheet." in there
        assert "The first river" not in there
        assert reader.pane("reading") == before


async def test_while_marking_the_note_after_the_caret_is_shown(noted: Desk) -> None:
    async with driving(noted.workspace(), MEDIUM) as reader:
        await reader.open_titled("Rivers")
        await reader.press("v", ")", ".")
        first = strip(reader)[1]
        caret = reader.caret
        await reader.press("escape")

        assert first == "[2] As the crow flies."
        assert reader.caret == caret
        assert strip(reader) == ("", "")


async def test_without_footnotes_it_says_so(desk: Desk) -> None:
    desk.write("plain.md", "# Plain\n\nNothing here.\n")
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("Plain")
        await reader.press(".")
        said = reader.status
        await reader.press("enter")

        assert said.startswith("This article has no footnotes")
        assert reader.status.startswith("Nothing here for that")


async def test_a_note_longer_than_half_the_screen_leaves_the_text_in_sight(desk: Desk) -> None:
    desk.write("long.md", f"# Long\n\nSee.[^1]\n\n[^1]: {'Word and word. ' * 400}\n")
    async with driving(desk.workspace(), NARROW) as reader:
        await reader.open_titled("Long")
        await reader.press(".")
        rows = reader.pane("reading").splitlines()

        assert any("See.[1]" in row for row in rows)
        assert len(strip(reader)[1].split("Word")) > 8


# --- links


def copied(sent: list[str]) -> str:
    """Return what was last given to the terminal's clipboard."""
    found = re.findall(r"\x1b\]52;c;([^\x07]*)\x07", "".join(sent))
    return base64.b64decode(found[-1]).decode() if found else ""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written to the terminal beside the frames."""
    monkeypatch.delenv("BROWSER", raising=False)
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.delenv("STY", raising=False)
    kept: list[str] = []
    monkeypatch.setattr(
        "careader.tui.screens.main.MainScreen.send_to_terminal", lambda _, each: kept.append(each)
    )
    return kept


async def test_the_links_are_offered_from_here_on_and_copied_in_full(
    noted: Desk, sent: list[str]
) -> None:
    async with driving(noted.workspace(), MEDIUM) as reader:
        await reader.open_titled("Rivers")
        await reader.press("O")
        offered = reader.choices
        await reader.press("enter")

        assert offered == ["This article", "Its DOI", "a page", "mailto:second@example.org"]
        assert copied(sent) == "https://example.org/second"
        assert reader.status.startswith("Copied https://example.org/second")


async def test_an_address_too_long_for_the_status_line_is_shown_whole(
    desk: Desk, sent: list[str]
) -> None:
    address = "https://example.org/" + "very/" * 40 + "long"
    desk.write("links.md", f"# Links\n\nSee [it]({address}).\n")
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.open_titled("Links")
        await reader.press("O", "enter")
        shown = "".join(row.strip(" │") for row in reader.lines())
        await reader.press("escape")

        assert address in shown
        assert copied(sent) == address


async def test_a_configured_program_opens_the_link(noted: Desk, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    opener = tmp_path / "my opener"
    opener.write_text(f'#!/bin/sh\nprintf %s "$2" > {opened}.part && mv {opened}.part {opened}\n')
    opener.chmod(0o755)
    async with driving(noted.workspace(opener=f"'{opener}' --at")) as reader:
        await reader.open_titled("Rivers")
        await reader.press("O", "enter")
        await reader.until(opened.exists)

        assert opened.read_text() == "https://example.org/second"
        assert reader.status.startswith("Opened https://example.org/second")


async def test_a_program_that_is_not_there_is_told_and_the_link_copied(
    noted: Desk, sent: list[str]
) -> None:
    async with driving(noted.workspace(opener="no-such-browser")) as reader:
        await reader.open_titled("Rivers")
        await reader.press("O", "enter")

        assert "'no-such-browser' could not be started" in reader.status
        assert copied(sent) == "https://example.org/second"


async def test_an_address_that_may_not_be_followed_is_not_offered(
    desk: Desk, sent: list[str]
) -> None:
    desk.write("bad.md", "---\ntitle: Bad\nurl: file:///etc/passwd\n---\n\n[a](javascript:x) b\n")
    async with driving(desk.workspace()) as reader:
        await reader.open_titled("Bad")
        await reader.press("O")

        assert reader.status.startswith("This article has no links")


# --- where the text goes on


async def test_space_at_the_end_says_how_to_go_on_and_moves_nothing(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        following = reader.main.results.article(1).title
        await reader.press("enter", "G")
        before = reader.pane("reading")
        await reader.press("space")
        said = reader.status
        after = reader.pane("reading")
        await reader.press("]")

        assert after == before
        assert said.startswith(f"The end; ] goes on: {following[:20]}")
        assert reader.status.startswith("Article 2 of 12")
        assert reader.main.opened.article.title == following


async def test_the_contents_stand_on_the_heading_one_is_in(desk: Desk) -> None:
    desk.write(
        "parts.md", "# Parts\n\n" + "\n\n".join(f"## Part {n}\n\n{FILLER}" for n in range(5))
    )
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.open_titled("Parts")
        for number in (3, 1, 4):
            await reader.press("o")
            await reader.type(f"Part {number}")
            await reader.press("enter", "o")
            assert standing(reader) == f"Part {number}"
            await reader.press("escape")
        await reader.press("k", "k", "k", "k", "o")

        assert standing(reader) == "Part 3"


def standing(reader: Driven) -> str:
    """Return the choice that the cursor of a chooser is on."""
    return reader.choices[reader.app.screen.query_one(ChoiceList).cursor]
