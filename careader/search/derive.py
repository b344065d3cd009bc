"""One document into what is indexed and kept of it: the heavy part of indexing, in any process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from careader.model import Article
from careader.search.analysis import TOKEN, positions
from careader.search.engine import GAP, Analysed
from careader.search.facts import line_of
from careader.search.store import pack


class Source(NamedTuple):
    """What indexing needs of a document; small enough to be sent to another process."""

    key: int
    id: str
    heads: tuple[str, ...]
    """`heads_of` the article."""
    lang: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What is kept of a document beside the index."""

    key: int
    text: bytes
    """Packed."""
    text_digest: str
    words: int
    mentions: str
    about: str
    organisations: str


def heads_of(article: Article) -> tuple[str, ...]:
    """Return what is searched of an article besides its text; the title comes first."""
    names = (*article.authors, article.publication, *article.tags, article.abstract)
    return (article.title, *(name for name in names if name))


def searched(heads: tuple[str, ...], text: str) -> dict[str, list[int]]:
    """Return the forms of all that is searched of an article, and their positions."""
    found: dict[str, list[int]] = {}
    at = 0
    for head in heads:
        at = positions(head, at, found) + GAP
    positions(text, at, found)
    return found


def analysed(key: int, heads: tuple[str, ...], text: str) -> Analysed:
    """Return a document as the engine takes it."""
    title: dict[str, list[int]] = {}
    positions(heads[0], 0, title)
    return Analysed(key, title, searched(heads, text))


def derive(source: Source) -> tuple[Analysed, Derived]:
    """Return what goes into the index and what is kept beside it."""
    from careader.countries.article import countries_of
    from careader.text.reading import build

    reading = build(source.markdown)
    text = reading.text
    document = analysed(source.key, source.heads, text)
    countries = countries_of(source.heads[0], reading)
    kept = Derived(
        key=source.key,
        text=pack(text),
        text_digest=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        words=len(TOKEN.findall(text)),
        mentions=line_of(countries.mentions.counts),
        about=" ".join(countries.ranking.primary),
        organisations=line_of(countries.mentions.organisations),
    )
    return document, kept
