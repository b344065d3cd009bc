"""What work off the event loop answers: one message for each kind of news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from careader.model import PlacedHighlight, Progress, SearchRequest

if TYPE_CHECKING:
    from careader.importing.report import Report
    from careader.saved_searches import SavedCount
    from careader.search.results import Results


@dataclass
class SearchFinished(Message):
    """A search has its answer."""

    number: int
    """Counts the questions; an answer to an old one is dropped."""
    request: SearchRequest
    results: Results


@dataclass
class SavedCounted(Message):
    """It is known how much each saved search finds."""

    counts: Mapping[str, SavedCount]


@dataclass
class LibraryScanned(Message):
    """The library was compared with the disk."""

    changed: bool


@dataclass
class IndexProgress(Message):
    """The index is being built."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Show the newest figure only."""
        return isinstance(message, IndexProgress)


@dataclass
class ImportProgress(Message):
    """Documents are being imported."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Show the newest figure only."""
        return isinstance(message, ImportProgress)


@dataclass
class ImportFinished(Message):
    """An import has ended."""

    report: Report


@dataclass
class IndexFinished(Message):
    """The index agrees with the library, or another careader is building it."""

    changed: bool
    note: str = ""
    """What there is to say about it, one line."""


@dataclass
class AnnotationsChanged(Message):
    """Highlights were read from the disk, or changed there by another session or by hand."""

    first: bool = False
    """Whether it is the first look of this session."""


@dataclass
class HighlightsFiltered(Message):
    """The highlights that the filter of their pane wants are known."""

    number: int
    """Of the question; an older one's answer is dropped."""
    rows: tuple[PlacedHighlight, ...]
    problem: str


@dataclass
class LibraryPlaced(Message):
    """It is known where every highlight of the library stands."""

    places: Mapping[str, PlacedHighlight]


@dataclass
class Trouble(Message):
    """Work off the event loop failed; one line for the status."""

    line: str
