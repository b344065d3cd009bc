"""The words above the panes and in the status line."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from careader.model import Article, SearchRequest, Sort
from careader.text.reading import build
from careader.tui.country_rows import CountryRow, CountryView
from careader.tui.titles import filter_words, pane_titles, where_line


def screen(**known: Any) -> Any:
    """Return what the titles look at of the screen, as it is when nothing has happened yet."""
    values: dict[str, Any] = {
        "pane": "articles",
        "results": results(12_345),
        "indexed": None,
        "request": SearchRequest(),
        "workspace": SimpleNamespace(size=12_345),
        "whole_library": False,
        "highlight_filter": "",
        "country_view": CountryView(),
        "rows": (),
        "opened": None,
        "articles": SimpleNamespace(cursor=0),
        "countries": SimpleNamespace(current=None),
        "reader": reader(),
        "highlights": SimpleNamespace(waiting=0, current=None),
        "walks_hits": False,
    }
    return SimpleNamespace(**(values | known))


def results(total: int, *, words: bool = False) -> Any:
    return SimpleNamespace(
        total=total, has_words=words, sort=Sort.RELEVANCE if words else Sort.DATE
    )


def reader(*, lines: int = 100, height: int = 20, top: int = 0) -> Any:
    return SimpleNamespace(
        line_count=lines,
        body=height,
        top=top,
        last_top=max(0, lines - height),
        at_end=top >= max(0, lines - height),
        place=0,
    )


def opened(hits: int = 0, text: str = "# Only a heading") -> Any:
    return SimpleNamespace(hits=[(n, n + 1) for n in range(hits)], reading=build(text))


def test_all_articles_are_a_number() -> None:
    assert pane_titles(screen())["articles"] == ("", "12,345")


def test_articles_that_were_searched_for_are_some_of_all() -> None:
    title = pane_titles(
        screen(
            request=SearchRequest(query=" water ", about=frozenset({"TJ", "KG"})),
            results=results(7, words=True),
        )
    )["articles"]

    assert title == ("KG TJ water", "7 of 12,345")


def test_an_order_that_was_chosen_is_said() -> None:
    dated = SearchRequest(about=frozenset({"TJ"}), sort=Sort.DATE)

    assert pane_titles(screen(request=dated, results=results(7)))["articles"] == ("TJ", "7 by date")


def test_words_are_looked_for_in_what_is_indexed_so_far() -> None:
    water = SearchRequest(query="water")

    with_words = screen(request=water, results=results(7, words=True), indexed=4_000)
    by_country = screen(
        request=SearchRequest(about=frozenset({"TJ"})), results=results(7), indexed=4_000
    )

    assert pane_titles(with_words)["articles"] == ("water", "7 in 4,000 indexed")
    assert pane_titles(by_country)["articles"] == ("TJ", "7 of 12,345")


def test_before_the_first_results_there_are_none() -> None:
    assert pane_titles(screen(results=None))["articles"] == ("", "0 of 12,345")


@pytest.mark.parametrize(("whole", "title"), [(False, ("", "2")), (True, ("library", "2"))])
def test_highlights_are_those_of_the_article_or_of_the_library(
    whole: bool, title: tuple[str, str]
) -> None:
    shown = screen(whole_library=whole, rows=("one", "other"))

    assert pane_titles(shown)["highlights"] == title


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (SearchRequest(), ""),
        (SearchRequest(query="  "), ""),
        (SearchRequest(query=" water OR river "), "water OR river"),
        (SearchRequest(about=frozenset({"UZ", "TJ"})), "TJ UZ"),
        (SearchRequest(about=frozenset({"TJ"}), not_about=frozenset({"RU", "CN"})), "TJ -CN -RU"),
    ],
)
def test_what_narrows_the_list_in_a_few_words(request_: SearchRequest, words: str) -> None:
    assert filter_words(request_) == words


def test_in_the_list_the_reader_is_on_a_row() -> None:
    assert where_line(screen(articles=_list_at(1233, None))) == "1,234/12,345"
    assert where_line(screen(results=results(0))) == ""
    assert where_line(screen(results=None)) == ""


@pytest.mark.parametrize(
    ("cut", "said"), [(False, "1/12,345"), (True, "1/12,345  The water of the pass and…")]
)
def test_a_title_that_its_row_cuts_is_told_with_room_for_the_hints(cut: bool, said: str) -> None:
    water = Article(id="water", path="water.md", title="The water of the pass and who drinks it")
    shown = screen(articles=_list_at(0, water, cut=cut), size=SimpleNamespace(width=60))

    assert where_line(shown) == said


def _list_at(cursor: int, current: Article | None, *, cut: bool = False) -> SimpleNamespace:
    return SimpleNamespace(cursor=cursor, current=current, shows_whole=lambda _: not cut)


def test_among_the_countries_the_reader_is_on_one_by_name() -> None:
    def said(*row: Any) -> str:
        current = CountryRow(*row)
        return where_line(screen(pane="countries", countries=SimpleNamespace(current=current)))

    assert said("TJ", "Tajikistan", 12, 1031) == "Tajikistan: 12 about it, 1,031 name it"
    region = said("central-asia", "Central Asia", 3, 4, "region")
    assert region == "Central Asia: 3 about one of them, 4 name one of them"
    assert said("CSTO", "The treaty", 5, 5, "organisation") == "The treaty: 5 name it"


def test_the_title_of_the_countries_says_how_they_are_shown_and_filtered() -> None:
    assert pane_titles(screen())["countries"] == ("", "about  all")
    view = CountryView(by_mention=True, by_name=True, narrow="taj")
    title = pane_titles(screen(country_view=view, request=SearchRequest(any_of=True)))["countries"]
    assert title == ("any a–z ~taj", "about ›all")


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (SearchRequest(about=frozenset({"TJ", "RU"}), any_of=True), "RU|TJ"),
        (SearchRequest(mentions=frozenset({"SCO"})), "SCO named"),
        (SearchRequest(not_about=frozenset({"CN"}), query="gas"), "-CN gas"),
        (SearchRequest(about=frozenset({"TJ"}), date_from="2012", date_to="2012"), "TJ 2012"),
        (SearchRequest(date_from="2012", date_to="2014"), "2012–2014"),
    ],
)
def test_the_title_of_the_list_says_what_it_is_narrowed_by(
    request_: SearchRequest, words: str
) -> None:
    assert filter_words(request_) == words
    assert where_line(screen(pane="countries")) == ""


@pytest.mark.parametrize(
    ("shown", "where"),
    [
        (reader(lines=20, height=20), "all"),
        (reader(top=0), "0%"),
        (reader(top=40), "50%"),
        (reader(top=79), "98%"),
        (reader(top=80), "end"),
    ],
)
def test_in_an_article_the_reader_is_some_way_through(shown: Any, where: str) -> None:
    assert where_line(screen(pane="reading", opened=opened(), reader=shown)) == where


@pytest.mark.parametrize(("hits", "told"), [(1, "50% · 1 hit"), (3, "50% · 3 hits")])
def test_hits_in_the_article_are_counted(hits: int, told: str) -> None:
    shown = screen(pane="reading", opened=opened(hits), reader=reader(top=40))

    assert where_line(shown) == told


def test_the_paragraph_is_the_one_that_citations_name() -> None:
    text = "## A heading\n\none\n\n| a | b |\n|---|---|\n| c | d |\n\n- two\n- three"
    reading = build(text)

    def told(word: str) -> str:
        shown = reader(top=40)
        shown.place = reading.text.index(word)
        return where_line(screen(pane="reading", opened=opened(text=text), reader=shown))

    assert [told(word) for word in ("A heading", "one", "d", "two", "three")] == [
        f"¶ {number}/3 · 50%" for number in (1, 1, 1, 2, 3)
    ]


def test_in_an_empty_reading_pane_there_is_nowhere_to_be() -> None:
    assert where_line(screen(pane="reading")) == ""
