"""Pairs of countries and years, as the tables and documents that `careader countries` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from careader.countries.names import name_of
from careader.search.crossings import Crossings
from careader.search.results import Results

_BAR = 24
"""Cells of the longest bar."""


def pair_counts(crossings: Crossings, codes: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return code to code to number of articles of both; a country with itself: all of it."""
    return {
        one: {other: row[other] for other in codes if other in row}
        for one in codes
        for row in [crossings.beside(one)]
    }


def matrix_table(crossings: Crossings, codes: Sequence[str]) -> list[Sequence[str]]:
    """Return the pairs as rows of a table; the diagonal holds all articles of a country."""
    counts = pair_counts(crossings, codes)
    rows: list[Sequence[str]] = [("code", "country", *codes)]
    for one in codes:
        figures = (str(counts[one].get(other, "·")) for other in codes)
        rows.append((one, name_of(one), *figures))
    return rows


def year_counts(
    results: Results, places: Sequence[str], mentioned: bool
) -> dict[str, dict[str, Any]]:
    """Return, by year, how many articles were found and how many there are of each place.

    Of the places all articles of the query and its dates count, not only those of the others too.
    Where none is named, every country of the articles found is.
    """
    found = results.crossings(mentioned=mentioned)
    of_all = results.crossings(mentioned=mentioned, pool=True) if places else found
    listed = {place: of_all.years(place) for place in places or found.counts}
    years = sorted({*found.years(), *(year for counts in listed.values() for year in counts)})
    return {
        year: {
            "articles": found.years().get(year, 0),
            "countries": _ranked({p: c[year] for p, c in listed.items() if year in c}, places),
        }
        for year in years
    }


def _ranked(counts: Mapping[str, int], places: Sequence[str]) -> dict[str, int]:
    if places:
        return {place: counts.get(place, 0) for place in places}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def year_table(
    counts: Mapping[str, Mapping[str, Any]], places: Sequence[str]
) -> list[Sequence[str]]:
    """Return the years as rows of a table: articles, the named countries, a bar."""
    most = max((row["articles"] for row in counts.values()), default=0)
    rows: list[Sequence[str]] = [("year", "articles", *places, "")]
    for year, row in counts.items():
        bar = "█" * round(_BAR * row["articles"] / most) if most else ""
        figures = (str(row["countries"][place]) for place in places)
        rows.append((year, str(row["articles"]), *figures, bar))
    return rows
