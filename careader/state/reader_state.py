"""Reading positions, read and starred articles and past queries of one library, in SQLite.

Losing it loses a little comfort, so nothing here ever raises: where the file cannot be used, the
session goes on in memory and `problem` says so in one line.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careader.annotations.clock import utc_now
from careader.state.position import Position
from careader.text.clean import clean_line

if TYPE_CHECKING:
    import sqlite3

FILE = "reader.sqlite3"
QUERIES_KEPT = 500

_BUSY_SECONDS = 5.0
_TABLES = {
    "position": "article TEXT PRIMARY KEY, offset INTEGER NOT NULL, updated TEXT NOT NULL",
    "place": "article TEXT PRIMARY KEY, offset INTEGER NOT NULL, above INTEGER NOT NULL,"
    " head INTEGER NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL",
    "read": "article TEXT PRIMARY KEY, at TEXT NOT NULL",
    "starred": "article TEXT PRIMARY KEY, at TEXT NOT NULL",
    "query": "text TEXT PRIMARY KEY, at TEXT NOT NULL, number INTEGER NOT NULL",
}
_Rows = list[tuple[Any, ...]]


class ReaderState:
    """What a reader did in one library, shared by every session of theirs.

    Each change is written at once (about a millisecond); two processes may do so at the same time.
    The file is opened at the first use. Methods may be called from any thread.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self.problem = ""
        """Why nothing will be remembered after this session, one line; empty when all is well."""
        self._lock = threading.RLock()
        self._open_database: sqlite3.Connection | None = None

    def position(self, article: str) -> int:
        """Return where reading stopped, a code point of the reading text; 0 when never opened."""
        rows = self._run("SELECT offset FROM position WHERE article = ?", [_text(article)])
        return int(rows[0][0]) if rows and isinstance(rows[0][0], int) else 0

    def remember_position(self, article: str, offset: int) -> None:
        """Keep where reading stopped, a code point of the reading text."""
        self._run(
            "INSERT OR REPLACE INTO position VALUES (?, ?, ?)",
            [_text(article), max(0, min(offset, 2**62)), utc_now()],
        )

    def place(self, article: str) -> Position:
        """Return where reading stopped, with the words that stood there; the beginning if never."""
        offset = self.position(article)
        rows = self._run(
            "SELECT offset, above, head, before, after FROM place WHERE article = ?",
            [_text(article)],
        )
        if rows and rows[0][0] == offset and _is_place(rows[0]):
            return Position(*rows[0])
        # An earlier careader kept the offset alone, and one beside this may be such a one.
        return Position(offset, head=-1 if offset else 0)

    def remember_place(self, article: str, place: Position) -> None:
        """Keep where reading stopped, with the words that stand there."""
        key, now = _text(article), utc_now()
        offset = max(0, min(place.offset, 2**62))
        kept = [key, offset, place.above, place.head, _text(place.before), _text(place.after)]

        def in_one_transaction(database: sqlite3.Connection) -> _Rows:
            database.execute("BEGIN IMMEDIATE")
            database.execute("INSERT OR REPLACE INTO position VALUES (?, ?, ?)", [key, offset, now])
            database.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?)", kept)
            database.execute("COMMIT")
            return []

        self._attempt(in_one_transaction)

    def last_article(self) -> str:
        """Return the article whose position was remembered last; empty when there is none."""
        rows = self._run("SELECT article FROM position ORDER BY updated DESC LIMIT 1")
        return str(rows[0][0]) if rows else ""

    def mark_read(self, *articles: str) -> None:
        """Mark articles as read; one that is read already keeps its time."""
        self._mark("read", articles)

    def mark_unread(self, *articles: str) -> None:
        """Mark articles as not read."""
        self._unmark("read", articles)

    def read_ids(self) -> frozenset[str]:
        """Return the ids of all read articles."""
        return self._ids("read")

    def star(self, *articles: str) -> None:
        """Star articles."""
        self._mark("starred", articles)

    def unstar(self, *articles: str) -> None:
        """Take stars away."""
        self._unmark("starred", articles)

    def starred_ids(self) -> frozenset[str]:
        """Return the ids of all starred articles."""
        return self._ids("starred")

    def add_query(self, text: str) -> None:
        """Remember a query as the latest; blank ones are not remembered."""
        if not text.strip():
            return
        self._run(
            "INSERT OR REPLACE INTO query SELECT ?, ?, coalesce(max(number), 0) + 1 FROM query",
            [_text(text), utc_now()],
        )
        self._run(
            "DELETE FROM query WHERE number <= (SELECT max(number) FROM query) - ?", [QUERIES_KEPT]
        )

    def queries(self, limit: int = QUERIES_KEPT) -> tuple[str, ...]:
        """Return past queries, each once, the latest first."""
        rows = self._run("SELECT text FROM query ORDER BY number DESC LIMIT ?", [limit])
        return tuple(str(text) for (text,) in rows)

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            if self._open_database is not None and not self.problem:
                self._open_database.close()
                self._open_database = None

    def _mark(self, table: str, articles: Iterable[str]) -> None:
        now = utc_now()
        rows = [(_text(article), now) for article in articles]
        self._run_many(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", rows)

    def _unmark(self, table: str, articles: Iterable[str]) -> None:
        rows = [(_text(article),) for article in articles]
        self._run_many(f"DELETE FROM {table} WHERE article = ?", rows)

    def _ids(self, table: str) -> frozenset[str]:
        rows = self._run(f"SELECT article FROM {table}")
        return frozenset(article for (article,) in rows if isinstance(article, str))

    def _run(self, statement: str, values: Sequence[object] = ()) -> _Rows:
        return self._attempt(lambda database: database.execute(statement, values).fetchall())

    def _run_many(self, statement: str, rows: Sequence[tuple[str, ...]]) -> None:
        def in_one_transaction(database: sqlite3.Connection) -> _Rows:
            database.execute("BEGIN IMMEDIATE")
            database.executemany(statement, rows)
            database.execute("COMMIT")
            return []

        self._attempt(in_one_transaction)

    def _attempt(self, work: Callable[[sqlite3.Connection], _Rows]) -> _Rows:
        """Do it in the file, or in memory from the first time that fails."""
        import sqlite3  # here: 5 ms that a start without a library does not pay

        with self._lock:
            try:
                return work(self._database())
            except (sqlite3.Error, OSError) as error:
                self._fall_back(error)
            try:
                return work(self._database())
            except sqlite3.Error:
                return []

    def _database(self) -> sqlite3.Connection:
        if self._open_database is None:
            self._open_database = _connect(self.path)
        return self._open_database

    def _fall_back(self, error: Exception) -> None:
        import sqlite3

        broken, memory = (
            self._open_database,
            sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False),
        )
        _make_tables(memory)
        if broken is not None:
            _rescue(broken, memory)
            with suppress(sqlite3.Error):
                broken.close()
        self._open_database = memory
        what = clean_line(f"{error} ({os.fsencode(self.path).decode('utf-8', 'replace')})")
        self.problem = f"Reading places and marks are kept for this session only: {what}"


def _connect(path: Path) -> sqlite3.Connection:
    import sqlite3

    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(
        os.fsencode(path), timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        # Never WAL: its shared memory does not work on NFS, where home folders lie.
        database.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
        database.execute("PRAGMA synchronous = NORMAL")
        names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        if not names.issuperset(_TABLES):
            _make_tables(database)
    except BaseException:
        database.close()
        raise
    return database


def _make_tables(database: sqlite3.Connection) -> None:
    database.execute("BEGIN IMMEDIATE")
    for table, columns in _TABLES.items():
        database.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns}) WITHOUT ROWID")
    database.execute("COMMIT")


def _is_place(row: tuple[Any, ...]) -> bool:
    numbers, words = row[:3], row[3:]
    return all(isinstance(each, int) for each in numbers) and all(
        isinstance(each, str) for each in words
    )


def _rescue(broken: sqlite3.Connection, memory: sqlite3.Connection) -> None:
    """Copy what can still be read, so that the session does not forget what it showed."""
    import sqlite3

    for table, columns in _TABLES.items():
        marks = ", ".join("?" for _ in columns.split(", "))
        with suppress(sqlite3.Error):
            for row in broken.execute(f"SELECT * FROM {table}"):
                memory.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)


def _text(value: str) -> str:
    """Half characters (lone surrogates) are not text to SQLite."""
    return value.encode("utf-8", "replace").decode()
