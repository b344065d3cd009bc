"""One committed state of the Whoosh index, read."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import Any

from careader.search.analysis import stem
from careader.search.engine import Damaged, Postings
from careader.search.positions import together
from careader.search.query import TextField
from careader.search.segment_file import SegmentFile
from careader.search.whoosh_batch import schema
from careader.search.whoosh_codec import PackedMatcher
from careader.search.whoosh_parts import SegmentReader, TermNotFound

FIELDS = {TextField.ALL: "text", TextField.TITLE: "title"}

EMPTY = Postings((), ())


class OpenSegment:
    """One segment: its lexicon at once, its postings when first asked for."""

    def __init__(self, storage: Any, segment: Any, file: SegmentFile) -> None:
        self._storage = storage
        self._segment = segment
        self._reader: Any = None
        self._lock = threading.Lock()
        self.name = f"{segment.segment_id()}-{segment.deleted_count()}"
        self.keys = file.keys
        self.lexicon = file.lexicon

    def living_keys(self) -> array[int]:
        """Return the keys by slot, 0 where the document was removed."""
        keys = self.keys[:]
        for slot in self._segment.deleted_docs():
            keys[slot] = 0
        return keys

    def matcher(self, form: str, field: str) -> PackedMatcher | None:
        """Return the whole posting list of a form, None when it has none; raise Damaged."""
        with self._lock, _understood():
            if self._reader is None:
                self._reader = SegmentReader(self._storage, schema(), self._segment)
            try:
                found = self._reader.postings(field, form.encode())
            except TermNotFound:
                return None
        matcher = getattr(found, "child", found)  # Whoosh wraps the list when there are deletions
        return matcher if isinstance(matcher, PackedMatcher) else None

    def close(self) -> None:
        """Close the segment's files."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None


class WhooshReader:
    """`engine.Reader` for Whoosh. Slots count through the segments in order."""

    def __init__(self, generation: int, segments: list[OpenSegment]) -> None:
        self._segments = segments
        self._bases = [0, *accumulate(len(segment.keys) for segment in segments)]
        self._keys = array("Q")
        for segment in segments:
            self._keys.extend(segment.living_keys())
        self.generation = "/".join([str(generation), *(segment.name for segment in segments)])

    @property
    def keys(self) -> Sequence[int]:
        """Key of the document in each slot; 0 where it was removed."""
        return self._keys

    def kin(self, stem_: str) -> set[str]:
        """Return the indexed forms with this stem."""
        return {form for s in self._segments for form in s.lexicon.kin(stem_, stem)}

    def matching(self, pattern: str) -> set[str]:
        """Return the indexed forms that fit a pattern."""
        return {form for s in self._segments for form in s.lexicon.matching(pattern)}

    def near(self, form: str, distance: int) -> set[str]:
        """Return the indexed forms like this one."""
        return {near for s in self._segments for near in s.lexicon.near(form, distance)}

    def postings(self, form: str, field: TextField) -> Postings:
        """Return where a form stands."""
        slots: array[int] = array("I")
        counts: array[int] = array("I")
        for base, segment in zip(self._bases, self._segments, strict=False):
            if form not in segment.lexicon:
                continue
            found = segment.matcher(form, FIELDS[field])
            if found is not None:
                slots.extend(
                    [base + slot for slot in found.slots] if base else found.slots.tolist()
                )
                counts.extend(found.counts.tolist())
        return Postings(slots, counts) if slots else EMPTY

    def together(
        self, words: Sequence[Sequence[str]], slop: int, field: TextField, within: set[int] | None
    ) -> Sequence[int]:
        """Return the slots where the words stand together."""
        found: list[int] = []
        for base, segment in zip(self._bases, self._segments, strict=False):
            lists = [_Places(segment, forms, FIELDS[field]) for forms in words]
            candidates = set.intersection(*(set(places.starts) for places in lists))
            if within is not None:
                candidates = {slot for slot in candidates if base + slot in within}
            for slot in sorted(candidates):
                if together([places.of(slot) for places in lists], slop):
                    found.append(base + slot)
        return found

    def close(self) -> None:
        """Close all files."""
        for segment in self._segments:
            segment.close()


class _Places:
    """The positions of a word's forms in one segment, by slot."""

    def __init__(self, segment: OpenSegment, forms: Iterable[str], field: str) -> None:
        self.starts: dict[int, list[tuple[array[int], int, int]]] = {}
        for form in forms:
            found = segment.matcher(form, field) if form in segment.lexicon else None
            if found is not None:
                self._take(found)

    def _take(self, found: PackedMatcher) -> None:
        positions = found.positions
        at = 0
        for slot, count in zip(found.slots, found.counts, strict=True):
            self.starts.setdefault(slot, []).append((positions, at, at + count))
            at += count

    def of(self, slot: int) -> Sequence[int]:
        """Return the positions in a document, ascending."""
        parts = self.starts[slot]
        if len(parts) == 1:
            positions, begin, end = parts[0]
            return positions[begin:end]
        return sorted(place for array_, begin, end in parts for place in array_[begin:end])


@contextmanager
def _understood() -> Iterator[None]:
    """Turn whatever a damaged file raises into Damaged."""
    try:
        yield
    except (TermNotFound, Damaged):
        raise
    except Exception as error:  # pickle, struct, zlib, mmap: a damaged file raises anything
        raise Damaged(f"the index cannot be read: {error}") from error
