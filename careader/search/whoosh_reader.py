"""One committed state of the Whoosh index, read."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Collection, Iterator, Sequence
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


class OpenSegment:
    """One segment: its lexicon at once, its postings from `hold` on."""

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

    def hold(self) -> OpenSegment:
        """Open the segment's files, so that a writer who removes them takes nothing away.

        Raises Damaged when they are gone already.
        """
        with self._lock, _understood():
            if self._reader is None:
                self._reader = SegmentReader(self._storage, schema(), self._segment)
        return self

    def matcher(self, form: str, field: str) -> PackedMatcher | None:
        """Return the whole posting list of a form, None when it has none; raise Damaged."""
        self.hold()
        with self._lock, _understood():
            try:
                found = self._reader.postings(field, form.encode())
            except TermNotFound:
                return None
        matcher = getattr(found, "child", found)  # Whoosh wraps the list when there are deletions
        return matcher if isinstance(matcher, PackedMatcher) else None

    def matchers(self, forms: Collection[str], field: str) -> list[PackedMatcher]:
        """Return the posting lists of those of the forms that are in the segment."""
        known = self.lexicon.known(forms)
        found = [m for form in known if (m := self.matcher(form, field)) is not None]
        if field == "text" and len(found) < len(known):
            raise Damaged("the index does not know a word that is in its list of words")
        return found

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

    def postings(self, forms: Collection[str], field: TextField) -> Postings:
        """Return where any of the forms stands."""
        slots: list[int] = []
        counts: list[int] = []
        for base, segment in zip(self._bases, self._segments, strict=False):
            lists = segment.matchers(forms, FIELDS[field])
            if len(lists) == 1:
                slots += [base + slot for slot in lists[0].slots] if base else lists[0].slots
                counts += lists[0].counts
            elif lists:
                total = _added(lists)
                slots += [base + slot for slot in total] if base else total
                counts += total.values()
        return Postings(slots, counts)

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

    def __init__(self, segment: OpenSegment, forms: Collection[str], field: str) -> None:
        self.starts: dict[int, list[tuple[array[int], int, int]]] = {}
        for found in segment.matchers(forms, field):
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


def _added(lists: list[PackedMatcher]) -> dict[int, int]:
    """Return slots and counts of several lists as one."""
    total = dict(zip(lists[0].slots, lists[0].counts, strict=True))
    for found in lists[1:]:
        for slot, count in zip(found.slots, found.counts, strict=True):
            total[slot] = total.get(slot, 0) + count
    return total


@contextmanager
def _understood() -> Iterator[None]:
    """Turn whatever a damaged file raises into Damaged."""
    try:
        yield
    except (TermNotFound, Damaged):
        raise
    except Exception as error:  # pickle, struct, zlib, mmap: a damaged file raises anything
        raise Damaged(f"the index cannot be read: {error}") from error
