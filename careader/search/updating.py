"""Bringing the index up to date with the files: what has to be done, and doing it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from careader.errors import CareaderError
from careader.model import Article, Document, Progress
from careader.search.derive import Derived, Source, heads_of
from careader.search.engines import LazyEngine
from careader.search.facts import Articles
from careader.search.store import Row, Store
from careader.search.worker import Maker, Piece

MANY = 200
"""Documents: below, starting other processes takes longer than they save."""

PIECE_BYTES = (3_000_000, 20_000_000)
"""Smallest and largest piece that is committed at a time. Larger ones make searching faster, for
fewer lists are read; smaller ones take less memory (100 bytes of it a byte of text)."""

Read = Callable[[Article], Document]
Report = Callable[[Progress], object]
Asked = Callable[[], bool]


@dataclass(slots=True)
class UpdateReport:
    """What an update did."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    failed: dict[str, str] = field(default_factory=dict)
    """Article id to why it could not be indexed."""
    busy: bool = False
    """Another careader is writing the index: nothing was done, and need not be."""
    rebuilt: bool = False
    """The index was missing, of another version or damaged, and was built anew."""
    cancelled: bool = False
    error: str = ""
    """Why the index could not be written, in one line; empty when it could."""

    @property
    def wrote(self) -> bool:
        """Whether searching now finds something else than before."""
        return bool(self.added or self.changed or self.removed or self.rebuilt)


@dataclass(slots=True)
class Plan:
    """Which documents have to be looked at."""

    todo: list[int]
    """Ordinals of articles that are new or whose files have another stamp."""
    removed: list[str]
    """Ids of documents that are articles no more."""
    orphans: list[int]
    """Keys the engine knows and the store does not: a writer was killed between the two."""

    def __bool__(self) -> bool:
        return bool(self.todo or self.removed or self.orphans)


class Updater:
    """One update. The caller holds the lock."""

    def __init__(
        self, engine: LazyEngine, store: Store, articles: Articles, read: Read, report: UpdateReport
    ) -> None:
        self._engine = engine
        self._store = store
        self._articles = articles
        self._read = read
        self._report = report
        self._rows: Mapping[str, Row] = {row.id: row for row in store.rows()}
        self._pending: dict[int, Row] = {}
        self._touched: list[tuple[int, int, str]] = []
        self._alive: set[int] | None = None

    def run(self, progress: Report | None, cancelled: Asked | None, whole: bool) -> None:
        """Do it; raises Damaged, Busy, OSError. `whole`: look at every document."""
        plan = self._plan(whole)
        self._report.unchanged = len(self._articles) - len(plan.todo)
        if not plan:
            if self._alive is not None:
                self._store.put(meta=self._said())
            return
        self._engine.engine.sweep()
        first_key = self._reserve(len(plan.todo))
        sources = self._sources(plan.todo, first_key, cancelled or _never)
        self._process(sources, plan, progress)
        if self._touched:
            self._store.put(touched=self._touched)
        while self._engine.engine.tidy():
            self._store.put(meta=self._said())

    def _plan(self, whole: bool) -> Plan:
        known = self._store.meta().get("engine") == self._engine.stamp() != ""
        alive = None if known else {key for key in self._engine.engine.open().keys if key}
        self._alive = alive
        ids: Sequence[str] = self._articles.column("id")
        paths: Sequence[str] = self._articles.column("path")
        keys = {row.key for row in self._rows.values()}
        todo = [
            ordinal
            for ordinal, (id_, path) in enumerate(zip(ids, paths, strict=True))
            if whole or not self._is_done(id_, path, alive)
        ]
        present = set(ids)
        removed = [id_ for id_ in self._rows if id_ not in present]
        return Plan(todo, removed, sorted((alive or set()) - keys))

    def _is_done(self, id_: str, path: str, alive: set[int] | None) -> bool:
        row = self._rows.get(id_)
        if row is None or (alive is not None and row.key not in alive):
            return False
        unsettled: Mapping[str, str] = getattr(self._articles, "unsettled", {})
        if unsettled.get(path, row.digest) != row.digest:
            return False
        return (row.size, row.mtime_ns) == tuple(self._articles.stamps.get(path, ()))

    def _reserve(self, number: int) -> int:
        """Return the first of so many keys that were never given out, and never will be again."""
        first = 1 + int(self._store.meta().get("keys", "0"))
        self._store.put(meta={"keys": str(first + number)})
        return first

    def _sources(self, todo: list[int], first: int, cancelled: Asked) -> Iterator[Source]:
        """Yield the documents that have to be indexed; note the others as touched or failed."""
        for key, ordinal in enumerate(todo, first):
            if cancelled():
                self._report.cancelled = True
                return
            article = self._articles[ordinal]
            try:
                document = self._read(article)
            except (CareaderError, OSError) as error:
                self._report.failed[article.id] = str(error)
                continue
            source = self._source(key, article, document)
            if source is not None:
                yield source

    def _source(self, key: int, article: Article, document: Document) -> Source | None:
        size, mtime_ns = self._articles.stamps.get(article.path, (0, 0))
        row = self._rows.get(article.id)
        if row is not None and row.digest == document.digest and self._has(row):
            self._touched.append((size, mtime_ns, article.id))
            self._report.unchanged += 1
            return None
        self._pending[key] = Row(key, article.id, size, mtime_ns, document.digest, "", 0, "")
        return Source(key, article.id, heads_of(article), article.lang, document.markdown)

    def _has(self, row: Row) -> bool:
        """Say whether the engine still holds a document."""
        if self._alive is None:
            self._alive = set(self._engine.engine.open().keys)
        return row.key in self._alive

    def _process(self, sources: Iterator[Source], plan: Plan, progress: Report | None) -> None:
        total, done = len(plan.todo), 0
        leaving = Piece(), plan.removed, plan.orphans
        for item in self._pieces(sources, plan):
            if isinstance(item, Piece):
                self._commit(item, leaving[1], leaving[2])
                leaving = item, [], []
            else:
                done += item
                if progress:
                    progress(Progress(min(done, total), total, "indexing"))
        if leaving[1] or leaving[2]:
            self._commit(*leaving)
        if progress and not self._report.cancelled:
            progress(Progress(total, total, "indexing"))

    def _pieces(self, sources: Iterator[Source], plan: Plan) -> Iterator[int | Piece]:
        """Yield numbers of documents done and the pieces they are in."""
        paths = self._articles.column("path")
        stamps = self._articles.stamps
        size = sum(stamps.get(paths[ordinal], (0, 0))[0] for ordinal in plan.todo)
        number = processes()
        limit = max(PIECE_BYTES[0], min(PIECE_BYTES[1], size // (2 * number) + 1))
        if len(plan.todo) > MANY and number > 1:
            from careader.search import workers
            from careader.worker_process import CannotStart

            with suppress(CannotStart):
                yield from workers.run(self._engine.folder, sources, number, limit)
        # all of it, or what workers that died or never began have left
        yield from _in_this_process(Maker(self._engine.engine), sources, limit)

    def _commit(self, piece: Piece, removed: list[str], orphans: list[int]) -> None:
        """Make a piece and removals durable: the engine first, then what is kept beside it.

        Killed in between, the engine holds keys that the store does not know: orphans, which
        nobody finds and the next update removes.
        """
        documents = [(self._row(kept), kept.text) for kept in piece.kept]
        old = [self._rows[row.id].key for row, _ in documents if row.id in self._rows]
        old += [self._rows[id_].key for id_ in removed]
        self._engine.engine.commit([piece.name] if piece.name else [], [*old, *orphans])
        self._store.put(documents, removed, meta=self._said())
        self._report.added += len(documents) - sum(row.id in self._rows for row, _ in documents)
        self._report.changed += sum(row.id in self._rows for row, _ in documents)
        self._report.removed += len(removed)
        for failure in piece.failed:
            self._report.failed[self._pending.pop(failure.key).id] = failure.why

    def _row(self, kept: Derived) -> Row:
        return self._pending.pop(kept.key)._replace(
            text_digest=kept.text_digest,
            words=kept.words,
            mentions=kept.mentions,
            about=kept.about,
            organisations=kept.organisations,
        )

    def _said(self) -> dict[str, str]:
        return {"engine": self._engine.stamp()}


def processes() -> int:
    """Return how many processes to index with."""
    return max(1, min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2))


def _in_this_process(maker: Maker, sources: Iterator[Source], limit: int) -> Iterator[int | Piece]:
    piece, size = Piece(), 0
    for source in sources:
        answer = maker.add(source)
        piece.take(answer)
        size += len(source.markdown)
        yield 1
        if size >= limit:
            piece.name = maker.finish()
            yield piece
            piece, size = Piece(), 0
    if piece.kept or piece.failed:
        piece.name = maker.finish()
        yield piece


def _never() -> bool:
    return False
