"""The caret and the selection: what is selected after any way of selecting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.tui.caret import Caret, grapheme_end

TEXT = "Trade fell. Prices rose."
places = st.integers(0, len(TEXT) - 1)
ends = st.tuples(places, places).map(sorted).filter(lambda pair: pair[0] < pair[1])


@given(places)
def test_a_caret_alone_selects_nothing(offset: int) -> None:
    caret = Caret(offset)

    assert not caret.selecting
    assert caret.selection(TEXT) is None
    assert caret.swapped() == caret


@given(places)
def test_a_selection_begins_with_the_character_under_the_caret(offset: int) -> None:
    assert Caret(offset).toggled().selection(TEXT) == (offset, offset + 1)


@given(places, places)
def test_a_selection_holds_both_of_its_ends(begun: int, gone_to: int) -> None:
    caret = Caret(begun).toggled().moved(gone_to)

    assert caret.selection(TEXT) == (min(begun, gone_to), max(begun, gone_to) + 1)


@given(places, places)
def test_the_other_end_selects_the_same_and_twice_is_back(begun: int, gone_to: int) -> None:
    caret = Caret(begun).toggled().moved(gone_to)

    assert caret.swapped().selection(TEXT) == caret.selection(TEXT)
    assert caret.swapped().offset == begun
    assert caret.swapped().swapped() == caret


@given(places, places)
def test_a_selection_can_be_dropped_and_the_caret_stays(begun: int, gone_to: int) -> None:
    caret = Caret(begun).toggled().moved(gone_to).toggled()

    assert caret.offset == gone_to
    assert caret.selection(TEXT) is None


@given(ends)
def test_a_unit_is_selected_exactly_from_either_end(span: list[int]) -> None:
    caret = Caret.over(span[0], span[1])

    assert caret.selection(TEXT) == tuple(span)
    assert caret.swapped().selection(TEXT) == tuple(span)


@pytest.mark.parametrize("text", ["e\u0301", "\U0001f1f9\U0001f1ef", "a\u200d\u0301b"])
def test_a_unit_ends_where_it_ends_even_inside_a_character(text: str) -> None:
    assert Caret.over(0, 1).selection(text) == (0, 1)
    assert Caret.over(0, 1).moved(0).selection(text) == (0, grapheme_end(text, 0))


@given(ends, places)
def test_a_unit_grows_and_shrinks_with_the_caret(span: list[int], gone_to: int) -> None:
    caret = Caret.over(span[0], span[1]).moved(gone_to)

    assert caret.selection(TEXT) == (min(span[0], gone_to), max(span[0], gone_to) + 1)


@given(ends, ends)
def test_a_selection_reaches_over_another_and_the_caret_is_at_that_end(
    first: list[int], other: list[int]
) -> None:
    caret = Caret.over(*first).reaching(*other, TEXT)

    assert caret.selection(TEXT) == (min(first[0], other[0]), max(first[1], other[1]))
    assert caret.offset == (other[0] if other[0] < first[0] else max(first[1], other[1]) - 1)


@given(ends)
def test_without_a_selection_the_other_is_taken(span: list[int]) -> None:
    assert Caret(0).reaching(*span, TEXT) == Caret.over(*span)


@given(st.text(), st.integers(0, 40))
def test_a_character_ends_after_it_begins_and_inside_the_text(text: str, offset: int) -> None:
    end = grapheme_end(text, offset)

    assert end <= len(text)
    assert end > offset or offset >= len(text)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("ab", 1),
        ("e\u0301b", 2),
        ("\u0645\u064e\u0651b", 3),  # a Persian letter with two harakat
        ("\U0001f1f9\U0001f1efb", 2),  # the flag of Tajikistan
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467b", 5),  # a family
    ],
)
def test_what_a_reader_sees_as_one_character_is_selected_whole(text: str, end: int) -> None:
    assert grapheme_end(text, 0) == end
    assert Caret(0).toggled().selection(text) == (0, end)
