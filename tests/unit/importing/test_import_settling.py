"""Settling a doubt: the ways there are, and the article afterwards."""

from __future__ import annotations

import pytest

from careader.importing.settling import Kind, Unfit, settled, text_of, ways
from careader.model import Article


def doubtful(key: str, what: str, **fields: object) -> Article:
    known = {"id": "a", "path": "articles/a.md", "title": "Title", "doubts": {key: what, "x": "y"}}
    return Article(**{**known, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "date", "offered"),
    [
        ("two orders possible: 2012-03-04 or 2012-04-03", "2012-03-04", ["2012-04-03", "2012"]),
        ("3/4/2012 may be day or month first", "2012", ["2012-03-04", "2012-04-03"]),
        ("25.12.2012 against 2012-12-24", "", ["2012-12-24", "2012-12-25", "2012"]),
        ("the latest day it speaks of is 2023-07-07", "", ["2023-07-07", "2023"]),
        ("the year of the copyright, 2020", "2020", []),
        ("page 20120304 and 99-2012", "", []),
    ],
)
def test_the_dates_that_a_doubt_names_can_be_taken(
    what: str, date: str, offered: list[str]
) -> None:
    found = ways(doubtful("date", what, date=date), "date")
    assert [each.value for each in found if each.kind is Kind.TAKE and each.value] == offered


def test_a_field_can_be_confirmed_written_or_left_empty() -> None:
    found = ways(doubtful("author", "no byline", authors=("A. B.", "C. D.")), "author")
    assert [each.kind for each in found] == [Kind.CONFIRM, Kind.EDIT, Kind.TAKE]
    assert found[0].label == "“A. B.; C. D.” is right"


def test_what_is_no_field_can_be_confirmed_or_looked_at() -> None:
    found = ways(doubtful("duplicate", "looks like b"), "duplicate")
    assert [each.kind for each in found] == [Kind.CONFIRM, Kind.FILE]


def test_what_is_wrong_with_the_file_is_mended_there() -> None:
    assert [each.kind for each in ways(doubtful("front matter", "line 3"), "front matter")] == [
        Kind.FILE
    ]


def test_confirming_takes_the_doubt_away_and_nothing_else() -> None:
    before = doubtful("date", "a guess", date="2012")
    after = settled(before, "date")
    assert after.doubts == {"x": "y"}
    assert after.date == "2012"


@pytest.mark.parametrize(
    ("key", "text", "field", "value"),
    [
        ("date", "17 October 2012", "date", "2012-10-17"),
        ("date", "", "date", ""),
        ("author", "Ada B.; Karim, C., D.", "authors", ("Ada B.", "Karim, C., D.")),
        ("authors", "Ada B.", "authors", ("Ada B.",)),
        ("countries", "tajikistan, RU; Кыргызстан", "countries", ("TJ", "RU", "KG")),
        ("tags", "a, b;a", "tags", ("a", "b")),
        ("lang", "TG", "lang", "tg"),
        ("title", " A \x1b[31mnew\n title ", "title", "A new title"),
    ],
)
def test_a_value_is_read_as_the_field_wants_it(
    key: str, text: str, field: str, value: object
) -> None:
    assert getattr(settled(doubtful(key, "?"), key, text), field) == value


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("date", "3/4/2012", "not one date"),
        ("countries", "Atlantis", "no country is called “Atlantis”"),
        ("lang", "English", "no language"),
        ("title", " ", "needs a title"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(key: str, text: str, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        settled(doubtful(key, "?"), key, text)


@pytest.mark.parametrize("key", ["date", "author", "countries", "title", "lang", "tags"])
def test_what_is_edited_and_not_changed_means_the_same(key: str) -> None:
    article = doubtful(
        key, "?", date="2012-10", authors=("A, B.", "C"), countries=("TJ", "KG"), lang="tg",
        tags=("a", "b"),
    )  # fmt: skip
    after = settled(article, key, text_of(article, key))
    assert after == settled(article, key)
