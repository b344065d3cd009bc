"""What indexing keeps of each document beside the index: reading text, counts, digests."""

from __future__ import annotations

import contextlib
import threading
import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from careader.search.engine import Busy, Damaged
from careader.search.facts import Facts, mentions_of

if TYPE_CHECKING:
    import sqlite3

_TABLES = """
create table if not exists meta (name text primary key, value text);
create table if not exists documents (
    key integer primary key, id text not null unique, size integer, mtime_ns integer,
    digest text, text_digest text, words integer, mentions text, about text, organisations text
);
create table if not exists texts (key integer primary key, text blob);
"""
_COLUMNS = "key, id, size, mtime_ns, digest, text_digest, words, mentions, about, organisations"
_ADD = f"insert or replace into documents ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_REMOVE_TEXT = "delete from texts where key in (select key from documents where id = ?)"
_TOUCH = "update documents set size = ?, mtime_ns = ? where id = ?"
# The count begins anywhere, so that an index made anew is never taken for a state of the old one.
_COUNT = """
insert into meta values ('commits', 1 + abs(random() % 1000000000))
on conflict (name) do update set value = value + 1
"""
NOTHING_SAID: Mapping[str, str] = MappingProxyType({})
_WAIT = 5.0
"""Seconds to wait for another process that is committing."""


class Row(NamedTuple):
    """One indexed version of a document."""

    key: int
    """Names this version; the engine knows the document by it."""
    id: str
    size: int
    """Bytes of the file, to see whether it changed."""
    mtime_ns: int
    digest: str
    """SHA-256 of the file."""
    text_digest: str
    """SHA-256 of the reading text."""
    words: int
    mentions: str
    """`facts.line_of` the countries."""
    about: str = ""
    """Codes of the countries the text is about, with blanks between them."""
    organisations: str = ""
    """`facts.line_of` the groups it names."""


class FactsOf(Mapping[str, Facts]):
    """Facts by article id, each made when it is asked for."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._rows = rows

    def __getitem__(self, id_: str) -> Facts:
        row = self._rows[id_]
        return Facts(
            row.words,
            mentions_of(row.mentions),
            row.digest,
            row.text_digest,
            tuple(row.about.split()),
            mentions_of(row.organisations),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Store:
    """One SQLite file with a rollback journal (WAL does not work on network folders).

    Every method raises Damaged when the file is no database or holds something else, and Busy
    when another process has been committing for too long. Thread-safe.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._inode = 0

    @property
    def exists(self) -> bool:
        """Whether anything was ever stored."""
        return self._file.is_file()

    def rows(self) -> list[Row]:
        """Return every document that was indexed, in no order. 10,000 take 20 ms."""
        with self._open() as connection:
            return list(map(Row._make, connection.execute(f"select {_COLUMNS} from documents")))

    def meta(self) -> dict[str, str]:
        """Return what was said about the index as a whole."""
        with self._open() as connection:
            return dict(connection.execute("select name, value from meta"))

    def version(self) -> int:
        """Return a number that changes when anybody has committed."""
        return int(self.meta().get("commits", "0"))

    def put(
        self,
        documents: Iterable[tuple[Row, bytes]] = (),
        removed: Iterable[str] = (),
        touched: Iterable[tuple[int, int, str]] = (),
        meta: Mapping[str, str] = NOTHING_SAID,
    ) -> None:
        """Commit, all or nothing: documents replaced by id, others removed, stamps, meta.

        Texts come as `pack` makes them. `touched`: size, mtime_ns and id of documents whose
        contents did not change.
        """
        documents = list(documents)
        gone = [(id_,) for id_ in (*removed, *(row.id for row, _ in documents))]
        with self._open() as connection, connection:
            connection.executemany(_REMOVE_TEXT, gone)
            connection.executemany("delete from documents where id = ?", gone)
            connection.executemany(_ADD, [row for row, _ in documents])
            texts = [(row.key, text) for row, text in documents]
            connection.executemany("insert or replace into texts values (?, ?)", texts)
            connection.executemany(_TOUCH, touched)
            connection.executemany("insert or replace into meta values (?, ?)", meta.items())
            connection.execute(_COUNT)

    def clear(self) -> None:
        """Forget everything but the number of commits, by which others notice."""
        try:
            with self._open() as connection, connection:
                for table in ("documents", "texts"):  # they may be of an older schema
                    connection.execute(f"drop table if exists {table}")
                for statement in filter(str.strip, _TABLES.split(";")):
                    connection.execute(statement)
                connection.execute("delete from meta where name not in ('commits', 'keys')")
                connection.execute(_COUNT)
        except Damaged:
            self.close()
            for name in (self._file, self._file.with_name(self._file.name + "-journal")):
                name.unlink(missing_ok=True)

    def text(self, key: int) -> bytes | None:
        """Return the packed reading text of a document."""
        with self._open() as connection:
            row = connection.execute("select text from texts where key = ?", (key,)).fetchone()
            return row[0] if row else None

    def close(self) -> None:
        """Close the file; using the store again opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextlib.contextmanager
    def _open(self) -> Iterator[Any]:
        import sqlite3  # 5 ms that a start without a search does without

        with self._lock:
            try:
                if self._connection is None or _inode_of(self._file) != self._inode:
                    self.close()
                    self._connection = _connect(self._file)
                    self._inode = _inode_of(self._file)
                yield self._connection
            except sqlite3.OperationalError as error:
                if "locked" in str(error):
                    raise Busy("another careader is writing the index") from error
                if "full" in str(error) or "disk I/O" in str(error):
                    raise OSError(str(error)) from error
                raise Damaged(f"the texts cannot be read: {error}") from error
            except sqlite3.Error as error:
                raise Damaged(f"the texts cannot be read: {error}") from error


def _inode_of(file: Path) -> int:
    """Return which file stands under a name, 0 for none: a cache may be cleared at any time."""
    try:
        return file.stat().st_ino
    except FileNotFoundError:
        return 0


def _connect(file: Path) -> sqlite3.Connection:
    import sqlite3

    connection = sqlite3.connect(file, timeout=_WAIT, check_same_thread=False)
    try:
        connection.execute("pragma synchronous = off")  # what is lost is built again
        connection.execute("pragma cache_spill = off")  # readers go on until the commit
        known = connection.execute("select name from sqlite_master where name = 'texts'")
        if known.fetchone() is None:
            connection.executescript(_TABLES)
    except BaseException:
        connection.close()
        raise
    return connection


def pack(text: str) -> bytes:
    """Return a reading text as it is stored; a third of its size, 20 µs a kilobyte."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(data: bytes) -> str:
    """Return a reading text; raises zlib.error."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def unpack_pieces(data: bytes, first: int, more: int) -> Iterator[str]:
    """Yield a reading text from its beginning: `first` bytes, then `more` at a time."""
    inflate = zlib.decompressobj()
    decode = getincrementaldecoder("utf-8")("surrogatepass").decode
    size = first
    while data:
        yield decode(inflate.decompress(data, size))
        data, size = inflate.unconsumed_tail, more
    yield decode(inflate.flush(), True)
