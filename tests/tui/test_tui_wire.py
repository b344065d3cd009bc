"""What the driver makes of real sessions: in every layout the screen is what Textual painted."""

from __future__ import annotations

import random

import pytest
from tui_driver import Desk, Driven
from tui_recorder import Wires, recorded

LAYOUTS = ((40, 10), (60, 20), (80, 24), (120, 36), (200, 50))

WIDE_TEXT = """---
title: 中亚的管道 — خط لوله در آسیای مرکزی
author: [Şükrü Öztürk, 王小明]
date: 2012-10-17
countries: [KZ, TM]
---

# 天然气 и газ

哈萨克斯坦与土库曼斯坦之间的管道将于明年开工，全长一千八百公里。Труба пойдёт через пустыню.

این خط لوله از بیابان می‌گذرد و به بازارهای جهانی می‌رسد؛ نَفت و گاز.

> 한국은 중앙아시아와 협력을 확대하고 있다 — कज़ाख़स्तान के साथ।

| 国 | объём | cafe\u0301 |
| --- | --- | --- |
| 🌍 | 12 млрд | €300 |

"""

KEYS = (
    *("j", "k", "space", "b", "ctrl+d", "ctrl+u", "G") * 3,
    *("g g", "tab", "shift+tab", "1", "2", "3", "4", "enter", "escape", "z", "n", "N") * 2,
    *("v", "l", "h", "w", "e", "s", "p", "o", "f", "right_square_bracket", "backspace", "x"),
    *("question_mark", "colon", "i", "plus", "minus", "m", "u", "ctrl+r", "ctrl+l", "c", "t", "a"),
    *("slash", "W", "Y", "C", "P", "O"),
)
"""Nearly all there are: not those that leave the reader."""

NAMED = ("backspace", "enter", "escape", "down", "up", "space")
TYPED = ("uranium", "газ", "管道", "نفت", "é", "a", *NAMED)
TYPING = ("Prompt", "Input", "TextArea", "NoteEditor")
"""Widgets in which one types."""


async def wander(
    reader: Driven, wires: Wires, steps: int, choice: random.Random, *, resizes: bool = True
) -> None:
    """Press keys as somebody does who does not know them; compare the screens after most."""
    for _ in range(steps):
        if resizes and choice.random() < 0.04:
            size = choice.choice(LAYOUTS)
            wires.resize(size)
            await reader.resize(*size)
        else:
            await press(reader, choice)
        if choice.random() < 0.8:
            wires.catch_up()
    wires.catch_up()


async def press(reader: Driven, choice: random.Random) -> None:
    """Press a key, or type something where the keyboard is in a line or a note."""
    focused = type(reader.app.focused).__name__
    keys = choice.choice(TYPED if focused in TYPING else KEYS)
    await reader.press(*(keys.split() if keys in KEYS else [keys] if keys in NAMED else keys))


async def session(desk: Desk, size: tuple[int, int], steps: int, seed: int) -> Wires:
    desk.write("wide.md", WIDE_TEXT * 3)
    choice = random.Random(seed)

    async def walk(reader: Driven, wires: Wires) -> None:
        await wander(reader, wires, steps, choice)

    return await recorded(desk.workspace(), size, walk)


@pytest.mark.parametrize("size", LAYOUTS)
async def test_a_random_session_looks_the_same_with_a_fraction_of_the_bytes(
    desk: Desk, size: tuple[int, int]
) -> None:
    wires = await session(desk, size, steps=60, seed=size[0])

    assert not wires.refused
    assert wires.lean_bytes * 2 < wires.raw_bytes


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("size", LAYOUTS)
async def test_long_random_sessions_look_the_same(
    desk: Desk, size: tuple[int, int], seed: int
) -> None:
    wires = await session(desk, size, steps=500, seed=1_000 + seed)

    assert not wires.refused
