"""careader list and careader show: the articles of a library, and one of them."""

from __future__ import annotations

import pytest
from cli_calls import Call, User
from hypothesis import given
from hypothesis import strategies as st

from careader.cli.tables import aligned, cut
from careader.text.cells import width

ROW_KEYS = {
    "id", "path", "title", "author", "date", "publication", "lang", "countries", "words",
}  # fmt: skip

ARTICLE = """\
---
id: pipes
title: "Pipes: a reckoning"
author: [Ada Author, Ben Writer]
date: 2012-10
publication: The Review
lang: en
countries: [TM, RU]
doubts: {date: two orders possible}
source: {name: 01.txt}
own-key: kept
---
# Routes

Gas goes **north**, or it goes nowhere.

> A quotation of some length that has to be wrapped when the screen is narrow.

* one
* two
"""


@pytest.mark.usefixtures("sample")
class TestList:
    def test_is_one_line_an_article_newest_first(self, careader: Call, sample: User) -> None:
        outcome = careader("list")
        rows = [line.split("\t") for line in outcome.out.splitlines()]
        assert len(rows) == len(list((sample.library / "articles").rglob("*.md")))
        dates = [row[1] for row in rows if row[1]]
        assert dates == sorted(dates, reverse=True)
        assert outcome.err == f"{len(rows)} articles\n"

    def test_as_json_has_what_scripts_rely_on(self, careader: Call) -> None:
        rows = careader("list", "--json").json()
        assert all(set(row) >= ROW_KEYS for row in rows)
        assert all(400 < row["words"] < 2_000 for row in rows)

    def test_keeps_what_a_query_and_filters_find(self, careader: Call) -> None:
        found = careader("search", "russia", "--about", "TJ", "--sort", "date", "--json").json()
        listed = careader("list", "russia", "--about", "TJ", "--json").json()
        assert [row["id"] for row in listed] == [hit["id"] for hit in found["hits"]]

    def test_says_when_nothing_is_left(self, careader: Call) -> None:
        outcome = careader("list", "xyzzy")
        assert (outcome.status, outcome.out) == (0, "")
        assert "Nothing found." in outcome.err
        assert careader("list", "xyzzy", "--json").json() == []


def test_list_needs_no_index(user: User, careader: Call) -> None:
    user.put("a.md", ARTICLE)
    assert careader("list").out == "pipes\t2012-10\tPipes: a reckoning\tThe Review\n"
    assert not list(user.home.rglob("index"))


def test_an_article_that_is_new_is_there_at_once(user: User, careader: Call) -> None:
    assert careader("list", "--json").json() == []
    user.put("a.md", ARTICLE)
    assert [row["id"] for row in careader("list", "--json").json()] == ["pipes"]
    assert careader("search", "nowhere", "--json").json()["total"] == 1
    user.put("a.md", ARTICLE.replace("nowhere", "south, by a longer way"))
    assert careader("search", "nowhere", "--json").json()["total"] == 0


class TestShow:
    @pytest.fixture(autouse=True)
    def _library(self, user: User) -> None:
        user.put("a.md", ARTICLE)
        user.put("b.md", "# Pipes and other ways\n\nText.\n")

    def test_prints_title_byline_source_and_text(self, careader: Call) -> None:
        lines = careader("show", "pipes").out.splitlines()
        assert lines[:5] == [
            "Pipes: a reckoning",
            "Ada Author, Ben Writer",
            "The Review, October 2012",
            "",
            "Routes",
        ]
        assert "Gas goes north, or it goes nowhere." in lines

    @pytest.mark.parametrize("cells", [20, 33, 60, 200])
    def test_wraps_to_a_width(self, careader: Call, cells: int) -> None:
        lines = careader("show", "pipes", "--width", str(cells)).out.splitlines()
        assert max(map(width, lines)) <= cells
        assert " ".join("".join(lines[4:]).replace("│", "").split()).count("quotation") == 1

    def test_takes_the_terminal_s_width_but_no_more_than_100(
        self, careader: Call, user: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        user.put("c.md", "---\nid: long\n---\n" + "word " * 200)
        for columns, most in ((60, 60), (300, 100)):
            monkeypatch.setenv("COLUMNS", str(columns))
            widest = max(map(width, careader("show", "long").out.splitlines()))
            assert most - 5 <= widest <= most

    def test_as_json_is_the_front_matter_and_the_text(self, careader: Call) -> None:
        shown = careader("show", "pipes", "--json").json()
        assert shown["text"].startswith("Routes\nGas goes north")
        assert shown["author"] == ["Ada Author", "Ben Writer"]
        assert shown["countries"] == ["TM", "RU"]
        assert shown["doubts"] == {"date": "two orders possible"}
        assert (shown["own-key"], shown["source"]) == ("kept", {"name": "01.txt"})
        assert shown["path"] == "articles/a.md"

    def test_takes_the_beginning_of_an_id(self, careader: Call) -> None:
        assert careader("show", "pipe").out == careader("show", "pipes").out

    def test_of_several_that_begin_so_names_some(self, careader: Call, user: User) -> None:
        user.put("d.md", ARTICLE.replace("id: pipes", "id: pipes-2"))
        user.put("e.md", ARTICLE.replace("id: pipes", "id: pipes-3"))
        assert careader("show", "pipes").status == 0
        outcome = careader("show", "pipes-")
        assert outcome.status == 1
        assert {"pipes-2", "pipes-3"} <= set(outcome.err.replace(",", "").split())

    @pytest.mark.parametrize("wrong", ["pipse", "PIPES", "the-pipes"])
    def test_of_an_unknown_id_suggests_the_nearest(self, careader: Call, wrong: str) -> None:
        outcome = careader("show", wrong)
        assert (outcome.status, outcome.out) == (1, "")
        assert wrong in outcome.err
        assert "pipes" in outcome.err.replace(wrong, "")

    def test_says_that_an_article_is_gone(self, careader: Call) -> None:
        outcome = careader("show", "qqqqqqqqq")
        assert outcome.status == 1
        assert "`careader list`" in outcome.err


_cells = st.text(st.characters(exclude_categories=["C", "M", "Z"]), max_size=12)


@given(rows=st.lists(st.tuples(_cells, _cells, _cells), min_size=1, max_size=6))
def test_columns_begin_at_the_same_cell(rows: list[tuple[str, str, str]]) -> None:
    first = max(width(row[0]) for row in rows)
    for row, line in zip(rows, aligned(rows), strict=True):
        assert line.startswith(row[0])
        assert [part for part in row if part] == line.split()
        assert not row[1] or width(line[: line.index(row[1], len(row[0]))]) == first + 2


@given(text=st.text(st.characters(exclude_categories=["C"])), cells=st.integers(2, 40))
def test_a_cut_line_fits(text: str, cells: int) -> None:
    shown = cut(text, cells)
    assert width(shown) <= cells
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))
