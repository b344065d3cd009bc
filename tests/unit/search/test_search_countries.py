"""Countries as filters and facets: counts equal counting by hand, whatever is filtered."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careader.countries.names import GROUPS, groups, use_own_entries
from careader.model import SearchRequest
from careader.search.bits import Universe
from careader.search.crossings import Crossings
from careader.search.filters import filters_of, included
from careader.search.query import all_of
from careader.search.tables import Tables
from careader.search.view import View
from tests.unit.search.search_cases import CODES, PLACES, Case, cases
from tests.unit.search.shelf import Shelf
from tests.unit.search.test_search_agreement import Articles, reader_of, rows_of

SETS = st.frozensets(st.sampled_from(PLACES), max_size=2)
REQUESTS = st.builds(
    SearchRequest,
    about=SETS,
    mentions=SETS,
    not_about=SETS,
    not_mentions=SETS,
    any_of=st.booleans(),
)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def about(case: Case) -> tuple[str, ...]:
    return case.article.countries or case.about


def mentioned(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*about(case), *case.mentions)))


def is_of(place: str, codes: Iterable[str], case: Case) -> bool:
    """Say whether an article is of a place, by what the words mean."""
    if place in CODES:
        return place in codes
    if place not in GROUPS:
        return False
    if GROUPS[place].kind == "organisation":
        return place in case.organisations
    return bool(set(codes) & set(GROUPS[place].members))


def passes(request: SearchRequest, case: Case) -> bool:
    inside = [is_of(place, about(case), case) for place in request.about]
    inside += [is_of(place, mentioned(case), case) for place in request.mentions]
    outside = [is_of(place, about(case), case) for place in request.not_about]
    outside += [is_of(place, mentioned(case), case) for place in request.not_mentions]
    few = any(inside) or not inside if request.any_of else all(inside)
    return few and not any(outside)


def view_of(shelf: list[Case]) -> View:
    return View(Articles([case.article for case in shelf]), rows_of(shelf), lambda: None)


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(cases(12), REQUESTS)
def test_facets_equal_counting_by_hand_after_any_filter(
    shelf: list[Case], request: SearchRequest
) -> None:
    view = view_of(shelf)
    bits = view.bits(all_of(included(request), filters_of(request)), reader_of(shelf))
    left = [case for case in shelf if passes(request, case)]
    facets = view.tables.facets(bits)

    assert bits.bit_count() == len(left)
    assert dict(facets.about) == Counter(code for case in left for code in about(case))
    assert dict(facets.mentioned) == Counter(code for case in left for code in mentioned(case))
    for group in groups():
        among = sum(is_of(group.key, about(case), case) for case in left)
        assert facets.group_about.get(group.key, 0) == among
        among = sum(is_of(group.key, mentioned(case), case) for case in left)
        assert facets.group_mentioned.get(group.key, 0) == among


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(cases(12), st.booleans())
def test_pairs_and_years_equal_counting_by_hand(shelf: list[Case], by_mention: bool) -> None:
    view = view_of(shelf)
    crossings = Crossings(view.tables, view.universe.all, by_mention)
    codes = [set(mentioned(case) if by_mention else about(case)) for case in shelf]
    years = [case.article.year for case in shelf]

    for one in CODES:
        together = Counter(code for each in codes if one in each for code in each)
        assert dict(crossings.beside(one)) == together
        dated = Counter(y for each, y in zip(codes, years, strict=True) if one in each and y)
        assert crossings.years(one) == dated
    pairs = {(a, b): n for a, b, n in crossings.pairs(CODES)}
    assert pairs == {
        (a, b): sum({a, b} <= each for each in codes)
        for n, a in enumerate(CODES)
        for b in CODES[n + 1 :]
        if any({a, b} <= each for each in codes)
    }
    assert sum(crossings.years().values()) == sum(map(bool, years))


def test_years_are_ascending() -> None:
    tables = Tables(Articles([]), {})
    assert Crossings(tables, Universe(0).all, False).years() == {}


# --- what the text is about, where the front matter is silent


@pytest.fixture
def border(shelf: Shelf) -> Shelf:
    text = "Tajikistan and Kyrgyzstan drew a border. Dushanbe and Bishkek agreed.\n\nTajiks left."
    shelf.put("silent", text, title="A border")
    shelf.put("says", text, title="Another border", countries=["RU"])
    shelf.put("sco", "The SCO and the CSTO met. So did the SCO.", title="A meeting")
    shelf.put(
        "notes",
        "Uzbekistan waits.\n\n## Notes\n\nChina. China. China. China. China.",
        title="Waiting",
    )
    shelf.update()
    return shelf


def test_a_silent_article_is_about_what_its_text_weighs(border: Shelf) -> None:
    assert border.find("about:TJ") == ["silent"]
    assert border.find("about:KG") == ["silent"]


def test_front_matter_always_wins(border: Shelf) -> None:
    assert border.find("about:RU") == ["says"]
    assert border.find("country:TJ") == ["says", "silent"]


def test_notes_say_nothing_about_an_article(border: Shelf) -> None:
    assert border.find("about:UZ") == ["notes"]
    assert border.find("about:CN") == []
    assert border.find("country:CN") == ["notes"]


def test_an_organisation_is_named_and_a_region_is_any_of_its_countries(border: Shelf) -> None:
    assert border.find("about:SCO") == border.find("country:ШОС") == ["sco"]
    assert border.find("about:csto") == ["sco"]
    assert border.find('about:"Central Asia"') == ["notes", "silent"]
    assert border.find("-country:central-asia") == ["sco"]


def test_any_of_several_is_enough_when_asked_so(border: Shelf) -> None:
    both = frozenset({"RU", "KG"})
    assert border.find("", about=both) == []
    assert border.find("", about=both, any_of=True) == ["says", "silent"]
    assert border.find("", about=both, mentions=frozenset({"SCO"}), any_of=True) == [
        "says",
        "sco",
        "silent",
    ]


def test_what_else_could_be_included_is_known(border: Shelf) -> None:
    results = border.results("", about=frozenset({"RU"}), any_of=True)
    assert dict(results.facets.about) == {"RU": 1}
    assert dict(results.pool.about) == {"RU": 1, "TJ": 1, "KG": 1, "UZ": 1}
    assert results.crossings(pool=True).beside("TJ") == {"KG": 1, "TJ": 1}
    assert results.crossings().beside("TJ") == {}


def test_a_hit_says_what_it_is_about(border: Shelf) -> None:
    hits = {hit.article.id: hit.about for hit in border.results("border").hits()}
    assert hits == {"silent": ("TJ", "KG"), "says": ("RU",)}
    facts = border.index.facts()["says"]
    assert facts.about == ("TJ", "KG")
    assert dict(border.index.facts()["sco"].organisations) == {"SCO": 2, "CSTO": 1}


def test_an_index_of_an_older_schema_is_built_anew(border: Shelf) -> None:
    border.index.close()
    with sqlite3.connect(border.root / "index" / "texts.sqlite") as file:
        file.execute("drop table documents")
        file.execute(
            "create table documents (key integer primary key, id text not null unique,"
            " size integer, mtime_ns integer, digest text, text_digest text, words integer,"
            " mentions text)"
        )
        file.execute("update meta set value = 'schema 1' where name = 'made by'")
    report = border.update()

    assert report.rebuilt
    assert not report.error
    assert border.find("about:TJ") == ["silent"]


@pytest.fixture
def own_entries() -> Any:
    yield use_own_entries
    use_own_entries({})


def test_the_users_own_countries_are_part_of_the_index(border: Shelf, own_entries: Any) -> None:
    border.put("pamir", "Shughnon is far. Shughnon is high.", title="Far")
    border.update()
    assert border.find("country:TJ title:far") == []
    own_entries({"TJ": {"names": ["Shughnon"]}})
    assert border.update().rebuilt
    assert border.find("country:Shughnon title:far") == ["pamir"]
    own_entries({})
    assert border.update().rebuilt


@pytest.mark.slow
def test_workers_know_the_users_own_countries(shelf: Shelf, own_entries: Any) -> None:
    own_entries({"TJ": {"names": ["Shughnon"]}})
    for number in range(250):
        shelf.put(f"a{number}", "Shughnon is high.")
    shelf.update()
    assert shelf.results("country:TJ").total == 250
