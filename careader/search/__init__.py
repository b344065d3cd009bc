"""Finding articles: the query language, the index, counts by facet, snippets and hits to paint.

What the rest of careader uses:

`SearchIndex(folder)`          the index of one library: `attach(catalogue)`, `search(request)`,
                               `update(catalogue, library.read, progress, cancelled)`
`Results`                      `total`, `ids`, `facets`, `suggestion`, `problem`, `query`, `hit(i)`
`parse.parse(text)`            a query as it is understood; `describe()` says it in words
`find_hits(text, query)`       the spans of a reading text to paint
`matches(node, article, text)` the same query asked of one article in memory
`KnownReader`                  what was read, starred, highlighted: for `is:`, `has:`, `note:`

Importing this package imports nothing heavy: each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # the typing module takes longer to import than all of this
if TYPE_CHECKING:
    from careader.search.facts import NOBODY, Facts, KnownReader, ReaderFacts
    from careader.search.hits import find_hits
    from careader.search.index import SearchIndex
    from careader.search.match import matches
    from careader.search.query import ParsedQuery
    from careader.search.results import Results
    from careader.search.updating import UpdateReport
    from careader.search.view import Cancel

__all__ = [
    "NOBODY",
    "Cancel",
    "Facts",
    "KnownReader",
    "ParsedQuery",
    "ReaderFacts",
    "Results",
    "SearchIndex",
    "UpdateReport",
    "find_hits",
    "matches",
]

_WHERE = {
    **dict.fromkeys(("NOBODY", "Facts", "KnownReader", "ReaderFacts"), "facts"),
    "Cancel": "view",
    "ParsedQuery": "query",
    "Results": "results",
    "SearchIndex": "index",
    "UpdateReport": "updating",
    "find_hits": "hits",
    "matches": "match",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
