"""Clicks, caret and offsets agree, whatever the text: every cell, every width from 20 to 120."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.style import Style
from text_strategies import LONG, SHORT, markdown, prose

from careader.model import Article
from careader.text.cells import graphemes
from careader.text.cells import width as cells_of
from careader.text.layout import Layout
from careader.text.reading import BlockKind, ReadingText, build
from careader.tui.caret import Caret
from careader.tui.motions import MOTIONS, Ground, move, snap
from careader.tui.opened import Opened
from careader.tui.widgets.line_painter import LinePainter, Overlay

ARTICLE = Article(id="a", path="articles/a.md", title="A")
CARET = Style(reverse=True)
documents = st.one_of(markdown, prose).map(build)
widths = st.integers(20, 120)

FAMILIES = """中国 trade 👨‍👩‍👧 and 🇺🇿🇰🇿, e\u0301te\u0301 и союз\u0301,
می\u200cروم کتاب ه\u200d. שָׁלוֹם,\u00a0a\u00a0b

```
a\tb\t中
```

| 国 | b |
|---|--:|
| e\u0301 | 🇺🇿 |

---

> - ❤\ufe0f 1\ufe0f\u20e3 ｱﾞ

[^1] x

-

[^1]: می\u200cروم
"""


def painter() -> LinePainter:
    return LinePainter(lambda role: CARET if role.startswith("caret") else Style.null())


def caret_cells(opened: Opened, layout: Layout, line: int, caret: int) -> list[int]:
    """Return the cells of a painted line that show the caret."""
    overlay = Overlay(Caret(caret))
    cells, at = [], 0
    for segment in painter().paint(opened, layout, line, layout.width + 4, Style.null(), overlay):
        end = at + cells_of(segment.text)
        if segment.style is not None and segment.style.reverse:
            cells += range(at, end)
        at = end
    return cells


def text_cells(layout: Layout, line: int) -> Iterator[int]:
    """Iterate over the cells of a line that show text."""
    cell = layout.line(line).indent
    for run in layout.runs(line):
        end = cell + cells_of(run.text)
        if run.start < run.end:
            yield from range(cell, end)
        cell = end


def grapheme_starts(reading: ReadingText) -> set[int]:
    """Return where a caret may stand: the start of each grapheme of each block."""
    starts = set()
    for block in reading.blocks:
        text = reading.text[block.start : block.end]
        starts |= {block.start, block.end}
        starts |= {block.start + start for start, _, _ in graphemes(text)}
    return starts


@SHORT
@given(documents, widths)
@example(build(FAMILIES), 20)
@example(build(FAMILIES), 41)
def test_the_caret_is_painted_over_the_cell_that_was_clicked(
    reading: ReadingText, width: int
) -> None:
    layout, opened = Layout(reading, width), Opened(ARTICLE, reading)
    for line in range(layout.height):
        for cell in text_cells(layout, line):
            offset = layout.offset_at(line, cell)

            assert snap(layout, offset) == offset
            assert cell in caret_cells(opened, layout, line, offset)


@SHORT
@given(documents, widths)
@example(build(FAMILIES), 33)
def test_the_caret_is_seen_wherever_a_line_is_clicked(reading: ReadingText, width: int) -> None:
    layout, opened = Layout(reading, width), Opened(ARTICLE, reading)
    for line in range(layout.height):
        if not layout.line(line).spacer:
            for cell in (0, layout.line(line).indent, width - 1, width + 3):
                caret = snap(layout, layout.offset_at(line, cell))

                assert layout.line_of(caret) == line
                assert caret_cells(opened, layout, line, caret) or is_a_mark(layout, caret)


def is_a_mark(layout: Layout, offset: int) -> bool:
    """Say whether a cell of a table holds nothing but marks, which have no cell."""
    start, end = layout.stretch_of(offset)
    row = layout.reading.block_at(offset).kind is BlockKind.ROW
    return row and not cells_of(layout.reading.text[start:end])


@SHORT
@given(documents, widths, st.data())
@example(build(FAMILIES), 27, None)
def test_motions_land_on_graphemes(
    reading: ReadingText, width: int, data: st.DataObject | None
) -> None:
    layout = Layout(reading, width)
    ground = Ground(Opened(ARTICLE, reading), layout, 10)
    allowed = grapheme_starts(reading)
    motions = sorted(MOTIONS) if data is None else data.draw(walks)
    offset = 0 if data is None else data.draw(st.integers(0, max(0, len(reading.text) - 1)))
    for motion in motions:
        offset = move(ground, motion, offset, 1)

        assert 0 <= offset <= max(0, len(reading.text) - 1) or not reading.text
        assert offset in allowed, motion


walks = st.lists(st.sampled_from(sorted(MOTIONS)), min_size=1, max_size=12)


@SHORT
@given(documents, widths)
@example(build(FAMILIES), 33)
def test_right_and_left_meet_every_grapheme_that_has_a_cell(
    reading: ReadingText, width: int
) -> None:
    layout = Layout(reading, width)
    ground = Ground(Opened(ARTICLE, reading), layout, 10)
    clicked = {
        layout.offset_at(line, cell)
        for line in range(layout.height)
        for cell in text_cells(layout, line)
    }
    walked, offset = set(), snap(layout, 0)
    while offset not in walked:
        walked.add(offset)
        offset = move(ground, "right", offset, 1)
    back = set()
    while offset not in back:
        back.add(offset)
        offset = move(ground, "left", offset, 1)

    assert clicked <= walked
    assert clicked <= back


PROPERTIES = [
    test_the_caret_is_painted_over_the_cell_that_was_clicked,
    test_the_caret_is_seen_wherever_a_line_is_clicked,
    test_right_and_left_meet_every_grapheme_that_has_a_cell,
]


@pytest.mark.slow
@LONG
@given(documents, widths)
def test_all_properties_of_the_caret_at_length(reading: ReadingText, width: int) -> None:
    for check in PROPERTIES:
        check.hypothesis.inner_test(reading, width)  # type: ignore[attr-defined]
