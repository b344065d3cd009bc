"""How many colours the terminal has, and which theme can be told apart in them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from careader.tui.themes import TERMINAL


class Depth(IntEnum):
    """What a cell can be painted in."""

    NONE = 0
    SIXTEEN = 16
    MANY = 256


def depth_of(environment: Mapping[str, str]) -> Depth:
    """Return how many colours there are, by the variables that Textual and Rich go by.

    A terminal that the system's own table (terminfo) knows to have none has none; one that nobody
    knows has the sixteen that ECMA-48 and its successors give nearly all.
    """
    if "NO_COLOR" in environment:
        return Depth.NONE
    forced = environment.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if forced != "auto":
        return Depth.SIXTEEN if forced in ("standard", "windows") else Depth.MANY
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return Depth.MANY
    term = environment.get("TERM", "").strip().lower()
    if term.rpartition("-")[2] in ("256color", "kitty"):
        return Depth.MANY
    return Depth.NONE if _is_known_without(term) else Depth.SIXTEEN


def _is_known_without(term: str) -> bool:
    """Say whether terminfo knows the terminal, and knows no colours of it."""
    try:
        import curses  # a millisecond that only terminals with few colours pay
    except ImportError:
        return False
    try:
        curses.setupterm(term, 2)
        return curses.tigetnum("colors") < 8
    except curses.error:
        return False


def fitting_theme(chosen: str, depth: Depth) -> str:
    """Return the chosen theme, or the terminal's own colours where it would lose its own.

    The colours of the others are finer than sixteen: several would become the same.
    """
    return chosen if depth is Depth.MANY else TERMINAL
