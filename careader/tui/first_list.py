"""What the first frame lists: every article, newest first, before searching is even imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from careader.model import Article, Facets, Hit, SearchRequest, Snippet, Sort

if TYPE_CHECKING:
    from careader.search.explain import Reason
    from careader.search.query import ParsedQuery


class FirstList:
    """Stands in for `careader.search.results.Results` until the first search is done."""

    has_words = False
    has_snippets = False
    sort = Sort.DATE
    meaning = ""
    completed = ""
    emptied: str | None = None
    query: ParsedQuery
    """Never set, since there are no words."""
    problem: str | None = None
    suggestion: str | None = None

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self.request = SearchRequest()
        self.facets = Facets()

    @property
    def total(self) -> int:
        """How many articles there are."""
        return len(self._articles)

    def article(self, index: int) -> Article:
        """Return the article at a place in the order."""
        return self._articles[index]

    def about(self, index: int) -> tuple[str, ...]:
        """Return the countries that the front matter of the article at a place names."""
        return self._articles[index].countries

    def hit(self, index: int) -> Hit:
        """Return the article at a place in the order, without a snippet."""
        return Hit(self._articles[index], 0.0, Snippet(""))

    def why(self, index: int) -> tuple[Reason, ...]:
        """Return no reason: every article is here."""
        return ()

    def row_of(self, id_: str) -> int | None:
        """Return the place of an article in the order, None when it is not among them."""
        return next((n for n, each in enumerate(self._articles) if each.id == id_), None)
