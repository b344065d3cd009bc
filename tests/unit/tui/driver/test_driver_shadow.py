"""The difference between two screens: a terminal that gets it shows what it would have shown."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from careader.tui.terminal.driver.shadow import CLEAR, Shadow
from tests.emulator import Emulator, difference

WIDTH, HEIGHT = 24, 9

WORDS = st.sampled_from(
    ["the", "pipeline", " ", "          ", "Казахстан", "مَرو", "می‌خواهم", "中文", "한국", "—", "é",
     "e\u0301", "▕▏"]
)  # fmt: skip
"""Text on whose widths terminals agree."""
CODES = st.sampled_from(
    ["", "1", "3", "4", "7", "9", "31", "92", "44", "101", "1;34", "3;30;43", "4;38;5;120",
     "38;2;1;2;3;48;2;9;8;7", "1;7", "39;49", "1;3;4;7;9;37;40"]
)  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A stretch of a row as Textual paints it."""

    x: int
    y: int
    segments: list[tuple[str, str]]

    def frame(self) -> str:
        return f"\x1b[{self.y + 1};{self.x + 1}H" + "".join(
            f"\x1b[{codes}m{text}\x1b[0m" if codes else text for text, codes in self.segments
        )


def fitted(words: list[str], codes: list[str], room: int) -> list[tuple[str, str]]:
    """Return segments cut to whole characters that fit into so many cells."""
    segments, left = [], room
    for word, code in zip(words, codes, strict=False):
        text = word if cell_len(word) <= left else set_cell_size(word, left)
        left -= cell_len(text)
        if text:
            segments.append((text, code))
    return segments


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    x, y = draw(st.integers(0, WIDTH - 1)), draw(st.integers(0, HEIGHT - 1))
    words = draw(st.lists(WORDS, min_size=1, max_size=5))
    codes = draw(st.lists(CODES, min_size=5, max_size=5))
    return Piece(x, y, fitted(words, codes, WIDTH - x))


def whole(rows: list[list[tuple[str, str]]]) -> str:
    """Return a frame of the whole screen."""
    return "".join(Piece(0, y, row).frame() for y, row in enumerate(rows)) + "\x1b[1;1H"


@st.composite
def screens(draw: st.DrawFn) -> str:
    """A whole frame: a text that may be scrolled beside columns that stay."""
    line = st.tuples(*(st.lists(each, min_size=3, max_size=3) for each in (WORDS, CODES)))
    lines = draw(st.lists(line, min_size=HEIGHT * 2, max_size=HEIGHT * 2))
    top = draw(st.integers(0, HEIGHT))
    margin = draw(st.sampled_from(["", "left ▕"]))
    rows = []
    for words, codes in lines[top : top + HEIGHT]:
        segments = fitted(words, codes, WIDTH - len(margin))
        rows.append([*([(margin, "90")] if margin else []), *padded(segments, WIDTH - len(margin))])
    return whole(rows)


def padded(segments: list[tuple[str, str]], width: int) -> list[tuple[str, str]]:
    used = sum(cell_len(text) for text, _ in segments)
    return [*segments, (" " * (width - used), "")] if used < width else segments


FRAMES = st.one_of(
    screens(),
    st.lists(pieces(), min_size=1, max_size=4).map(
        lambda found: "".join(piece.frame() for piece in found) + "\x1b[3;4H"
    ),
)


@dataclass
class Pair:
    """Two terminals: one gets what Textual writes, the other what the shadow makes of it."""

    raw: Emulator
    lean: Emulator
    shadow: Shadow

    @classmethod
    def started(cls) -> Pair:
        pair = cls(Emulator(WIDTH, HEIGHT), Emulator(WIDTH, HEIGHT), Shadow())
        pair.take(whole([padded([], WIDTH)] * HEIGHT))
        return pair

    def take(self, frame: str, *, sent: bool = True) -> str:
        self.raw.feed(frame)
        assert self.shadow.paint(frame, (WIDTH, HEIGHT))
        if not sent:
            return ""
        update = self.shadow.update(whole=True)
        self.lean.feed(update)
        assert not difference(self.raw, self.lean)
        return update


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(FRAMES, st.booleans()), min_size=1, max_size=6))
def test_whatever_is_painted_and_however_much_is_left_out_the_screens_are_the_same(
    frames: list[tuple[str, bool]],
) -> None:
    pair = Pair.started()
    for frame, sent in frames:
        pair.take(frame, sent=sent)
    pair.take(frames[-1][0])


@pytest.mark.slow
@settings(max_examples=4_000, deadline=None)
@given(st.lists(st.tuples(FRAMES, st.booleans()), min_size=1, max_size=12))
def test_the_same_many_times(frames: list[tuple[str, bool]]) -> None:
    pair = Pair.started()
    for frame, sent in frames:
        pair.take(frame, sent=sent)
    pair.take(frames[-1][0])


def rows_of(text: str, top: int, width: int = WIDTH) -> list[list[tuple[str, str]]]:
    lines = [f"{n:02} {text}"[:width] for n in range(100)]
    return [padded([(line, "")], width) for line in lines[top : top + HEIGHT]]


def test_what_is_painted_again_unchanged_sends_nothing() -> None:
    pair = Pair.started()
    pair.take(whole(rows_of("the pipeline", 0)))

    assert pair.take(whole(rows_of("the pipeline", 0))) == ""


def test_a_line_scrolled_is_moved_by_the_terminal_and_one_line_written() -> None:
    pair = Pair.started()
    text = [padded([(f"{n:02} {'word' * (n % 5)}", "")], WIDTH) for n in range(40)]
    pair.take(whole(text[:HEIGHT]))
    down = pair.take(whole(text[1 : HEIGHT + 1]))
    up = pair.take(whole(text[:HEIGHT]))

    assert len(down) < 40
    assert "\x1b[M" in down
    assert "\x1b[L" in up


def test_lines_between_a_title_and_a_foot_scroll_alone() -> None:
    pair = Pair.started()
    text = [padded([(f"{n:02} {'word' * (n % 5)}", "")], WIDTH) for n in range(40)]
    title, foot = padded([("Title", "1")], WIDTH), padded([("foot", "90")], WIDTH)
    pair.take(whole([title, *text[: HEIGHT - 2], foot]))
    update = pair.take(whole([title, *text[2:HEIGHT], foot]))

    assert f"\x1b[2;{HEIGHT - 1}r" in update
    assert "Title" not in update
    assert len(update) < 60


def test_one_cell_costs_a_movement_and_a_character() -> None:
    pair = Pair.started()
    pair.take(whole(rows_of("the pipeline", 0)))
    update = pair.take(Piece(5, 3, [("X", "")]).frame() + "\x1b[1;1H")

    assert update == "\x1b[4;6HX\x1b[H"


def test_colours_change_by_what_differs() -> None:
    pair = Pair.started()
    update = pair.take(Piece(0, 0, [("a", "1;31;44"), ("b", "31;44"), ("c", "32;44")]).frame())

    assert update == "\x1b[1;31;44ma\x1b[22mb\x1b[32mc"


def test_long_blanks_are_erased_not_written() -> None:
    pair = Pair.started()
    pair.take(whole([padded([("x" * WIDTH, "")], WIDTH)] * HEIGHT))
    middle = pair.take(Piece(4, 2, [(" " * 14, "")]).frame() + "\x1b[1;1H")
    end = pair.take(Piece(4, 3, [(" " * (WIDTH - 4), "")]).frame() + "\x1b[1;1H")

    assert middle == "\x1b[3;5H\x1b[14X\x1b[H"
    assert end == "\x1b[4;5H\x1b[K\x1b[H"


# --- what is not understood


@pytest.mark.parametrize("foreign", ["\x1b[2J", "\x07", "\x1b[10;20f", "\x1b(0", "\x1b[58;5;3m"])
def test_a_frame_with_anything_else_is_refused_and_everything_is_painted_anew_after_it(
    foreign: str,
) -> None:
    pair = Pair.started()
    pair.take(whole(rows_of("the pipeline", 0)))

    assert not pair.shadow.paint(f"\x1b[1;1Hone{foreign}two", (WIDTH, HEIGHT))
    pair.shadow.forget()
    pair.lean.feed("\x1b[2;2Hanything at all\x1b[44m")
    pair.raw.feed("\x1b[m")
    pair.take(whole(rows_of("the pipeline", 3)))


def test_what_was_painted_before_a_refused_frame_is_not_lost() -> None:
    pair = Pair.started()
    frame = whole(rows_of("the pipeline", 0))
    pair.take(frame, sent=False)
    assert not pair.shadow.paint("\x1b[1;1Hone\x1b[2Jtwo", (WIDTH, HEIGHT))
    pair.lean.feed(pair.shadow.update())

    assert not difference(pair.raw, pair.lean)


def test_only_what_is_known_is_written_while_not_all_is() -> None:
    pair = Pair.started()
    pair.shadow.forget()
    for each in (pair.raw, pair.lean):
        each.feed("\x1b[5;1Hsomebody else's\x1b[m")
    update = pair.take(Piece(3, 1, [("ours", "31")]).frame() + "\x1b[1;1H")

    assert CLEAR not in update
    assert "ours" in update


def test_a_lost_screen_is_cleared_and_sent_again_whole() -> None:
    pair = Pair.started()
    pair.take(whole(rows_of("the pipeline", 0)))
    pair.lean.feed("\x1b[3;3Hnoise on the line\x1b[41m\x1b[2;4r")
    pair.shadow.lose()
    update = pair.take(whole(rows_of("the pipeline", 0)))

    assert update.startswith(CLEAR)


def test_another_size_begins_anew() -> None:
    pair = Pair.started()
    pair.take(whole(rows_of("the pipeline", 0)))
    frame = "".join(Piece(0, y, [("z" * 30, "")]).frame() for y in range(HEIGHT))
    assert pair.shadow.paint(frame, (30, HEIGHT))

    assert pair.shadow.update().startswith(CLEAR)


def test_links_are_kept() -> None:
    shadow = Shadow()
    shadow.paint(
        "\x1b[1;1H\x1b]8;id=1;https://a.example\x1b\\\x1b[4mlink\x1b[0m\x1b]8;;\x1b\\ on", (7, 1)
    )

    assert shadow.update() == (
        f"{CLEAR}\x1b]8;id=1;https://a.example\x1b\\\x1b[4mlink\x1b]8;;\x1b\\\x1b[m on\x1b[1;7H"
    )


def test_a_colour_is_ended_before_the_terminal_is_given_back() -> None:
    shadow = Shadow()
    shadow.paint("\x1b[1;1H\x1b[31mred\x1b[0m", (3, 1))
    shadow.update()

    assert shadow.finish() == "\x1b[m"


def test_what_is_painted_past_the_margin_ends_as_on_a_terminal_that_does_not_wrap() -> None:
    pair = Pair.started()
    pair.take(Piece(WIDTH - 3, 1, [("abcdefg", "31"), ("xyz", "32")]).frame())
    pair.take(Piece(WIDTH - 1, 2, [("ab", "")]).frame())
