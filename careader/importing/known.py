"""What a library holds already, by everything that tells whether a document is the same again."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from threading import Lock
from urllib.parse import urlsplit

from careader.importing.likeness import (
    Likeness,
    Sketch,
    containment,
    jaccard,
    shingles,
    words_of,
)
from careader.importing.model import ImportedArticle
from careader.importing.provenance import Provenance, provenance_of
from careader.model import Article

SAME_TEXT_WORDS = 100
"""From so many words on an equal text is the same article under any title; of shorter ones there
are forms that differ in their title alone (measured: five pages of the World Factbook)."""

VERSION_SHARE = {"url": 0.5, "doi": 0.5, "name": 0.5, "title": 0.8}
"""Which share of the shorter text a newer version must have in common with the article it updates,
by the name they share. A name alone is never enough: a wrong update would destroy an article.
Forms of one publication that have title and date in common share up to 0.6 (measured)."""

_ADDRESSES = ("url", "doi")
"""Names that a publisher gives: two documents of one import may be versions of each other."""

NEAR_IDENTICAL = 0.9
"""From this share of common shingles on, title and site being the same, it is a newer version."""

DUPLICATE, DUPLICATE_WORDS = 0.6, 50
"""From these on another article is told to look like it: a copy with a tenth of its words changed.
Two different texts of 10,000 real ones never came near, save forms of under 50 words."""

_COMMON = 20
"""What more articles than this are named names none of them: `index.html`."""

_ESTIMATED = 0.1
"""How much a sketch may underestimate: see `likeness.KEPT`."""

_NOT_LETTERS = re.compile(r"[\W_]+")


class Kind(Enum):
    """How a document meets an article that is there."""

    SOURCE = "the same bytes"
    TEXT = "the same text"
    VERSION = "a newer version"


@dataclass(frozen=True, slots=True)
class Match:
    """The article that a document is again."""

    article: Article
    kind: Kind


class Known:
    """The articles of a library, and those that an import has added to them so far."""

    def __init__(self, body_of: Callable[[Article], str]) -> None:
        """Make one that knows none yet; `body_of` reads an article's Markdown when it is needed."""
        self._body_of = body_of
        self._articles: dict[str, Article] = {}
        self._sketches: dict[str, Sketch] = {}
        self._sources: dict[str, dict[int, str]] = defaultdict(dict)
        self._keys: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._likeness = Likeness()
        self._fresh: set[str] = set()
        self._lock = Lock()
        self.taken: set[str] = set()
        """Ids that are in use, case folded."""

    def put(self, article: Article, sketch: Sketch | None, *, fresh: bool = False) -> None:
        """Take in an article, or what became of it.

        Args:
            article: The article as its file is now.
            sketch: Of its body; without one nothing is like it.
            fresh: It came new in this import, so that another file of the same name in it is
                another document.
        """
        if fresh:
            self._fresh.add(article.id)
        with self._lock:
            self._forget(article.id)
            self._articles[article.id] = article
            for digest, part in _sources(article):
                self._sources[digest].setdefault(part, article.id)
        self.taken.add(article.id.casefold())
        for key in _keys(article, sketch):
            self._keys[key].append(article.id)
        if sketch is not None:
            self._sketches[article.id] = sketch
            self._likeness.add(article.id, sketch)

    def _forget(self, id_: str) -> None:
        before = self._articles.pop(id_, None)
        if before is None:
            return
        for digest, part in _sources(before):
            if self._sources[digest].get(part) == id_:
                del self._sources[digest][part]
        for key in _keys(before, self._sketches.pop(id_, None)):
            self._keys[key].remove(id_)
        self._likeness.remove(id_)

    def from_source(self, sha256: str) -> tuple[Article, ...]:
        """Return the articles of a source that was imported whole before, in order; else none.

        May be called from another thread than everything else.
        """
        with self._lock:
            parts = self._sources.get(sha256, {})
            articles = [self._articles[parts[part]] for part in sorted(parts)]
        wanted = max((_parts(article, sha256) for article in articles), default=1)
        return tuple(articles) if len(articles) >= wanted else ()

    # --- the same document again

    def match(
        self, new: ImportedArticle, sketch: Sketch, body: str, source: Provenance
    ) -> Match | None:
        """Return the article that a document is again, None for a new one."""
        again = self._sources.get(source.sha256, {}).get(source.part)
        if again is not None and _parts(self._articles[again], source.sha256) == source.parts:
            return Match(self._articles[again], Kind.SOURCE)
        same = self._same_text(new, sketch, source)
        return same or self._version(new, sketch, body, source)

    def _same_text(self, new: ImportedArticle, sketch: Sketch, source: Provenance) -> Match | None:
        """Return an article of the same words; rather one that is also known by another key."""
        same = [
            self._articles[id_]
            for id_ in self._keys.get(("content", sketch.content), ())
            if sketch.words >= SAME_TEXT_WORDS
            or folded(self._articles[id_].title) == folded(new.title)
        ]
        wanted = {id_ for _, id_ in self._identified(new, source)}
        for article in same:
            if article.id in wanted and not _other_site(new, article):
                return Match(article, Kind.VERSION)
        return Match(same[0], Kind.TEXT) if same else None

    def _version(
        self, new: ImportedArticle, sketch: Sketch, body: str, source: Provenance
    ) -> Match | None:
        """Return the article of which a document is a newer version."""
        mine: set[int] | None = None
        for least, id_ in self._identified(new, source):
            mine = shingles(words_of(body)) if mine is None else mine
            if containment(mine, self._shingles(id_)) >= least:
                return Match(self._articles[id_], Kind.VERSION)
        for _, id_ in self._likeness.like(sketch, NEAR_IDENTICAL):
            article = self._articles[id_]
            if self._may_be_older(article, new, source) and _is_same_title(new, article):
                return Match(article, Kind.VERSION)
        return None

    def _identified(self, new: ImportedArticle, source: Provenance) -> Iterator[tuple[float, str]]:
        """Yield articles that have a name in common with a document, the surest name first.

        With each comes the share of the shorter text that the two must have in common.
        """
        for key in _identities(new, source.name):
            ids = self._keys.get(key, ())
            if len(ids) > _COMMON:
                continue
            least = VERSION_SHARE[key[0]]
            for id_ in ids:
                article = self._articles[id_]
                addressed = key[0] in _ADDRESSES and not _is_sibling(article, source)
                if addressed or self._may_be_older(article, new, source):
                    yield least, id_

    def _may_be_older(self, article: Article, new: ImportedArticle, source: Provenance) -> bool:
        """Whether an article can be an earlier version of a document that has not its address.

        Not what came in this very import: who has two files has two documents. Nor another part
        of the same source, nor what says that it is from elsewhere.
        """
        if article.id in self._fresh or _is_sibling(article, source):
            return False
        return not _other_site(new, article)

    # --- much the same document from elsewhere

    def lookalike(self, sketch: Sketch, body: str) -> Article | None:
        """Return the article that resembles a document most, None when none does."""
        if sketch.words < DUPLICATE_WORDS:
            return None
        mine: set[int] | None = None
        for _, id_ in self._likeness.like(sketch, DUPLICATE - _ESTIMATED):
            mine = shingles(words_of(body)) if mine is None else mine
            if jaccard(mine, self._shingles(id_)) >= DUPLICATE:
                return self._articles[id_]
        return None

    def _shingles(self, id_: str) -> set[int]:
        return shingles(words_of(self._body_of(self._articles[id_])))


def folded(text: str) -> str:
    """Return a text for comparing: letters and digits alone, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_LETTERS.sub(" ", letters).strip()


def _sources(article: Article) -> Iterator[tuple[str, int]]:
    source = provenance_of(article)
    if source is not None:
        for digest in (source.sha256, *source.earlier):
            yield digest, source.part


def _parts(article: Article, sha256: str) -> int:
    """Return of how many articles of a source an article is one, 1 for an earlier version."""
    source = provenance_of(article)
    return source.parts if source is not None and source.sha256 == sha256 else 1


def _keys(article: Article, sketch: Sketch | None) -> list[tuple[str, str]]:
    """Return by what an article may be found."""
    source = provenance_of(article)
    keys = _identities(article, source.name if source else "")
    if sketch is not None and sketch.words:
        keys.append(("content", sketch.content))
    return keys


def _identities(article: Article | ImportedArticle, name: str) -> list[tuple[str, str]]:
    """Return the names that two versions of an article may have in common."""
    title = folded(article.title)
    keys = [
        ("url", _address(article.url)),
        ("doi", article.doi.casefold()),
        ("title", f"{title}|{folded(article.publication)}|{article.date}" if title else ""),
        ("name", PurePosixPath(name).name.casefold()),
    ]
    return [key for key in keys if key[1]]


def _address(url: str) -> str:
    """Return an address without what does not name the page: scheme, `www.`, fragment, slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def _is_sibling(article: Article, source: Provenance) -> bool:
    """Whether an article is another part of the same source: two editorials of one issue."""
    other = provenance_of(article)
    return other is not None and other.sha256 == source.sha256 and other.part != source.part


def _is_same_title(new: ImportedArticle, article: Article) -> bool:
    """Whether title and, as far as both are known, date are the same."""
    dates = new.date, article.date
    known = min(map(len, dates))
    return folded(new.title) == folded(article.title) and dates[0][:known] == dates[1][:known]


def _other_site(new: ImportedArticle, article: Article) -> bool:
    """Whether both say where they are from, and say different things."""
    mine, theirs = (
        (folded(each.publication), _address(each.url).partition("/")[0]) for each in (new, article)
    )
    return any(a and b and a != b for a, b in zip(mine, theirs, strict=True))


def known_of(
    articles: Iterable[Article],
    sketches: Callable[[str], Sketch | None],
    body_of: Callable[[Article], str],
) -> Known:
    """Return what a library holds; `sketches` gives an article's by its path."""
    known = Known(body_of)
    for article in articles:
        known.put(article, sketches(article.path))
    return known
