"""What is known beside the text: of each article from indexing, and of its reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NoReturn, Protocol

from careader.model import Article, Highlight


class Articles(Protocol):
    """The part of `careader.library.catalogue.Catalogue` that searching needs."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Article: ...

    def get(self, id_: str, /) -> Article | None:
        """Return the article of that id."""

    def column(self, name: str, /) -> Sequence[Any]:
        """Return one field of every article, in order."""

    @property
    def stamps(self) -> Mapping[str, tuple[int, int]]:
        """Path to size in bytes and time of last change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What indexing found out about one article."""

    words: int
    """Words of the reading text."""
    mentions: Mapping[str, int]
    """Country code to how many times the text mentions it."""
    digest: str
    """SHA-256 of the file that was indexed, hexadecimal."""
    text_digest: str
    """SHA-256 of its reading text, hexadecimal."""
    about: tuple[str, ...] = ()
    """Codes of the countries its text is about, whatever its front matter says."""
    organisations: Mapping[str, int] = field(default_factory=dict)
    """Group key (`SCO`) to how many times the text names the organisation."""


class ReaderFacts(Protocol):
    """What the reader has done, by article id."""

    @property
    def read(self) -> AbstractSet[str]:
        """Articles that were read."""

    @property
    def starred(self) -> AbstractSet[str]:
        """Articles with a star."""

    @property
    def highlights(self) -> Mapping[str, Sequence[Highlight]]:
        """Article id to its highlights; deleted ones may be among them."""


@dataclass(frozen=True, slots=True)
class KnownReader:
    """`ReaderFacts` as plain values."""

    read: AbstractSet[str] = frozenset()
    starred: AbstractSet[str] = frozenset()
    highlights: Mapping[str, Sequence[Highlight]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        read: Iterable[str] = (),
        starred: Iterable[str] = (),
        highlights: Iterable[Highlight] = (),
    ) -> KnownReader:
        """Return them with the highlights by article."""
        by_article: dict[str, list[Highlight]] = {}
        for highlight in highlights:
            by_article.setdefault(highlight.article, []).append(highlight)
        return cls(frozenset(read), frozenset(starred), by_article)


NOBODY = KnownReader()
"""A reader who has done nothing yet."""


def mentions_of(text: str) -> dict[str, int]:
    """Return the counts of a stored line: `KZ 7 RU 3`."""
    parts = text.split()
    return dict(zip(parts[::2], map(int, parts[1::2]), strict=True))


def line_of(mentions: Mapping[str, int]) -> str:
    """Return counts as one line, most first."""
    ordered = sorted(mentions.items(), key=lambda item: (-item[1], item[0]))
    return " ".join(f"{code} {count}" for code, count in ordered)


class _NoArticles(Sequence[Article]):
    """The catalogue before there is one."""

    stamps: Mapping[str, tuple[int, int]] = MappingProxyType({})

    def __len__(self) -> int:
        return 0

    def __getitem__(self, index: object) -> NoReturn:
        raise IndexError(index)

    def get(self, id_: str) -> None:
        """Return None: there is no article."""

    def column(self, name: str) -> tuple[()]:
        """Return no values."""
        return ()


NO_ARTICLES: Articles = _NoArticles()
"""A library without articles."""
