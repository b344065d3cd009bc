"""Marking a passage: the caret, its motions, the selection."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from tui_driver import MEDIUM, NARROW, Desk, Driven, driving

FIRST = "Trade fell in March. Prices rose in April. Wages stood still."
SECOND = "A second paragraph begins here. It ends here."
LONG = " ".join(f"Word{n}" for n in range(60)) + "."
PROBE = f"# Probe\n\n{FIRST}\n\n{SECOND}\n\n{LONG}\n"


@asynccontextmanager
async def marking(
    desk: Desk, text: str = PROBE, size: tuple[int, int] = MEDIUM
) -> AsyncIterator[Driven]:
    """Open an article of a text and begin to mark."""
    desk.write("probe.md", text)
    async with driving(desk.workspace(), size) as reader:
        await reader.open_titled("Probe")
        await reader.press("v")
        if reader.main.opened.reading.text.startswith("Probe"):
            await reader.press("}")
        yield reader


async def test_v_shows_a_caret_and_escape_takes_it_away(desk: Desk) -> None:
    async with marking(desk) as reader:
        shown = reader.style_of("Trade")
        await reader.press("escape")

        assert shown.reverse
        assert reader.caret is None
        assert not reader.style_of("Trade").reverse


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("v", "T"),
        ("v e", "Trade"),
        ("v w", "Trade f"),
        ("v 2 e", "Trade fell"),
        ("v 3 l", "Trad"),
        ("v l h", "T"),
        ("w w b v e", "fell"),
        ("3 w v", "M"),
        ("s", "Trade fell in March."),
        ("s s", "Trade fell in March. Prices rose in April."),
        ("2 s", "Trade fell in March. Prices rose in April."),
        ("w w s", "Trade fell in March."),
        (") s", "Prices rose in April."),
        (") ) ( s", "Prices rose in April."),
        ("2 ) s", "Wages stood still."),
        ("w ( s", "Trade fell in March."),
        ("p", FIRST),
        ("p p", f"{FIRST}\n{SECOND}"),
        ("} s", "A second paragraph begins here."),
        ("} p", SECOND),
        ("} w { s", "A second paragraph begins here."),
        ("} { p", FIRST),
        ("v )", "Trade fell in March. P"),
        ("v e v", ""),
        ("v e o v v", "T"),
        ("w v e o h", " fell"),
        (") v e o b o", "March. Prices"),
        ("s o w", "fell in March."),
        ("s o o h", "Trade fell in March"),
        ("v v v e", "Trade"),
        ("v left right right", "Tr"),
        ("2 p", f"{FIRST}\n{SECOND}"),
        ("V", FIRST.removesuffix(" stood still.")),
        ("V V", FIRST),
        ("2 V", FIRST),
        ("3 V", f"{FIRST}\n{SECOND}"),
        ("v / r o s e enter", "Trade fell in March. Prices rose"),
        (") ) v / P r i c e s enter", "Prices rose in April. W"),
        ("v / s enter n n", "Trade fell in March. Prices rose in April. Wages"),
        ("v / s t o o d escape e", "Trade"),
    ],
)
async def test_what_the_keys_select(desk: Desk, keys: str, selected: str) -> None:
    async with marking(desk) as reader:
        await reader.press(*keys.split())

        assert reader.selected == selected


async def test_what_is_selected_is_painted(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press(")", "s")

        assert " ".join("".join(reader.painted("selection")).split()) == "Prices rose in April."


async def test_zero_and_dollar_go_to_the_ends_of_the_line_on_the_screen(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press("}", "}", "j", "w")
        row = reader.where("Word", "reading")[1] + 1
        line = reader.lines()[row]
        await reader.press("0", "v", "$")
        layout = reader.main.reader.layout_
        whole = layout.line(layout.line_of(reader.caret))

        assert reader.selected == reader.main.opened.reading.text[whole.start : whole.end].rstrip()
        assert reader.selected.strip() in line


async def test_character_by_character_the_caret_passes_every_line_and_paragraph(
    desk: Desk,
) -> None:
    async with marking(desk, size=NARROW) as reader:
        await reader.press("g", "g")
        there = [reader.caret]
        while await pressed(reader, "l") not in there:
            there.append(reader.caret)
        back = [reader.caret]
        while await pressed(reader, "h") not in back:
            back.append(reader.caret)
        text = reader.main.opened.reading.text

        assert there == back[::-1]
        assert "".join(text[each] for each in there).replace(" ", "") == "".join(text.split())


async def pressed(reader: Driven, key: str) -> int | None:
    """Press a key and return where the caret is then."""
    await reader.pilot.press(key)
    return reader.caret


async def test_a_count_moves_that_many_lines_down_and_up_in_the_same_column(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press("}", "}", "w")
        layout = reader.main.reader.layout_
        line, cell = layout.position_of(reader.caret)
        await reader.press("3", "j")
        down = layout.position_of(reader.caret)
        await reader.press("2", "k")
        up = layout.position_of(reader.caret)

        assert down == (line + 3, cell)
        assert up == (line + 1, cell)


async def test_the_caret_goes_from_one_end_of_the_article_to_the_other(desk: Desk) -> None:
    async with marking(desk, size=NARROW) as reader:
        await reader.press("G")
        end = reader.caret
        await reader.press("g", "g")

        assert reader.main.opened.reading.text[end] == "."
        assert end == len(reader.main.opened.reading.text.rstrip()) - 1
        assert reader.caret == 0


@pytest.mark.parametrize("keys", ["h", "k", "b", "(", "{", "0", "0 h", "ctrl+u"])
async def test_the_caret_stays_where_the_article_begins(desk: Desk, keys: str) -> None:
    async with marking(desk) as reader:
        await reader.press("g", "g", *keys.split())

        assert reader.caret == 0


@pytest.mark.parametrize("keys", ["l", "j", "w", "e", ")", "}", "$", "$ l", "space", "9 9 9 j"])
async def test_the_caret_stays_where_the_article_ends(desk: Desk, keys: str) -> None:
    async with marking(desk) as reader:
        await reader.press("G")
        end = reader.caret
        await reader.press(*keys.split())

        assert reader.caret == end


async def test_the_text_follows_the_caret(desk: Desk) -> None:
    async with driving(desk.workspace(), MEDIUM) as reader:
        await reader.press("enter", "v", "space", "space")

        assert reader.main.reader.top > 0
        assert reader.main.reader.shows(reader.caret)


async def test_the_caret_begins_at_the_hit_one_stands_on(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("aluminium")
        await reader.press("enter", "v", "v", "e")

        assert reader.selected.lower() == "aluminium"


async def test_the_caret_comes_back_where_it_was_left(desk: Desk) -> None:
    async with marking(desk) as reader:
        await reader.press("}", "w")
        left = reader.caret
        await reader.press("escape", "v")

        assert reader.caret == left


async def test_n_takes_the_caret_to_the_next_hit(desk: Desk) -> None:
    async with driving(desk.workspace()) as reader:
        await reader.search("hydropower")
        await reader.press("enter", "v")
        first = reader.caret
        await reader.press("n")
        second = reader.caret
        await reader.press("N")
        text = reader.main.opened.reading.text

        assert second > first
        assert text[second : second + 10].lower() == "hydropower"
        assert reader.caret == first


async def test_an_emoji_and_an_accent_are_one_step_each(desk: Desk) -> None:
    async with marking(desk, "# Probe\n\na\u0301b\U0001f469\u200d\U0001f467c end\n") as reader:
        await reader.press("l", "l", "v")
        family = reader.selected
        await reader.press("l")

        assert family == "\U0001f469\u200d\U0001f467"
        assert reader.selected == "\U0001f469\u200d\U0001f467c"


@pytest.mark.parametrize(
    "keys", ["w h v enter", "w h v a", "j j enter", "j j v enter", "j j V enter", "j j p a"]
)
async def test_where_no_text_is_selected_nothing_is_highlighted(desk: Desk, keys: str) -> None:
    async with marking(desk, f"# Probe\n\n{FIRST}\n\n***\n\n{SECOND}\n") as reader:
        await reader.press(*keys.split())

        assert desk.on_disk() == ()
        assert reader.status.startswith("There is no text in the selection")
