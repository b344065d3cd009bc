"""How well articles answer a query: BM25 over its words, those in the title counting more."""

from __future__ import annotations

from careader.search import query as q
from careader.search.view import View


def scores(view: View, node: q.Node) -> list[float]:
    """Return the score of every article by ordinal, 0.0 for what has none of the words."""
    total = [0.0] * (view.universe.size + 1)
    for leaf in dict.fromkeys(q.text_leaves(node)):
        for ordinal, weight in zip(*view.weights(leaf), strict=True):
            total[ordinal] += weight
    total.pop()
    return total
