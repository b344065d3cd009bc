"""Why an article was found, which passage it was, and what left no article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from careader.model import Highlight, Sort
from careader.search import query as q
from careader.search.explain import Evidence, reasons
from careader.search.match import matches
from tests.unit.search.search_cases import NODES, Case, cases
from tests.unit.search.shelf import Shelf
from tests.unit.search.test_search_agreement import found_in, reader_of


def why(shelf: Shelf, query: str, id_: str, **request: object) -> list[str]:
    results = shelf.results(query, **request)
    row = results.row_of(id_)
    assert row is not None
    return [reason.describe() for reason in results.why(row)]


# --- reasons

PIPES = "Pipelines once in the title; pipeline once in the text"


@pytest.mark.parametrize(
    ("query", "id_", "expected"),
    [
        (
            "union",
            "union",
            ["union: union once in the title; union twice in the text"],
        ),
        ("tariff", "union", ["tariff: Tariffs once in the text"]),
        (
            '"customs union"',
            "union",
            ["“customs union”: customs union once in the title; customs union once in the text"],
        ),
        ("title:union", "union", ["union in the title: union once in the title"]),
        ("blagov", "union", ["blagov: Blagov once in the authors"]),
        ("trade OR volcano", "union", ["trade: trade once in the tags"]),
        ("oil -volcano", "pipeline", ["oil: oil once in the text", "not volcano: it is not so"]),
        ("pip*", "pipeline", [f"words beginning with pip: {PIPES}"]),
        ("pipelin~", "pipeline", [f"words within 2 letters of pipelin: {PIPES}"]),
        ("about:KZ", "pipeline", ["about Kazakhstan: it is about KZ CN"]),
        ("date:2010", "pipeline", ["dated 2010: its date is 2010-03"]),
        ("tag:energy", "pipeline", ["tag “energy”: it has energy, trade"]),
        ("author:lee", "pipeline", ["author “lee”: it has Ann Lee"]),
        ("вода", "voda", ["вода: Вода once in the title; воду once in the text"]),
        ("is:unread", "voda", ["unread: so you marked it"]),
    ],
)  # fmt: skip
def test_each_part_of_a_query_has_its_reason(
    press: Shelf, query: str, id_: str, expected: list[str]
) -> None:
    assert why(press, query, id_) == expected


def test_a_country_that_is_mentioned_says_how_often(press: Shelf) -> None:
    (reason,) = why(press, "country:tajikistan", "union")
    assert reason == "mentioning Tajikistan: named once"


def test_filters_set_beside_the_query_are_reasons_too(press: Shelf) -> None:
    results = press.results("trade", about=frozenset({"KZ"}), sort=Sort.DATE)
    assert results.meaning == "about Kazakhstan and trade"
    assert why(press, "trade", "pipeline", about=frozenset({"KZ"}))[0].startswith("about Kaz")


def test_another_spelling_is_named(press: Shelf) -> None:
    (reason,) = press.results("kirghizia").why(0)
    assert reason.also == ("Киргизия",)
    assert reason.asked == "kirghizia (also written Киргизия)"
    assert reason.found == "Киргизия once in the text"


@settings(max_examples=60, deadline=None)
@given(cases(3), NODES)
def test_what_matches_has_a_reason_for_every_part_that_must(
    shelf: list[Case], node: q.Node
) -> None:
    reader = reader_of(shelf)
    for case in shelf:
        if matches(node, case.article, case.text, case.mentions, reader, found_in(case)):
            told = reasons(node, Evidence(case.article, case.text, found_in(case), reader))
            assert all(reason.asked and reason.found for reason in told)
            asks = [p for p in q.conjuncts(node) if not isinstance(p, q.Everything | q.Or | q.And)]
            assert len(told) >= len(asks)


# --- notes and highlights


@pytest.fixture
def marked(press: Shelf) -> Shelf:
    press.read_by(
        highlights=[
            Highlight(id="1", article="union", quote="Tariffs of the union are high", created="1"),
            Highlight(
                id="2",
                article="union",
                quote="Russia presses Tajikistan",
                note="Compare with the gas pipeline",
                created="2",
            ),
            Highlight(id="3", article="plain", quote="naïve as it sounds", note=" ", created="3"),
            Highlight(id="4", article="voda", quote="воду", note="x pipeline", deleted="2026"),
        ]
    )
    return press


@pytest.mark.parametrize(
    ("query", "id_", "highlight", "text", "marks"),
    [
        ("note:pipeline", "union", "2", "Compare with the gas pipeline", ["pipeline"]),
        ("note:pipelines", "union", "2", "Compare with the gas pipeline", ["pipeline"]),
        ("highlight:tariff", "union", "1", "Tariffs of the union are high", ["Tariffs"]),
        ("has:note", "union", "2", "Compare with the gas pipeline", []),
        ("has:highlight", "plain", "3", "naïve as it sounds", []),
        ("has:highlight", "union", "2", "Russia presses Tajikistan", []),
        ("note:gas highlight:russia", "union", "2", "Compare with the gas pipeline", ["gas"]),
        ("customs note:pipeline", "union", "2", "Compare with the gas pipeline", ["pipeline"]),
        ("note:tajikistan OR highlight:таджикистан", "union", "2", "Russia presses Tajikistan",
         ["Tajikistan"]),
    ],
)  # fmt: skip
def test_a_result_shows_the_passage_that_matched(
    marked: Shelf, query: str, id_: str, highlight: str, text: str, marks: list[str]
) -> None:
    results = marked.results(query)
    assert results.has_snippets
    row = results.row_of(id_)
    assert row is not None
    hit = results.hit(row)
    assert (hit.highlight, hit.snippet.text) == (highlight, text)
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == marks


def test_what_is_not_asked_of_highlights_shows_the_text(marked: Shelf) -> None:
    hit = marked.results("tariffs -note:nothing").hit(0)
    assert hit.highlight == ""
    assert "Tariffs" in hit.snippet.text
    either = marked.results("note:pipeline OR gas")
    assert {hit.article.id: hit.highlight for hit in either.hits()} == {
        "union": "2",
        "pipeline": "",
    }


def test_why_quotes_the_note(marked: Shelf) -> None:
    assert why(marked, "note:pipeline", "union") == [
        "pipeline in a note: “Compare with the gas pipeline”"
    ]
    assert why(marked, "has:highlight", "union")[0].endswith("”, and 1 more")


# --- what emptied the list


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("uzbekistn trade", "No article has “uzbekistn”; without it 2."),
        ("uzbekistn", "No article has “uzbekistn”."),
        (
            "uzbekistn kazakstn trade",
            "No article has “uzbekistn” and none has “kazakstn”; without them 2.",
        ),
        ("customs pipeline", "No article has all of it; without “pipeline” 1."),
        ("trade date:1950", "No article is dated 1950; without it 2."),
        ("trade about:Atlantis", "No article can be meant: “Atlantis” is unknown; without it 2."),
        ('"union customs" trade', "No article has “union customs”; without it 2."),
        ("note:volcano trade", "No article has volcano in a note; without it 2."),
        ("is:starred", "No article is starred."),
        ("trade author:nobody", "No article has author “nobody”; without it 2."),
        ("trade", None),
        ("", None),
    ],
)
def test_a_sentence_says_which_part_left_no_article(
    press: Shelf, query: str, sentence: str | None
) -> None:
    assert press.results(query).emptied == sentence


def test_a_filter_can_be_what_empties_the_list(press: Shelf) -> None:
    results = press.results("trade OR naive", about=frozenset({"UZ"}))
    assert results.emptied == "No article has all of it; without about Uzbekistan 3."


def test_the_numbers_are_those_of_the_query_without_the_part(press: Shelf) -> None:
    assert press.results("trade").total == 2
    assert press.results("customs").total == 1


def test_parts_that_never_meet(press: Shelf) -> None:
    sentence = press.results("customs volcano naive продажа").emptied
    assert sentence is not None
    assert sentence.startswith("No article has “volcano” and none has “продажа”")
    together = press.results("tajikistan naive oil").emptied
    assert together == "Each of these is in some article, but no two or three of them together."


# --- what was typed stays found


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("customs uni", "customs uni*"),
        ("customs union", "customs union"),
        ("tajiki", "tajiki*"),
        ("author:bla", "author:bla*"),
        ('"customs union"', '"customs union"'),
        ("customs ", "customs "),
        ("", ""),
        ("about:KZ", "about:KZ"),
    ],
)
def test_entering_a_query_finds_what_typing_it_found(press: Shelf, typed: str, kept: str) -> None:
    results = press.results(typed, typing=True)
    assert results.completed == kept
    assert list(press.results(kept).ids) == list(results.ids)
