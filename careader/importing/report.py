"""What an import did: each source, each article, and the sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from careader.model import Article


class Status(StrEnum):
    """What became of a source."""

    IMPORTED = "imported"
    """At least one article is new or changed."""
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Change(StrEnum):
    """What became of one article."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """One article of a source, as it is in the library now (in a dry run: as it would be)."""

    article: Article
    change: Change
    mentions: Mapping[str, int] = field(default_factory=dict)
    """Country code to the number of mentions, the commonest first."""
    note: str = ""
    """What there is to say about it, one line."""
    rules: Mapping[str, str] = field(default_factory=dict)
    """Field to the rule that gave it; empty for an article that is known already."""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source."""

    source: str
    """As it was given on the command line, one clean line."""
    status: Status
    error: str = ""
    """Why nothing came of it, or not all; one line."""
    articles: tuple[ArticleReport, ...] = ()


@dataclass(slots=True)
class Report:
    """All of an import, so far as it came."""

    sources: list[SourceReport] = field(default_factory=list)
    total: int = 0
    """How many sources there were."""
    passed_over: Mapping[str, int] = field(default_factory=dict)
    """Suffix to the number of files in folders that were no documents by it."""
    stopped: str = ""
    """Why it ended before all sources were taken; empty where it did not."""
    seconds: float = 0.0

    def count(self, status: Status) -> int:
        """Return how many sources came out so."""
        return sum(each.status is status for each in self.sources)

    def changed(self, change: Change) -> int:
        """Return how many articles came out so."""
        return sum(each.change is change for each in self.articles())

    def articles(self) -> Iterator[ArticleReport]:
        """Yield the articles of all sources, in order."""
        for source in self.sources:
            yield from source.articles

    def errors(self) -> Iterator[SourceReport]:
        """Yield the sources about which something went wrong."""
        return (each for each in self.sources if each.error)

    def doubtful(self) -> Iterator[Article]:
        """Yield the articles, new or changed, with something for the person to settle."""
        for each in self.articles():
            if each.article.doubts and each.change is not Change.UNCHANGED:
                yield each.article
