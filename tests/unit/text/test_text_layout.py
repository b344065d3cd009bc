"""Lines of any width: nothing lost, nothing too wide, offsets to cells and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_strategies import LONG, SHORT, markdown, prose, widths, words

from careader.text.cells import graphemes, width
from careader.text.layout import Layout, Line
from careader.text.reading import Block, BlockKind, ReadingText, build

DOCUMENTS = st.one_of(markdown, prose).map(build)


def screen(text: str, cells: int) -> list[str]:
    layout = Layout(build(text), cells)
    return [layout.drawn(index) for index in range(layout.height)]


def text_lines(layout: Layout) -> list[Line]:
    lines = [layout.line(index) for index in range(layout.height)]
    return [line for line in lines if not line.spacer]


def grapheme_starts(reading: ReadingText) -> list[int | None]:
    """The start of its grapheme for every offset of the text, None where it takes no cell."""
    starts: list[int | None] = []
    for block in reading.blocks:
        for piece in _pieces(reading, block):
            for start, end, cells in graphemes(reading.text[piece[0] : piece[1]]):
                starts += [piece[0] + start if cells else None] * (end - start)
            starts.append(piece[1])
    return starts


def _pieces(reading: ReadingText, block: Block) -> list[tuple[int, int]]:
    """The stretches between newlines and tabs, which are graphemes of their own."""
    found, start = [], block.start
    for offset in range(block.start, block.end):
        if reading.text[offset] in "\n\t":
            found.append((start, offset))
            start = offset + 1
    return [*found, (start, block.end)]


@SHORT
@given(DOCUMENTS, widths)
def test_every_offset_has_a_cell_and_comes_back_from_it(reading: ReadingText, cells: int) -> None:
    layout = Layout(reading, cells)
    starts = grapheme_starts(reading)
    for offset in range(len(reading.text) + 1):
        line, cell = layout.position_of(offset)
        back = layout.offset_at(line, cell)
        assert layout.position_of(back) == (line, cell)
        shown = layout.line(line)
        if offset < shown.end:
            wrapped = reading.text[offset] == "\t" and shown.kind is BlockKind.ROW
            assert back == starts[offset] or starts[offset] is None or wrapped
        elif offset == shown.end:
            assert back == offset or starts[offset - 1] is None


@SHORT
@given(DOCUMENTS, widths)
def test_every_cell_has_an_offset_on_its_line(reading: ReadingText, cells: int) -> None:
    layout = Layout(reading, cells)
    for index in range(layout.height):
        for cell in range(cells + 2):
            offset = layout.offset_at(index, cell)
            line = layout.line(index)
            if line.spacer:
                assert offset == line.start
            else:
                assert layout.line_of(offset) == index


@SHORT
@given(DOCUMENTS, widths)
def test_wrapping_loses_nothing(reading: ReadingText, cells: int) -> None:
    before = 0
    for line in text_lines(Layout(reading, cells)):
        assert reading.text[before : line.start].strip() == ""
        assert line.start <= line.end
        # Cells wrapped side by side go on below what stands right of them.
        before = max(before, line.end)
    assert reading.text[before:].strip() == ""


@SHORT
@given(DOCUMENTS, widths)
def test_code_keeps_every_character(reading: ReadingText, cells: int) -> None:
    layout = Layout(reading, cells)
    for number, block in enumerate(reading.blocks):
        if block.kind is BlockKind.CODE:
            lines = [line for line in text_lines(layout) if line.block == number]
            shown = "".join(reading.text[line.start : line.end] for line in lines)
            assert shown == reading.text[block.start : block.end].replace("\n", "")


@SHORT
@given(DOCUMENTS, widths)
def test_no_line_is_wider_than_the_pane(reading: ReadingText, cells: int) -> None:
    layout = Layout(reading, cells)
    for index in range(layout.height):
        line = layout.line(index)
        shown = graphemes(reading.text[line.start : line.end])
        alone = len([1 for _, _, taken in shown if taken]) <= 1
        assert width(layout.drawn(index)) <= cells or (alone and cells - line.indent < 2)
        assert width(line.prefix) == line.indent


@SHORT
@given(DOCUMENTS, widths)
def test_lines_follow_the_text(reading: ReadingText, cells: int) -> None:
    layout = Layout(reading, cells)
    starts = [layout.line(index).start for index in range(layout.height)]
    assert starts == sorted(starts)
    shown = [line.start for line in text_lines(layout)]
    assert len(set(shown)) == len(shown)


@SHORT
@given(DOCUMENTS, widths, widths, st.data())
def test_resizing_keeps_the_place(
    reading: ReadingText, before: int, after: int, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(reading.text)))
    top = Layout(reading, before).line(Layout(reading, before).line_of(offset)).start
    layout = Layout(reading, after)
    line = layout.line_of(top)
    assert layout.line(line).start <= top
    assert line + 1 == layout.height or top < layout.line(line + 1).start or not reading.text


@SHORT
@given(DOCUMENTS, widths)
def test_what_is_drawn_is_the_text(reading: ReadingText, cells: int) -> None:
    layout = Layout(reading, cells)
    for index in range(layout.height):
        line = layout.line(index)
        runs = [run for run in layout.runs(index) if run.start < run.end]
        if line.kind is BlockKind.ROW:
            assert [run.start for run in runs] == sorted(run.start for run in runs)
        else:
            assert [run.start for run in runs[1:]] == [run.end for run in runs[:-1]]
        for run in runs:
            text = reading.text[run.start : run.end]
            assert run.text == text or (text == "\t" and width(run.text) >= 1)
        if runs and line.kind is not BlockKind.ROW:
            assert (runs[0].start, runs[-1].end) == (line.start, line.end)


@SHORT
@given(DOCUMENTS, widths)
def test_lines_start_at_graphemes(reading: ReadingText, cells: int) -> None:
    starts = grapheme_starts(reading)
    lines = text_lines(Layout(reading, cells))
    assert all(starts[line.start] in {line.start, None} for line in lines)


@SHORT
@given(DOCUMENTS)
def test_a_line_never_breaks_at_a_no_break_space(reading: ReadingText) -> None:
    for before, after in zip(lines := text_lines(Layout(reading, 60)), lines[1:], strict=False):
        skipped = reading.text[before.end : after.start]
        assert "\u00a0" not in skipped
        assert "\u202f" not in skipped


PROPERTIES = [
    test_every_offset_has_a_cell_and_comes_back_from_it,
    test_every_cell_has_an_offset_on_its_line,
    test_wrapping_loses_nothing,
    test_code_keeps_every_character,
    test_no_line_is_wider_than_the_pane,
    test_lines_follow_the_text,
    test_what_is_drawn_is_the_text,
    test_lines_start_at_graphemes,
]


@pytest.mark.slow
@LONG
@given(DOCUMENTS, widths)
def test_all_properties_of_lines_at_length(reading: ReadingText, cells: int) -> None:
    for check in PROPERTIES:
        check.hypothesis.inner_test(reading, cells)  # type: ignore[attr-defined]


def test_an_empty_article_has_one_line() -> None:
    layout = Layout(build(""), 20)
    assert layout.height == 1
    assert layout.position_of(0) == (0, 0)
    assert layout.offset_at(0, 7) == 0


def test_paragraphs_stand_apart_and_tight_lists_together() -> None:
    assert screen("one\n\ntwo\n\n- a\n- b\n  - c", 20) == [
        "one",
        "",
        "two",
        "",
        "• a",
        "• b",
        "  • c",
    ]


def test_numbers_line_up_on_their_right() -> None:
    assert screen("9. a\n10. b", 20) == [" 9. a", "10. b"]


def test_hanging_indents_and_bars_go_on() -> None:
    assert screen("> one two three\n> - four five six", 12) == [
        "│ one two",
        "│ three",
        "│",
        "│ • four",
        "│   five six",
    ]


def test_a_table_that_fits_is_set_in_columns() -> None:
    assert screen(
        "| Country | Population |\n|---|--:|\n| Kazakhstan | 20 |\n| 中国 | 1400 |", 30
    ) == [
        "Country    │ Population",
        "───────────┼───────────",
        "Kazakhstan │         20",
        "中国       │       1400",
    ]


TABLE = """| Country | What it sells | Year |
|---|---|--:|
| Kazakhstan | oil, uranium, grain | 2012 |
| Tajikistan | aluminium | |
"""


def test_a_table_that_does_not_fit_wraps_its_cells_side_by_side() -> None:
    assert screen(TABLE, 34) == [
        "Country    │ What it sells  │ Year",
        "───────────┼────────────────┼─────",
        "Kazakhstan │ oil, uranium,  │ 2012",
        "           │ grain          │",
        "",
        "Tajikistan │ aluminium      │",
    ]


def test_rows_of_a_line_each_stand_close_though_the_head_is_wrapped() -> None:
    table = "| a | What a country sells abroad |\n|---|---|\n| b | oil |\n| c | gas and oil |"
    assert screen(table, 18) == [
        "a │ What a country",
        "  │ sells abroad",
        "──┼───────────────",
        "b │ oil",
        "c │ gas and oil",
    ]


def test_offsets_in_wrapped_cells_lead_to_their_cells_and_back() -> None:
    layout = Layout(build(TABLE), 34)
    text = layout.reading.text

    def cell_of(words: str) -> tuple[int, int]:
        return layout.position_of(text.index(words))

    assert [cell_of(each) for each in ("oil", "grain", "2012", "aluminium")] == [
        (2, 13),
        (3, 13),
        (2, 30),
        (5, 13),
    ]
    assert layout.offset_at(3, 15) == text.index("grain") + 2
    assert layout.offset_at(3, 2) == text.index("grain")
    assert layout.offset_at(3, 31) == text.index("grain") + len("grain")
    assert layout.stretch_of(text.index("uranium")) == (
        text.index("oil"),
        text.index("uranium,") + len("uranium,"),
    )


@SHORT
@given(st.lists(st.tuples(words, words, words), min_size=2, max_size=5), st.integers(20, 60))
def test_a_row_keeps_all_its_text_however_it_is_set(
    rows: list[tuple[str, str, str]], cells: int
) -> None:
    reading = build(
        "\n".join(["|a|b|c|", "|-|-:|:-:|", *("|" + "|".join(row) + "|" for row in rows)])
    )
    layout = Layout(reading, cells)
    shown = {
        offset
        for index in range(layout.height)
        for run in layout.runs(index)
        for offset in range(run.start, run.end)
    }
    missing = set(range(len(reading.text))) - shown
    assert all(reading.text[offset].isspace() for offset in missing)


def test_a_table_too_narrow_for_its_columns_is_stacked() -> None:
    assert screen(TABLE, 24) == [
        "Country│What it sells",
        "Year",
        "",
        "Country   Kazakhstan",
        "What it…  oil, uranium,",
        "          grain",
        "Year      2012",
        "",
        "Country   Tajikistan",
        "What it…  aluminium",
        "Year",
    ]


def test_labels_of_wide_characters_keep_the_text_in_line() -> None:
    shown = screen(
        "| 国家和地区 | b | c |\n|---|---|--|\n| Tajikistan Tajikistan | xxxxxxxxxx | y |", 24
    )
    assert shown[2:] == [
        "国家和…   Tajikistan",
        "          Tajikistan",
        "b         xxxxxxxxxx",
        "c         y",
    ]


def test_lines_outside_the_layout_are_no_lines() -> None:
    layout = Layout(build("one"), 20)
    for index in (-1, 1):
        with pytest.raises(IndexError):
            layout.line(index)


def test_notes_come_last_under_a_short_rule() -> None:
    assert screen("text[^a]\n\n[^a]: note", 20) == ["text[1]", "", "─" * 12, "[1] note"]


def test_code_is_set_in_and_its_tabs_go_to_the_next_stop() -> None:
    layout = Layout(build("```\na\tb\n\t\tc\n```"), 20)
    assert [layout.drawn(0), layout.drawn(1)] == ["  a   b", "          c"]
    assert layout.position_of(2) == (0, 6)
    assert [layout.offset_at(0, cell) for cell in range(2, 8)] == [0, 1, 1, 1, 2, 3]


def test_cjk_marks_do_not_begin_a_line() -> None:
    assert screen("中国中国。新疆", 8) == ["中国中", "国。新疆"]
    assert screen("中国中「国」", 8) == ["中国中", "「国」"]


def test_a_long_address_is_cut_anywhere() -> None:
    assert screen("see https://a.org/bcdef", 10) == ["see", "https://a.", "org/bcdef"]


@pytest.mark.parametrize(
    "text", ["中国 👨‍👩‍👧 🇺🇿", "\t", "- > a\n", "| a | b |\n|--|--|\n| c | d |"]
)
def test_one_cell_is_enough(text: str) -> None:
    layout = Layout(build(text), 1)
    assert "".join(build(text).text.split()) == "".join(
        "".join(layout.reading.text[line.start : line.end].split()) for line in text_lines(layout)
    )


def test_a_wide_character_answers_from_both_its_cells() -> None:
    layout = Layout(build("a中b"), 10)
    assert [layout.offset_at(0, cell) for cell in range(5)] == [0, 1, 1, 2, 3]


def test_right_of_a_cut_word_is_its_last_character_on_the_line() -> None:
    layout = Layout(build("x" * 25), 10)
    assert layout.offset_at(0, 99) == 9
    assert layout.offset_at(2, 99) == 25
