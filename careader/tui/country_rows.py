"""What the countries pane lists: which countries and groups, in which order. Values, no widget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careader.model import Facets, SearchRequest

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class CountryView:
    """How the pane shows the countries, and what including one of them means."""

    by_mention: bool = False
    """Filter by what articles mention, not by what they are about."""
    by_name: bool = False
    """In the order of names, not of counts."""
    narrow: str = ""
    """Only what is called so, in any language."""


@dataclass(frozen=True, slots=True)
class CountryRow:
    """One line of the pane."""

    code: str
    """Of a country, or the key of a group."""
    name: str
    about: int
    mentioned: int
    kind: str = ""
    """`region` or `organisation`; empty for a country."""


def included(request: SearchRequest) -> frozenset[str]:
    """Return the countries and groups that the filter includes."""
    return request.about | request.mentions


def excluded(request: SearchRequest) -> frozenset[str]:
    """Return those it excludes."""
    return request.not_about | request.not_mentions


def country_rows(
    facets: Facets,
    request: SearchRequest,
    view: CountryView = CountryView(),
    pool: Facets | None = None,
) -> list[CountryRow]:
    """Return the rows: countries, then groups, those of the filter first in each.

    `pool`: counts whichever countries are included. Where any of those included is enough, what
    is not among the articles yet can still be chosen, and its counts here are 0. Narrowed by a
    name, the filter itself is hidden like all else: the cursor is on what was asked for.
    """
    chosen = included(request) | excluded(request)
    wanted = _wanted(view.narrow)
    rows = [*_countries(facets, pool or facets, chosen), *_groups(facets, pool or facets, chosen)]
    kept = (row for row in rows if wanted is None or row.code in wanted)
    ordered = sorted(kept, key=lambda row: _order(row, chosen, view))
    return ordered if wanted is None else _called(ordered, view.narrow)


def _called(rows: list[CountryRow], text: str) -> list[CountryRow]:
    """Return the rows with those first whose own name begins so: Russia before White Russia."""
    from careader.countries.fold import key

    return sorted(rows, key=lambda row: not key(row.name).startswith(key(text)))


def _wanted(narrow: str) -> Collection[str] | None:
    if not narrow.strip():
        return None
    from careader.countries.names import places_like

    return places_like(narrow)


def _countries(facets: Facets, pool: Facets, chosen: Iterable[str]) -> Iterator[CountryRow]:
    from careader.countries.names import is_code, name_of

    for code in {*pool.about, *pool.mentioned, *filter(is_code, chosen)}:
        counts = facets.about.get(code, 0), facets.mentioned.get(code, 0)
        yield CountryRow(code, name_of(code), *counts)


def _groups(facets: Facets, pool: Facets, chosen: Collection[str]) -> Iterator[CountryRow]:
    if not (pool.group_mentioned or chosen):
        return  # the table of names takes 3 ms, and the first frame has no counts
    from careader.countries.names import groups

    for group in groups():
        if group.key in pool.group_mentioned or group.key in chosen:
            about = facets.group_about.get(group.key, 0)
            mentioned = facets.group_mentioned.get(group.key, 0)
            yield CountryRow(group.key, group.name, about, mentioned, group.kind)


def _order(row: CountryRow, chosen: Collection[str], view: CountryView) -> tuple[object, ...]:
    counts = (-row.mentioned, -row.about) if view.by_mention else (-row.about, -row.mentioned)
    by = () if view.by_name else counts
    # Regions before organisations: the shorter list, and the one that holds countries.
    return (row.kind != "", row.kind == "organisation", row.code not in chosen, *by, row.name)


def view_words(view: CountryView, request: SearchRequest) -> tuple[str, str]:
    """Return how the pane shows and filters, for its title, and the heads of its counts.

    An arrow stands before the count by which it filters, when that is not the first.
    """
    order, narrow = "a–z" * view.by_name, f"~{view.narrow}" * bool(view.narrow)
    words = " ".join(filter(None, ("any" * request.any_of, order, narrow)))
    return words, "about ›all" if view.by_mention else "about  all"
