"""The index follows the files, and nothing that happens to it is the reader's trouble."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import careader
from careader.errors import LibraryError
from careader.model import Article, Document, Progress, SearchRequest
from careader.search import SearchIndex, updating
from careader.search.engines import LazyEngine
from careader.search.lock import writing
from careader.search.workers import DOCUMENTS
from tests.unit.search.shelf import Shelf

ROOT = str(Path(careader.__file__).parents[1])


def test_everything_is_indexed_once(press: Shelf) -> None:
    again = press.update()
    assert (again.added, again.changed, again.removed, again.unchanged) == (0, 0, 0, 6)
    assert not again.wrote


def test_an_index_is_found_again_after_a_restart(press: Shelf) -> None:
    assert press.reopened().find("tajikistan") == ["union"]


def test_only_what_changed_is_opened(press: Shelf) -> None:
    press.put("plain", "Something of note: a volcano.")
    opened: list[str] = []

    def read(article: Article) -> Document:
        opened.append(article.id)
        return press.library.read(article)

    report = press.index.update(press.library.scan(), read)
    assert opened == ["plain"]
    assert (report.changed, report.unchanged) == (1, 5)
    assert press.find("volcano") == ["plain"]
    assert press.find("naive") == []


def test_a_cache_that_was_cleared_under_it_is_made_again(press: Shelf) -> None:
    shutil.rmtree(press.root / "index")
    assert press.update().added == 6
    assert press.find("tajikistan") == ["union"]


def test_an_index_that_another_made_anew_is_noticed(press: Shelf) -> None:
    assert press.index.refresh() is False
    known = press.index.version
    shutil.rmtree(press.root / "index")
    Shelf(press.root).update()
    assert press.index.refresh() is True
    assert press.index.version not in (known, 0)
    assert press.find("tajikistan") == ["union"]


def test_a_touched_file_is_read_but_not_indexed_again(press: Shelf) -> None:
    os.utime(press.file("union"), ns=(1, 1))
    generation = LazyEngine(press.root / "index" / "whoosh").stamp()
    report = press.update()
    assert (report.changed, report.unchanged) == (0, 6)
    assert LazyEngine(press.root / "index" / "whoosh").stamp() == generation
    assert press.update().unchanged == 6


def test_what_is_removed_is_found_no_more(press: Shelf) -> None:
    press.file("union").unlink()
    assert press.update().removed == 1
    assert press.find("tajikistan") == []
    assert press.reopened().find("customs") == []


def test_an_article_that_moves_keeps_its_place_in_the_index(press: Shelf) -> None:
    moved = press.file("union").parent / "old" / "union.md"
    moved.parent.mkdir()
    press.file("union").rename(moved)
    assert press.update().changed == 0
    assert press.find("tajikistan") == ["union"]


def test_a_document_that_cannot_be_read_is_told_and_stops_nothing(
    counted: Callable[[int], Shelf],
) -> None:
    shelf = counted(3)

    def read(article: Article) -> Document:
        if article.id == "a1":
            raise LibraryError("a1 is gone")
        return shelf.library.read(article)

    report = shelf.index.update(shelf.library.scan(), read)
    assert report.failed == {"a1": "a1 is gone"}
    assert shelf.find("common") == ["a0", "a2"]


def test_progress_ends_with_everything_done(counted: Callable[[int], Shelf]) -> None:
    told: list[Progress] = []
    counted(5).update(progress=told.append)
    assert [state.done for state in told] == sorted(state.done for state in told)
    assert told[-1] == Progress(5, 5, "indexing")


def test_what_was_done_before_a_cancel_stays(counted: Callable[[int], Shelf]) -> None:
    shelf = counted(6)
    asked = iter([False, False, True])
    report = shelf.update(cancelled=lambda: next(asked))
    assert report.cancelled
    assert report.added == 2
    assert shelf.results("common").total == 2
    assert shelf.update().added == 4


def test_several_processes_index_the_same(
    counted: Callable[[int], Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "MANY", 10)
    monkeypatch.setattr(updating, "processes", lambda: 2)
    monkeypatch.setattr(updating, "PIECE_BYTES", (500, 500))
    shelf = counted(40)
    told: list[Progress] = []
    report = shelf.update(progress=told.append)
    assert (report.added, report.failed, report.error) == (40, {}, "")
    assert told[-1].done == 40
    assert shelf.results("common").total == 40
    assert shelf.find("one7") == ["a7"]
    assert shelf.results("").facets.mentioned == {"KZ": 40}
    assert shelf.index.text("a7") == "Common words and the single one7. Kazakhstan."


def test_workers_that_die_cost_what_they_took_and_no_more(
    counted: Callable[[int], Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "MANY", 10)
    monkeypatch.setattr(updating, "processes", lambda: 2)
    shelf = counted(90)
    with monkeypatch.context() as broken:
        broken.setattr(sys, "executable", "/bin/false")
        report = shelf.update()
    assert report.error == ""
    assert report.added + len(report.failed) == 90
    assert report.added >= 90 - 2 * DOCUMENTS
    assert shelf.update().added == len(report.failed)
    assert shelf.results("common").total == 90


def test_without_other_processes_everything_is_done_in_this_one(
    counted: Callable[[int], Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "MANY", 10)
    monkeypatch.setattr(updating, "processes", lambda: 2)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert counted(20).update().added == 20


def test_many_small_changes_do_not_pile_up(press: Shelf) -> None:
    for number in range(20):
        press.put(f"new{number}", f"Fresh word{number}.")
        press.update()
    segments = list((press.root / "index" / "whoosh").glob("*.forms"))
    assert len(segments) < 10
    assert press.results("fresh").total == 20
    assert press.find("word13") == ["new13"]
    assert press.find("tajikistan") == ["union"]


def test_a_second_careader_reads_on_and_lets_the_first_write(press: Shelf) -> None:
    second = Shelf(press.root)
    second.index.attach(second.library.scan())
    press.put("fresh", "A volcano.")
    with writing(press.root / "index" / "lock") as mine:
        assert mine
        assert second.update().busy
        assert second.find("tajikistan") == ["union"]
    press.update()
    assert second.index.refresh()
    assert second.find("volcano") == ["fresh"]
    second.index.close()


def test_searching_goes_on_while_the_index_is_written(
    counted: Callable[[int], Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "PIECE_BYTES", (200, 200))
    monkeypatch.setattr("careader.search.index.GLANCE", 0.0)
    shelf = counted(60)
    shelf.index.attach(shelf.library.scan())
    totals: list[int] = []
    problems: list[str | None] = []
    done = threading.Event()

    def search() -> None:
        while not done.is_set():
            results = shelf.results('common -absent "single one7"')
            problems.append(results.problem)
            found = shelf.results("common")
            found.hits()
            totals.append(found.total)

    with ThreadPoolExecutor(2) as threads:
        running = [threads.submit(search) for _ in range(2)]
        report = shelf.update()
        done.set()
        for thread in running:
            thread.result()
    assert report.added == 60
    assert set(problems) == {None}
    assert max(totals) <= 60
    assert shelf.results("common").total == 60


def test_a_file_system_without_locks_has_one_writer_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("careader.search.lock._flock", lambda descriptor: None)
    with writing(tmp_path / "lock") as first, writing(tmp_path / "lock") as second:
        assert (first, second) == (True, False)
    with writing(tmp_path / "lock") as third:
        assert third
    (tmp_path / "lock.held").write_text(f"{os.uname().nodename} 999999999")
    with writing(tmp_path / "lock") as after_a_dead_one:
        assert after_a_dead_one


def files_of(root: Path) -> list[str]:
    folder = root / "index"
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda file: file.write_bytes(b""),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "alien": lambda file: file.write_bytes(os.urandom(file.stat().st_size)),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("suffix", [".toc", ".trm", ".pst", ".forms", ".sqlite", ".col", "lock"])
def test_a_damaged_index_is_never_an_error_and_is_mended(
    press: Shelf, suffix: str, damage: str
) -> None:
    press.index.close()
    for name in files_of(press.root):
        if name.endswith(suffix):
            DAMAGES[damage](press.root / "index" / name)
    shelf = Shelf(press.root)
    shelf.index.attach(shelf.library.scan())
    shelf.results("tajikistan -nothing*").hits()
    shelf.results('"customs union"').hits()
    shelf.update()
    shelf.update()
    assert shelf.find("tajikistan") == ["union"]
    assert shelf.find('"customs union"') == ["union"]
    assert "Tariffs" in (shelf.index.text("union") or "")
    shelf.index.close()


def test_alien_files_in_the_folder_are_no_matter(press: Shelf) -> None:
    (press.root / "index" / "whoosh" / "notes.txt").write_text("mine")
    (press.root / "index" / "whoosh" / "MAIN_0000000000000000.trm").write_text("a leftover")
    (press.root / "index" / "whoosh" / "piece-abc").mkdir()
    shelf = press.reopened()
    assert shelf.find("tajikistan") == ["union"]
    shelf.put("plain", "A volcano.")
    shelf.update()
    assert shelf.find("volcano") == ["plain"]
    shelf.index.close()


def test_an_index_of_other_rules_is_rebuilt(press: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careader.search.index.SCHEMA", 999)
    shelf = press.reopened()
    assert shelf.find("tajikistan") == []
    report = shelf.update()
    assert report.rebuilt
    assert report.added == 6
    assert shelf.find("tajikistan") == ["union"]
    shelf.index.close()


def test_it_is_rebuilt_on_request(press: Shelf) -> None:
    report = press.update(rebuild=True)
    assert report.rebuilt
    assert report.added == 6
    assert press.find("tajikistan") == ["union"]


def test_a_folder_that_cannot_be_written_to_is_said_in_one_line(press: Shelf) -> None:
    blocked = press.root / "blocked"
    blocked.write_text("a file where a folder should be")
    report = SearchIndex(blocked / "index").update(press.library.scan(), press.library.read)
    assert "cannot be written" in report.error
    assert "\n" not in report.error


KILLED = """
import os, sys
from pathlib import Path
from careader.library.library import Library
from careader.search import SearchIndex
from careader.search import store, whoosh_engine
root, moment = Path(sys.argv[1]), sys.argv[2]
def die(*args, **kwargs):
    os.kill(os.getpid(), 9)
if moment == "before the commit":
    whoosh_engine.WhooshEngine._write = die
elif moment == "between index and texts":
    commit = whoosh_engine.WhooshEngine.commit
    def commit_and_die(self, pieces, remove):
        commit(self, pieces, remove); die()
    whoosh_engine.WhooshEngine.commit = commit_and_die
elif moment == "after the texts":
    put = store.Store.put
    def put_and_die(self, documents=(), *args, **kwargs):
        documents = list(documents)
        put(self, documents, *args, **kwargs)
        if documents: die()
    store.Store.put = put_and_die
else:
    from careader.search import worker
    worker.Maker.finish = die
library = Library.open(root / "library", root / "cache")
SearchIndex(root / "index").update(library.scan(), library.read)
"""


@pytest.mark.parametrize(
    "moment",
    ["before the segment", "before the commit", "between index and texts", "after the texts"],
)
def test_killed_at_any_moment_the_index_is_whole_or_mends_itself(press: Shelf, moment: str) -> None:
    press.index.close()
    press.put("union", "A volcano instead.")
    press.put("fresh", "Another volcano.")
    press.file("plain").unlink()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(press.root), moment],
        env={**os.environ, "PYTHONPATH": ROOT},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    shelf = Shelf(press.root)
    shelf.index.attach(shelf.library.scan())
    assert shelf.find("oil") == ["pipeline"]
    shelf.update()
    assert shelf.find("volcano") == ["fresh", "union"]
    assert shelf.find("tajikistan") == []
    assert shelf.find("naive") == []
    assert shelf.update().unchanged == 6
    assert not list((press.root / "index" / "whoosh").glob("piece-*"))
    shelf.index.close()


ORPHANED = """
import sys, time
from pathlib import Path
from careader.library.library import Library
from careader.search import SearchIndex, updating
updating.MANY = 5
updating.processes = lambda: 2
root = Path(sys.argv[1])
library = Library.open(root / "library", root / "cache")
def progress(state):
    print("started", flush=True)
    time.sleep(60)
SearchIndex(root / "index").update(library.scan(), library.read, progress)
"""


def test_workers_end_with_their_parent(counted: Callable[[int], Shelf]) -> None:
    shelf = counted(60)
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHANED, str(shelf.root)],
        env={**os.environ, "PYTHONPATH": ROOT},
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"started\n"
    workers = children_of(parent.pid)
    assert workers
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for worker in workers:
        subprocess.run(
            ["timeout", "20", "tail", "-s", "0.05", f"--pid={worker}", "-f", "/dev/null"],
            check=False,
        )
        assert not Path(f"/proc/{worker}/exe").exists()


def children_of(pid: int) -> list[int]:
    if not Path("/proc/self/task").exists():
        pytest.skip("needs /proc to see processes")
    files = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text().split()]


def test_a_database_that_is_being_written_for_long_does_not_stop_a_search(press: Shelf) -> None:
    other = sqlite3.connect(press.root / "index" / "texts.sqlite", isolation_level=None)
    other.execute("begin immediate")
    try:
        assert press.reopened().find("tajikistan") == ["union"]
    finally:
        other.execute("rollback")
        other.close()


def test_a_lost_index_is_built_again(press: Shelf) -> None:
    press.index.close()
    shutil.rmtree(press.root / "index")
    shelf = Shelf(press.root)
    assert shelf.update().added == 6
    assert shelf.find("tajikistan") == ["union"]
    shelf.index.close()


def test_a_search_before_anything_is_indexed_lists_and_filters(
    counted: Callable[[int], Shelf],
) -> None:
    shelf = counted(2)
    shelf.index.attach(shelf.library.scan())
    assert shelf.find("") == ["a0", "a1"]
    assert shelf.find("common") == []
    assert shelf.index.search(SearchRequest(about=frozenset({"KZ"}))).total == 0
