"""Processes that are killed, that write at once, and two machines whose work git merges."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from careader.annotations import AnnotationStore
from careader.model import Highlight

ROOT = Path(__file__).parents[3]

WRITER = """
import os, random, sys
from dataclasses import replace
from pathlib import Path
from careader.annotations import AnnotationStore
from careader.model import Highlight

folder, seed, limit = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
store, dice = AnnotationStore(folder, "amina"), random.Random(seed)
own = {each.id: each for each in store.load() if "resume" in sys.argv}

def acknowledge(highlight):
    own[highlight.id] = highlight
    os.write(1, f"{highlight.id} {highlight.note}|{highlight.deleted}\\n".encode())

for number in range(limit):
    choice = dice.random()
    if choice < 0.5 or not own:
        quote = "passage " * dice.randrange(1, 400)
        highlight = Highlight(id="", article=f"a{number % 3}", quote=quote, note=f"{seed}-{number}")
        acknowledge(store.add(highlight))
    else:
        known = own[dice.choice(sorted(own))]
        if choice < 0.8 and not known.deleted:
            acknowledge(store.change(replace(known, note=f"{seed}-{number}")))
        elif known.deleted:
            acknowledge(store.restore(known.id))
        else:
            acknowledge(store.delete(known.id))
"""


def start_writer(folder: Path, seed: int, limit: int, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(seed), str(limit), *more],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def acknowledged(output: bytes) -> dict[str, str]:
    """Return what was said last of every highlight, in whole lines."""
    lines = output.decode().split("\n")[:-1]
    return dict(line.split(" ", 1) for line in lines)


def recovered(folder: Path) -> dict[str, str]:
    store = AnnotationStore(folder, "amina")
    store.load()
    assert not store.problems
    every = (*store.highlights(), *store.deleted())
    return {each.id: f"{each.note}|{each.deleted}" for each in every}


def kill_after(writer: subprocess.Popen[bytes], lines: int) -> bytes:
    """Kill the writer once it acknowledged so many changes: somewhere within the next one."""
    assert writer.stdout is not None
    output = b"".join(writer.stdout.readline() for _ in range(lines))
    writer.kill()
    output += writer.stdout.read()
    writer.stdout.close()
    writer.wait()
    return output


def crash_rounds(folder: Path, rounds: int) -> None:
    dice = random.Random(7)
    said: dict[str, str] = {}
    for seed in range(rounds):
        before = recovered(folder)
        output = kill_after(start_writer(folder, seed, 10_000, "resume"), dice.randrange(1, 30))
        latest = acknowledged(output)
        said |= latest
        now = recovered(folder)
        assert said.keys() <= now.keys()
        changed = [key for key, value in said.items() if now[key] != value]
        # One change may be on the disk that the writer had no time to acknowledge.
        assert len(changed) + len(now.keys() - before.keys() - latest.keys()) <= 1
        said = dict(now)


def test_no_acknowledged_change_is_lost_when_the_process_is_killed(folder: Path) -> None:
    crash_rounds(folder, 10)


@pytest.mark.slow
def test_no_acknowledged_change_is_lost_in_200_kills(folder: Path) -> None:
    crash_rounds(folder, 200)


def test_three_processes_write_at_once_and_none_loses_anything(folder: Path) -> None:
    writers = [start_writer(folder, seed, 60) for seed in range(3)]
    outputs = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    said = {key: value for output in outputs for key, value in acknowledged(output).items()}
    assert recovered(folder) == said


CONTENDER = """
import sys
from dataclasses import replace
from pathlib import Path
from careader.annotations import AnnotationStore

folder, highlight_id, tag, rounds = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
store = AnnotationStore(folder, "amina")
store.load()
for number in range(rounds):
    known = store.get(highlight_id)
    known = store.change(replace(known, tags=(*known.tags, f"{tag}{number}")))
"""


def test_three_processes_change_one_highlight_and_every_change_holds(folder: Path) -> None:
    added = AnnotationStore(folder, "amina").add(Highlight(id="", article="a", quote="q"))
    contenders = [
        subprocess.Popen(
            [sys.executable, "-c", CONTENDER, str(folder), added.id, name, "20"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for name in "xyz"
    ]
    assert [contender.wait() for contender in contenders] == [0, 0, 0]
    store = AnnotationStore(folder, "amina")
    [read] = store.load()
    assert {*read.tags} == {f"{name}{number}" for name in "xyz" for number in range(20)}
    assert not store.problems


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_merges_two_machines_work_without_a_conflict(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    git(one, "init", "-q", "-b", "main")
    shared = AnnotationStore(one / "annotations", "amina").add(
        Highlight(id="", article="a", quote="shared")
    )
    git(one, "add", "-A")
    git(one, "commit", "-qm", "start")
    git(tmp_path, "clone", "-q", "one", "two")
    expected = {shared.quote}
    for machine, reader in ((one, "amina"), (two, "amina"), (two, "boris")):
        store = AnnotationStore(machine / "annotations", reader)
        store.load()
        for number in range(5):
            quote = f"{machine.name} {reader} {number}"
            store.add(Highlight(id="", article="a", quote=quote))
            expected.add(quote)
    edited = AnnotationStore(one / "annotations", "amina")
    edited.load()
    edited.change(replace(shared, note="edited on one machine"))
    for machine in (one, two):
        git(machine, "add", "-A")
        git(machine, "commit", "-qm", "work")
    git(two, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    merged = AnnotationStore(two / "annotations", "boris")
    assert {each.quote for each in merged.load()} == expected
    assert not merged.problems


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_conflict_that_git_leaves_shows_both_notes(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    git(one, "init", "-q", "-b", "main")
    shared = AnnotationStore(one / "annotations", "amina").add(
        Highlight(id="", article="a", quote="shared", note="first")
    )
    git(one, "add", "-A")
    git(one, "commit", "-qm", "start")
    git(tmp_path, "clone", "-q", "one", "two")
    for machine in (one, two):
        store = AnnotationStore(machine / "annotations", "amina")
        store.load()
        store.change(replace(shared, note=f"from {machine.name}"))
        git(machine, "commit", "-qam", "work")
    with pytest.raises(subprocess.CalledProcessError):
        git(two, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    store = AnnotationStore(two / "annotations", "amina")
    assert {each.note for each in store.load()} == {"from one", "from two"}
    assert "git" in str(store.problems[0])
    ours = store.highlights()[0]
    settled = store.change(replace(ours, color="green"))
    assert settled.color == "green"
    assert {each.note for each in store.load()} == {"from one", "from two"}
