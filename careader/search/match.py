"""The same query, asked of one article in memory: what the index must answer, said plainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careader.model import Article
from careader.search import query as q
from careader.search.dates import overlaps
from careader.search.derive import heads_of, searched
from careader.search.facts import NOBODY, Facts, ReaderFacts
from careader.search.groups import is_in
from careader.search.tables import owns, tags_marked
from careader.search.textmatch import leaf_in, named_in


def matches(
    node: q.Node,
    article: Article,
    text: str,
    mentions: Mapping[str, int] | None = None,
    reader: ReaderFacts = NOBODY,
    found: Facts | None = None,
) -> bool:
    """Say whether an article is what a query asks for.

    `text` is its reading text, `mentions` the countries it mentions, `found` what indexing found
    besides: what it is about where the front matter is silent, the organisations. A word still
    being typed is both itself and a beginning here; searching the index decides for one
    (`View.resolve`).
    """
    return _Matcher(article, text, mentions or {}, reader, found).matches(node)


class _Matcher:
    """One article, its words counted once for all leaves."""

    def __init__(
        self,
        article: Article,
        text: str,
        mentions: Mapping[str, int],
        reader: ReaderFacts,
        found: Facts | None,
    ) -> None:
        self._article = article
        self._about = article.countries or (found.about if found is not None else ())
        self._mentions = {*self._about, *mentions}
        self._organisations = found.organisations if found is not None else {}
        self._reader = reader
        heads = heads_of(article)
        self._places: dict[q.TextField, Mapping[str, Sequence[int]]] = {
            q.TextField.ALL: searched(heads, text),
            q.TextField.TITLE: searched(heads[:1], ""),
        }

    def matches(self, node: q.Node) -> bool:
        match node:
            case q.And(parts):
                return all(map(self.matches, parts))
            case q.Or(parts):
                return any(map(self.matches, parts))
            case q.Not(part):
                return not self.matches(part)
            case q.Word() | q.Phrase() | q.Wildcard() | q.Fuzzy() | q.Name() | q.Spelled():
                return leaf_in(node, self._places[node.field])
            case _:
                return self._leaf(node)

    def _leaf(self, leaf: q.Leaf) -> bool:
        article = self._article
        match leaf:
            case q.About(code):
                return is_in(code, self._about, self._organisations)
            case q.Mentions(code):
                return is_in(code, self._mentions, self._organisations)
            case q.DateRange(first, last):
                return overlaps(article.date, first, last)
            case q.Named(q.NamedField.TAG):
                tagged = tags_marked(self._reader.highlights.get(article.id, ()))
                return named_in(leaf, (*article.tags, *tagged))
            case q.Named(field):
                return named_in(leaf, self._values(field))
            case q.Is(q.State.STARRED):
                return article.id in self._reader.starred
            case q.Is(state):
                return (article.id in self._reader.read) == (state is q.State.READ)
            case q.Has() | q.Noted():
                return owns(leaf, article.id, self._reader)
            case _:
                return isinstance(leaf, q.Everything)

    def _values(self, field: q.NamedField) -> tuple[str, ...]:
        article = self._article
        match field:
            case q.NamedField.AUTHOR:
                return article.authors
            case q.NamedField.TAG:
                return article.tags
            case q.NamedField.LANG:
                return (article.lang,)
            case _:
                return (article.publication,)
