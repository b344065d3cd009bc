"""Text on whose width terminals disagree: no row runs out of line, whatever a terminal believes."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, set_cell_size

from careader.tui.terminal.driver.glyphs import REST, Glyphs
from careader.tui.terminal.driver.shadow import Shadow
from tests.emulator import Emulator

WIDTH = 30

UNSURE = ["👨‍👩‍👧", "❤️", "🇰🇿", "1️⃣", "🌍", "👍🏽", "☎️", "🧑‍🚀", "क्षि", "☃", "\xad"]
SURE = ["pipeline ", "газ ", "中文", "  ", "e\u0301", "می‌خواهم", "한국", "│"]


class Opinionated(Emulator):
    """A terminal that gives every code point of a picture so many cells, or none but the first."""

    def __init__(self, cells: int, *, joins: bool) -> None:
        super().__init__(WIDTH, 2)
        self.cells, self.joins = cells, joins
        self._joining = False

    def draw(self, data: str) -> None:
        for character in data:
            if not is_picture(character):
                self._joining = character == "\u200d" and self.joins
                super().draw(character)
            elif not self._joining:
                for cell in range(self.cells):
                    pyte.Screen.draw(self, "#" if cell == 0 else "+")


def is_picture(character: str) -> bool:
    return ord(character) >= 0x1F000 or character in "❤☎☃"


TERMINALS = [(1, False), (2, False), (2, True), (1, True)]


def row(words: list[str]) -> str:
    """Return a row between two borders, as panes have them."""
    text = set_cell_size("".join(words), WIDTH - 4)
    return f"\x1b[1;1H▕{text}\x1b[31m▏z\x1b[0m "


WORDS = st.lists(st.sampled_from([*UNSURE, *SURE]), min_size=1, max_size=9)


@pytest.mark.parametrize(("cells", "joins"), TERMINALS)
@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_what_stands_beside_a_picture_stays_where_it_is(
    cells: int, joins: bool, rows: list[list[str]]
) -> None:
    terminal, shadow = Opinionated(cells, joins=joins), Shadow()
    shadow.paint("\x1b[1;1H" + " " * WIDTH + "\x1b[2;1H" + " " * WIDTH, (WIDTH, 2))
    terminal.feed(shadow.update())
    for words in rows:
        shadow.paint(row(words), (WIDTH, 2))
        terminal.feed(shadow.update())
        line = terminal.buffer[0]
        assert (line[0].data, line[WIDTH - 3].data, line[WIDTH - 2].data) == ("▕", "▏", "z")
        assert line[WIDTH - 3].fg == "red"
        assert not terminal.display[1].strip()


@given(WORDS)
def test_cells_are_as_many_as_textual_counts_and_give_the_text_back(words: list[str]) -> None:
    text = "".join(words)
    glyphs = Glyphs()

    assert len(glyphs.cells(text)) == cell_len(text)
    assert glyphs.text(glyphs.cells(text)) == text


def test_a_wide_character_takes_two_cells() -> None:
    assert Glyphs().cells("a中b") == f"a中{REST}b"


def test_the_two_letters_of_a_flag_stay_together() -> None:
    glyphs = Glyphs()

    assert len(glyphs.cells("🇰🇿")) == 2
    assert glyphs.text(glyphs.cells("🇰🇿")[0]) == "🇰🇿"


@pytest.mark.parametrize("text", ["plain", "Қазақстан", "中文", "e\u0301", "می‌خواهم", "— “quoted”"])
def test_ordinary_text_needs_no_care(text: str) -> None:
    glyphs = Glyphs()

    assert glyphs.unsure(glyphs.cells(text)) == []


@pytest.mark.parametrize("text", UNSURE)
def test_pictures_do(text: str) -> None:
    glyphs = Glyphs()

    assert glyphs.unsure(glyphs.cells(text))
