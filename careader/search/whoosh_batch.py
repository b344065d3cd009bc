"""Documents into one Whoosh segment, apart from the index that will take it in."""

from __future__ import annotations

import pickle
import shutil
import tempfile
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from careader.search.analysis import stem
from careader.search.engine import Analysed
from careader.search.lexicon import Lexicon
from careader.search.segment_file import SegmentFile
from careader.search.whoosh_codec import FormsField, PackedCodec
from careader.search.whoosh_parts import FileStorage, Schema, SegmentWriter

PIECE = "piece-"
"""How folders begin that hold a segment which is not committed."""

SEGMENT = "segment.pickle"


def schema() -> Any:
    """Return the fields every index of ours has."""
    return Schema(title=FormsField(), text=FormsField())


class TermPool:
    """Collects the postings of one segment in memory: Whoosh's own sorts them on disk.

    Documents arrive in order, so each term's list is in order already and only terms are sorted.
    """

    def __init__(self) -> None:
        self.terms: dict[str, dict[bytes, list[Any]]] = {}

    @property
    def fieldnames(self) -> set[str]:
        """The fields met so far."""
        return set(self.terms)

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take one posting: field, term, document, weight, positions."""
        field, term, document, _, value = item
        terms = self.terms.setdefault(field, {})
        if term in terms:
            terms[term] += (document, value)
        else:
            terms[term] = [document, value]

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """Yield every posting by field, term and document."""
        for field, terms in sorted(self.terms.items()):
            for term in sorted(terms):
                postings = terms[term]
                for at in range(0, len(postings), 2):
                    yield field, term, postings[at], 1.0, postings[at + 1]

    def cleanup(self) -> None:
        """Forget everything."""
        self.terms = {}


class WhooshBatch:
    """`engine.Batch` for Whoosh."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix=PIECE, dir=folder))
        index = FileStorage(str(self._folder), supports_mmap=False).create_index(schema())
        self._writer = SegmentWriter(index, _lk=False, codec=PackedCodec(), compound=False)
        self._writer.pool = self._pool = TermPool()
        self._keys = array("Q")

    def add(self, document: Analysed) -> None:
        """Take one document."""
        self._writer.add_document(title=document.title, text=document.text)
        self._keys.append(document.key)

    def absorb(self, reader: Any, keys: list[int]) -> None:
        """Take the living documents of a committed segment over."""
        self._writer.add_reader(reader)
        self._keys.extend(keys)

    def finish(self) -> str:
        """Write the segment and return the name of the folder it lies in."""
        forms = list(self._pool.terms.get("text", {}))
        segment = self._writer._finalize_segment()
        self._writer._finish()
        SegmentFile(self._keys, Lexicon.of(forms, stem)).write(self._folder, segment.segment_id())
        (self._folder / SEGMENT).write_bytes(pickle.dumps(segment))
        return self._folder.name

    def discard(self) -> None:
        """Throw away what was written."""
        self._writer.cancel()
        shutil.rmtree(self._folder, ignore_errors=True)
