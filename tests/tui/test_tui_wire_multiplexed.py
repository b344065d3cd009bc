"""What the driver sends looks in tmux and in GNU screen as what Textual painted."""

from __future__ import annotations

import random

import pytest
from test_tui_wire import wander
from tui_driver import Desk, Driven
from tui_recorder import Wires, recorded

from tests.emulator import difference
from tests.multiplexers import MULTIPLEXERS, missing

TEXT = """---
title: 中亚的管道 — خط لوله در آسیای مرکزی
author: [Şükrü Öztürk, 王小明]
countries: [KZ, TM]
---

哈萨克斯坦与土库曼斯坦之间的管道将于明年开工，全长一千八百公里。
Труба пойдёт через пустыню, cafe\u0301.

این خط لوله از بیابان می‌گذرد و به بازارهای جهانی می‌رسد؛ نَفت و گاز.

> 한국은 중앙아시아와 협력을 확대하고 있다.

"""
"""Characters about whose width no terminal is in doubt."""


async def walked(desk: Desk, size: tuple[int, int], steps: int, seed: int) -> Wires:
    """Return what a session of one size wrote."""
    desk.write("wide.md", TEXT * 4)
    choice = random.Random(seed)

    async def walk(reader: Driven, wires: Wires) -> None:
        await wander(reader, wires, steps, choice, resizes=False)

    return await recorded(desk.workspace(), size, walk)


def check(wires: Wires, size: tuple[int, int], name: str, moments: int) -> None:
    """Compare the screens at some moments of a session."""
    settled = [n for n, (raw, lean) in enumerate(wires.log, 1) if not raw]
    for end in settled[-1 :: -max(1, len(settled) // moments)]:
        raw, lean = ("".join(pieces) for pieces in zip(*wires.log[:end], strict=True))
        show = MULTIPLEXERS[name]
        found = difference(show(raw, size), show(lean, size))
        assert not found, found


@pytest.mark.parametrize("name", MULTIPLEXERS)
async def test_a_session_looks_the_same(desk: Desk, name: str) -> None:
    if reason := missing(name):
        pytest.skip(reason)
    wires = await walked(desk, (100, 30), steps=40, seed=7)
    check(wires, (100, 30), name, moments=4)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(40, 10), (60, 20), (80, 24), (120, 36), (200, 50)])
@pytest.mark.parametrize("name", MULTIPLEXERS)
async def test_long_sessions_look_the_same(desk: Desk, name: str, size: tuple[int, int]) -> None:
    if reason := missing(name):
        pytest.skip(reason)
    wires = await walked(desk, size, steps=300, seed=size[1])
    check(wires, size, name, moments=25)
