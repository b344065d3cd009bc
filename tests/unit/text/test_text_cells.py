"""Graphemes and their widths: what rich says, and the fast path that does not ask it."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from text_strategies import prose

from careader.text.cells import COMPLEX, cluster_widths, graphemes, width

TEXTS = st.one_of(prose, st.text()).map(lambda text: text.replace("\n", ""))


@given(TEXTS)
def test_graphemes_cover_the_text_without_gaps(text: str) -> None:
    found = graphemes(text)
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(start < end for start, end, _ in found)


@given(TEXTS)
def test_a_text_is_as_wide_as_its_graphemes(text: str) -> None:
    assert width(text) == sum(cells for _, _, cells in graphemes(text)) == sum(cluster_widths(text))


@given(TEXTS)
def test_cluster_widths_stand_where_graphemes_begin(text: str) -> None:
    expected = [0] * len(text)
    for start, _, cells in graphemes(text):
        expected[start] = cells
    assert cluster_widths(text) == expected


@given(TEXTS.map(lambda text: text.replace("\u200d", "").replace("\t", "").replace("\ufe0f", "")))
def test_widths_are_those_textual_paints_with(text: str) -> None:
    assert width(text) == cell_len(text)


@pytest.mark.parametrize(
    ("cluster", "cells"),
    [
        ("e\u0301", 1),
        ("ی\u200c", 1),
        ("中", 2),
        ("👨‍👩‍👧", 2),
        ("❤\ufe0f\u200d🔥", 2),
        ("🇺🇿", 2),
        ("👍🏽", 2),
        ("1\ufe0f\u20e3", 2),
        ("\u1112\u1161\u11ab", 2),
        ("\u0301a", 1),
    ],
)
def test_one_cluster(cluster: str, cells: int) -> None:
    assert graphemes(cluster) == [(0, len(cluster), cells)]


def test_flags_pair_up_from_the_left() -> None:
    assert [end - start for start, end, _ in graphemes("🇺🇿🇰🇿🇹")] == [2, 2, 1]


def test_zwj_joins_no_letters() -> None:
    """`ه‍م` is two letters on any terminal: the joiner only shapes them."""
    assert [cells for _, _, cells in graphemes("ه\u200dم")] == [1, 1]


def test_the_fast_path_takes_only_single_cells() -> None:
    narrow = [chr(p) for p in range(sys.maxunicode + 1) if not COMPLEX.search(chr(p))]
    assert len(narrow) > 2_000
    assert all(cell_len(character) == 1 for character in narrow)
    assert "\u00ad" not in narrow
