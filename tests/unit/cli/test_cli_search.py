"""careader search: the document scripts rely on, and the hits a person reads."""

from __future__ import annotations

from typing import Any

import pytest
from cli_calls import Call, User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careader.cli.commands.search import _marked
from careader.cli.output import Bold

HIT_KEYS = {
    "id", "title", "author", "date", "publication", "countries", "score", "snippet",
}  # fmt: skip


def search(careader: Call, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = careader("search", *words, "--json").json()
    return found


@pytest.mark.usefixtures("sample")
class TestDocument:
    def test_has_what_scripts_rely_on(self, careader: Call) -> None:
        found = search(careader, "customs", "union")
        assert set(found) >= {"total", "hits", "facets", "suggestion"}
        assert found["total"] == len(found["hits"]) > 0
        assert set(found["hits"][0]) >= HIT_KEYS
        assert {"country", "publication", "year"} <= set(found["facets"])
        assert found["hits"][0]["id"] == "tajikistan-and-the-customs-union"

    def test_ranks_by_relevance_or_date(self, careader: Call) -> None:
        by_score = [hit["score"] for hit in search(careader, "russia")["hits"]]
        assert by_score == sorted(by_score, reverse=True)
        dates = [hit["date"] for hit in search(careader, "russia", "--sort", "date")["hits"]]
        assert dates == sorted(dates, reverse=True)

    def test_marks_are_the_words_of_the_query(self, careader: Call) -> None:
        for hit in search(careader, "customs")["hits"]:
            words = [hit["snippet"][start:end].lower() for start, end in hit["marks"]]
            assert words
            assert all(word.startswith("custom") for word in words)

    def test_explains_on_demand(self, careader: Call) -> None:
        plain = search(careader, "Рахмон", "about:TJ")
        assert "meaning" not in plain
        assert plain["hits"][0]["also"] == ["Rahmon"]
        found = search(careader, "Рахмон", "about:TJ", "--explain")
        assert found["meaning"] == "рахмон (also written Rahmon) and about Tajikistan"
        why = found["hits"][0]["why"]
        assert [each["asked"] for each in why] == found["meaning"].split(" and ")
        assert why[0]["also"] == ["Rahmon"]

    def test_says_what_left_no_article(self, careader: Call) -> None:
        assert search(careader, "tajikistn")["emptied"] == "No article has “tajikistn”."
        assert search(careader, "russia")["emptied"] is None

    def test_a_limit_cuts_the_hits_and_not_the_total(self, careader: Call) -> None:
        every = search(careader, "russia", "--limit", "0")
        some = search(careader, "russia", "--limit", "2")
        assert some["total"] == every["total"] == len(every["hits"]) > 2
        assert some["hits"] == every["hits"][:2]

    def test_facets_are_the_totals_their_filters_give(self, careader: Call) -> None:
        facets = search(careader, "russia")["facets"]
        for option, facet in (("--about", "about"), ("--country", "country")):
            for code, count in list(facets[facet].items())[:4]:
                assert search(careader, "russia", option, code)["total"] == count

    def test_a_misspelt_word_gets_a_suggestion(self, careader: Call) -> None:
        found = search(careader, "tajikistn")
        assert (found["total"], found["hits"]) == (0, [])
        assert "tajikistan" in found["suggestion"].lower()

    def test_nothing_asked_is_every_article(self, careader: Call, sample: User) -> None:
        articles = list((sample.library / "articles").rglob("*.md"))
        assert search(careader)["total"] == len(articles)


@pytest.mark.usefixtures("sample")
class TestFilters:
    @pytest.mark.parametrize("name", ["TJ", "tj", "Tajikistan", "Таджикистан"])
    def test_take_a_country_by_code_or_name(self, careader: Call, name: str) -> None:
        found = search(careader, "--about", name)
        assert found["total"] > 0
        assert all("TJ" in hit["countries"] for hit in found["hits"])

    def test_of_several_countries_all_must_hold(self, careader: Call) -> None:
        found = search(careader, "--about", "TJ", "--about", "Russia")
        assert all({"TJ", "RU"} <= set(hit["countries"]) for hit in found["hits"])
        assert 0 < found["total"] < search(careader, "--about", "TJ")["total"]

    def test_name_the_country_that_is_none(self, careader: Call) -> None:
        outcome = careader("search", "x", "--about", "Atlantis")
        assert outcome.status == 2
        assert "Atlantis" in outcome.err
        assert "--about" in outcome.err

    def test_bound_the_dates(self, careader: Call) -> None:
        found = search(careader, "--from", "2012-09", "--to", "2012")
        assert {hit["date"] for hit in found["hits"]} == {"2012-10-17"}

    @pytest.mark.parametrize("date", ["yesterday", "2012-13", "2012-02-30", "17.10.2012", ""])
    def test_refuse_what_is_no_date(self, careader: Call, date: str) -> None:
        outcome = careader("search", "x", "--from", date)
        assert outcome.status == 2
        assert f"“{date}”" in outcome.err

    def test_refuse_dates_the_wrong_way_round(self, careader: Call) -> None:
        assert careader("search", "--from", "2013", "--to", "2012").status == 2
        assert careader("search", "--from", "2012-05", "--to", "2012").status == 0

    def test_a_word_that_excludes_is_no_option(self, careader: Call) -> None:
        plain = search(careader, "russia")
        less = search(careader, "russia", "-hydropower")
        assert (
            less
            == search(careader, "russia -hydropower")
            == search(careader, "russia NOT hydropower")
        )
        assert 0 < less["total"] < plain["total"]


@pytest.mark.usefixtures("sample")
class TestForPeople:
    def test_prints_title_source_and_snippet(self, careader: Call) -> None:
        outcome = careader("search", "customs union")
        title, source, snippet = outcome.out.split("\n\n")[0].splitlines()
        assert title == "Why Tajikistan hesitates over the Customs Union"
        assert source.endswith(" · 2012-10-17 · TJ RU · tajikistan-and-the-customs-union")
        assert "Customs Union" in snippet

    def test_says_how_many_on_standard_error(self, careader: Call) -> None:
        assert careader("search", "customs union").err == "2 articles\n"
        assert "1 of 2 articles" in careader("search", "customs union", "--limit", "1").err

    def test_says_that_nothing_was_found_and_what_was_meant(self, careader: Call) -> None:
        outcome = careader("search", "tajikistn")
        assert (outcome.status, outcome.out) == (0, "")
        assert outcome.err.startswith("Nothing found. No article has “tajikistn”.")
        assert "Did you mean: tajikistan" in outcome.err

    def test_says_what_left_no_article(self, careader: Call) -> None:
        total = search(careader, "russia")["total"]
        said = careader("search", "tajikistn", "russia").err
        assert f"No article has “tajikistn”; without it {total}." in said

    def test_explains_what_is_meant_and_why_each_matched(self, careader: Call) -> None:
        lines = careader("search", "Рахмон", "hydropower", "--explain").out.splitlines()
        assert lines[0].startswith("Looked for: рахмон (also written Rahmon) and hydropower")
        assert "  also written Rahmon" in lines
        assert any(line.startswith("  · hydropower: hydropower") for line in lines)

    def test_says_what_was_not_understood(self, careader: Call) -> None:
        outcome = careader("search", "(customs union")
        assert "parenthesis" in outcome.err
        assert "Customs Union" in outcome.out

    def test_has_no_control_sequence_when_it_is_piped(self, careader: Call) -> None:
        assert "\x1b" not in careader("search", "customs").out

    @given(query=st.text())
    @settings(
        max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
    )
    def test_no_query_is_an_error(self, careader: Call, query: str) -> None:
        assert careader("search", "--limit", "1", "--", query).status == 0


@given(
    text=st.text(max_size=40),
    cuts=st.lists(st.integers(0, 40), max_size=6, unique=True),
    bounds=st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
def test_marking_a_line_loses_nothing(text: str, cuts: list[int], bounds: tuple[int, int]) -> None:
    start, end = sorted(min(bound, len(text)) for bound in bounds)
    ends = sorted(cut for cut in cuts if cut <= len(text))
    marks = list(zip(ends[::2], ends[1::2], strict=False))
    parts = list(_marked(text, start, end, marks))
    assert "".join(parts) == text[start:end]
    marked = sum(len(part) for part in parts if isinstance(part, Bold))
    assert marked == sum(max(0, min(last, end) - max(first, start)) for first, last in marks)
