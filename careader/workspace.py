"""A library opened with its index, its highlights and one reader's state, for every surface."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from careader.config import Config
from careader.errors import LibraryError
from careader.library.catalogue import Catalogue
from careader.library.disk import can_be_made
from careader.library.library import Library
from careader.model import (
    AnchorState,
    Article,
    Highlight,
    PlacedHighlight,
    Progress,
    SearchRequest,
)
from careader.paths import Paths

if TYPE_CHECKING:
    from careader.countries.article import ArticleCountries
    from careader.importing.options import Options
    from careader.importing.run import Import
    from careader.notebook import Notebook
    from careader.search.facts import KnownReader
    from careader.search.index import SearchIndex
    from careader.search.results import Results
    from careader.search.spellings import OwnSpellings
    from careader.search.updating import UpdateReport
    from careader.state import ReaderState
    from careader.state.last_seen import LastSeen
    from careader.state.position import Position
    from careader.state.typed_line import TypedLine
    from careader.text.reading import ReadingText

LIBRARY_VARIABLE = "CAREADER_LIBRARY"


def find_library(option: str | None, config: Config, paths: Paths) -> Path:
    """Return which library is meant: by option, environment, settings, else the user's own.

    The user's own is laid down with the sample articles when it is not there yet.

    Raises:
        LibraryError: It cannot be laid down.
    """
    named = option or os.environ.get(LIBRARY_VARIABLE) or config.library
    if named:
        return Path(named).expanduser()
    root = paths.default_library
    if not (root / "articles").is_dir():
        from careader.library.sample import lay_down

        lay_down(root)
    return root


_Made = TypeVar("_Made")


class made_once(Generic[_Made]):
    """A property that is made when first asked for, and never twice, however many threads ask.

    `functools.cached_property` has no lock since Python 3.12.
    """

    def __init__(self, make: Callable[[Any], _Made]) -> None:
        self.__doc__ = make.__doc__
        self._make = make
        self._making = RLock()

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> _Made: ...

    def __get__(self, instance: object | None, owner: type) -> Self | _Made:
        """Return what was made; from then on Python finds it on the instance itself."""
        if instance is None:
            return self
        with self._making:
            if self._name not in instance.__dict__:
                instance.__dict__[self._name] = self._make(instance)
            made: _Made = instance.__dict__[self._name]
            return made


class Workspace:
    """One library as one reader works with it. No screen; safe to call from worker threads."""

    def __init__(self, library: Library, config: Config, paths: Paths) -> None:
        self.library = library
        self.config = config
        self.paths = paths
        self._catalogue: Catalogue | None = None

    @classmethod
    def open(cls, root: Path, config: Config, paths: Paths) -> Workspace:
        """Open a library; raise LibraryError, one clear line, when there is none."""
        return cls(Library.open(root, paths.cache_of(root)), config, paths)

    # --- articles

    @property
    def catalogue(self) -> Catalogue:
        """The articles as of the last scan; the first time from the cache, else by scanning."""
        if self._catalogue is None:
            self._catalogue = self.library.catalogue() or self.library.scan()
        return self._catalogue

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.catalogue)

    def scan(self) -> bool:
        """Compare the catalogue with the disk; say whether anything changed."""
        before = self.catalogue
        self._catalogue = self.library.scan(before)
        return self._catalogue is not before

    def article(self, article_id: str) -> Article | None:
        """Return what is known about an article, None when there is no such id."""
        return self.catalogue.get(article_id)

    def read(self, article_id: str) -> tuple[Article, ReadingText]:
        """Return an article with its reading text.

        Raises:
            LibraryError: There is no such article, or its file is gone or cannot be read.
        """
        from careader.text.reading import build

        article = self.article(article_id)
        if article is None:
            raise LibraryError(f"there is no article {article_id!r} in this library")
        document = self.library.read(article)
        return document.article, build(document.markdown)

    def paragraph_number(self, article_id: str, offset: int) -> int:
        """Return the paragraph of an offset in an article, as `ReadingText` counts them.

        Raises:
            LibraryError: The article cannot be read.
        """
        return self.read(article_id)[1].paragraph_number(offset)

    def placed_one(self, highlight: Highlight) -> PlacedHighlight:
        """Return where a highlight stands now; an orphan when its article is gone."""
        try:
            _, reading = self.read(highlight.article)
        except LibraryError:
            return PlacedHighlight(highlight, 0, 0, AnchorState.ORPHAN)
        from careader.annotations.anchors import place

        return place(reading, highlight)

    # --- more articles

    def importing(
        self,
        options: Options,
        progress: Callable[[Progress], object] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Import:
        """Return an import into this library, to be run.

        Raises:
            ConfigError: The user's own table of publications makes no sense.
        """
        from careader.importing import publications
        from careader.importing.run import Import

        return Import(
            library=self.library,
            catalogue=self.catalogue,
            options=options,
            publications=publications.load(self.paths.config_dir),
            progress=progress,
            cancelled=cancelled,
        )

    def settle(self, article_id: str, key: str, text: str | None = None) -> Article:
        """Take the doubt under a key out of an article's file, with a new value where one is given.

        Raises:
            LibraryError: There is no such article, or it cannot be written.
            Unfit: The value makes no sense for the field.
        """
        from careader.importing.settling import settled

        article = self.article(article_id)
        if article is None:
            raise LibraryError(f"there is no article {article_id!r} in this library")
        document = self.library.read(article)
        after = settled(document.article, key, text)
        return self.library.write(after, document.markdown, expected=document.digest)

    # --- the reader's own

    @made_once
    def state(self) -> ReaderState:
        """Positions, read marks, stars, queries."""
        from careader.state import ReaderState

        return ReaderState(self.paths.state_of(self.library.root))

    @made_once
    def notebook(self) -> Notebook:
        """Everybody's highlights; not read from the disk before `load` is called."""
        from careader.notebook import Notebook

        root = self.library.root
        # Where nothing can be written at all, what is there is shown, and what fails is said.
        own_place = self.library.writable or not can_be_made(self.paths.annotations_of(root))
        shared, state = root / "annotations", self.paths.state_of(root)
        if own_place:
            return Notebook(shared, self.config.reader_name, state, needs=root / "articles")
        folder = self.paths.annotations_of(root)
        return Notebook(folder, self.config.reader_name, state, beside=shared)

    def resume(self, article_id: str, reading: ReadingText) -> Position:
        """Return where reading an article stopped, in its text as it is now."""
        return self.found_again(self.state.place(article_id), reading)

    def found_again(self, place: Position, reading: ReadingText) -> Position:
        """Return a place in a text that may have changed since: at the same words if they stand."""
        text = reading.text
        if place.fits(text):
            return place
        from careader.annotations.anchoring import Quote, find

        anchor = find(text, Quote(place.after, place.before, "", place.offset))
        offset = place.offset if anchor.state is AnchorState.ORPHAN else anchor.start
        return place._replace(offset=min(offset, len(text)))

    def report_crash(self, error: BaseException) -> str:
        """Keep the traceback of an error nobody foresaw; say in words where it is, or nothing."""
        from traceback import format_exception

        path = self.paths.state_dir / "crash.txt"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(format_exception(error)), encoding="utf-8")
        except OSError:
            return ""
        return f"What went wrong is in {path}."

    def unread_ids(self) -> frozenset[str]:
        """Return the ids of the articles never opened."""
        return frozenset(self.catalogue.ids) - self.state.read_ids()

    def queries(self) -> tuple[str, ...]:
        """Return past queries, each once, the latest first."""
        return self.state.queries()

    def remember_query(self, query: str) -> None:
        """Keep a query for `queries`; a blank one is not kept."""
        self.state.add_query(query)

    def saved_searches(self) -> Mapping[str, str]:
        """Return the saved searches: a name and its query."""
        return self.config.searches

    def save_search(self, name: str, query: str) -> None:
        """Keep a search under a name, in the settings file.

        Raises:
            ConfigError: The file cannot be written, or only a person should change it.
        """
        from careader import saved_searches
        from careader.config import load

        saved_searches.save(self.paths.config_file, name, query)
        self.config = load(self.paths.config_file)

    @made_once
    def last_seen(self) -> LastSeen:
        """Return what the saved searches had found when they were last looked at."""
        from careader.state.last_seen import LastSeen

        return LastSeen(self.paths.state_of(self.library.root))

    @made_once
    def typed_line(self) -> TypedLine:
        """Return the keeper of the line that something is typed in."""
        from careader.state.typed_line import TypedLine

        return TypedLine(self.paths.state_of(self.library.root))

    # --- searching

    @made_once
    def own_country_problems(self) -> tuple[str, ...]:
        """Return what of the user's own countries makes no sense, a line each."""
        from careader import own_countries

        return own_countries.use(self.paths.countries_file)

    @made_once
    def index(self) -> SearchIndex:
        """Return the search index; it never fails to open."""
        from careader.search.index import SearchIndex

        _ = self.own_country_problems  # the index is of another version with other names
        return SearchIndex(self.paths.cache_of(self.library.root) / "index", self.spellings.now)

    @made_once
    def spellings(self) -> OwnSpellings:
        """Return how names are spelled: the list that comes with careader and the reader's own."""
        from careader.search.spellings import OwnSpellings

        return OwnSpellings(self.paths.aliases_file)

    def update_index(
        self,
        progress: Callable[[Progress], object] | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        rebuild: bool = False,
    ) -> UpdateReport:
        """Bring the index up to date with the catalogue; `rebuild` makes it anew from nothing."""
        return self.index.update(
            self.catalogue, self.library.read, progress, cancelled, rebuild=rebuild
        )

    def search(
        self, request: SearchRequest, cancelled: Callable[[], bool] | None = None
    ) -> Results | None:
        """Return what a request finds in the catalogue; None when it was cancelled."""
        from careader.search.view import Cancel

        self.index.attach(self.catalogue)
        try:
            return self.index.search(request, self._facts(), cancelled)
        except Cancel:
            return None

    def _facts(self) -> KnownReader:
        from careader.search.facts import KnownReader

        return KnownReader(
            self.state.read_ids(), self.state.starred_ids(), self.notebook.by_article()
        )

    def mentions(self, article_id: str) -> Mapping[str, int]:
        """Return how often an article names each country; nothing before it is indexed."""
        facts = self.index.facts().get(article_id)
        return facts.mentions if facts is not None else {}

    def about(self, article: Article) -> tuple[str, ...]:
        """Return what an article is about: by its front matter, else as its text was weighed."""
        if article.countries:
            return article.countries
        facts = self.index.facts().get(article.id)
        return facts.about if facts is not None else ()

    def article_countries(self, article_id: str) -> ArticleCountries:
        """Return the countries of an article as it is now, with their places in its text.

        Raises:
            LibraryError: The article cannot be read.
        """
        from careader.countries.article import countries_of

        _ = self.own_country_problems
        article, reading = self.read(article_id)
        return countries_of(article.title, reading)

    def word_count(self, article_id: str) -> int:
        """Return the words of an article's text, 0 before it is indexed."""
        facts = self.index.facts().get(article_id)
        return facts.words if facts is not None else 0
