"""The filters set beside a query, as queries: the countries included, and all the others."""

from __future__ import annotations

from careader.model import SearchRequest
from careader.search import query as q
from careader.search.dates import range_of


def included(request: SearchRequest) -> q.Node:
    """Return what the included countries ask for: all of them, or any."""
    nodes: list[q.Node] = [q.About(place) for place in sorted(request.about)]
    nodes += [q.Mentions(place) for place in sorted(request.mentions)]
    if not nodes:
        return q.Everything()
    return q.any_of(*nodes) if request.any_of else q.all_of(*nodes)


def filters_of(request: SearchRequest) -> q.Node:
    """Return what the excluded countries and the dates ask for."""
    nodes: list[q.Node] = [q.Not(q.About(place)) for place in sorted(request.not_about)]
    nodes += [q.Not(q.Mentions(place)) for place in sorted(request.not_mentions)]
    if request.date_from or request.date_to:
        days = range_of(f"{request.date_from}..{request.date_to}")
        nodes.append(q.DateRange(*days) if days else q.Nothing("the range of dates"))
    return q.all_of(*nodes)
