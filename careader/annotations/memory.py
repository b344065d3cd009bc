"""What the store has read: the state of every file and the views of its highlights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from careader.annotations.scan import FileState, Spot
from careader.model import Highlight


@dataclass(frozen=True, slots=True)
class _Views:
    """Everything that is looked up, made in one go from the files (15 ms at 10,000)."""

    by_id: dict[str, Highlight]
    spots: dict[str, Spot]
    live: tuple[Highlight, ...]
    tombstones: tuple[Highlight, ...]
    by_article: dict[str, tuple[Highlight, ...]]


class Memory:
    """The state of every annotation file, looked up by id and by article."""

    def __init__(self, own: str) -> None:
        self._own = own
        self._files: dict[Spot, FileState] = {}
        self._views: _Views | None = None

    @property
    def files(self) -> dict[Spot, FileState]:
        """Every file by where it lies; not to be changed from outside."""
        return self._files

    def replace_all(self, files: dict[Spot, FileState]) -> None:
        """Forget everything and take these files."""
        self._files = files
        self._views = None

    def put(self, spot: Spot, state: FileState) -> None:
        """Take a new state of one file."""
        # A new dict: other threads may be walking the old one.
        self._files = {**self._files, spot: state}
        self._views = None

    def by_id(self) -> dict[str, Highlight]:
        """Return every highlight, deleted or not, by its id."""
        return self._view().by_id

    def get(self, highlight_id: str) -> Highlight | None:
        """Return a highlight, deleted or not; None when there is none."""
        return self._view().by_id.get(highlight_id)

    def known(self, highlight_id: str) -> Highlight:
        """Return a highlight, deleted or not; KeyError when there is none."""
        return self._view().by_id[highlight_id]

    def spot(self, highlight_id: str) -> Spot | None:
        """Return where a highlight's file lies."""
        return self._view().spots.get(highlight_id)

    def live(self) -> tuple[Highlight, ...]:
        """Return what is not deleted, oldest first."""
        return self._view().live

    def tombstones(self) -> tuple[Highlight, ...]:
        """Return what is deleted, oldest first."""
        return self._view().tombstones

    def of_article(self, article: str) -> tuple[Highlight, ...]:
        """Return what is not deleted of one article, in the order of the text."""
        return self._view().by_article.get(article, ())

    def _view(self) -> _Views:
        views = self._views
        if views is None:
            views = self._views = self._make_views()
        return views

    def _make_views(self) -> _Views:
        by_id: dict[str, Highlight] = {}
        spots: dict[str, Spot] = {}
        for spot, highlight in self._all():
            key = _free_id(highlight.id, by_id)
            by_id[key] = highlight if key == highlight.id else replace(highlight, id=key)
            spots[key] = spot
        ordered = sorted(by_id.values(), key=lambda highlight: highlight.id)
        live = tuple(highlight for highlight in ordered if not highlight.deleted)
        tombstones = tuple(highlight for highlight in ordered if highlight.deleted)
        return _Views(by_id, spots, live, tombstones, _by_article(live))

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


def _by_article(live: tuple[Highlight, ...]) -> dict[str, tuple[Highlight, ...]]:
    groups: dict[str, list[Highlight]] = defaultdict(list)
    for highlight in live:
        groups[highlight.article].append(highlight)
    return {
        article: tuple(sorted(group, key=lambda highlight: (highlight.start, highlight.end)))
        for article, group in groups.items()
    }
