"""Highlights of others, a disk that refuses, and notes that a session could not finish."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from textual.widgets import TextArea
from tui_driver import READER, Desk, driving
from tui_passages import SENTENCE, UNION, highlighted, joined, mark, note, one, reading

# --- other readers, other sessions


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
