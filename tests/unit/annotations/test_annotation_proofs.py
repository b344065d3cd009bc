"""The whole notebook (store, kept texts, journal, places) killed, starved, shared and merged."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from test_annotation_crash import git, kill_after
from test_annotation_faults import ERRORS, faults

from careader.annotations import Said, decisions, place
from careader.annotations.checks import check
from careader.errors import SaveError
from careader.model import AnchorState, Highlight
from careader.notebook import Notebook
from careader.state import Journal
from careader.text.reading import build

ROOT = Path(__file__).parents[3]
OLD = build("\n\n".join(f"Paragraph {n} of the old text about gas and wool." for n in range(40)))
NEW = build("\n\n".join(f"Paragraph {n}, newly written, on gas and wool." for n in range(40)))

WRITER = """
import os, random, sys
from pathlib import Path
from careader.annotations import Said
from careader.notebook import Notebook
from careader.text.reading import build

home, seed, limit = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
text = "\\n\\n".join(f"Paragraph {n} of the old text about gas and wool." for n in range(40))
old, new = build(text), build(text.replace("of the old text", "newly written"))
notebook = Notebook(home / "annotations", "amina", home / f"state{seed % 3}")
dice = random.Random(seed)
notebook.load()
own = [each for each in notebook.all() if "resume" in sys.argv]

def acknowledge(highlight):
    said = "+".join(e["said"] for e in highlight.extra.get("anchors", ()))
    os.write(1, f"{highlight.id} {highlight.note}|{said}|{bool(highlight.deleted)}\\n".encode())
    return highlight

for number in range(limit):
    choice = dice.random()
    if choice < 0.5 or not own:
        start = dice.randrange(0, 900)
        own.append(acknowledge(notebook.add("a", old, start, start + 30, note=f"{seed}-{number}")))
    else:
        known = dice.randrange(len(own))
        if choice < 0.8:
            moved = notebook.settle(own[known], new, Said.MOVED, number, number + 9)
            own[known] = acknowledge(moved)
        else:
            own[known] = acknowledge(notebook.change(own[known], note=f"{seed}-{number}"))
"""


def writer(home: Path, seed: int, limit: int, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home), str(seed), str(limit), *more],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def notebook_in(home: Path, reader: str = "amina") -> Notebook:
    notebook = Notebook(home / "annotations", reader, home / "state")
    notebook.load()
    return notebook


def recovered(home: Path) -> dict[str, str]:
    notebook = notebook_in(home)
    assert not notebook.store.problems
    return {each.id: _said(each) for each in (*notebook.all(), *notebook.store.deleted())}


def _said(each: Highlight) -> str:
    return f"{each.note}|{'+'.join(d.said for d in decisions(each))}|{bool(each.deleted)}"


def acknowledged(output: bytes) -> dict[str, str]:
    return dict(line.split(" ", 1) for line in output.decode().split("\n")[:-1])


def kill_rounds(home: Path, rounds: int) -> None:
    dice = random.Random(11)
    said: dict[str, str] = {}
    for seed in range(rounds):
        output = kill_after(writer(home, seed, 10_000, "resume"), dice.randrange(1, 25))
        latest = acknowledged(output)
        said |= latest
        now = recovered(home)
        assert said.keys() <= now.keys()
        changed = [key for key, value in said.items() if now[key] != value]
        assert len(changed) <= 1  # one change may be on the disk that was not acknowledged
        said = dict(now)
        _texts_are_whole(home)


def _texts_are_whole(home: Path) -> None:
    notebook = notebook_in(home)
    assert notebook.texts.damaged() == []
    for each in notebook.all():
        text = notebook.marked_in(each)
        assert text is not None
        assert text[each.start : each.end] == each.quote


def test_nothing_acknowledged_is_lost_when_the_session_is_killed(tmp_path: Path) -> None:
    kill_rounds(tmp_path, 5)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_in_200_kills_of_the_session(tmp_path: Path) -> None:
    kill_rounds(tmp_path, 200)


def test_three_sessions_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [writer(tmp_path, seed, 40) for seed in range(3)]
    outputs = [each.communicate()[0] for each in writers]
    assert [each.returncode for each in writers] == [0, 0, 0]
    said = {key: value for output in outputs for key, value in acknowledged(output).items()}
    assert recovered(tmp_path) == said
    _texts_are_whole(tmp_path)
    for number in range(3):
        journals = Journal(tmp_path / f"state{number}").written()
        assert check(tmp_path / "annotations", "amina", journals) == []


def _taken(notebook: Notebook) -> Highlight:
    """Take a record in as an import does: what is known already is not taken again."""
    taken = Highlight(id="01JD8QZK4M3N5P7R9T1V3X5Z7A", article="a", quote="gas", note="taken")
    notebook.load()
    return notebook.importing.known(taken.id) or notebook.importing.take(taken, None)


Act = Callable[[Notebook, Highlight], Highlight]
ACTS: dict[str, Act] = {
    "add": lambda notebook, known: notebook.add("a", OLD, 60, 90, note="added"),
    "settle": lambda notebook, known: notebook.settle(known, NEW, Said.MOVED, 0, 20),
    "undo": lambda notebook, known: (notebook.undo(), known)[1],
    "import": lambda notebook, known: _taken(notebook),
}


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("name", ACTS)
def test_every_call_failing_once_leaves_all_or_nothing(
    name: str, number: int, tmp_path: Path
) -> None:
    fail_at, reached = 0, True
    while reached:
        fail_at += 1
        home = tmp_path / str(fail_at)
        notebook = notebook_in(home)
        known = notebook.add("a", OLD, 0, 30, note="old")
        before, done = recovered(home), True
        with faults(fail_at, number) as injected:
            try:
                ACTS[name](notebook, known)
            except SaveError:
                done = False
        reached = injected.count >= fail_at
        after = recovered(home)
        assert (after != before) or not done, fail_at
        if not done:
            ACTS[name](notebook, known)  # what failed once works the next time
            assert recovered(home) != before or after != before
    assert fail_at > 5


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_merges_places_and_texts_of_two_machines(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    git(one, "init", "-q", "-b", "main")
    shared = notebook_in(one).add("a", OLD, 0, 30)
    git(one, "add", "annotations")
    git(one, "commit", "-qm", "start")
    git(tmp_path, "clone", "-q", "one", "two")
    notebook_in(one).settle(shared, NEW, Said.MOVED, 0, 20)
    for machine, reader in ((one, "amina"), (two, "amina"), (two, "boris")):
        notebook_in(machine, reader).add("a", NEW, 20, 44, note=f"{machine.name} {reader}")
    for machine in (one, two):
        git(machine, "add", "annotations")
        git(machine, "commit", "-qm", "work")
    git(two, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    merged = notebook_in(two)
    assert not merged.store.problems
    assert {each.note for each in merged.all()} == {"", "one amina", "two amina", "two boris"}
    [again] = [each for each in merged.all() if each.id == shared.id]
    assert [each.said for each in decisions(again)] == [Said.MOVED]
    found = place(NEW, again)
    assert (found.start, found.end, found.state) == (0, 20, AnchorState.SURE)
    _texts_are_whole(two)
