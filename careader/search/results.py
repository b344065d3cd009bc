"""What a search found: how many, which, in what order, and how they divide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from careader.model import Article, Facets, Hit, SearchRequest, Snippet, Sort
from careader.search.crossings import Crossings
from careader.search.query import ParsedQuery, text_leaves
from careader.search.rank import scores
from careader.search.textmatch import Sought
from careader.search.view import View

Texts = Callable[[str, Sequence[Sought]], Snippet]


class Results:
    """The answer to one request, as of one state of library and index. Never changes.

    Everything is worked out when it is first looked at: the total costs nothing, the order of
    10,000 articles 3 ms, a hit with its snippet a fifth of one.
    """

    def __init__(
        self,
        view: View,
        request: SearchRequest,
        query: ParsedQuery,
        bits: int,
        snippet_of: Texts,
        suggest: Callable[[], str | None],
        pool: Callable[[], int],
    ) -> None:
        self._view = view
        self._bits = bits
        self._snippet_of = snippet_of
        self._suggest = suggest
        self._find_pool = pool
        self.request = request
        self.query = query
        """As it was understood, the word being typed decided: what `find_hits` paints."""
        self.total = bits.bit_count()
        """How many articles match."""

    @property
    def problem(self) -> str | None:
        """What of the query could not be understood, in a sentence."""
        return self.query.problem

    @cached_property
    def sort(self) -> Sort:
        """The order they are in."""
        if self.request.sort is not None:
            return self.request.sort
        return Sort.RELEVANCE if self.has_words else Sort.DATE

    @cached_property
    def has_words(self) -> bool:
        """Whether words of the text are asked for: then hits have snippets worth showing."""
        return next(text_leaves(self.query.node), None) is not None

    @cached_property
    def ordinals(self) -> Sequence[int]:
        """Places in the catalogue of all articles found, in order."""
        found = self._view.universe.ordinals(self._bits)
        if self.sort is Sort.RELEVANCE and self.total:
            found.sort(key=self._scores.__getitem__, reverse=True)  # stable: newest first on a tie
        return found

    @cached_property
    def ids(self) -> Sequence[str]:
        """Ids of all articles found, in order."""
        ids = self._view.tables.ids
        return [ids[ordinal] for ordinal in self.ordinals]

    @cached_property
    def facets(self) -> Facets:
        """How many of them carry each value; each field is counted when it is looked at."""
        return self._view.tables.facets(self._bits)

    @cached_property
    def _pool(self) -> int:
        return self._find_pool()

    @cached_property
    def pool(self) -> Facets:
        """The same counts over what is found whichever countries are included."""
        return self._view.tables.facets(self._pool)

    def crossings(self, *, mentioned: bool = False, pool: bool = False) -> Crossings:
        """Return how the countries and years of these articles meet.

        `mentioned`: the countries they mention, instead of those they are about. `pool`: of what
        is found whichever countries are included, instead of what is listed.
        """
        return Crossings(self._view.tables, self._pool if pool else self._bits, mentioned)

    @cached_property
    def suggestion(self) -> str | None:
        """A query like this one that has hits, when this one has none."""
        return None if self.total else self._suggest()

    @cached_property
    def _sought(self) -> list[Sought]:
        return self._view.sought(self.query.node)

    @cached_property
    def _scores(self) -> list[float]:
        return scores(self._view, self.query.node)

    def __len__(self) -> int:
        return self.total

    def __contains__(self, id_: object) -> bool:
        ordinal = self._view.tables.ordinals.get(id_) if isinstance(id_, str) else None
        return ordinal is not None and self._view.universe.has(self._bits, ordinal)

    def row_of(self, id_: str) -> int | None:
        """Return the place of an article in the order, None when it is not among them."""
        return self._rows.get(id_)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {id_: row for row, id_ in enumerate(self.ids)}

    def article(self, index: int) -> Article:
        """Return the article at a place in the order; raises IndexError."""
        return self._view.articles[self.ordinals[index]]

    def hit(self, index: int) -> Hit:
        """Return the article at a place in the order with its score and snippet."""
        ordinal = self.ordinals[index]
        article = self._view.articles[ordinal]
        snippet = self._snippet_of(article.id, self._sought)
        return Hit(article, self._scores[ordinal], snippet, self._view.tables.primary[ordinal])

    def about(self, index: int) -> tuple[str, ...]:
        """Return the codes of the countries that the article at a place in the order is about."""
        return self._view.tables.primary[self.ordinals[index]]

    def hits(self, first: int = 0, count: int = 50) -> list[Hit]:
        """Return the hits of one page."""
        return [self.hit(i) for i in range(first, min(first + count, self.total))]
