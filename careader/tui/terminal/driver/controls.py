"""What is written to the terminal beside frames, by what it does to the screen."""

from __future__ import annotations

import re
from enum import Enum, auto

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
"""Around a frame that a terminal is to show whole."""

REDRAW = "\x0f\x1b(B\x1b[r\x1b[m\x1b[H\x1b[2J"
"""Clears the screen and whatever may have confused the terminal; everything is painted again."""


class Effect(Enum):
    """What a sequence does to the screen."""

    NONE = auto()
    CLEARS = auto()
    ENTERS = auto()
    """The alternate screen, whose content terminals disagree about."""
    LEAVES = auto()
    """The reader's screen: what stands there now is somebody else's."""
    UNKNOWN = auto()


_STRING_END = r"(?:\x07|\x1b\\)"
_HARMLESS = re.compile(
    r"(?:"
    r"\x07"  # the bell
    r"|\x1b\[\?(?:7|12|25|9|100[0-6]|101[56]|2004|2026|2031|2048)[hl]"  # wrapping, cursor, mouse …
    r"|\x1b\[\?\d+\$p|\x1b\[>?0?[cq]|\x1b\[[56]n"  # questions
    r"|\x1b\[[<=>?][\d;]*u"  # kitty's keyboard
    r"|\x1b\[\d* q|\x1b\[2[123][\d;]*t"  # the cursor's shape, the title
    r"|\x1b\][^\x07\x1b]*" + _STRING_END +  # clipboard, pointer, title, colours
    r"|\x1bP(?s:.*?)\x1b\\"  # what is passed through tmux or screen
    r")*"
)  # fmt: skip


def effect(data: str) -> Effect:
    """Return what a piece that is not a frame does to the screen."""
    if data == "\x1b[?1049h":
        return Effect.ENTERS
    if data == "\x1b[?1049l":
        return Effect.LEAVES
    if data == REDRAW:
        return Effect.CLEARS
    return Effect.NONE if _HARMLESS.fullmatch(data) else Effect.UNKNOWN
