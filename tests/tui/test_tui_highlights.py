"""Highlights and notes on the screen and on disk: made, changed, undone, listed, copied."""

from __future__ import annotations

import base64
import re

import pytest
from tui_driver import MEDIUM, READER, Desk, driving
from tui_passages import SENTENCE, TITLE, UNION, highlighted, joined, note, one, reading

from careader.citation import cite
from careader.config import COLORS

# --- making


async def test_v_s_enter_highlights_the_sentence_on_disk_in_the_text_and_in_the_list(
    desk: Desk,
) -> None:
    async with reading(desk) as reader:
        await reader.press("v", "s", "enter")
        made = one(desk)

        assert made.quote == SENTENCE
        assert desk.reading(UNION).text[made.start : made.end] == SENTENCE
        assert (made.article, made.reader, made.color) == (UNION, READER, "yellow")
        assert joined(reader.painted("mark-yellow")) == SENTENCE
        assert reader.pane("highlights").splitlines()[0].split() == ["Highlights", "1"]
        assert "In October 2012" in reader.pane("highlights")
        assert reader.status.startswith("Highlighted, yellow")
        assert reader.caret is None


async def test_the_acceptance_of_the_first_release(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.press("/")
        await reader.type("customs union")
        await reader.press("enter", "enter")
        hits = reader.painted("hit")
        await reader.press("v", "s", "enter", "q")

    async with driving(desk.workspace()) as again:
        await again.open_titled(TITLE)

        assert hits
        assert one(desk).quote in desk.reading(UNION).text
        assert again.painted("mark-yellow")
        assert again.main.highlights.row_count == 1


async def test_without_a_selection_the_sentence_is_meant(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("v", "w", "enter")

        assert one(desk).quote == SENTENCE


async def test_the_same_passage_is_highlighted_once(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("v", "s", "enter", "v", "s", "enter")

        assert one(desk).quote == SENTENCE
        assert reader.status.startswith("Highlighted already")


async def test_a_writes_a_note_with_the_highlight(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("v", "s", "a")
        await note(reader, "Why not?\nAsk Dushanbe.")

        assert one(desk).note == "Why not?\nAsk Dushanbe."
        assert "Why not?" in reader.pane("highlights")
        assert reader.status.startswith("Note saved")


async def test_c_chooses_the_colour_of_the_next_highlights(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("v", "s", "c")
        offered = reader.choices
        await reader.type("blue")
        await reader.press("enter", "enter")

        assert offered == list(COLORS)
        assert one(desk).color == "blue"
        assert reader.painted("mark-blue")


# --- changing


async def test_e_changes_the_note(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        await reader.press("e")
        await note(reader, "first")
        await reader.press("e")
        await note(reader, " and second")

        assert one(desk).note == "first and second"


async def test_t_gives_tags(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        await reader.press("t")
        await reader.type("#trade, union trade")
        await reader.press("enter")

        assert one(desk).tags == ("trade", "union")
        assert "#trade #union" in reader.pane("highlights")
        assert reader.main.pane == "highlights"


async def test_tags_can_be_left_as_they_are(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        await reader.press("t")
        await reader.type("trade")
        await reader.press("escape")

        assert one(desk).tags == ()


async def test_c_changes_the_colour_of_a_highlight(desk: Desk) -> None:
    async with highlighted(desk, colors={"green": "to quote"}) as reader:
        await reader.press("c")
        await reader.type("quote")  # what the colour means to the reader
        await reader.press("enter")

        assert one(desk).color == "green"
        assert reader.painted("mark-green")
        assert not reader.painted("mark-yellow")


async def test_d_deletes_and_the_file_stays_as_a_tombstone(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        [path] = (desk.library / "annotations").rglob("*.md")
        await reader.press("d")

        assert desk.on_disk() == ()
        assert "deleted" in path.read_text(encoding="utf-8")
        assert not reader.painted("mark-yellow")
        assert reader.pane("highlights").split() == ["Highlights", "0"]


async def test_u_takes_back_whatever_it_was_and_control_r_does_it_again(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        await reader.press("t")
        await reader.type("trade")
        await reader.press("enter", "e")
        await note(reader, "a note")
        await reader.press("d")
        back = []
        for _ in range(4):
            await reader.press("u")
            back.append([(each.note, each.tags) for each in desk.on_disk()])
        await reader.press("u")
        said = reader.status
        for _ in range(3):
            await reader.press("ctrl+r")
        again = [(each.note, each.tags) for each in desk.on_disk()]
        await reader.press("ctrl+r")

        assert back == [[("a note", ("trade",))], [("", ("trade",))], [("", ())], []]
        assert said.startswith("Nothing to undo")
        assert again == [("a note", ("trade",))]
        assert desk.on_disk() == ()


async def test_undo_says_what_it_did(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        await reader.press("d", "u")

        assert reader.status.startswith("Restored the highlight “In October 2012")


async def test_a_highlight_is_acted_on_where_the_caret_stands_in_it(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        await reader.press("3", "v", "d")

        assert desk.on_disk() == ()


# --- listing and jumping


async def test_enter_jumps_to_the_passage_and_backspace_back(desk: Desk) -> None:
    async with reading(desk, MEDIUM) as reader:
        await reader.press("G", "v", "s", "enter", "g", "g")
        before = reader.pane("reading")
        await reader.press("4", "enter")
        jumped = reader.painted("mark-yellow")
        pane = reader.main.pane
        await reader.press("backspace")

        assert jumped[0] in one(desk).quote
        assert pane == "reading"
        assert reader.pane("reading") == before


async def test_w_lists_the_highlights_of_the_whole_library(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("v", "s", "enter", "]", "v", "s", "enter", "4")
        here = reader.main.highlights.row_count
        await reader.press("w")

        assert here == 1
        assert reader.main.highlights.row_count == 2
        assert reader.pane("highlights").startswith("Highlights library")
        await reader.press("g", "g", "enter")
        assert reader.main.opened.article.id == UNION


async def test_highlights_are_listed_in_the_order_of_the_text(desk: Desk) -> None:
    async with reading(desk) as reader:
        await reader.press("v", "G", "s", "enter", "g", "g", "v", "g", "g", "s", "enter")
        starts = [each.start for each in reader.main.highlights.rows]

        assert len(starts) == 2
        assert starts == sorted(starts)


# --- copying


def copied(sent: list[str]) -> str:
    """Return what the terminal was told to put on the clipboard."""
    found = re.search("\x1b\\]52;c;([^\x07]*)\x07", "".join(sent))
    return base64.b64decode(found[1]).decode() if found else ""


@pytest.mark.parametrize("style", ["plain", "chicago", "markdown"])
async def test_y_sends_the_passage_with_its_citation_to_the_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    async with reading(desk, citation=style) as reader:
        sent: list[str] = []
        await reader.press("v", "s")
        monkeypatch.setattr(reader.app._driver, "write", sent.append)
        await reader.press("y")
        article = reader.main.opened.article

        assert copied(sent) == cite(SENTENCE, article, style=style, paragraph=1)
        assert reader.caret is None


async def test_y_on_a_highlight_copies_its_quote(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with highlighted(desk) as reader:
        sent: list[str] = []
        monkeypatch.setattr(reader.app._driver, "write", sent.append)
        await reader.press("y")

        assert SENTENCE in copied(sent)
        assert "October 17, 2012" in copied(sent)


async def test_what_no_terminal_takes_is_not_sent_at_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("long.md", "# Long\n\n" + "Word word. " * 10_000)
    async with driving(desk.workspace()) as reader:
        sent: list[str] = []
        await reader.open_titled("Long")
        await reader.press("v", "p", "p")
        monkeypatch.setattr(reader.app._driver, "write", sent.append)
        await reader.press("y")

        assert not copied(sent)
        assert reader.status.startswith("Too long for a terminal’s clipboard")
