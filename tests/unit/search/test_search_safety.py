"""Disk full, a clock that jumps, two writers: the index is intact or mends itself, never wrong."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import careader
from careader.search import SearchIndex
from careader.search.lock import writing
from careader.search.segment_file import SegmentFile
from careader.search.store import Store
from tests.unit.search.shelf import Shelf

ROOT = str(Path(careader.__file__).parents[1])
DAY = 86_400.0


def edit(shelf: Shelf) -> None:
    """Change one article, add one, take one away."""
    shelf.put("union", "A volcano instead. " + " ".join(f"word{n}" for n in range(3_000)))
    shelf.put("fresh", "Another volcano.")
    shelf.file("plain").unlink()


def check_mended(shelf: Shelf) -> None:
    report = shelf.update()
    assert report.error == ""
    assert shelf.find("volcano") == ["fresh", "union"]
    assert shelf.find("tajikistan") == []
    assert shelf.find("naive") == []
    assert shelf.find("oil") == ["pipeline"]
    assert shelf.index.examine(shelf.library.scan(), shelf.library.read).well
    assert not list((shelf.root / "index" / "whoosh").glob("piece-*"))


FULL = """
import resource, signal, sys
from pathlib import Path
from careader.library.library import Library
from careader.search import SearchIndex
root, size = Path(sys.argv[1]), int(sys.argv[2])
library = Library.open(root / "library", root / "cache")
catalogue = library.scan()
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
report = SearchIndex(root / "index").update(catalogue, library.read)
print(report.error)
"""


@pytest.mark.parametrize("size", [0, 600, 5_000, 30_000, 60_000])
def test_when_no_file_may_grow_the_old_index_answers_and_the_new_is_made_later(
    press: Shelf, size: int
) -> None:
    press.index.close()
    edit(press)
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(press.root), str(size)],
        env={**os.environ, "PYTHONPATH": ROOT},
        capture_output=True,
        text=True,
        check=True,
    )
    said = done.stdout.strip()
    assert "cannot be written" in said
    assert "\n" not in said
    shelf = Shelf(press.root)
    shelf.index.attach(shelf.library.scan())
    assert shelf.find("oil") == ["pipeline"]
    check_mended(shelf)
    shelf.index.close()


@pytest.mark.parametrize("moment", ["the segment", "the texts", "the lock"])
def test_a_full_disk_is_said_in_one_line(
    press: Shelf, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    edit(press)
    with monkeypatch.context() as patch:
        if moment == "the segment":
            patch.setattr(SegmentFile, "write", full)
        elif moment == "the texts":
            patch.setattr(Store, "put", full)
        else:
            patch.setattr("careader.search.lock._flock", full)
        report = press.update()
        assert "No space left" in report.error
        assert press.find("oil") == ["pipeline"]
    check_mended(press)


@pytest.mark.parametrize("jump", [-10_000 * DAY, -0.5, 0.5, 10_000 * DAY])
def test_a_clock_that_jumps_hides_no_change(
    press: Shelf, monkeypatch: pytest.MonkeyPatch, jump: float
) -> None:
    """Stamps are compared for being the same, never for being later."""
    real, real_ns = time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: real() + jump)
    monkeypatch.setattr(time, "time_ns", lambda: real_ns() + int(jump * 1e9))
    edit(press)
    for name in ("union", "fresh"):
        stamp = max(1, int((real() + jump) * 1e9))
        os.utime(press.file(name), ns=(stamp, stamp))
    check_mended(press)
    monkeypatch.undo()
    press.put("fresh", "No longer that mountain.")
    press.update()
    assert press.find("volcano") == ["union"]


def test_a_clock_that_jumps_while_a_session_runs_stops_no_search(
    press: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = SearchIndex(press.root / "index")
    press.put("fresh", "A volcano.")
    other.update(press.library.scan(), press.library.read)
    other.close()
    press.index.attach(press.library.scan())
    monkeypatch.setattr(time, "time", lambda: 0.0)
    press.index.refresh()
    assert press.find("volcano") == ["fresh"]


def test_a_lock_held_by_name_is_not_stale_because_the_clock_went_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careader.search.lock._flock", lambda _: None)
    real = time.time
    with writing(tmp_path / "lock") as first:
        assert first
        monkeypatch.setattr(time, "time", lambda: real() - 10_000 * DAY)
        with writing(tmp_path / "lock") as second:
            assert not second


WRITER = """
import sys
from pathlib import Path
from careader.library.library import Library
from careader.search import SearchIndex
root = Path(sys.argv[1])
library = Library.open(root / "library", root / "cache")
index = SearchIndex(root / "index")
for _ in range(3):
    report = index.update(library.scan(), library.read, rebuild=sys.argv[2] == "rebuild")
    assert not report.error, report.error
"""


@pytest.mark.parametrize("how", ["update", "rebuild"])
def test_two_writers_at_once_leave_one_whole_index(press: Shelf, how: str) -> None:
    press.index.close()
    edit(press)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(press.root), how],
            env={**os.environ, "PYTHONPATH": ROOT},
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    shelf = Shelf(press.root)
    shelf.index.attach(shelf.library.scan())
    while any(writer.poll() is None for writer in writers):
        assert set(shelf.find("oil")) <= {"pipeline"}
    assert [writer.communicate()[1] for writer in writers] == ["", ""]
    check_mended(shelf)
    shelf.index.close()


def test_alien_files_of_every_kind_are_left_alone(press: Shelf) -> None:
    folder = press.root / "index"
    aliens = [folder / "notes.txt", folder / "whoosh" / "notes.txt", folder / "whoosh" / "x.trm"]
    for alien in aliens:
        alien.write_text("mine")
    (folder / "whoosh" / "folder.pst").mkdir()
    edit(press)
    check_mended(press)
    assert all(alien.read_text() == "mine" for alien in aliens)
