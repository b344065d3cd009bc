from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from careader.state import ReaderState, reader_state
from careader.state.position import Position

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "library-1a2b"


@pytest.fixture
def state(folder: Path) -> ReaderState:
    return ReaderState(folder)


def test_nothing_is_made_until_something_is_asked(folder: Path) -> None:
    ReaderState(folder)
    assert not folder.exists()


def test_a_position_comes_back_after_a_restart(state: ReaderState, folder: Path) -> None:
    assert state.position("a") == 0
    state.remember_position("a", 10)
    state.remember_position("a", 1234)
    state.remember_position("b", 7)
    again = ReaderState(folder)
    assert (again.position("a"), again.position("b"), again.problem) == (1234, 7, "")


def test_the_article_read_last_is_known(state: ReaderState) -> None:
    assert state.last_article() == ""
    for article in ("a", "b", "a"):
        state.remember_position(article, 1)
    assert state.last_article() == "a"


def test_read_and_starred_are_apart_and_come_back(state: ReaderState, folder: Path) -> None:
    state.mark_read("a", "b", "c")
    state.mark_unread("b")
    state.star("b", "c")
    state.unstar("c")
    again = ReaderState(folder)
    assert again.read_ids() == {"a", "c"}
    assert again.starred_ids() == {"b"}


def test_queries_come_back_once_each_and_the_latest_first(state: ReaderState) -> None:
    for query in ("gas", "  ", "customs union", "gas"):
        state.add_query(query)
    assert state.queries() == ("gas", "customs union")
    assert state.queries(1) == ("gas",)


def test_only_so_many_queries_are_kept(state: ReaderState, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_state, "QUERIES_KEPT", 3)
    for number in range(10):
        state.add_query(str(number))
    assert state.queries() == ("9", "8", "7")


def test_ids_of_any_kind_are_kept(state: ReaderState) -> None:
    for article in ("статья", "'; DROP TABLE read; --", "a\x00b", "half \ud800"):
        state.mark_read(article)
        state.remember_position(article, 3)
        assert state.position(article) == 3
    assert len(state.read_ids()) == 4
    assert not state.problem


def test_the_file_never_uses_a_write_ahead_log(state: ReaderState) -> None:
    database = sqlite3.connect(_made(state.path.parent) / reader_state.FILE)
    database.execute("PRAGMA journal_mode = WAL")
    database.close()
    state.mark_read("a")
    database = sqlite3.connect(state.path)
    assert database.execute("PRAGMA journal_mode").fetchone() != ("wal",)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def use_everything(state: ReaderState) -> None:
    state.remember_position("a", 5)
    state.mark_read("a", "b")
    state.mark_unread("b")
    state.star("a")
    state.unstar("b")
    state.add_query("gas")
    assert state.position("a") == 5
    assert "a" in state.read_ids()
    assert "a" in state.starred_ids()
    assert state.queries()[0] == "gas"


def check_works_in_memory(state: ReaderState) -> None:
    use_everything(state)
    assert "this session only" in state.problem
    assert state.problem.isprintable()


@pytest.mark.parametrize(
    "content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"x" * 9999]
)
def test_a_damaged_file_is_left_alone_and_memory_serves(state: ReaderState, content: bytes) -> None:
    _made(state.path.parent)
    state.path.write_bytes(content)
    check_works_in_memory(state)
    assert state.path.read_bytes() == content


def test_a_file_damaged_during_the_session_does_not_end_it(
    state: ReaderState, folder: Path
) -> None:
    state.mark_read(*map(str, range(5000)))
    state.close()
    data = state.path.read_bytes()
    state.path.write_bytes(data[:4096] + b"\xaa" * (len(data) - 4096))
    check_works_in_memory(ReaderState(folder))


def test_a_folder_that_cannot_be_made_leaves_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    check_works_in_memory(ReaderState(tmp_path / "file" / "state"))


def test_a_file_that_cannot_be_written_leaves_memory_and_what_was_in_it(
    state: ReaderState, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.mark_read("before")
    assert state._open_database is not None
    state._open_database.execute("PRAGMA query_only = 1")
    check_works_in_memory(state)
    assert state.read_ids() == {"before", "a"}


def test_a_locked_file_leaves_memory_and_what_was_in_it(
    state: ReaderState, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_state, "_BUSY_SECONDS", 0.01)
    state.mark_read("before")
    other = sqlite3.connect(state.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    check_works_in_memory(state)
    assert "locked" in state.problem
    assert "before" in state.read_ids()
    other.execute("ROLLBACK")
    assert ReaderState(folder).read_ids() == {"before"}


def test_a_table_of_another_shape_leaves_memory(state: ReaderState) -> None:
    database = sqlite3.connect(_made(state.path.parent) / reader_state.FILE)
    database.execute("CREATE TABLE position (something TEXT)")
    database.close()
    check_works_in_memory(state)


SESSION = """
import sys
from pathlib import Path
from careader.state import ReaderState
from careader.state.position import Position

state = ReaderState(Path(sys.argv[1]))
for number in range(40):
    state.mark_read(f"{sys.argv[2]}{number}")
    state.remember_position("shared", number)
    state.add_query(f"{sys.argv[2]}{number}")
print(state.problem)
"""


def test_two_processes_at_once_both_remember_everything(folder: Path) -> None:
    sessions = [
        subprocess.Popen(
            [sys.executable, "-c", SESSION, str(folder), name],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for name in "xy"
    ]
    assert [session.communicate()[0].strip() for session in sessions] == [b"", b""]
    state = ReaderState(folder)
    expected = {f"{name}{number}" for name in "xy" for number in range(40)}
    assert state.read_ids() == expected
    assert {*state.queries()} == expected
    assert state.position("shared") == 39


def test_sqlite_is_not_imported_before_it_is_needed() -> None:
    code = "import careader.state, sys; sys.exit('sqlite3' in sys.modules or 'yaml' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_a_place_is_kept_with_the_words_that_stand_there(tmp_path: Path) -> None:
    text = "One. Two and more. " * 20
    place = Position(5, 1, -1).quoting(text)
    ReaderState(tmp_path).remember_place("a", place)
    again = ReaderState(tmp_path)

    assert again.place("a") == place
    assert again.position("a") == 5
    assert place.fits(text)
    assert not place.fits("A new beginning. " + text)


def test_a_position_of_an_earlier_careader_still_counts(tmp_path: Path) -> None:
    state = ReaderState(tmp_path)
    state.remember_place("a", Position(5, 1, -1, "before", "after"))
    state.remember_position("a", 700)

    assert state.place("a") == Position(700, head=-1)
    assert state.place("never") == Position()
