"""The line of a snippet that has room in the list, and any line cut to its width."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from careader.model import Snippet
from careader.tui.widgets.article_list import around_first_mark
from careader.tui.widgets.virtual_list import fit

# Letters of one cell and of two, combining marks, and what snippets are broken by.
texts = st.text("abcшق漢字\u0301\u200c .\n", max_size=120)
widths = st.integers(6, 100)


@st.composite
def snippets(draw: st.DrawFn) -> Snippet:
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    marks = [pair for number, pair in enumerate(pairwise(cuts)) if number % 2 == 0]
    return Snippet(text, tuple(marks))


@given(snippets(), widths)
def test_the_pieces_are_the_snippet_on_one_line_from_some_place_on(
    snippet: Snippet, width: int
) -> None:
    whole = snippet.text.replace("\n", " ")
    pieces = around_first_mark(snippet, width)
    line = "".join(text for text, _ in pieces)

    assert line == whole or (line[:1] == "…" and whole.endswith(line[1:]))
    assert all(text for text, _ in pieces)


@given(snippets(), widths)
def test_what_matched_is_marked_and_nothing_else(snippet: Snippet, width: int) -> None:
    marked = [text for text, is_match in around_first_mark(snippet, width) if is_match]

    assert marked == [snippet.text[a:b].replace("\n", " ") for a, b in snippet.marks]


@given(snippets(), widths)
def test_the_first_match_begins_where_there_is_room_for_it(snippet: Snippet, width: int) -> None:
    before = 0
    for text, marked in around_first_mark(snippet, width):
        if marked:
            break
        before += cell_len(text)

    assert not snippet.marks or before < width


def test_a_snippet_is_cut_at_a_word() -> None:
    snippet = Snippet("Long before that the customs union was a plan", ((21, 28),))

    assert around_first_mark(snippet, 30) == [
        ("…", False),
        ("that the ", False),
        ("customs", True),
        (" union was a plan", False),
    ]


def test_a_match_near_the_beginning_leaves_the_snippet_whole() -> None:
    assert around_first_mark(Snippet("The union grew.", ((4, 9),)), 30) == [
        ("The ", False),
        ("union", True),
        (" grew.", False),
    ]


def test_a_snippet_without_a_match_is_plain() -> None:
    assert around_first_mark(Snippet("The union\ngrew."), 30) == [("The union grew.", False)]
    assert around_first_mark(Snippet(""), 30) == []


# --- fit


# A piece begins with a character of its own, never in the middle of one.
pieces_of_text = st.lists(
    st.builds("{}{}".format, st.sampled_from("aш漢 "), st.text("aш漢\u0301\u200c ", max_size=20)),
    max_size=6,
)


@given(pieces_of_text, st.integers(0, 60))
def test_a_line_is_exactly_as_wide_as_the_pane(pieces: list[str], width: int) -> None:
    strip = fit([(piece, Style.null()) for piece in pieces], width, Style.null())

    assert sum(cell_len(segment.text) for segment in strip) == width
    assert strip.cell_length == width


@given(pieces_of_text, st.integers(0, 60))
def test_a_line_that_has_room_is_padded_and_one_that_has_not_is_cut(
    pieces: list[str], width: int
) -> None:
    whole = "".join(pieces)
    line = fit([(piece, Style.null()) for piece in pieces], width, Style.null()).text

    if sum(map(cell_len, pieces)) <= width:
        assert line.rstrip(" ") == whole.rstrip(" ")
    else:
        # A wide character that has half a place only leaves a blank there.
        assert whole.startswith(line.rstrip(" ")) or whole.startswith(line[:-1])


def test_the_cursor_lies_over_the_pieces_and_the_padding() -> None:
    base, red, cursor = Style(dim=True), Style(color="red"), Style(bgcolor="blue")

    strip = fit([("ab", red), ("c", Style.null())], 6, base, cursor)

    assert [segment.text for segment in strip] == ["ab", "c", "   "]
    assert {segment.style for segment in strip} == {base + red + cursor, base + cursor}
