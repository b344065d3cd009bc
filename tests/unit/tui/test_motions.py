"""Motions over generated text of every family: where the caret may stand, and what counts mean."""

from __future__ import annotations

import sys
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.model import Article
from careader.text.cells import graphemes
from careader.text.find import find_all
from careader.text.layout import Layout
from careader.text.reading import build
from careader.tui.caret import Caret, grapheme_end
from careader.tui.motions import MOTIONS, Ground, moved, snap
from careader.tui.opened import Opened

sys.path.append(str(Path(__file__).parents[1] / "text"))

from text_strategies import LONG, SHORT, markdown, prose, widths

ARTICLE = Article(id="probe", path="probe.md", title="Probe")
TOGGLE, SWAP = "toggle", "swap"

moves = st.tuples(st.sampled_from([*MOTIONS, TOGGLE, SWAP]), st.integers(1, 5))
sequences = st.lists(moves, max_size=12)


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    reading = build(draw(st.one_of(prose, markdown)))
    hits = tuple(find_all(reading.text, draw(st.sampled_from(["a", "и", "中", ". ", "و"]))))
    layout = Layout(reading, draw(widths))
    return Ground(Opened(ARTICLE, reading, hits=hits), layout, draw(st.integers(1, 9)))


@st.composite
def places(draw: st.DrawFn) -> tuple[Ground, Caret]:
    ground = draw(grounds())
    offset = snap(ground.layout, draw(st.integers(0, max(0, len(ground.reading.text) - 1))))
    return ground, Caret(offset)


def done(ground: Ground, caret: Caret, move: tuple[str, int]) -> Caret:
    name, times = move
    if name == TOGGLE:
        return caret.toggled()
    return caret.swapped() if name == SWAP else moved(ground, caret, name, times)


def stops(ground: Ground) -> set[int]:
    """Return where a caret may stand: on the graphemes of the lines, on lines without text."""
    found: set[int] = set()
    for number in range(ground.layout.height):
        line = ground.layout.line(number)
        text = ground.reading.text[line.start : line.end]
        found |= {line.start + start for start, *_ in graphemes(text)} or {line.start}
    return found


def check_any_sequence(place: tuple[Ground, Caret], sequence: list[tuple[str, int]]) -> None:
    ground, caret = place
    text, allowed = ground.reading.text, stops(ground)
    assert caret.offset in allowed
    for each in sequence:
        caret = done(ground, caret, each)
        assert 0 <= caret.offset <= max(0, len(text) - 1)
        assert caret.offset in allowed
        if caret.anchor is not None:
            first, last = sorted((caret.anchor, caret.offset))
            assert caret.selection(text) == (first, grapheme_end(text, last))


@SHORT
@given(places(), sequences)
def test_after_any_motions_the_caret_is_on_a_grapheme_inside_the_text(place, sequence) -> None:
    check_any_sequence(place, sequence)


@pytest.mark.slow
@LONG
@given(places(), sequences)
def test_after_any_motions_long(place, sequence) -> None:
    check_any_sequence(place, sequence)


def check_count(place: tuple[Ground, Caret], motion: str, times: int, *, selecting: bool) -> None:
    ground, caret = place
    start = caret.toggled() if selecting else caret
    one_by_one = reduce(lambda at, _: moved(ground, at, motion, 1), range(times), start)
    assert moved(ground, start, motion, times) == one_by_one


@SHORT
@given(places(), st.sampled_from(list(MOTIONS)), st.integers(1, 9), st.booleans())
def test_a_count_is_so_many_motions(place, motion: str, times: int, selecting: bool) -> None:
    check_count(place, motion, times, selecting=selecting)


@pytest.mark.slow
@LONG
@given(places(), st.sampled_from(list(MOTIONS)), st.integers(1, 9), st.booleans())
def test_a_count_is_so_many_motions_long(place, motion: str, times: int, selecting: bool) -> None:
    check_count(place, motion, times, selecting=selecting)


@SHORT
@given(places(), sequences)
def test_the_other_end_twice_is_where_one_was(place, sequence) -> None:
    ground, caret = place
    caret = reduce(lambda at, each: done(ground, at, each), sequence, caret)
    back = caret.swapped().swapped()
    assert (back.offset, back.anchor, back.end) == (caret.offset, caret.anchor, caret.end)
    text = ground.reading.text
    assert caret.swapped().selection(text) == caret.selection(text)


def probe(text: str, width: int = 40) -> tuple[Ground, Layout]:
    layout = Layout(build(text), width)
    return Ground(Opened(ARTICLE, layout.reading), layout, 5), layout


def test_a_short_line_on_the_way_does_not_change_the_column() -> None:
    ground, layout = probe("A first line of enough words\n\nshort\n\nA third line of enough words")
    start = Caret(snap(layout, 20))
    below = moved(ground, moved(ground, start, "down", 1), "down", 1)

    assert layout.position_of(below.offset)[1] == 20
    assert moved(ground, below, "up", 2).offset == 20
    assert moved(ground, moved(ground, below, "left", 1), "up", 1).goal == 19


def test_a_selection_goes_on_to_the_end_of_a_hit_and_back_to_the_beginning_of_one() -> None:
    reading = build("Gas here. Oil and gas there. More gas.")
    hits = tuple(find_all(reading.text, "gas"))
    ground = Ground(Opened(ARTICLE, reading, hits=hits), Layout(reading, 60), 5)
    selecting = Caret(4).toggled()

    assert moved(ground, Caret(4), "hit", 1).offset == hits[1][0]
    assert moved(ground, selecting, "hit", 1).selection(reading.text) == (4, hits[1][1])
    back = moved(ground, moved(ground, selecting, "hit", 2), "hit-back", 1)
    assert back.offset == hits[1][0]
