"""The search index of one library: brought up to date, searched, never in the way."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from careader.model import SearchRequest, Snippet
from careader.search import query as q
from careader.search.analysis import ANALYSIS
from careader.search.cache import SizedCache
from careader.search.engine import Busy, Damaged, Reader
from careader.search.engines import LazyEngine
from careader.search.facts import (
    NO_ARTICLES,
    NOBODY,
    Articles,
    Facts,
    ReaderFacts,
)
from careader.search.filters import filters_of, included
from careader.search.lock import writing
from careader.search.parse import parse
from careader.search.results import Behind, Results
from careader.search.spellings import Known, OwnSpellings
from careader.search.store import FactsOf, Row, Store, unpack, unpack_pieces
from careader.search.view import Cancelled, View

if TYPE_CHECKING:
    from careader.search.health import Health
    from careader.search.textmatch import Sought
    from careader.search.updating import Asked, Read, Report, UpdateReport

SCHEMA = 2
"""Version of what is stored where; an index of another is rebuilt."""

GLANCE = 1.0
"""Seconds between two looks at whether another careader has written the index."""

_TEXTS_KEPT = 4_000_000
"""Code points of reading texts kept for the next snippets of the same articles."""


@dataclass(frozen=True, slots=True)
class Work:
    """What an update was asked to do."""

    articles: Articles
    read: Read
    progress: Report | None
    cancelled: Asked | None


Answer = TypeVar("Answer")


class SearchIndex:
    """The index in one folder. It may be used from several threads; nothing here is lost for good.

    `attach` a catalogue, `search` at once (what is not indexed yet is not found by its words, but
    lists and filters are right), `update` in a thread.
    """

    def __init__(self, folder: Path, spellings: Known | None = None) -> None:
        """Take the folder of the index and what says how names are spelled, the shipped list."""
        self._folder = folder
        self._spellings = spellings or OwnSpellings(None).now
        self._engine = LazyEngine(folder / "whoosh")
        self._store = Store(folder / "texts.sqlite")
        self._articles: Articles = NO_ARTICLES
        self._lock = threading.RLock()
        self._view: View | None = None
        self._before: View | None = None
        self._version = -1
        self._looked = 0.0
        self.trouble = ""
        """Why new words are not found, one line; empty when the last update could be written."""
        self._texts: SizedCache[int, str] = SizedCache(_TEXTS_KEPT, len)

    def attach(self, articles: Articles) -> None:
        """Say which articles searches are about; costs nothing until the next search."""
        with self._lock:
            if articles is not self._articles:
                self._articles = articles
                self._view = None

    def search(
        self,
        request: SearchRequest,
        reader: ReaderFacts = NOBODY,
        cancelled: Cancelled | None = None,
    ) -> Results:
        """Return what a request finds in the attached catalogue.

        Raises `Cancel` when `cancelled` says so between two steps; nothing else, whatever the
        query: see `Results.problem`.
        """
        self._glance()
        parsed = self._parsed(request.query, request.typing)
        if self.trouble and any(True for _ in q.text_leaves(parsed.node)):
            parsed = q.ParsedQuery(parsed.node, parsed.text, (*parsed.problems, self.trouble))
        for view in (self._current, self._reopened):
            try:
                return self._answer(view(), request, parsed, reader, cancelled)
            except Damaged as error:
                damage = error
        problem = f"The index is damaged and has to be brought up to date ({damage})."
        parsed = q.ParsedQuery(parsed.node, parsed.text, (*parsed.problems, problem))
        return self._answer(self._without_engine(), request, parsed, reader, cancelled)

    def _parsed(self, text: str, typing: bool = False) -> q.ParsedQuery:
        """Return a query as it is understood, names in all their spellings."""
        parsed = parse(text, typing)
        return parsed if not text.strip() else self._spellings().expanded(parsed)

    def _answer(
        self,
        view: View,
        request: SearchRequest,
        parsed: q.ParsedQuery,
        reader: ReaderFacts,
        cancelled: Cancelled | None,
    ) -> Results:
        node = view.resolve(parsed.node)
        resolved = q.ParsedQuery(node, parsed.text, parsed.problems)
        filters = filters_of(request)
        narrowed = q.all_of(included(request), filters)
        bits = view.bits(q.all_of(narrowed, node), reader, cancelled)

        def count(asked: q.Node) -> int:
            return view.bits(view.resolve(asked), reader).bit_count()

        def has_hits(text: str) -> bool:
            return count(q.all_of(narrowed, self._parsed(text).node)) > 0

        def suggest() -> str | None:
            from careader.search.suggest import suggestion

            return _unless_damaged(lambda: suggestion(view, resolved, has_hits))

        def empty() -> str | None:
            from careader.search.emptied import emptied

            return _unless_damaged(lambda: emptied(narrowed, node, count))

        def pool() -> int:
            found = _unless_damaged(lambda: view.bits(q.all_of(filters, node), reader))
            return bits if found is None else found

        behind = Behind(narrowed, reader, self._snippet, self.text, suggest, empty, pool)
        return Results(view, request, resolved, bits, behind)

    def update(
        self,
        articles: Articles,
        read: Read,
        progress: Report | None = None,
        cancelled: Asked | None = None,
        *,
        rebuild: bool = False,
    ) -> UpdateReport:
        """Bring the index up to date with a catalogue and attach it.

        Opens only documents whose files changed. Searches go on meanwhile and find what is done
        so far. When another careader is writing, does nothing and says `busy`. Never raises for
        what happened to the index's own files; `UpdateReport.error` says what could not be mended.
        """
        from careader.search.updating import UpdateReport  # 4 ms that the first list does without

        self.attach(articles)
        report = UpdateReport()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with writing(self._folder / "lock") as mine:
                if mine:
                    self._update(Work(articles, read, progress, cancelled), report, rebuild)
                else:
                    report.busy = True
        except Busy:
            report.busy = True
        except (OSError, Damaged) as error:
            why = (isinstance(error, OSError) and error.strerror) or str(error)
            report.error = f"the index cannot be written: {why} ({self._folder})"
        if not report.busy:
            self.trouble = _trouble(report.error)
        self.refresh()
        return report

    def _update(self, work: Work, report: UpdateReport, rebuild: bool) -> None:
        from careader.search.updating import Updater

        if rebuild or self._engine.damaged or not self._is_ours():
            self._begin_anew(report)
        for attempt in range(2):
            try:
                updater = Updater(self._engine, self._store, work.articles, work.read, report)
                return updater.run(self._watched(work.progress), work.cancelled, whole=False)
            except Damaged:
                if attempt:
                    raise
                self._begin_anew(report)
        return None

    def _watched(self, progress: Report | None) -> Report:
        """Return a progress callback after which searches see what was committed meanwhile."""

        def report(state: object) -> None:
            self._glance()
            if progress is not None:
                progress(state)  # type: ignore[arg-type]

        return report

    def _is_ours(self) -> bool:
        try:
            return self._store.exists and self._store.meta().get("made by") == made_by()
        except Damaged:
            return False

    def _begin_anew(self, report: UpdateReport) -> None:
        report.rebuilt = True
        report.added = report.changed = report.removed = 0
        self._store.clear()
        self._engine.engine.create()
        self._store.put(meta={"made by": made_by(), "engine": self._engine.stamp()})

    def refresh(self) -> bool:
        """Look whether anybody has written the index, and search the new state; say if so."""
        with self._lock:
            self._looked = time.monotonic()
            version = self._stored_version()
            if version == self._version:
                return False
            self._version = version
            self._view = None
            return True

    @property
    def version(self) -> int:
        """The state of the index that was seen last: another after each commit, 0 for none."""
        return self._version

    def facts(self) -> Mapping[str, Facts]:
        """Return what indexing found out about every article, by id."""
        return FactsOf(self._current().rows)

    def text(self, id_: str) -> str | None:
        """Return the reading text an article had when it was indexed; None when it was not."""
        row = self._current().rows.get(id_)
        return None if row is None else self._text(row.key)

    def examine(self, articles: Articles, read: Read) -> Health:
        """Compare the index with a library's articles, opening every one; changes nothing."""
        import zlib

        from careader.search.health import Examiner, Health

        if not self._store.exists:
            return Health(built=False)
        try:
            rows = {row.id: row for row in self._store.rows()}
            view = View(articles, rows, self._open if rows else _closed)
            health = Examiner(view, articles, read, self._store.text).run()
            health.current = self._is_ours()
            view.close()
        except (Damaged, Busy, OSError, zlib.error) as error:
            return Health(damage=" ".join(str(error).split()))
        return health

    def close(self) -> None:
        """Close all files; using the index again opens them again."""
        with self._lock:
            view, self._view = self._view, None
            if view is not None:
                view.close()
            self._store.close()

    def _glance(self) -> None:
        if time.monotonic() - self._looked > GLANCE:
            self.refresh()

    def _stored_version(self) -> int:
        try:
            return self._store.version() if self._store.exists else 0
        except (Damaged, Busy, OSError):
            return -2

    def _current(self) -> View:
        with self._lock:
            if self._view is None:
                rows = self._rows()
                opening = self._open if rows else _closed
                self._view = View(self._articles, rows, opening, self._before)
                self._before = self._view
            return self._view

    def _reopened(self) -> View:
        """Open the index again: what could not be read may have been written anew meanwhile."""
        with self._lock:
            self._view = None
            return self._current()

    def _without_engine(self) -> View:
        with self._lock:
            if self._said_stamp() == self._engine.stamp():
                self._engine.mark_damaged()
            self._view = View(self._articles, self._rows(), _closed, self._before)
            return self._view

    def _said_stamp(self) -> str | None:
        try:
            return self._store.meta().get("engine")
        except (Damaged, Busy, OSError):
            return None

    def _rows(self) -> dict[str, Row]:
        try:
            return {row.id: row for row in self._store.rows()} if self._is_ours() else {}
        except (Damaged, Busy, OSError):
            return {}

    def _open(self) -> Reader:
        return self._engine.engine.open()

    def _snippet(self, id_: str, sought: Sequence[Sought]) -> Snippet:
        from careader.search.snippets import snippet  # 3 ms that the first list does without

        row = self._current().rows.get(id_)
        return snippet(() if row is None else self._pieces(row.key), sought)

    def _pieces(self, key: int) -> Iterator[str]:
        """Yield a reading text in parts; short ones are remembered whole."""
        from careader.search.snippets import PIECES

        known = self._texts.get(key)
        if known is not None:
            yield known
            return
        packed = self._packed(key)
        if packed is None:
            return
        for number, piece in enumerate(unpack_pieces(packed, *PIECES)):
            if number == 0 and len(piece) < PIECES[0] // 4:
                self._texts.put(key, piece)
            if piece:
                yield piece

    def _text(self, key: int) -> str | None:
        packed = self._packed(key)
        return None if packed is None else unpack(packed)

    def _packed(self, key: int) -> bytes | None:
        try:
            return self._store.text(key)
        except (Damaged, Busy, OSError):
            return None


def made_by() -> str:
    """Return what an index must have been made by to be of use: versions of every rule in it."""
    import sys

    from careader.countries.names import version
    from careader.text.reading import CANON

    rules = f"schema {SCHEMA}, analysis {ANALYSIS}, reading text {CANON}"
    return f"{rules}, gazetteer {version()}, {sys.byteorder} endian"


def _unless_damaged(ask: Callable[[], Answer | None]) -> Answer | None:
    try:
        return ask()
    except Damaged:
        return None


def _trouble(error: str) -> str:
    return f"Not every word is found, all else works: {error}" if error else ""


def _closed() -> None:
    """Return no engine: nothing is indexed."""
