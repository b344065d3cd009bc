"""What is written beside frames: what it does to the screen decides what is known of it after."""

from __future__ import annotations

import pytest

from careader.clipboard import sequence
from careader.tui.terminal.driver.controls import REDRAW, Effect, effect
from careader.tui.terminal.mouse import OFF, ON


@pytest.mark.parametrize(
    "data",
    [
        "", "\x07", "\x1b[?1000h", "\x1b[?25l", "\x1b[>25u", "\x1b[<u", "\x1b[?2026$p", "\x1b[6n",
        "\x1b[?1004l", "\x1b]22;default\x07", "\x1b]0;title\x1b\\", "\x1b[2 q", ON, OFF,
        "\x1b[?1000l\x1b[?1003l\x1b[?25h", "\x1b[22;0t", "\x1b[?2048h",
    ],
)  # fmt: skip
def test_what_leaves_the_screen_as_it_is(data: str) -> None:
    assert effect(data) is Effect.NONE


@pytest.mark.parametrize("environment", [{}, {"TMUX": "/tmp/1"}, {"STY": "1.pts"}])
def test_copying_leaves_it_as_it_is(environment: dict[str, str]) -> None:
    copied = sequence("some text " * 200, environment)

    assert copied is not None
    assert effect(copied) is Effect.NONE


@pytest.mark.parametrize(
    ("data", "does"),
    [("\x1b[?1049h", Effect.ENTERS), ("\x1b[?1049l", Effect.LEAVES), (REDRAW, Effect.CLEARS)],
)
def test_what_changes_it_as_is_known(data: str, does: Effect) -> None:
    assert effect(data) is does


@pytest.mark.parametrize(
    "data", ["text", "\x1b[2J", "\x1b[H", "\x1b[?5h", "\x1b[31m", "\x1bc", "\x1b[?3h", "\r\n"]
)
def test_everything_else_may_have_done_anything(data: str) -> None:
    assert effect(data) is Effect.UNKNOWN
