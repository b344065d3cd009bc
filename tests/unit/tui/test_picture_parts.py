"""Shades, bars and years: the parts of the pictures that are only arithmetic."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from careader.tui.widgets.pairs_pane import SHADES, shade
from careader.tui.widgets.years_pane import all_years, bar

COUNTS = st.integers(0, 20_000)


@given(COUNTS, COUNTS, COUNTS)
def test_more_is_never_paler(one: int, other: int, most: int) -> None:
    few, many = sorted((one, other))
    assert 0 <= shade(few, most) <= shade(many, most) < len(SHADES)


@given(st.integers(1, 20_000))
def test_what_counts_is_shaded_and_the_most_is_darkest(most: int) -> None:
    assert shade(0, most) == 0
    assert shade(1, most) >= 1
    assert shade(most, most) == len(SHADES) - 1


@given(COUNTS, st.integers(0, 20_000), st.integers(0, 100))
def test_a_bar_is_as_long_as_its_share_and_never_lost(count: int, more: int, cells: int) -> None:
    most = count + more
    drawn = bar(count, most, cells)
    assert len(drawn) <= cells
    assert bool(drawn) == (count > 0 and cells > 0)
    if most and cells and count:
        assert abs(len(drawn) - cells * count / most) <= 1


def test_years_have_no_holes_but_long_ones() -> None:
    assert all_years({"2012", "2009"}) == ["2009", "2010", "2011", "2012"]
    assert all_years({"2012"}) == ["2012"]
    assert all_years(set()) == []
    assert all_years({"0012", "2012", "n.d."}) == ["0012", "2012"]
