"""Taking records into a library: each to its article, nothing twice, nothing dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from careader.annotations.anchoring.normal import normal
from careader.annotations.anchors import Reading, place
from careader.annotations.importing import Fault, Record
from careader.annotations.importing.attach import highlight_of, id_of, place_in, renewed
from careader.annotations.matching import Matcher
from careader.errors import SaveError
from careader.model import AnchorState, Highlight


class Status(StrEnum):
    """What came of a record."""

    IMPORTED = "imported"
    UPDATED = "updated"
    """It was imported before, and says something else now or has found its article."""
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one record."""

    status: Status
    source: str
    """The record's own name."""
    highlight: Highlight | None = None
    state: AnchorState = AnchorState.ORPHAN
    error: str = ""


class Keeper(Protocol):
    """Where highlights are kept (`careader.notebook.Notebook`)."""

    def known(self, highlight_id: str) -> Highlight | None:
        """Return a highlight, deleted or not, whoever's it is."""

    def of_article(self, article: str) -> Sequence[Highlight]:
        """Return an article's highlights."""

    def is_own(self, highlight: Highlight) -> bool:
        """Say whether the reader may change a highlight."""

    def take(self, highlight: Highlight, reading: Reading | None) -> Highlight:
        """Keep a new highlight with its id; raises SaveError."""

    def change(self, highlight: Highlight) -> Highlight:
        """Keep a changed highlight; raises SaveError."""


class Taking:
    """Takes the records of one format in.

    Args:
        format_: The module of the format.
        matcher: The articles by address and title.
        read: Returns an article's reading text, None when it cannot be read.
        search: Returns ids of articles in which a quote may stand, found by its text.
        keeper: Where highlights are kept.
    """

    def __init__(
        self,
        format_: str,
        matcher: Matcher,
        read: Callable[[str], Reading | None],
        search: Callable[[str], Iterable[str]],
        keeper: Keeper,
    ) -> None:
        self._format = format_
        self._matcher = matcher
        self._read = read
        self._search = search
        self._keeper = keeper

    def take(self, records: Iterable[Record | Fault]) -> Iterator[Outcome]:
        """Yield what came of each record; what fails does not keep the others out."""
        for record in records:
            if isinstance(record, Fault):
                yield Outcome(Status.FAILED, record.where, error=record.what)
                continue
            try:
                yield self._take(record)
            except (SaveError, ValueError) as error:
                yield Outcome(Status.FAILED, record.key, error=str(error))

    def _take(self, record: Record) -> Outcome:
        known = self._keeper.known(id_of(self._format, record))
        if known is not None and not self._may_renew(record, known):
            return self._outcome(Status.UNCHANGED, record, known)
        article = known.article if known is not None and known.article else self._article(record)
        reading = self._read(article) if article else None
        fresh = highlight_of(self._format, record, article, reading)
        if known is not None:
            return self._renew(record, known, fresh)
        twin = self._twin(record, fresh)
        if twin is not None:
            return self._outcome(Status.UNCHANGED, record, twin)
        kept = self._keeper.take(fresh, reading)
        return self._outcome(Status.IMPORTED, record, kept)

    def _may_renew(self, record: Record, known: Highlight) -> bool:
        return record.own is None and not known.deleted and self._keeper.is_own(known)

    def _renew(self, record: Record, known: Highlight, fresh: Highlight) -> Outcome:
        wanted = renewed(known, fresh)
        if wanted is known:
            return self._outcome(Status.UNCHANGED, record, known)
        return self._outcome(Status.UPDATED, record, self._keeper.change(wanted))

    def _twin(self, record: Record, fresh: Highlight) -> Highlight | None:
        """Return the reader's own highlight of the same passage that says the same."""
        if record.own is not None or not fresh.article or not fresh.quote:
            return None
        sought = normal(fresh.quote).text
        for each in self._keeper.of_article(fresh.article):
            same = normal(each.quote).text == sought and fresh.note in ("", each.note)
            if same and self._keeper.is_own(each):
                return each
        return None

    # --- which article

    def _article(self, record: Record) -> str:
        """Return the article of a record: by address, title or text; empty when none fits."""
        own = record.own.article if record.own is not None else ""
        if own and self._read(own) is not None:
            return own
        named = (*self._matcher.by_url(record.url), *self._matcher.by_title(record.title))
        if named:
            return self._best(record, named)
        found = self._search(record.quote) if record.quote and not own else ()
        return next((each for each in found if self._holds(each, record)), "")

    def _best(self, record: Record, articles: Sequence[str]) -> str:
        """Return the first article that holds the quote for certain, else the first."""
        several = len(dict.fromkeys(articles)) > 1 and record.quote
        holding = (each for each in articles if several and self._holds(each, record))
        return next(holding, articles[0])

    def _holds(self, article: str, record: Record) -> bool:
        reading = self._read(article)
        return reading is not None and place_in(record, reading.text)[2] is AnchorState.SURE

    def _outcome(self, status: Status, record: Record, highlight: Highlight) -> Outcome:
        reading = self._read(highlight.article) if highlight.article else None
        state = place(reading, highlight).state if reading is not None else AnchorState.ORPHAN
        return Outcome(status, record.key, highlight, state)
