"""What the store has read: the state of every file and the views of its highlights."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from careader.annotations.scan import FileState, Spot
from careader.model import Highlight


@dataclass(frozen=True, slots=True)
class _Index:
    """Where every highlight is; kept up to date from change to change."""

    by_id: dict[str, Highlight]
    spots: dict[str, Spot]


@dataclass(frozen=True, slots=True)
class _Lists:
    """The highlights in order; made anew when they are asked for after a change."""

    live: tuple[Highlight, ...]
    tombstones: tuple[Highlight, ...]
    by_article: dict[str, tuple[Highlight, ...]]


class Memory:
    """The state of every annotation file, looked up by id and by article."""

    def __init__(self, own: str) -> None:
        self._own = own
        self._files: dict[Spot, FileState] = {}
        self._index: _Index | None = None
        self._lists: _Lists | None = None
        self._lock = threading.RLock()

    @property
    def files(self) -> dict[Spot, FileState]:
        """Every file by where it lies; not to be changed from outside."""
        return self._files

    def replace_all(self, files: dict[Spot, FileState]) -> None:
        """Forget everything and take these files."""
        with self._lock:
            self._files = files
            self._index = self._lists = None

    def put(self, spot: Spot, state: FileState) -> None:
        """Take a new state of one file."""
        with self._lock:
            before = self._files.get(spot)
            # A new dict: other threads may be walking the old one.
            self._files = {**self._files, spot: state}
            self._lists = None
            if not self._follow(spot, before, state):
                self._index = None

    def _follow(self, spot: Spot, before: FileState | None, state: FileState) -> bool:
        """Bring the index up to date with one file; False when that takes making it anew."""
        index = self._index
        ids = {highlight.id for highlight in state.highlights}
        gone = {highlight.id for highlight in before.highlights} - ids if before else set()
        if index is None or gone or any(index.spots.get(key, spot) != spot for key in ids):
            return False
        index.by_id.update({highlight.id: highlight for highlight in state.highlights})
        index.spots.update(dict.fromkeys(ids, spot))
        return True

    def by_id(self) -> dict[str, Highlight]:
        """Return every highlight, deleted or not, by its id."""
        return self._indexed().by_id

    def get(self, highlight_id: str) -> Highlight | None:
        """Return a highlight, deleted or not; None when there is none."""
        return self._indexed().by_id.get(highlight_id)

    def known(self, highlight_id: str) -> Highlight:
        """Return a highlight, deleted or not; KeyError when there is none."""
        return self._indexed().by_id[highlight_id]

    def spot(self, highlight_id: str) -> Spot | None:
        """Return where a highlight's file lies."""
        return self._indexed().spots.get(highlight_id)

    def live(self) -> tuple[Highlight, ...]:
        """Return what is not deleted, oldest first."""
        return self._listed().live

    def tombstones(self) -> tuple[Highlight, ...]:
        """Return what is deleted, oldest first."""
        return self._listed().tombstones

    def of_article(self, article: str) -> tuple[Highlight, ...]:
        """Return what is not deleted of one article, in the order of the text."""
        return self._listed().by_article.get(article, ())

    def _indexed(self) -> _Index:
        with self._lock:
            index = self._index
            if index is None:
                index = self._index = self._make_index()
            return index

    def _listed(self) -> _Lists:
        with self._lock:
            lists = self._lists
            if lists is None:
                lists = self._lists = _make_lists(self._indexed().by_id)
            return lists

    def _make_index(self) -> _Index:
        by_id: dict[str, Highlight] = {}
        spots: dict[str, Spot] = {}
        for spot, highlight in self._all():
            key = _free_id(highlight.id, by_id)
            by_id[key] = highlight if key == highlight.id else replace(highlight, id=key)
            spots[key] = spot
        return _Index(by_id, spots)

    def _all(self) -> Iterator[tuple[Spot, Highlight]]:
        """Yield one's own first: of two files with one id, the foreign one gets another id."""
        for own in (True, False):
            for spot, state in self._files.items():
                if (spot.reader == self._own) is own:
                    for highlight in state.highlights:
                        yield spot, highlight


def _free_id(highlight_id: str, taken: dict[str, Highlight]) -> str:
    if highlight_id not in taken:
        return highlight_id
    number = 2
    while f"{highlight_id}~{number}" in taken:
        number += 1
    return f"{highlight_id}~{number}"


def _make_lists(by_id: dict[str, Highlight]) -> _Lists:
    ordered = sorted(by_id.values(), key=lambda highlight: highlight.id)
    live = tuple(highlight for highlight in ordered if not highlight.deleted)
    tombstones = tuple(highlight for highlight in ordered if highlight.deleted)
    return _Lists(live, tombstones, _by_article(live))


def _by_article(live: tuple[Highlight, ...]) -> dict[str, tuple[Highlight, ...]]:
    groups: dict[str, list[Highlight]] = defaultdict(list)
    for highlight in live:
        groups[highlight.article].append(highlight)
    return {
        article: tuple(sorted(group, key=lambda highlight: (highlight.start, highlight.end)))
        for article, group in groups.items()
    }
