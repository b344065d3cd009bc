"""The panes: they fill the screen, and the one with the keyboard is on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.tui.panes import LEFT, MEDIUM, PANES, WIDE, Arrangement, arrange

widths = st.integers(1, 400)
panes = st.sampled_from(PANES)
measures = st.integers(40, 120)


def shown(arrangement: Arrangement) -> list[str]:
    return [pane for pane in PANES if arrangement.shows(pane)]


@given(widths, panes, st.booleans(), measures)
def test_the_columns_fill_the_screen(width: int, pane: str, zoomed: bool, measure: int) -> None:
    arrangement = arrange(width, pane, zoomed=zoomed, measure=measure)
    columns = (arrangement.left, arrangement.middle, arrangement.right)

    assert sum(columns) == width
    assert min(columns) >= 0


@given(widths, panes, measures)
def test_the_pane_with_the_keyboard_is_on_the_screen(width: int, pane: str, measure: int) -> None:
    assert arrange(width, pane, zoomed=False, measure=measure).shows(pane)


@given(widths, panes, measures)
def test_zoomed_there_is_the_reading_pane_alone(width: int, pane: str, measure: int) -> None:
    assert shown(arrange(width, pane, zoomed=True, measure=measure)) == ["reading"]


@given(st.integers(1, MEDIUM - 1), panes, measures)
def test_a_narrow_screen_shows_one_pane(width: int, pane: str, measure: int) -> None:
    assert shown(arrange(width, pane, zoomed=False, measure=measure)) == [pane]


@given(st.integers(MEDIUM, WIDE - 1), panes, measures)
def test_a_middling_screen_shows_the_left_and_reading_until_highlights_slide_in(
    width: int, pane: str, measure: int
) -> None:
    wanted = ["reading", "highlights"] if pane == "highlights" else [*LEFT, "reading"]

    assert shown(arrange(width, pane, zoomed=False, measure=measure)) == wanted


@given(st.integers(WIDE, 400), panes, measures)
def test_a_wide_screen_shows_all_four_panes_and_stands_still(
    width: int, pane: str, measure: int
) -> None:
    arrangement = arrange(width, pane, zoomed=False, measure=measure)

    assert shown(arrangement) == list(PANES)
    assert arrangement == arrange(width, PANES[0], zoomed=False, measure=measure)


@given(widths, panes, measures)
def test_no_column_is_too_narrow_to_read_where_there_are_several(
    width: int, pane: str, measure: int
) -> None:
    arrangement = arrange(width, pane, zoomed=False, measure=measure)
    columns = [each for each in (arrangement.left, arrangement.middle, arrangement.right) if each]

    assert len(columns) == 1 or min(columns) >= 24
    assert arrangement.middle == 0 or arrangement.middle >= 40 or width < 40


@given(st.integers(WIDE, 400), st.integers(40, 119))
def test_on_a_wide_screen_a_wider_text_never_gets_less_room(width: int, measure: int) -> None:
    narrow, wide = (
        arrange(width, "reading", zoomed=False, measure=each) for each in (measure, measure + 1)
    )

    assert wide.middle >= narrow.middle


@given(st.integers(WIDE, 400), measures)
def test_on_a_wide_screen_the_text_has_its_width_before_the_others_grow(
    width: int, measure: int
) -> None:
    arrangement = arrange(width, "reading", zoomed=False, measure=measure)

    grown = arrangement.left > 30 or arrangement.right > 24
    assert arrangement.middle >= measure + 4 or not grown


@pytest.mark.parametrize(
    ("width", "columns"),
    [(79, (0, 79, 0)), (80, (30, 50, 0)), (119, (30, 89, 0)), (120, (30, 66, 24))],
)
def test_where_the_layouts_begin(width: int, columns: tuple[int, int, int]) -> None:
    arrangement = arrange(width, "reading", zoomed=False, measure=72)

    assert (arrangement.left, arrangement.middle, arrangement.right) == columns
