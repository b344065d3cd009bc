"""How well articles answer a query: BM25 over its words, those in the title counting more."""

from __future__ import annotations

from dataclasses import replace

from careader.search import query as q
from careader.search.view import TITLE_WEIGHT, View


def scores(view: View, node: q.Node) -> list[float]:
    """Return the score of every article by ordinal, 0.0 for what has none of the words."""
    total = [0.0] * (view.universe.size + 1)
    for leaf in dict.fromkeys(q.text_leaves(node)):
        _add(total, view, leaf, 1.0)
        if not leaf.field:
            _add(total, view, replace(leaf, field=q.TextField.TITLE), TITLE_WEIGHT)
    total.pop()
    return total


def _add(total: list[float], view: View, leaf: q.TextLeaf, factor: float) -> None:
    for ordinal, weight in zip(*view.weights(leaf), strict=True):
        total[ordinal] += factor * weight
