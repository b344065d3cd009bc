"""Highlights and notes on the screen and on disk: made, changed, undone, copied, and whose they are."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.widgets import TextArea
from tui_driver import MEDIUM, READER, WIDE, Desk, Driven, driving

from careader.citation import cite
from careader.config import COLORS
from careader.model import Highlight

UNION = "tajikistan-and-the-customs-union"
TITLE = "Why Tajikistan"
SENTENCE = (
    "In October 2012 Sergei Blagov asked, in Asia Times Online, why Russia had not brought "
    "Tajikistan into the Customs Union, although it is in Russia that so many Tajiks earn "
    "their living."
)


@asynccontextmanager
async def reading(
    desk: Desk, size: tuple[int, int] = WIDE, **settings: object
) -> AsyncIterator[Driven]:
    """Open the article on the Customs Union."""
    async with driving(desk.workspace(**settings), size) as reader:
        await reader.open_titled(TITLE)
        yield reader


async def note(reader: Driven, text: str) -> None:
    """Type a note into the open editor and keep it."""
    for line in text.split("\n"):
        await reader.type(line)
        if line != text.split("\n")[-1]:
            await reader.press("enter")
    await reader.press("escape")


def one(desk: Desk) -> Highlight:
    """Return the only highlight on disk."""
    [highlight] = desk.on_disk()
    return highlight


def joined(pieces: list[str]) -> str:
    """Return pieces of the screen as running text."""
    return " ".join(" ".join(pieces).split())


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


@asynccontextmanager
async def highlighted(desk: Desk, **settings: object) -> AsyncIterator[Driven]:
    """Highlight the first sentence and go to the highlights."""
    async with reading(desk, **settings) as reader:
        await reader.press("v", "s", "enter", "4")
        yield reader


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
        assert reader.status.startswith("Too long for a terminal's clipboard")


# --- other readers, other sessions


def mark(desk: Desk, reader: str, quote: str, **fields: object) -> Highlight:
    """Highlight a passage in another session."""
    text = desk.reading(UNION)
    start = text.text.index(quote)
    return desk.notebook(reader).add(UNION, text, start, start + len(quote), **fields)


async def test_another_session_s_highlight_appears(desk: Desk) -> None:
    async with reading(desk) as reader:
        mark(desk, READER, "three members", note="which?")
        await reader.notice()

        assert reader.painted("mark-yellow") == ["three members"]
        assert "which?" in reader.pane("highlights")


async def test_another_session_s_deletion_and_change_appear_too(desk: Desk) -> None:
    one_, two = mark(desk, READER, "three members"), mark(desk, READER, "two more")
    async with reading(desk) as reader:
        notebook = desk.notebook(READER)
        notebook.delete(one_)
        notebook.change(two, color="green")
        await reader.notice()

        assert reader.painted("mark-yellow") == []
        assert joined(reader.painted("mark-green")) == "two more"


@pytest.mark.parametrize("keys", ["d", "e", "t", "c enter"])
async def test_a_colleague_s_highlight_is_shown_with_the_name_and_cannot_be_changed(
    desk: Desk, keys: str
) -> None:
    made = mark(desk, "bob", "three members", note="mine")
    async with reading(desk) as reader:
        await reader.press("4")
        shown = reader.pane("highlights")
        await reader.press(*keys.split())

        assert "bob: mine" in shown
        assert reader.status.startswith("This highlight is bob’s; only its reader can change it")
        assert desk.on_disk("bob") == (made,)


async def test_a_highlight_whose_passage_is_gone_is_listed_as_an_orphan(desk: Desk) -> None:
    mark(desk, READER, "three members: Russia, Belarus and Kazakhstan")
    path = desk.file_of(UNION)
    text = path.read_text(encoding="utf-8")
    before, _, after = text.partition("The Customs Union then had three members")
    path.write_text(before + after[after.index("It wanted two more") :], encoding="utf-8")
    async with reading(desk) as reader:
        await reader.press("4", "enter")

        assert reader.pane("highlights").splitlines()[1].startswith("! three members")
        assert reader.status.startswith("This passage is not in its article any more")
        assert reader.painted("mark-yellow") == []


# --- when the disk refuses


async def test_a_file_in_place_of_the_folder_is_told_and_nothing_is_lost(desk: Desk) -> None:
    (desk.library / "annotations").write_text("not a folder", encoding="utf-8")
    async with reading(desk) as reader:
        await reader.press("v", "s", "enter")

        assert "a file or a link stands where a folder should be" in reader.status
        assert reader.selected == SENTENCE
        (desk.library / "annotations").unlink()
        await reader.press("enter")
        assert one(desk).quote == SENTENCE


async def test_a_note_that_cannot_be_saved_is_still_there_to_be_saved(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        folder = next((desk.library / "annotations").rglob("*.md")).parent
        folder.rename(aside := folder.with_name("aside"))
        folder.write_text("not a folder", encoding="utf-8")
        await reader.press("e")
        await note(reader, "precious words")

        assert "a file or a link stands where a folder should be" in reader.status
        folder.unlink()
        aside.rename(folder)
        if not isinstance(reader.app.focused, TextArea):
            await reader.press("e")
        assert "precious words" in reader.text
        await reader.press("escape")
        assert one(desk).note == "precious words"


@pytest.mark.parametrize("keys", ["e x escape", "3 u"])
async def test_a_highlight_whose_file_was_taken_away_meanwhile_is_told(
    desk: Desk, keys: str
) -> None:
    async with highlighted(desk) as reader:
        for path in (desk.library / "annotations").rglob("*.md"):
            path.unlink()
        first, *rest = keys.split()
        await reader.press(first)
        reader.main.workspace.notebook.refresh()
        await reader.press(*rest)

        assert "the file of this highlight is gone" in reader.status
        assert reader.app.is_running


async def test_what_cannot_be_deleted_stays(desk: Desk) -> None:
    async with highlighted(desk) as reader:
        folder = next((desk.library / "annotations").rglob("*.md")).parent
        folder.rename(folder.with_name("aside"))
        folder.write_text("not a folder", encoding="utf-8")
        await reader.press("d")

        assert "a file or a link stands where a folder should be" in reader.status
        assert reader.main.highlights.row_count == 1


# --- unfinished notes

DIES_WRITING = """
import os, sys
from pathlib import Path
from careader.notebook import Notebook
notebook = Notebook(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
notebook.load()
[highlight] = notebook.all()
notebook.keep_draft(highlight, sys.argv[4])
os._exit(9)
"""


def leave_unfinished(desk: Desk, note: str) -> None:
    """Let another process die while this note is typed."""
    folders = desk.library / "annotations", READER, desk.paths.state_of(desk.library)
    died = subprocess.run(
        [sys.executable, "-c", DIES_WRITING, *map(str, folders), note], check=False
    )
    assert died.returncode == 9


async def test_a_note_left_by_a_dead_session_is_offered_and_kept(desk: Desk) -> None:
    mark(desk, READER, "three members", note="as saved")
    leave_unfinished(desk, "as typed when the line dropped")
    async with driving(desk.workspace()) as reader:
        offered = reader.text
        await reader.type("!")
        await reader.press("escape")

        assert "“three members”" in offered
        assert "as typed when the line dropped" in offered
        assert "Unfinished when the last session ended" in offered
        assert one(desk).note == "as typed when the line dropped!"

    async with driving(desk.workspace()) as again:
        assert "Unfinished" not in again.text


async def test_a_note_left_on_a_highlight_that_is_gone_makes_it_again(desk: Desk) -> None:
    made = mark(desk, READER, "three members")
    leave_unfinished(desk, "do not lose me")
    desk.notebook(READER).delete(made)
    async with driving(desk.workspace()) as reader:
        await reader.press("escape")

        assert (one(desk).quote, one(desk).note) == ("three members", "do not lose me")
        assert reader.painted("mark-yellow") == ["three members"]


async def test_what_is_typed_is_on_disk_with_the_very_key(desk: Desk) -> None:
    drafts = desk.paths.state_of(desk.library) / "drafts"
    async with highlighted(desk) as reader:
        await reader.press("e")
        for length, character in enumerate("abc", 1):
            await reader.pilot.press(character)
            [draft] = drafts.iterdir()
            assert "abc"[:length] in draft.read_text(encoding="utf-8")
        await reader.press("escape")

        assert list(drafts.iterdir()) == []


async def test_another_running_session_s_draft_is_left_alone(desk: Desk) -> None:
    mark(desk, READER, "three members")
    leave_unfinished(desk, "still being typed")
    drafts = desk.paths.state_of(desk.library) / "drafts"
    [draft] = drafts.iterdir()
    living = subprocess.Popen(["sleep", "60"])
    try:
        text = re.sub(r'"?pid"?: *\d+', f"pid: {living.pid}", draft.read_text(encoding="utf-8"))
        draft.write_text(re.sub(r"started: .*", 'started: ""', text), encoding="utf-8")
        async with driving(desk.workspace()) as reader:
            assert "still being typed" not in reader.text
    finally:
        living.kill()
        living.wait()
