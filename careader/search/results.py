"""What a search found: how many, which, in what order, and how they divide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from careader.model import Article, Facets, Hit, SearchRequest, Snippet, Sort
from careader.search import query as q
from careader.search.crossings import Crossings
from careader.search.facts import ReaderFacts
from careader.search.query import ParsedQuery, text_leaves
from careader.search.rank import scores
from careader.search.store import FactsOf
from careader.search.textmatch import Sought
from careader.search.view import View

if TYPE_CHECKING:
    from careader.search.explain import Reason
    from careader.search.passages import Passage


@dataclass(frozen=True, slots=True)
class Behind:
    """What results look at when they are asked for more than their number."""

    filters: q.Node
    """The filters set beside the query."""
    reader: ReaderFacts
    snippet: Callable[[str, Sequence[Sought]], Snippet]
    """Of an article's text by id."""
    text: Callable[[str], str | None]
    """Reading text by article id; None when the article is not indexed."""
    suggest: Callable[[], str | None]
    """A query like this one that has hits."""
    emptied: Callable[[], str | None]
    """What left no article, in a sentence."""
    pool: Callable[[], int]
    """The articles found whichever countries are included, as bits."""


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
        behind: Behind,
    ) -> None:
        self._view = view
        self._bits = bits
        self._behind = behind
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
    def has_snippets(self) -> bool:
        """Whether hits show what matched: words of the text, or a passage and its note."""
        return self.has_words or bool(self._wanted)

    @cached_property
    def _wanted(self) -> tuple[q.Has | q.Noted, ...]:
        return tuple(q.highlight_leaves(self.query.node))

    @cached_property
    def completed(self) -> str:
        """The query as it has to be typed to find the same once nothing is typed any more.

        A word that was taken as the beginning of others gets its star.
        """
        from careader.search.parse import parse

        text = self.query.text
        if not self.total or not text[-1:].isalnum():
            return text
        starred = parse(text + "*").node
        begun = set(q.leaves(starred)) - set(q.leaves(parse(text).node))
        return text + "*" if begun & set(q.leaves(self.query.node)) else text

    @cached_property
    def meaning(self) -> str:
        """What is asked for, filters and all, in words."""
        return q.all_of(self._behind.filters, self.query.node).describe()

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
        return self._behind.pool()

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
        return None if self.total else self._behind.suggest()

    @cached_property
    def emptied(self) -> str | None:
        """Which word or filter left no article, in a sentence; None when there are some."""
        return None if self.total else self._behind.emptied()

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
        score = self._scores[ordinal]
        about = self._view.tables.primary[ordinal]
        passage = self._passage(article.id)
        if passage is not None:
            return Hit(article, score, passage.snippet, about, passage.highlight.id)
        snippet = self._behind.snippet(article.id, self._sought)
        return Hit(article, score, snippet, about, also=other_spellings(snippet, self._spelled))

    def _passage(self, id_: str) -> Passage | None:
        if not self._wanted:
            return None
        from careader.search.passages import passage_of

        return passage_of(self._wanted, self._behind.reader.highlights.get(id_, ()))

    @cached_property
    def _spelled(self) -> list[q.Spelled]:
        return [leaf for leaf in text_leaves(self.query.node) if isinstance(leaf, q.Spelled)]

    def why(self, index: int) -> tuple[Reason, ...]:
        """Return why the article at a place in the order was found, one reason a part."""
        from careader.search.explain import Evidence, reasons

        article = self.article(index)
        facts = FactsOf(self._view.rows).get(article.id)
        text = self._behind.text(article.id) or ""
        evidence = Evidence(article, text, facts, self._behind.reader)
        return reasons(q.all_of(self._behind.filters, self.query.node), evidence)

    def about(self, index: int) -> tuple[str, ...]:
        """Return the codes of the countries that the article at a place in the order is about."""
        return self._view.tables.primary[self.ordinals[index]]

    def hits(self, first: int = 0, count: int = 50) -> list[Hit]:
        """Return the hits of one page."""
        return [self.hit(i) for i in range(first, min(first + count, self.total))]


def other_spellings(snippet: Snippet, spelled: Sequence[q.Spelled]) -> tuple[str, ...]:
    """Return the spellings, other than the typed, in which names stand at a snippet's marks."""
    if not spelled or not snippet.marks:
        return ()
    from careader.search.explain import through

    marked = [snippet.text[first:last] for first, last in snippet.marks]
    found = (through(leaf, text) for leaf in spelled for text in marked)
    return tuple(dict.fromkeys(name.text for name in found if name is not None))
