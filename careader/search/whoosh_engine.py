"""The Whoosh index: segments of documents, opened, searched, added to and tidied."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from careader.search.engine import Damaged
from careader.search.segment_file import SegmentFile
from careader.search.whoosh_batch import PIECE, SEGMENT, WhooshBatch, schema
from careader.search.whoosh_parts import TOC, FileStorage, SegmentReader, clean_files
from careader.search.whoosh_reader import OpenSegment, WhooshReader

NAME = "MAIN"

TIER = 8
"""So many segments of one size are merged into one of the next size."""

LARGEST_MERGED = 500
"""Documents: segments with more are left alone, for merging costs as much as indexing."""


class WhooshEngine:
    """`engine.Engine` for Whoosh: one folder, nothing else in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._storage = FileStorage(str(folder))

    def open(self) -> WhooshReader:
        """Return the last committed state; raise Damaged when there is none that can be read."""
        for attempt in range(3):
            toc = self._toc()
            try:
                return WhooshReader(toc.generation, [self._open(s).hold() for s in toc.segments])
            except Damaged:
                if attempt == 2 or self._toc().generation == toc.generation:
                    raise
        raise Damaged("the index changes faster than it can be opened")

    def create(self) -> None:
        """Begin anew: an index without documents, whatever lay there."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        TOC.create(self._storage, schema(), NAME)

    def batch(self) -> WhooshBatch:
        """Return a new piece."""
        return WhooshBatch(self._folder)

    def commit(self, pieces: Iterable[str], remove: Iterable[int]) -> None:
        """Take in finished pieces and remove documents by key: all of it, or nothing."""
        toc = self._toc()
        self._delete(toc.segments, set(remove))
        taken = [self._take_in(piece) for piece in pieces]
        self._write(toc.generation, [*toc.segments, *taken])

    def tidy(self) -> bool:
        """Merge small segments when there are many of a size; say whether that was so."""
        toc = self._toc()
        small = _crowded(toc.segments)
        if not small:
            return False
        batch = WhooshBatch(self._folder)
        for segment in small:
            keys = self._open(segment).keys
            living = [key for slot, key in enumerate(keys) if not segment.is_deleted(slot)]
            batch.absorb(SegmentReader(self._storage, toc.schema, segment), living)
        taken = self._take_in(batch.finish())
        left = [segment for segment in toc.segments if segment not in small]
        self._write(toc.generation, [*left, taken])
        return True

    def sweep(self) -> None:
        """Remove pieces that a killed process left behind. Only with the lock held."""
        for piece in self._folder.glob(f"{PIECE}*"):
            shutil.rmtree(piece, ignore_errors=True)

    def _toc(self) -> Any:
        try:
            return TOC.read(self._storage, NAME)
        except Exception as error:  # a pickle from a damaged file raises anything
            raise Damaged(f"the index cannot be opened: {error}") from error

    def _open(self, segment: Any) -> OpenSegment:
        file = SegmentFile.read(self._folder, segment.segment_id(), segment.doc_count_all())
        return OpenSegment(self._storage, segment, file)

    def _delete(self, segments: list[Any], keys: set[int]) -> None:
        for segment in segments if keys else ():
            for slot, key in enumerate(self._open(segment).keys):
                if key in keys:
                    segment.delete_document(slot)

    def _take_in(self, piece: str) -> Any:
        """Move a piece's segment into the index; committing makes it part of it."""
        folder = self._folder / piece
        segment = pickle.loads((folder / SEGMENT).read_bytes())
        for file in folder.glob(f"{segment.segment_id()}[._]*"):
            file.rename(self._folder / file.name)
        shutil.rmtree(folder, ignore_errors=True)
        return segment

    def _write(self, generation: int, segments: list[Any]) -> None:
        """Commit: the table of contents is written beside the old one and renamed."""
        living = [s for s in segments if s.deleted_count() < s.doc_count_all()]
        TOC(schema(), living, generation + 1).write(self._storage, NAME)
        clean_files(self._storage, NAME, generation + 1, living)


def _crowded(segments: list[Any]) -> list[Any]:
    """Return the segments of the smallest size of which there are too many."""
    tiers: dict[int, list[Any]] = {}
    for segment in segments:
        count = segment.doc_count_all()
        if count <= LARGEST_MERGED:
            tier = 0
            while TIER ** (tier + 1) <= count:
                tier += 1
            tiers.setdefault(tier, []).append(segment)
    full = [tier for tier, members in sorted(tiers.items()) if len(members) >= TIER]
    return tiers[full[0]] if full else []
