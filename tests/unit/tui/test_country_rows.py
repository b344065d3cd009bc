"""Which rows the countries pane has, in which order."""

from __future__ import annotations

from careader.model import Facets, SearchRequest
from careader.tui.country_rows import CountryView, country_rows

FACETS = Facets(
    about={"TJ": 5, "RU": 5, "KZ": 1},
    mentioned={"TJ": 6, "RU": 9, "KZ": 9, "FR": 2},
    group_about={"central-asia": 6, "CSTO": 2},
    group_mentioned={"central-asia": 9, "CSTO": 2},
)


def codes(request: SearchRequest | None = None, **view: object) -> list[str]:
    rows = country_rows(FACETS, request or SearchRequest(), CountryView(**view))  # type: ignore[arg-type]
    return [row.code for row in rows]


def test_countries_stand_by_count_and_groups_below_them() -> None:
    assert codes() == ["RU", "TJ", "KZ", "FR", "central-asia", "CSTO"]
    assert codes(by_mention=True) == ["RU", "KZ", "TJ", "FR", "central-asia", "CSTO"]
    assert codes(by_name=True) == ["FR", "KZ", "RU", "TJ", "central-asia", "CSTO"]


def test_what_is_filtered_by_comes_first_and_stays_without_an_article() -> None:
    request = SearchRequest(about=frozenset({"FR"}), not_mentions=frozenset({"JP", "SCO"}))
    assert codes(request) == ["FR", "JP", "RU", "TJ", "KZ", "central-asia", "SCO", "CSTO"]
    assert codes(request, narrow="taj") == ["TJ"]


def test_narrowing_takes_names_in_any_language() -> None:
    assert codes(narrow="таджик") == ["TJ"]
    assert codes(narrow="fed") == ["RU"]
    assert codes(narrow="ОДКБ") == ["CSTO"]
    assert codes(SearchRequest(about=frozenset({"BY"})), narrow="russia") == ["RU", "BY"]
    assert codes(narrow="asia") == ["central-asia"]
    assert codes(narrow="zzz") == []
    assert codes(narrow="  ") == codes()


def test_what_could_be_included_too_is_listed_with_no_count() -> None:
    pool = Facets(about={"TJ": 5, "UZ": 3}, mentioned={"TJ": 6, "UZ": 3})
    few = Facets(about={"TJ": 5}, mentioned={"TJ": 5})
    rows = country_rows(few, SearchRequest(any_of=True), CountryView(), pool)
    assert [(row.code, row.about, row.mentioned) for row in rows] == [("TJ", 5, 5), ("UZ", 0, 0)]
