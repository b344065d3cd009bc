"""What a session leaves behind: undoing after a restart, and recovery of damaged files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from careader.annotations.checks import check, recover
from careader.errors import SaveError
from careader.model import Highlight
from careader.notebook import Notebook
from careader.state import Journal
from careader.text.reading import build

ROOT = Path(__file__).parents[3]
READING = build("Officials in Dushanbe say that the terms are not yet clear.")

SESSION = """
import sys
from pathlib import Path
from careader.notebook import Notebook
from careader.text.reading import build
home = Path(sys.argv[1])
notebook = Notebook(home / "annotations", "amina", home / "state")
notebook.load()
reading = build("Officials in Dushanbe say that the terms are not yet clear.")
first = notebook.add("a", reading, 0, 9)
second = notebook.add("a", reading, 13, 21)
notebook.change(first, note="written before the end")
notebook.change(second, color="green")
notebook.undo()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A reader's folders after a session that is over."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", SESSION, str(tmp_path)]
    subprocess.run(command, env=environment, check=True)
    return tmp_path


def opened(home: Path) -> Notebook:
    notebook = Notebook(home / "annotations", "amina", home / "state")
    notebook.load()
    return notebook


def file_of(home: Path, highlight: Highlight) -> Path:
    [path] = home.glob(f"annotations/*/*/{highlight.id}.md")
    return path


def test_the_last_sessions_changes_can_be_undone_after_a_restart(home: Path) -> None:
    notebook = opened(home)
    first, second = notebook.all()
    assert (first.note, second.color) == ("written before the end", "yellow")
    assert notebook.undo().startswith("removed the note")
    assert notebook.undo().startswith("deleted the highlight “Dushanbe”")
    assert notebook.redo().startswith("restored the highlight")
    assert notebook.redo().startswith("wrote the note")
    assert [each.note for each in opened(home).all()] == ["written before the end", ""]


def test_this_sessions_changes_are_undone_first(home: Path) -> None:
    notebook = opened(home)
    notebook.add("a", READING, 22, 25)
    assert notebook.undo().startswith("deleted the highlight “say”")
    assert notebook.undo().startswith("removed the note")


def test_undoing_after_a_restart_takes_nothing_back_that_came_since(home: Path) -> None:
    other = opened(home)
    other.change(other.all()[0], note="changed elsewhere")
    notebook = opened(home)
    with pytest.raises(SaveError, match="Not undone"):
        notebook.undo()
    assert notebook.all()[0].note == "changed elsewhere"


def test_a_running_sessions_changes_are_not_taken_up(tmp_path: Path) -> None:
    ours, theirs = opened(tmp_path), opened(tmp_path)
    ours.add("a", READING, 0, 9)
    theirs.store.load()
    assert theirs.undo() == ""


def test_a_journal_is_one_file_a_session_and_private(home: Path) -> None:
    opened(home).add("a", READING, 22, 25)
    paths = list((home / "state" / "journal").iterdir())
    assert len(paths) == 2
    for path in paths:
        assert path.name.endswith(".jsonl")
        assert path.stat().st_mode & 0o077 == 0
        assert all(json.loads(line) for line in path.read_text().splitlines())


def test_a_journal_cut_at_every_byte_is_read_as_far_as_it_goes(home: Path) -> None:
    [path] = (home / "state" / "journal").iterdir()
    data = path.read_bytes()
    journal = Journal(home / "state")
    counts = []
    for cut in range(0, len(data) + 1, 7):
        path.write_bytes(data[:cut])
        counts.append(len(journal.written()))
        journal.earlier_steps()
    assert counts == sorted(counts)
    assert counts[-1] == 2


def test_without_a_place_for_the_journal_everything_else_works(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    notebook = opened(tmp_path)
    notebook.add("a", READING, 0, 9)
    assert notebook.undo().startswith("deleted")
    assert notebook.undo() == ""


# --- recovery


def findings(home: Path) -> list[str]:
    journals = Journal(home / "state").written()
    return [f"{each.where}: {each.what}" for each in check(home / "annotations", "amina", journals)]


def test_nothing_wrong_is_nothing_found(home: Path) -> None:
    assert findings(home) == []


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:40]), "is damaged"),
        (lambda path: path.write_bytes(b""), "is damaged"),
        (lambda path: path.write_bytes(b"\0" * 500), "is damaged"),
        (lambda path: path.unlink(), "was written and is gone"),
        (
            lambda path: path.write_text(
                path.read_text().replace('updated: "20', 'updated: "19').replace("before", "long")
            ),
            "put back to an older version",
        ),
    ],
)
def test_a_file_that_was_damaged_gets_its_last_state_back(
    home: Path, damage: object, what: str
) -> None:
    before = opened(home).all()
    path = file_of(home, before[0])
    damage(path)  # type: ignore[operator]
    [said] = findings(home)
    assert what in said
    journals = Journal(home / "state").written()
    [finding] = check(home / "annotations", "amina", journals)
    recover(home / "annotations", finding, journals)
    assert opened(home).all() == before
    assert findings(home) == []


def test_what_was_there_stays_beside_what_is_recovered(home: Path) -> None:
    path = file_of(home, opened(home).all()[0])
    path.write_bytes(b"half a fi")
    journals = Journal(home / "state").written()
    [finding] = check(home / "annotations", "amina", journals)
    recover(home / "annotations", finding, journals)
    [aside] = path.parent.glob(f"{path.name}.damaged-*")
    assert aside.read_bytes() == b"half a fi"


def test_what_nobody_can_mend_is_said(home: Path) -> None:
    notebook = opened(home)
    highlight = notebook.all()[0]
    path = file_of(home, highlight)
    path.with_name(f"{highlight.id}.sync-conflict-20261121-100000-ABC.md").write_bytes(
        path.read_bytes()
    )
    stale = path.with_name(f".{path.name}.1-abcd.tmp")
    stale.write_bytes(b"x")
    os.utime(stale, (0, 0))
    [text] = home.glob("annotations/*/.texts/*")
    text.write_bytes(b"no gzip")
    said = findings(home)
    assert len(said) == 3
    assert any("another version" in each for each in said)
    assert any("dead session" in each for each in said)
    assert any("kept text" in each for each in said)
    journals = Journal(home / "state").written()
    for finding in check(home / "annotations", "amina", journals):
        with pytest.raises(SaveError, match="Not recovered"):
            recover(home / "annotations", finding, journals)


def test_another_readers_files_and_odd_names_are_left_alone(home: Path) -> None:
    journals = dict(Journal(home / "state").written())
    [sample, *_] = journals.values()
    odd = {
        "boris/a/X.md": replace(sample, spot="boris/a/X.md"),
        "amina/../../etc.md": sample,
        "amina/a/.hidden.md": sample,
        "amina": sample,
    }
    assert check(home / "annotations", "amina", odd) == []
