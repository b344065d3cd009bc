"""The first visible line of an article, told so that it is found again at any other width. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from careader.text.layout import Layout
    from careader.tui.masthead import HeadLine

IN_TEXT = -1
"""What `Spot.head` is when the pane begins in the text, not in the masthead."""


class Spot(NamedTuple):
    """What stands first in the pane; without arguments, the article's beginning."""

    offset: int = 0
    """Its first visible character, a code point of the reading text."""
    above: int = 0
    """How many lines without text are seen above it: blank ones and rules."""
    head: int = 0
    """Characters of the masthead that are out of sight, blanks not counted; or IN_TEXT."""


def spot_at(head: Sequence[HeadLine], layout: Layout, top: int) -> Spot:
    """Return the spot of a pane whose first line is number `top` of masthead and text."""
    for line in range(top, len(head)):
        if head[line][1]:
            return Spot(0, line - top, _before(head)[line])
    line = max(0, top - len(head))
    first = line
    while first < layout.height - 1 and layout.line(first).spacer:
        first += 1
    above = len(head) + first - top
    return Spot(layout.line(first).start, above, IN_TEXT)


def line_of_spot(head: Sequence[HeadLine], layout: Layout, spot: Spot) -> int:
    """Return the line, counted in masthead and text, that a spot stands on now."""
    line = len(head) + layout.line_of(spot.offset)
    if spot.head != IN_TEXT:
        before = _before(head)
        shown = (n for n in range(len(head)) if head[n][1] and before[n] <= spot.head)
        line = max(shown, default=0)
    for _ in range(spot.above):
        if not line or not _is_blank(head, layout, line - 1):
            break
        line -= 1
    return line


def _before(head: Sequence[HeadLine]) -> list[int]:
    """Return for each line of the masthead the characters above it, blanks not counted."""
    return [*accumulate((len("".join(text.split())) for _, text in head), initial=0)]


def _is_blank(head: Sequence[HeadLine], layout: Layout, line: int) -> bool:
    return not head[line][1] if line < len(head) else layout.line(line - len(head)).spacer
