"""An engine in memory, as plain as can be: what the conformance suite holds Whoosh's against."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import count

from careader.search.analysis import stem
from careader.search.engine import Analysed, Damaged, Postings
from careader.search.lexicon import alike, fitting
from careader.search.positions import together
from careader.search.query import TextField


class MemoryReader:
    """`engine.Reader` over a tuple of documents."""

    def __init__(self, documents: tuple[Analysed, ...], generation: int) -> None:
        self._documents = documents
        self.keys: Sequence[int] = [document.key for document in documents]
        self.generation = str(generation)

    def _forms(self) -> set[str]:
        return {form for document in self._documents for form in document.text}

    def kin(self, stem_: str) -> set[str]:
        return {form for form in self._forms() if stem(form) == stem_}

    def matching(self, pattern: str) -> set[str]:
        return set(filter(fitting(pattern), self._forms()))

    def near(self, form: str, distance: int) -> set[str]:
        return set(filter(alike(form, distance), self._forms()))

    def postings(self, forms: Collection[str], field: TextField) -> Postings:
        counts = {
            slot: sum(len(self._places(slot, field).get(form, ())) for form in set(forms))
            for slot in range(len(self._documents))
        }
        found = {slot: number for slot, number in counts.items() if number}
        return Postings(list(found), list(found.values()))

    def together(
        self, words: Sequence[Sequence[str]], slop: int, field: TextField, within: set[int] | None
    ) -> Sequence[int]:
        found = []
        for slot in range(len(self._documents)):
            places = self._places(slot, field)
            lists = [sorted(at for f in set(forms) for at in places.get(f, ())) for forms in words]
            if (within is None or slot in within) and all(lists) and together(lists, slop):
                found.append(slot)
        return found

    def _places(self, slot: int, field: TextField):  # type: ignore[no-untyped-def]
        document = self._documents[slot]
        return document.title if field is TextField.TITLE else document.text

    def close(self) -> None:
        pass


class MemoryBatch:
    """`engine.Batch` in a list."""

    def __init__(self, pieces: dict[str, list[Analysed]], name: str) -> None:
        self._pieces = pieces
        self._name = name
        self._documents: list[Analysed] = []

    def add(self, document: Analysed) -> None:
        self._documents.append(document)

    def finish(self) -> str:
        self._pieces[self._name] = self._documents
        return self._name


class MemoryEngine:
    """`engine.Engine` in a dictionary."""

    def __init__(self) -> None:
        self._documents: tuple[Analysed, ...] | None = None
        self._generation = 0
        self._pieces: dict[str, list[Analysed]] = {}
        self._names = count()

    def open(self) -> MemoryReader:
        if self._documents is None:
            raise Damaged("there is no index")
        return MemoryReader(self._documents, self._generation)

    def create(self) -> None:
        self._write(())

    def batch(self) -> MemoryBatch:
        return MemoryBatch(self._pieces, f"piece {next(self._names)}")

    def commit(self, pieces: Iterable[str], remove: Iterable[int]) -> None:
        gone = set(remove)
        kept = [each for each in self.open()._documents if each.key not in gone]
        self._write((*kept, *(each for piece in pieces for each in self._pieces.pop(piece))))

    def tidy(self) -> bool:
        return False

    def sweep(self) -> None:
        self._pieces.clear()

    def _write(self, documents: tuple[Analysed, ...]) -> None:
        self._documents = documents
        self._generation += 1
