"""Taking articles into a library: new, a newer version of one that is there, or there already."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256

from careader.errors import LibraryError
from careader.importing import originals
from careader.importing.convert import Candidate, Converted
from careader.importing.fit import body_of, fitted
from careader.importing.ids import new_id, path_of
from careader.importing.known import Kind, Known, Match
from careader.importing.likeness import Sketch, sketch
from careader.importing.merge import SHORTER, Merged, merge
from careader.importing.options import Options
from careader.importing.provenance import (
    KEY,
    Provenance,
    given_by,
    hash_of_body,
    provenance_of,
)
from careader.importing.report import ArticleReport, Change, SourceReport, Status
from careader.importing.sources import Source
from careader.library.library import Library
from careader.model import Article, Document

DUPLICATE = "duplicate"
"""The doubt of an article that looks like another."""

_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO))
_NAMES_TRIED = 50


class LibraryFull(LibraryError):
    """Nothing more can be written to the library: there is no point in going on."""


@dataclass(frozen=True, slots=True)
class _Incoming:
    """One article on its way in."""

    candidate: Candidate
    article: Article
    """As its file would say it; without an id yet."""
    body: str
    source: Provenance


class Archive:
    """Writes articles into a library, or in a dry run only says which."""

    def __init__(
        self,
        library: Library,
        options: Options,
        *,
        wrote: Callable[[Article, Sketch], object] = lambda article, made: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Make one; `wrote` is told of every file that was written, `now` is the clock."""
        self._library = library
        self._options = options
        self._wrote = wrote
        self._now = now
        self._unwritten: dict[str, str] = {}
        self.known = Known(self._body)

    def _body(self, article: Article) -> str:
        """Return the Markdown of an article, empty where its file cannot be read."""
        if article.id in self._unwritten:
            return self._unwritten[article.id]
        try:
            return self._library.read(article).markdown
        except LibraryError:
            return ""

    def seen(self, sha256: str) -> tuple[Article, ...]:
        """Return the articles of a source that need not be looked at again; mostly none."""
        return () if self._options.changes_articles else self.known.from_source(sha256)

    def take(self, source: Source, data: bytes, converted: Converted) -> SourceReport:
        """Take in what a source gave; raises LibraryFull when there is no point in going on.

        A source of several articles keeps those that could be written; importing it again
        carries on.
        """
        taken: list[ArticleReport] = []
        error = converted.error
        try:
            for incoming in self._incoming(source, data, converted.candidates):
                taken.append(self._take(incoming, data, converted.format))
        except LibraryFull:
            raise
        except LibraryError as refused:
            error = str(refused)
        return SourceReport(source.shown, _status(taken, error, converted), error, tuple(taken))

    def _incoming(
        self, source: Source, data: bytes, candidates: Sequence[Candidate]
    ) -> list[_Incoming]:
        digest = sha256(data).hexdigest()
        imported = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        parts = len(candidates)
        return [
            _Incoming(
                candidate=replace(each, article=self._options.applied_to(each.article)),
                article=fitted(self._options.applied_to(each.article), "", ""),
                body=body_of(each.article),
                source=Provenance(
                    name=source.name, sha256=digest, imported=imported, part=part, parts=parts
                ),
            )
            for part, each in enumerate(candidates, 1)
        ]

    def _take(self, incoming: _Incoming, data: bytes, format_: str) -> ArticleReport:
        imported, made = incoming.candidate.article, incoming.candidate.sketch
        match = self.known.match(imported, made, incoming.body, incoming.source)
        if match is None:
            return self._add(incoming, data, format_)
        if match.kind is Kind.TEXT:
            return _as_it_is(match.article, incoming, f"the same text as {match.article.id}")
        return self._update(match, incoming, data, format_)

    # --- a new one

    def _add(self, incoming: _Incoming, data: bytes, format_: str) -> ArticleReport:
        made, note = incoming.candidate.sketch, ""
        article = incoming.article
        twin = self.known.lookalike(made, incoming.body)
        if twin is not None:
            note = f"looks like {twin.id}"
            article = replace(article, doubts={**article.doubts, DUPLICATE: note})
        source = replace(
            incoming.source,
            body=hash_of_body(incoming.body),
            given=given_by(article),
            doubted=tuple(article.doubts),
        )
        article = replace(article, extra={**article.extra, KEY: source.header()})
        self._keep_original(incoming, data, format_)
        written = self._write_new(article, incoming.body, made)
        self.known.put(written, made, fresh=True)
        return _told(written, Change.NEW, incoming, note)

    def _write_new(self, article: Article, body: str, made: Sketch) -> Article:
        """Write a new article under an id that is free, also by what others write meanwhile."""
        for _ in range(_NAMES_TRIED):
            id_ = new_id(article.title, article.date, self.known.taken)
            named = replace(article, id=id_, path=path_of(id_, article.date))
            self.known.taken.add(id_)
            if self._options.dry_run:
                self._unwritten[id_] = body
                return named
            try:
                return self._written(named, made, partial(self._library.add, named, body))
            except LibraryError as error:
                if not isinstance(error.__cause__, FileExistsError):
                    raise
        raise LibraryError(f"“{article.title[:60]}” finds no free name in the library")

    # --- one that is there

    def _update(
        self, match: Match, incoming: _Incoming, data: bytes, format_: str
    ) -> ArticleReport:
        options, base = self._options, provenance_of(match.article)
        document = self._document(match.article)
        current, body = document.article, document.markdown
        if base is None and not options.replace:
            return _as_it_is(current, incoming, "is there already, not by an import: left as it is")
        versions = match.kind is Kind.VERSION and not options.replace
        if versions and _is_shorter(incoming.candidate.sketch, sketch(body)):
            return _as_it_is(current, incoming, "shorter than what is there: left as it is")
        given = incoming.article
        if DUPLICATE in current.doubts:
            doubt = {DUPLICATE: current.doubts[DUPLICATE]}
            given = replace(given, doubts={**given.doubts, **doubt})
        merged = merge(
            current, body, given, incoming.body, incoming.source,
            base=base, overridden=options.overridden, replaces=options.replace,
        )  # fmt: skip
        if _same(current, merged.article) and merged.markdown == body:
            return _as_it_is(current, incoming, "")
        self._keep_original(incoming, data, format_)
        made = sketch(merged.markdown)
        written = self._write_changed(merged, made, document.digest)
        self.known.put(written, made)
        return _told(written, Change.UPDATED, incoming, merged.note)

    def _document(self, article: Article) -> Document:
        if article.id in self._unwritten:
            return Document(article, self._unwritten[article.id], "")
        return self._library.read(article)

    def _write_changed(self, merged: Merged, made: Sketch, digest: str) -> Article:
        article, body = merged.article, merged.markdown
        if self._options.dry_run:
            self._unwritten[article.id] = body
            return article
        write = self._library.write
        return self._written(article, made, lambda: write(article, body, expected=digest))

    # --- the disk

    def _written(self, article: Article, made: Sketch, write: Callable[[], Article]) -> Article:
        try:
            written = write()
        except LibraryError as error:
            raise _graver(error) from error.__cause__
        self._wrote(written, made)
        return written

    def _keep_original(self, incoming: _Incoming, data: bytes, format_: str) -> None:
        if self._options.dry_run or not self._options.originals:
            return
        try:
            originals.keep(self._library.root, incoming.source.sha256, format_, data)
        except LibraryError as error:
            raise _graver(error) from error.__cause__


def _graver(error: LibraryError) -> LibraryError:
    """Return LibraryFull for an error that every other article would meet too."""
    cause = error.__cause__
    full = isinstance(cause, OSError) and cause.errno in _FULL
    return LibraryFull(str(error)) if full else error


def _same(current: Article, merged: Article) -> bool:
    """Whether two say the same, but for when and from which file it was imported."""
    return replace(current, extra=_without(current)) == replace(merged, extra=_without(merged))


def _without(article: Article) -> dict[str, object]:
    return {key: value for key, value in article.extra.items() if key != KEY}


def _is_shorter(new: Sketch, there: Sketch) -> bool:
    return new.words < SHORTER * there.words


def _as_it_is(article: Article, incoming: _Incoming, note: str) -> ArticleReport:
    return _told(article, Change.UNCHANGED, incoming, note)


def _told(article: Article, change: Change, incoming: _Incoming, note: str) -> ArticleReport:
    imported = incoming.candidate.article
    return ArticleReport(article, change, dict(imported.mentions), note, dict(imported.rules))


def _status(taken: list[ArticleReport], error: str, converted: Converted) -> Status:
    if any(each.change is not Change.UNCHANGED for each in taken):
        whole = len(taken) == len(converted.candidates)
        return Status.IMPORTED if whole else Status.FAILED
    return Status.FAILED if error else Status.UNCHANGED
