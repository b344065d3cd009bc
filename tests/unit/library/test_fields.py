"""From front matter to an article's fields: what is taken, what becomes a doubt, what is kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.library.dates import parse_date
from careader.library.fields import cleaned, line, record_of
from careader.library.frontmatter import Value
from careader.library.ids import derived_id, is_safe_id
from careader.text.clean import clean_line

VALUES: st.SearchStrategy[Value] = st.recursive(
    st.text(max_size=20) | st.sampled_from(["\x1b]52;c;aGk=\x07x", "\u202eabc", "RU, TJ", "2012"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
KEYS = st.sampled_from(
    [
        "id",
        "title",
        "author",
        "authors",
        "date",
        "publication",
        "lang",
        "language",
        "countries",
        "tags",
        "url",
        "doi",
        "issn",
        "volume",
        "issue",
        "section",
        "abstract",
        "doubts",
        "source",
        "x\x9b31m",
    ]
)

# Fields


def test_every_key_of_the_design_is_taken() -> None:
    header: dict[str, Value] = {
        "id": "russia-struggles-2012-10-17",
        "title": "Russia struggles",
        "author": ["Sergei Blagov"],
        "date": "2012-10-17",
        "publication": "Asia Times Online",
        "lang": "en",
        "countries": ["RU", "TJ"],
        "tags": ["trade"],
        "url": "https://example.org",
        "doi": "10.1/2",
        "issn": "1234-5678",
        "volume": "3",
        "issue": "4",
        "section": "News",
        "abstract": "Short.",
        "source": {"name": "01.txt"},
        "doubts": {"date": "two orders possible"},
    }
    expected: dict[str, Any] = {k: v for k, v in header.items() if k not in ("author", "source")}
    expected |= {"authors": ["Sergei Blagov"], "extra": {"source": {"name": "01.txt"}}}
    assert record_of(header) == expected


@pytest.mark.parametrize(
    ("key", "value", "authors"),
    [
        ("author", "Blagov, Sergei", ["Blagov, Sergei"]),
        ("author", "A. One; B. Two", ["A. One", "B. Two"]),
        ("authors", ["A", "B", "A"], ["A", "B"]),
        ("author", [{"name": "A", "mail": "x"}], ["A"]),
        ("author", {"name": "A"}, ["A"]),
    ],
)
def test_authors_come_in_several_forms(key: str, value: Value, authors: list[str]) -> None:
    assert record_of({key: value}) == {"authors": authors}


def test_another_name_of_a_key_serves_only_where_the_key_is_absent() -> None:
    assert record_of({"language": "RU"}) == {"lang": "ru"}
    assert record_of({"language": "ru", "lang": "en"}) == {
        "lang": "en",
        "extra": {"language": "ru"},
    }


@pytest.mark.parametrize("value", ["RU, tj", "ru tj", "RU;TJ", ["RU", "tj", "RU"]])
def test_countries_come_as_a_list_or_as_text(value: Value) -> None:
    assert record_of({"countries": value}) == {"countries": ["RU", "TJ"]}


def test_norway_is_a_country() -> None:
    assert record_of({"countries": ["NO"]})["countries"] == ["NO"]


def test_what_is_no_country_code_is_a_doubt_and_the_others_stay() -> None:
    record = record_of({"countries": ["RU", "Tajikistan", "K2", "USA"]})
    assert record["countries"] == ["RU"]
    assert record["doubts"] == {"countries": "two-letter codes expected: “Tajikistan, K2, USA”"}


@pytest.mark.parametrize(("given_", "lang"), [("EN", "en"), ("en-GB", "en"), ("uz_Latn", "uz")])
def test_the_language_is_its_primary_tag(given_: str, lang: str) -> None:
    assert record_of({"lang": given_}) == {"lang": lang}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lang", "English"),
        ("date", "03/04/2012"),
        ("title", ["a", "b"]),
        ("publication", {"name": "x"}),
        ("url", "javascript:alert(1)"),
        ("url", "file:///etc/passwd"),
        ("id", "../../etc/passwd"),
        ("id", "a b"),
        ("id", "x" * 101),
        ("tags", [["nested"]]),
    ],
)
def test_what_cannot_be_used_is_a_doubt_under_its_key(key: str, value: Value) -> None:
    record = record_of({key: value})
    assert key not in record
    assert record["doubts"][key]


def test_a_doubt_quotes_what_it_doubts_and_joins_what_an_import_doubted() -> None:
    record = record_of({"doubts": {"date": "two orders"}, "date": "3/4/2012"})
    assert record == {"doubts": {"date": "two orders; not one date: “3/4/2012”"}}


@pytest.mark.parametrize("doubts", ["unsure", ["unsure", " "], {"doubts": ["unsure"]}])
def test_doubts_of_any_form_are_kept(doubts: Value) -> None:
    assert record_of({"doubts": doubts}) == {"doubts": {"doubts": "unsure"}}


@given(st.dictionaries(KEYS, VALUES))
def test_any_header_gives_clean_fields(header: dict[str, Value]) -> None:
    def strings(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for pair in value.items() for part in pair for text in strings(part)]
        if isinstance(value, list):
            return [text for part in value for text in strings(part)]
        return [str(value)]

    record = record_of(header)
    assert all(clean_line(text) == text for text in strings(record))


@given(st.text())
def test_a_line_is_clean(text: str) -> None:
    assert line(text) == clean_line(text)
    assert cleaned([{text: text}]) == [{clean_line(text): clean_line(text)}]


# Dates


@pytest.mark.parametrize(
    ("text", "date_"),
    [
        ("2012", "2012"),
        ("2012-10", "2012-10"),
        ("2012-10-17", "2012-10-17"),
        ("2012/10/17", "2012-10-17"),
        ("2012/3", "2012-03"),
        ("2012-1-5", "2012-01-05"),
        ("2012-10-17T10:00:00Z", "2012-10-17"),
        ("2012-10-17 10:00:00.5 +0200", "2012-10-17"),
        ("17 October 2012", "2012-10-17"),
        ("17 Oct. 2012", "2012-10-17"),
        ("October 17, 2012", "2012-10-17"),
        ("Sept 2012", "2012-09"),
        ("may 2012", "2012-05"),
    ],
)
def test_dates_are_taken_to_their_precision(text: str, date_: str) -> None:
    assert parse_date(text) == date_


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "03/04/2012",
        "17.10.2012",
        "2012-13",
        "2012-02-30",
        "2012-10/17",
        "0000",
        "20121017",
        "winter 2012",
        "mayor 2012",
        "2012-10-17x",
        "٢٠١٢",
        "31 June 2012",
        "c. 2012",
        "2012-10T10:00",
    ],
)
def test_what_is_not_one_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates())
def test_every_day_is_a_date_in_every_form(day: date) -> None:
    iso = day.isoformat()
    month = f"{day:%B}"
    forms = [
        iso,
        iso.replace("-", "/"),
        f"{day.day} {month} {iso[:4]}",
        f"{month} {day.day}, {iso[:4]}",
    ]
    assert {parse_date(form) for form in forms} == {iso}
    assert parse_date(iso[:7]) == iso[:7]


def test_a_day_that_is_not_in_the_calendar_is_none() -> None:
    days = {(date(2011, 1, 1) + timedelta(n)).isoformat() for n in range(365)}
    tried = {f"2011-{month:02}-{day:02}" for month in range(14) for day in range(33)}
    assert {text for text in tried if parse_date(text)} == days


# Ids


@given(st.text(min_size=1), st.sets(st.text()))
def test_a_derived_id_is_safe_stable_and_free(path: str, taken: set[str]) -> None:
    id_ = derived_id(path, taken)
    assert is_safe_id(id_)
    assert id_ not in taken
    assert derived_id(path, taken) == id_


def test_a_derived_id_makes_way() -> None:
    first = derived_id("articles/a.md")
    assert first.startswith("a-")
    second = derived_id("articles/a.md", {first})
    assert second.startswith(first)
    assert second != first


def test_files_of_the_same_name_have_different_ids() -> None:
    assert derived_id("articles/a/notes.md") != derived_id("articles/b/notes.md")


@pytest.mark.parametrize("text", ["", ".", "..", ".a", "-rf", "a/b", "a\n", "é", "a b", "x" * 101])
def test_what_cannot_name_a_folder_is_no_id(text: str) -> None:
    assert not is_safe_id(text)
