"""What careader talks about: articles, highlights, hits. Frozen, no I/O and no screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

NOTHING: Mapping[str, object] = MappingProxyType({})
NO_DOUBTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is known about one article: front matter and place. The body is read apart."""

    id: str
    """Stable, unique in the library; from the front matter, else derived from the path."""
    path: str
    """POSIX path relative to the library's root: `articles/briefs/customs-union.md`."""
    title: str
    """From the front matter, else the first heading, else the file name; never empty, one line."""
    authors: tuple[str, ...] = ()
    date: str = ""
    """As precise as is known: ``2012``, ``2012-10`` or ``2012-10-17``; empty when unknown."""
    publication: str = ""
    lang: str = ""
    """BCP 47 primary tag, lower case; empty when unknown."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2, upper case: what the article is about."""
    tags: tuple[str, ...] = ()
    url: str = ""
    doi: str = ""
    issn: str = ""
    volume: str = ""
    issue: str = ""
    section: str = ""
    abstract: str = ""
    doubts: Mapping[str, str] = field(default_factory=lambda: NO_DOUBTS)
    """Field name to what is doubtful about it; `front matter` when the header itself is broken."""
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    """Front matter keys that are not careader's own, kept as they are (`source` among them)."""

    @property
    def year(self) -> str:
        """The four digits of the year, empty when the date is unknown."""
        return self.date[:4]


@dataclass(frozen=True, slots=True)
class Document:
    """One article with its body as it lies on disk."""

    article: Article
    markdown: str
    """The body after the front matter, control characters gone, line ends `\\n`."""
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""


class AnchorState(StrEnum):
    """How well a highlight's quote was found again in the article as it is now."""

    SURE = "sure"
    CHECK = "check"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A marked passage with its note, as one file keeps it.

    Offsets are code points of the reading text.
    """

    id: str
    """A ULID: 26 characters of Crockford base 32, sorts by time of creation."""
    article: str
    """The article's id; empty for a passage that no article claims."""
    quote: str
    """The exact passage, never overwritten."""
    prefix: str = ""
    """Up to 32 code points before the quote."""
    suffix: str = ""
    """Up to 32 code points after the quote."""
    start: int = 0
    end: int = 0
    """Offsets in the reading text the passage was marked in: `text[start:end] == quote`."""
    heading: tuple[str, ...] = ()
    """The headings above the passage, outermost first."""
    text_hash: str = ""
    """SHA-256 of that reading text, hexadecimal."""
    canon: int = 1
    """Version of the rules that made that reading text."""
    color: str = "yellow"
    tags: tuple[str, ...] = ()
    note: str = ""
    """Markdown; empty when the passage is only marked."""
    created: str = ""
    """UTC, ISO 8601 with `Z`, to the millisecond."""
    updated: str = ""
    deleted: str = ""
    """When it was deleted (a tombstone; the file stays), empty otherwise."""
    reader: str = ""
    """Whose it is: the name of the folder it lies in."""
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    """Keys of other programs or later versions, kept when the file is rewritten."""

    @property
    def on_article(self) -> bool:
        """Whether it is a note on the whole article: it has no passage."""
        return not self.quote.strip()


@dataclass(frozen=True, slots=True)
class PlacedHighlight:
    """A highlight and where it stands in the article as it is now."""

    highlight: Highlight
    start: int
    """Offset in code points of today's reading text; 0 for an orphan."""
    end: int
    state: AnchorState


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text and the slices of it that matched: a value, never markup."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    """Start and end of each match in `text`, code points, sorted, not overlapping."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a search found."""

    article: Article
    score: float
    snippet: Snippet
    about: tuple[str, ...] = ()
    """Codes of the countries it is about: from its front matter, else as its text was weighed."""
    highlight: str = ""
    """Id of the highlight whose note or passage is the snippet; empty when it is of the text."""
    also: tuple[str, ...] = ()
    """Other spellings of a name by which words of the snippet were found: `Токаев` for Tokayev."""


class Sort(StrEnum):
    """The order of a list of articles."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What is asked of the library: a typed query and the filters set beside it.

    All filters are ANDed with the query. An empty request means every article. Where a country
    code stands, the key of a group may: `central-asia` is any of its members, `SCO` the
    organisation itself, named in the text.
    """

    query: str = ""
    about: frozenset[str] = frozenset()
    """Country codes the article must all be about."""
    not_about: frozenset[str] = frozenset()
    """Country codes the article must not be about."""
    mentions: frozenset[str] = frozenset()
    """Country codes the article must all mention (or be about)."""
    not_mentions: frozenset[str] = frozenset()
    """Country codes the article must neither mention nor be about."""
    any_of: bool = False
    """One of the countries in `about` and `mentions` is enough, instead of all of them."""
    date_from: str = ""
    """First date, inclusive, of any precision; empty for no bound."""
    date_to: str = ""
    """Last date, inclusive, of any precision."""
    sort: Sort | None = None
    """None: by relevance when the query has words to rank by, else newest first."""
    typing: bool = False
    """The query is still being typed: its last word may be the beginning of one."""

    @property
    def empty(self) -> bool:
        """Whether it asks for every article."""
        return not (
            self.query.strip()
            or self.about
            or self.not_about
            or self.mentions
            or self.not_mentions
            or self.date_from
            or self.date_to
        )


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the matching articles carry each value, by field."""

    about: Mapping[str, int] = field(default_factory=dict)
    """Country code to the number of articles about it."""
    mentioned: Mapping[str, int] = field(default_factory=dict)
    """Country code to the number of articles that mention it or are about it."""
    group_about: Mapping[str, int] = field(default_factory=dict)
    """Group key to the number of articles about any of its countries, or naming it."""
    group_mentioned: Mapping[str, int] = field(default_factory=dict)
    """Group key to the number of articles that mention any of them, or name it."""
    publication: Mapping[str, int] = field(default_factory=dict)
    year: Mapping[str, int] = field(default_factory=dict)
    author: Mapping[str, int] = field(default_factory=dict)
    tag: Mapping[str, int] = field(default_factory=dict)
    lang: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is."""

    done: int
    total: int
    what: str
    """A verb in the present participle: `indexing`."""


@dataclass(frozen=True, slots=True)
class Country:
    """A territory of ISO 3166-1 (or a pseudo-territory of ours such as EU)."""

    code: str
    name: str


Offsets = tuple[int, int]
"""Start and end, code points of the reading text, end exclusive."""

Marks = Sequence[Offsets]
