"""The process that does the heavy part of indexing: documents in, a piece of the index out.

Started by `workers`.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from careader.search.derive import Derived, Source, derive
from careader.search.engine import Batch, Engine
from careader.worker_process import answer, put


class Failed(NamedTuple):
    """A document that could not be taken in."""

    key: int
    why: str


@dataclass(slots=True)
class Piece:
    """What a worker has finished."""

    name: str = ""
    kept: list[Derived] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)

    def take(self, answer: Derived | Failed) -> None:
        """Note what became of one document."""
        if isinstance(answer, Failed):
            self.failed.append(answer)
        else:
            self.kept.append(answer)


class Maker:
    """Makes pieces of an index, in this process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._batch: Batch | None = None

    def add(self, source: Source) -> Derived | Failed:
        """Take one document; whatever it does to us is told, never raised."""
        try:
            document, kept = derive(source)
        except (Exception, RecursionError) as error:  # one bad document must not stop the others
            return Failed(source.key, f"{type(error).__name__}: {error}")
        if self._batch is None:
            self._batch = self._engine.batch()
        self._batch.add(document)
        return kept

    def finish(self) -> str:
        """Write what was added and return the piece's name, empty when nothing was."""
        batch, self._batch = self._batch, None
        return batch.finish() if batch else ""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until they end: a list of sources, or None to finish a piece.

    The first says where, and which countries the user has added to the gazetteer.
    """
    from careader.countries.names import use_own_entries
    from careader.search.whoosh_engine import WhooshEngine

    folder, own_countries = pickle.load(requests)
    if own_countries:
        use_own_entries(own_countries)
    maker = Maker(WhooshEngine(Path(folder)))
    while True:
        try:
            request: list[Source] | None = pickle.load(requests)
        except EOFError:
            return
        put(maker.finish() if request is None else [maker.add(s) for s in request], answers)


def main() -> None:
    """Run as a process of its own."""
    answer(serve)
