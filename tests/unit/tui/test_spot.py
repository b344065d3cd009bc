"""The first visible line is found again at every width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from text_strategies import SHORT, markdown, prose

from careader.model import Article
from careader.text.layout import Layout
from careader.text.reading import ReadingText, build
from careader.tui import masthead
from careader.tui.spot import IN_TEXT, Spot, line_of_spot, spot_at

ARTICLE = Article(
    id="a",
    path="articles/a.md",
    title="Water, gas and the long road to the sea",
    publication="The Steppe Review",
    abstract="What five republics asked of each other, and what each of them got. " * 3,
)
documents = st.one_of(markdown, prose).map(build)
widths = st.integers(20, 120)


def set_in(reading: ReadingText, width: int) -> tuple[list[masthead.HeadLine], Layout]:
    return masthead.lines(ARTICLE, ("TJ",), width), Layout(reading, width)


@SHORT
@given(documents, widths, st.lists(widths, max_size=6), st.data())
def test_whatever_the_sizes_between_the_same_line_comes_back(
    reading: ReadingText, width: int, between: list[int], data: st.DataObject
) -> None:
    head, layout = set_in(reading, width)
    top = data.draw(st.integers(0, len(head) + layout.height - 1))
    spot = spot_at(head, layout, top)
    for other in between:
        there, laid_out = set_in(reading, other)
        line = line_of_spot(there, laid_out, spot)

        assert 0 <= line < len(there) + laid_out.height
        assert spot_at(there, laid_out, line).offset == first_offset(laid_out, spot)

    assert line_of_spot(head, layout, spot) == top


def first_offset(layout: Layout, spot: Spot) -> int:
    """Return where the line begins that holds a spot's first character."""
    return layout.line(layout.line_of(spot.offset)).start if spot.head == IN_TEXT else 0


def test_the_beginning_is_the_first_line_of_the_masthead() -> None:
    head, layout = set_in(build("one\n\ntwo"), 60)

    assert line_of_spot(head, layout, Spot()) == 0
    assert spot_at(head, layout, 0) == Spot()


def test_an_offset_stands_under_the_masthead() -> None:
    head, layout = set_in(build("one\n\ntwo"), 60)

    assert line_of_spot(head, layout, Spot(4, 0, IN_TEXT)) == len(head) + 2
    assert line_of_spot(head, layout, Spot(4, 1, IN_TEXT)) == len(head) + 1
    assert line_of_spot(head, layout, Spot(4, 9, IN_TEXT)) == len(head) + 1
