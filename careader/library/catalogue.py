"""The catalogue: every article of a library, newest first, each made when it is asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias, overload

from careader.library.fields import Record
from careader.model import NO_DOUBTS, NOTHING, Article

Stamp: TypeAlias = tuple[int, int]
"""Size in bytes and time of last change in nanoseconds of an article's file."""

DECLARED = "declared"
"""In a row: the id that front matter asks for where the article goes by another; `""` for none."""

_TUPLES = ("authors", "countries", "tags")
_DEFAULTS = {**dict.fromkeys(_TUPLES, ()), "doubts": NO_DOUBTS, "extra": NOTHING}
_SHARED = ("publication", "lang", "section", "issn")
"""Fields that many articles have in common: one string in memory for all of them."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of the articles in which one catalogue differs from another."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class Columns(NamedTuple):
    """What is known of all articles without making one: lists of the same length and order."""

    id: list[str]
    path: list[str]
    size: list[int]
    mtime_ns: list[int]
    countries: list[str]
    """Codes with a space between them."""
    rows: list[bytes]
    """The fields of each as JSON (see `encode`)."""


NO_COLUMNS = Columns([], [], [], [], [], [])


class Catalogue(Sequence[Article]):
    """The articles of a library, newest first, undated last, ties by title. Never changes.

    An article is made when it is asked for: 10,000 rows are loaded in 20 ms, and an article
    takes 10 µs the first time.
    """

    def __init__(
        self,
        columns: Columns | Callable[[], Columns],
        problems: Mapping[str, str] | None = None,
        unsettled: Mapping[str, str] | None = None,
        *,
        count: int | None = None,
        first: Sequence[bytes] = (),
    ) -> None:
        """Make a catalogue of its columns, or of a way to get them.

        Args:
            columns: All of it; called when something beyond the first rows is asked for.
            problems: See `problems`.
            unsettled: See `unsettled`.
            count: How many articles there are, where `columns` has to be called.
            first: The first rows, at hand without calling it.
        """
        self._source = columns
        self._first = first
        size = len(self._columns.rows) if count is None else count
        self._made: list[Article | None] = [None] * size
        self.problems: Mapping[str, str] = MappingProxyType(dict(problems or {}))
        """Path to one line on why what lies there is no article."""
        self.unsettled: Mapping[str, str] = MappingProxyType(dict(unsettled or {}))
        """Path to the SHA-256 of a file that may have changed since without its stamp showing."""

    @cached_property
    def _columns(self) -> Columns:
        return self._source() if callable(self._source) else self._source

    def _row(self, index: int) -> bytes:
        return self._first[index] if 0 <= index < len(self._first) else self._columns.rows[index]

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        article = self._made[index]
        if article is None:
            article = self._made[index] = article_of(json.loads(self._row(index)))
        return article

    def __contains__(self, article: object) -> bool:
        return isinstance(article, Article) and self.get(article.id) == article

    def __repr__(self) -> str:
        return f"<Catalogue of {len(self)} articles>"

    def get(self, id_: str) -> Article | None:
        """Return the article of that id, None where there is none."""
        index = self.positions.get(id_)
        return None if index is None else self[index]

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Id to the article's place in the catalogue."""
        return {id_: place for place, id_ in enumerate(self._columns.id)}

    @property
    def ids(self) -> Sequence[str]:
        """The id of every article, in order."""
        return self._columns.id

    @cached_property
    def stamps(self) -> Mapping[str, Stamp]:
        """Path to size in bytes and time of last change in nanoseconds, of every article file."""
        columns = self._columns
        return dict(
            zip(columns.path, zip(columns.size, columns.mtime_ns, strict=True), strict=True)
        )

    @property
    def columns(self) -> Columns:
        """All of it, as it is cached; not to be changed."""
        return self._columns

    def column(self, name: str) -> tuple[Any, ...]:
        """Return one field of every article, in order, by its name in `model.Article`.

        `id`, `path` and `countries` are at hand; any other takes 4 µs an article.
        Raises AttributeError for a name that is no field.
        """
        if name in ("id", "path"):
            return tuple(getattr(self._columns, name))
        if name == "countries":
            return tuple(tuple(codes.split()) for codes in self._columns.countries)
        if name not in Article.__dataclass_fields__:
            raise AttributeError(f"an article has no field {name!r}")
        default = _DEFAULTS.get(name, "")
        values = (record.get(name, default) for record in self.records())
        return tuple(map(tuple, values) if name in _TUPLES else values)

    def records(self) -> list[Record]:
        """Return the fields of every article as its row has them; the caller's own to change."""
        records: list[Record] = json.loads(b"[" + b",".join(self._columns.rows) + b"]")
        return records

    def changes_from(self, other: Catalogue | None) -> Changes:
        """Return what has to be done to somebody who knows `other` (None: nothing) to know this.

        An article counts as changed when its file's stamp or path or anything known of it does.
        """
        if other is self:
            return Changes()
        mine = dict(zip(self._columns.id, self._states(), strict=True))
        theirs = dict(zip(other.columns.id, other._states(), strict=True)) if other else {}
        return Changes(
            added=tuple(id_ for id_ in mine if id_ not in theirs),
            changed=tuple(id_ for id_, state in mine.items() if theirs.get(id_, state) != state),
            removed=tuple(id_ for id_ in theirs if id_ not in mine),
        )

    def _states(self) -> Iterable[tuple[int, int, bytes]]:
        columns = self._columns
        return zip(columns.size, columns.mtime_ns, columns.rows, strict=True)


def article_of(record: dict[str, Any]) -> Article:
    """Return the article of a record (see `fields.Record`) that has at least id, path and title."""
    record.pop(DECLARED, None)
    for name in _TUPLES:
        if name in record:
            record[name] = tuple(record[name])
    for name in _SHARED:
        if name in record:
            record[name] = sys.intern(record[name])
    for name in ("doubts", "extra"):
        if name in record:
            record[name] = MappingProxyType(record[name])
    return Article(**record)


def encode(record: Record) -> bytes:
    """Return a record as one line of JSON."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
