"""Finding what was typed: case, white space and typography as a person means them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import prose

from careader.text.find import find_all


def found(text: str, needle: str, **how: bool) -> list[str]:
    return [text[start:end] for start, end in find_all(text, needle, **how)]


@pytest.mark.parametrize(
    ("needle", "expected"),
    [
        ("union", ["Union", "union", "UNION"]),
        ("Union", ["Union"]),
        ("customs union", ["Customs Union", "customs\n union", "CUSTOMS\u00a0UNION"]),
        ("  customs   union ", ["Customs Union", "customs\n union", "CUSTOMS\u00a0UNION"]),
        ("", []),
        (" \t", []),
        ("missing", []),
        ("(a.b)*", ["(a.b)*"]),
    ],
)
def test_smart_case_and_white_space(needle: str, expected: list[str]) -> None:
    text = "The Customs Union, a customs\n union; CUSTOMS\u00a0UNION (a.b)* aab"
    assert found(text, needle) == expected


def test_case_may_be_forced() -> None:
    assert found("Oil oil", "Oil", case_sensitive=False) == ["Oil", "oil"]
    assert found("Oil oil", "oil", case_sensitive=True) == ["oil"]


def test_typographic_marks_find_each_other() -> None:
    text = 'Russia’s “near abroad” – a post‑Soviet idea… and Russia\'s "near abroad"'
    assert len(find_all(text, "russia's")) == len(find_all(text, "russia’s")) == 2
    assert len(find_all(text, '"near abroad"')) == 2
    assert found(text, 'abroad" - a post-soviet idea...') == ["abroad” – a post‑Soviet idea…"]


def test_offsets_hold_where_lower_case_is_longer() -> None:
    assert find_all("İİ gas GAS", "gas") == [(3, 6), (7, 10)]


def test_persian_and_cyrillic() -> None:
    assert found("Нефть и НЕФТЬ", "нефть") == ["Нефть", "НЕФТЬ"]
    assert found("کتاب‌ها و کتاب", "کتاب") == ["کتاب", "کتاب"]


@given(prose, st.data())
def test_any_piece_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : start + data.draw(st.integers(1, 12))]
    if piece.strip() == piece and piece:
        spans = find_all(text, piece, case_sensitive=True)
        assert any(begin < start + len(piece) and start < end for begin, end in spans)


@given(prose, st.text(max_size=3))
def test_matches_stand_in_order_and_apart(text: str, needle: str) -> None:
    spans = find_all(text, needle)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
