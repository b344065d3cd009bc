"""Written front matter: read back as it was, by careader and by any other reader of YAML."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from careader.library.frontmatter import Value, dump, parse, split

SCALARS = st.one_of(
    st.text(max_size=40),
    st.text(
        st.sampled_from(" '\"\\:#,[]{}&*!|>%@`-?~<=.\n\t0aé\x85\u2028\u202e\u200c\U0001f600"),
        max_size=12,
    ),
    st.sampled_from(
        [
            "NO",
            "no",
            "on",
            "y",
            "~",
            "null",
            "",
            "2012",
            "2012-10",
            "2012-10-17",
            "1e3",
            "0o7",
            ".inf",
        ]
    )
    | st.sampled_from(
        [
            "<<",
            "=",
            "---",
            "...",
            "- a",
            "? a",
            "a: b",
            "a #b",
            " a",
            "a ",
            "a:",
            "{}",
            "[",
            "1_000",
        ]
    ),
)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS, inner, max_size=4),
    max_leaves=10,
).filter(lambda value: depth(value) <= 7)
HEADERS = st.dictionaries(SCALARS, VALUES, max_size=6)

CORE_SCHEMA = re.compile(  # YAML 1.2.2, 10.3.2: what a plain scalar may be taken for
    r"null|Null|NULL|~||true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


def depth(value: Value) -> int:
    if isinstance(value, str):
        return 0
    inner = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth, inner), default=0)


@given(HEADERS)
def test_what_is_written_is_read_back(header: dict[str, Value]) -> None:
    assert parse(dump(header)) == (header, None)


@given(HEADERS)
def test_a_reader_of_yaml_1_1_with_types_gives_the_same(header: dict[str, Value]) -> None:
    assert (yaml.safe_load(dump(header)) or {}) == header


@given(HEADERS)
def test_a_reader_of_yaml_1_2_takes_nothing_for_a_number(header: dict[str, Value]) -> None:
    for event in yaml.parse(dump(header), Loader=yaml.SafeLoader):
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
            assert not CORE_SCHEMA.fullmatch(event.value)


@given(HEADERS)
def test_a_header_stays_a_header_between_its_fences(header: dict[str, Value]) -> None:
    written = dump(header)
    if len(written.encode()) < 16_000:
        assert split(f"---\n{written}---\nBody") == (written, "Body")


@given(HEADERS)
def test_nothing_written_can_control_a_terminal(header: dict[str, Value]) -> None:
    written = dump(header)
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", written
    )


def test_a_header_looks_as_people_write_it() -> None:
    header = {
        "doubts": {"date": "two orders possible"},
        "source": {"name": "01.txt", "imported": "2026-11-21T10:00:00Z"},
        "rating": "5",
        "countries": ["RU", "NO"],
        "date": "2012-10",
        "title": "Россия: Таджикистан и союз",
        "author": ["Sergei Blagov", "O'Neil"],
        "url": "https://example.org/a#b",
        "abstract": "می‌رود",
    }
    assert dump(header) == (
        "title: 'Россия: Таджикистан и союз'\n"
        'author: [Sergei Blagov, "O\'Neil"]\n'
        "date: '2012-10'\n"
        "countries: [RU, 'NO']\n"
        "url: https://example.org/a#b\n"
        "abstract: می‌رود\n"
        "rating: '5'\n"
        "source: {name: '01.txt', imported: '2026-11-21T10:00:00Z'}\n"
        "doubts: {date: two orders possible}\n"
    )


def test_long_lists_and_mappings_take_a_line_each() -> None:
    header = {"author": [f"Author Number {n}" for n in "abcdefg"], "x": {"k" * 60: "v" * 60}}
    assert dump(header).count("\n") == 1 + 7 + 1 + 1
    assert parse(dump(header)) == (header, None)


@pytest.mark.parametrize("length", [127, 1000, 1023, 1024, 1025, 5000])
def test_a_key_of_any_length_is_read_back(length: int) -> None:
    header: dict[str, Value] = {"k" * length: {"i" * length: ["v"]}, "'" * length: "v"}
    assert parse(dump(header)) == (header, None)


def test_other_values_are_written_as_text() -> None:
    header = {"n": 5, "none": None, "yes": True, "pair": ("a", "b")}
    assert parse(dump(header)) == ({"n": "5", "none": "", "yes": "True", "pair": ["a", "b"]}, None)


def test_a_lone_surrogate_is_no_character() -> None:
    assert dump({"title": "a\udcff"}).encode()


def test_more_levels_than_are_read_are_not_written() -> None:
    value: Value = "x"
    for _ in range(8):
        value = [value]
    with pytest.raises(ValueError, match="8 levels"):
        dump({"a": value})
