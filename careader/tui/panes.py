"""Which panes stand on the screen, and how wide. Pure: cells in, cells out."""

from __future__ import annotations

from dataclasses import dataclass

PANES = ("countries", "articles", "reading", "highlights")
"""The panes in the order of their number keys."""

LEFT = ("countries", "articles")

WIDE = 120
"""From here on all four panes stand side by side."""
MEDIUM = 80
"""From here on the left column and the text do; below, one pane at a time."""

_LEFT_LEAST, _LEFT_MOST = 30, 48
_RIGHT_LEAST, _RIGHT_MOST = 24, 44
_READING_MARGIN = 4


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Cells of the left, middle and right column; 0 hides it."""

    left: int
    middle: int
    right: int
    only: str = ""
    """The pane of the left column that has the column to itself; empty when both share it."""

    def shows(self, pane: str) -> bool:
        """Say whether a pane is on the screen."""
        if pane in LEFT:
            return self.left > 0 and self.only in ("", pane)
        return (self.middle if pane == "reading" else self.right) > 0


def arrange(width: int, pane: str, *, zoomed: bool, measure: int) -> Arrangement:
    """Return the columns for a screen `width` cells wide with the keyboard in `pane`.

    Args:
        width: Cells of the screen.
        pane: One of `PANES`.
        zoomed: The reading pane has the whole screen.
        measure: Widest text, cells.
    """
    if zoomed:
        return Arrangement(0, width, 0)
    if width < MEDIUM:
        return _alone(width, pane)
    if width < WIDE:
        if pane == "highlights":
            right = min(_RIGHT_MOST, max(_RIGHT_LEAST, width // 3))
            return Arrangement(0, width - right, right)
        return Arrangement(_LEFT_LEAST, width - _LEFT_LEAST, 0)
    return _all(width, measure)


def _alone(width: int, pane: str) -> Arrangement:
    if pane in LEFT:
        return Arrangement(width, 0, 0, only=pane)
    return Arrangement(0, width, 0) if pane == "reading" else Arrangement(0, 0, width)


def _all(width: int, measure: int) -> Arrangement:
    spare = width - _LEFT_LEAST - _RIGHT_LEAST - (measure + _READING_MARGIN)
    sides = max(0, spare)
    left = min(_LEFT_MOST, _LEFT_LEAST + sides // 2)
    right = min(_RIGHT_MOST, _RIGHT_LEAST + sides // 2)
    return Arrangement(left, width - left - right, right)
