"""The letters on visible sentences and words, and what typing them selects."""

from __future__ import annotations

import pytest
from test_tui_marking import FIRST, LONG, marking
from tui_driver import MEDIUM, NARROW, WIDE, Desk, Driven, driving

from careader.text import segment


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_f_puts_a_letter_on_every_sentence_that_begins_on_the_screen(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with driving(desk.workspace(), size) as reader:
        await reader.open_titled("Why Tajikistan")
        await reader.press("f")
        start, end = reader.main.reader.on_screen
        sentences = segment.sentences(reader.main.opened.reading, start, end)
        begun = [each for each in sentences if start <= each[0] < end]

        assert len(reader.painted("label")) == len(sentences) >= len(begun) > 3
        assert len({*reader.painted("label")}) == len(sentences)


async def test_typing_the_letter_selects_its_sentence(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press("escape", "f")
        await reader.press(letter_at(reader, "Prices rose"))

        assert reader.selected == "Prices rose in April."
        assert not reader.painted("label")


def letter_at(reader: Driven, text: str) -> str:
    """Press `f` first: return the letter before a text, which it does not hide."""
    x, y = reader.where(text, "reading")
    return reader.lines()[y][x - 1]


async def test_letters_hide_nothing_where_there_are_blanks(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press("escape")
        before = reader.pane("reading")
        await reader.press("f")
        with_letters = reader.pane("reading")
        hidden = [a for a, b in zip(before, with_letters, strict=False) if a != b and a.strip()]

        assert with_letters != before
        assert hidden == []


async def test_letters_cover_the_beginning_where_there_is_no_blank(desk: Desk) -> None:
    async with marking(desk, "# Probe\n\n中国出口增长。进口下降！为什么？\n") as reader:
        await reader.press("escape", "f")
        letters = reader.painted("label")
        await reader.press(letters[-1])

        assert len(letters) == 4
        assert reader.selected == "为什么？"


async def test_a_second_label_reaches_to_its_sentence(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press("escape", "f")
        first, last = letter_at(reader, "Trade fell"), letter_at(reader, "Wages")
        await reader.press(first, "f", last)
        down = reader.selected
        await reader.press("escape", "f", last, "f", first)

        assert down == FIRST
        assert reader.selected == FIRST


async def test_a_sentence_that_begins_above_the_screen_can_be_chosen(desk: Desk) -> None:
    async with marking(desk, f"# Probe\n\n{LONG * 20}\n", NARROW) as reader:
        await reader.press("escape", "space", "space", "f")
        shown = reader.main.reader.on_screen
        await reader.press(reader.painted("label")[0])
        start, end = reader.main.marking.selection

        assert start < shown[0] < end


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("F m", "March"),
        ("F r", "rose"),
        ("F F", "fell"),
    ],
)
async def test_a_word_is_chosen_by_its_first_letter(desk: Desk, keys: str, selected: str) -> None:
    async with marking(desk) as reader:
        await reader.press("escape", *keys.split())

        assert reader.selected == selected


async def test_words_that_begin_alike_get_letters(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press("escape", "F", "s")
        asked = reader.painted("label")
        await reader.press(letter_at(reader, "stood"))

        assert len(asked) == 3
        assert reader.selected == "stood"


async def test_a_second_word_reaches_to_it(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press("escape", "F", "m", "F", "r")

        assert reader.selected == "March. Prices rose"


async def test_no_word_begins_so(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press("escape", "F", "z")

        assert reader.status.startswith("No word on this screen begins with z")
        assert not reader.main.marking.labels.active


async def test_of_more_sentences_than_letters_the_last_get_two(desk: Desk) -> None:
    many = "# Probe\n\n" + " ".join(f"Go {n}." for n in range(100, 180)) + "\n"
    async with marking(desk, many) as reader:
        await reader.press("escape", "f")
        letters = reader.painted("label")
        chosen = letters[30]
        await reader.press(chosen[0])
        left = reader.painted("label")
        await reader.press(chosen[1])

        assert [len(each) for each in letters] == sorted(len(each) for each in letters)
        assert {len(each) for each in letters} == {1, 2}
        assert len(left) == sum(each[0] == chosen[0] for each in letters)
        assert reader.selected.startswith("Go 1")


async def test_any_other_key_takes_the_letters_away(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press("escape", "f", "escape")

        assert not reader.painted("label")
        assert reader.selected == ""
        assert reader.main.pane == "reading"


@pytest.mark.parametrize("size", [WIDE, MEDIUM, NARROW])
async def test_any_visible_sentence_is_highlighted_with_four_keys_at_most(
    desk: Desk, size: tuple[int, int]
) -> None:
    async with driving(desk.workspace(), size) as reader:
        await reader.open_titled("Why Tajikistan")
        await reader.press("f")
        longest = max(map(len, reader.painted("label")))

    assert len("f") + longest + len(["enter"]) <= 4
