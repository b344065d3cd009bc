"""What careader asks of a full-text engine: words in, sets of documents out.

An engine knows forms (folded words, `careader.search.analysis`) and documents, and nothing of
queries, articles, files or languages. What a query means is decided above it, so that every engine
answers alike. Whoosh is the one there is (`whoosh_engine`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from careader.search.query import TextField

GAP = 1_000
"""Positions left free between the parts of a document: no phrase reaches across."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """One document as the engine takes it."""

    key: int
    """Names this version of the document, never used again for another."""
    title: Mapping[str, list[int]]
    """Form to its positions in the title, ascending."""
    text: Mapping[str, list[int]]
    """Form to its positions in everything that is searched."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where some forms stand: parallel sequences, each slot once, in no order."""

    slots: Sequence[int]
    """Indices into `Reader.keys`."""
    counts: Sequence[int]
    """How many times, at least 1."""


class Damaged(Exception):
    """The files of the index are not what was written; it must be built again."""


class Busy(Exception):
    """Another process is writing and did not finish in time."""


class Reader(Protocol):
    """One committed state of an index; stays what it is while others write. Thread-safe.

    Every method raises Damaged when a file cannot be understood.
    """

    @property
    def keys(self) -> Sequence[int]:
        """Key of the document in each slot; 0 where it was removed."""

    @property
    def generation(self) -> str:
        """Differs from every other committed state's."""

    def kin(self, stem: str) -> set[str]:
        """Return the indexed forms whose stem (`analysis.stem`) this is."""

    def matching(self, pattern: str) -> set[str]:
        """Return the indexed forms that fit a pattern of letters, `*` and `?`."""

    def near(self, form: str, distance: int) -> set[str]:
        """Return the indexed forms at most 1 or 2 edits away (insert, delete, replace, swap).

        The form has more letters than edits are allowed.
        """

    def postings(self, forms: Collection[str], field: TextField) -> Postings:
        """Return where any of the forms stands, counts added; they may be unknown, none twice."""

    def together(
        self, words: Sequence[Sequence[str]], slop: int, field: TextField, within: set[int] | None
    ) -> Sequence[int]:
        """Return the slots where the words stand together (`positions.together`).

        `words[i]` are the forms, none twice, any of which may stand for the i-th word.
        `within`: slots that matter; None for all.
        """

    def close(self) -> None:
        """Let go of files; idempotent."""


class Batch(Protocol):
    """Documents being made into a piece of an index, in any process. Not thread-safe."""

    def add(self, document: Analysed) -> None:
        """Take one document; its key must be greater than 0."""

    def finish(self) -> str:
        """Write what was added and return a name to give to `Engine.commit`."""


class Engine(Protocol):
    """The files of one index. Writing is for one at a time: the caller holds the lock."""

    def open(self) -> Reader:
        """Return the last committed state; raise Damaged when there is none that can be read."""

    def create(self) -> None:
        """Begin anew: an index without documents, whatever lay there."""

    def batch(self) -> Batch:
        """Return a new piece, written apart until it is committed. Needs no lock."""

    def commit(self, pieces: Iterable[str], remove: Iterable[int]) -> None:
        """Take in finished pieces and remove documents by key: all of it, or nothing.

        Raises Damaged when the index cannot be read, OSError when the disk is full.
        """

    def tidy(self) -> bool:
        """Make the index faster to search if a little work can; say whether anything was done."""

    def sweep(self) -> None:
        """Remove what killed writers left behind."""
