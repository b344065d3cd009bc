"""Lines that moved: found between two screens, where moving them costs less than writing them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import ne
from typing import NamedTuple

from careader.tui.driver.glyphs import UNKNOWN
from careader.tui.driver.surface import Row

_LEAST_ROWS = 4
"""Rows that changed before it is worth looking."""
_LEAST_ALIKE = 2
_ROW_COST, _SHIFT_COST = 8, 24
"""Bytes that go to moving the cursor and changing colours in a row; and for a shift."""


class Shift(NamedTuple):
    """Rows `top` to `bottom` moved up by some lines, down when negative."""

    top: int
    bottom: int
    lines: int


def find(old: Sequence[Row], new: Sequence[Row]) -> Shift | None:
    """Return the shift that saves bytes on the way from one screen to another."""
    rows = [y for y, row in enumerate(new) if row is not old[y] and row != old[y]]
    if len(rows) < _LEAST_ROWS:
        return None
    extents = [extent(old[y], new[y]) for y in rows]
    left = sorted(first for first, _ in extents)[len(rows) // 2]
    right = sorted(last for _, last in extents)[len(rows) // 2] + 1
    if right - left < 2:
        left, right = min(first for first, _ in extents), max(last for _, last in extents) + 1
    found = _vote(old, new, rows[0], rows[-1], left, right)
    return found if found and _pays(found, old, new) else None


def extent(old: Row, new: Row) -> tuple[int, int]:
    """Return the first and the last cell in which two rows differ."""
    differ = [*map(ne, zip(*old, strict=True), zip(*new, strict=True))]
    return differ.index(True), len(differ) - 1 - differ[::-1].index(True)


def _vote(
    old: Sequence[Row], new: Sequence[Row], first: int, last: int, left: int, right: int
) -> Shift | None:
    """Return the shift that most rows agree on, by what stands between two columns."""
    before, after = (_places(rows, first, last, left, right) for rows in (old, new))
    pairs = [(y, before[key]) for key, y in after.items() if key in before]
    votes = Counter(was - y for y, was in pairs if was != y)
    if not votes:
        return None
    lines, alike = votes.most_common(1)[0]
    if alike < _LEAST_ALIKE:
        return None
    moved = [(y, was) for y, was in pairs if was - y == lines]
    return Shift(min(map(min, moved)), max(map(max, moved)), lines)


def _places(
    rows: Sequence[Row], first: int, last: int, left: int, right: int
) -> dict[tuple[str, str], int]:
    """Return where each stretch stands that is there once and is not blank."""
    places: dict[tuple[str, str], int] = {}
    twice = set()
    for y in range(first, last + 1):
        key = (rows[y].cells[left:right], rows[y].looks[left:right])
        if key in places or not key[0].strip(" ") or UNKNOWN in key[0]:
            twice.add(key)
        places[key] = y
    return {key: y for key, y in places.items() if key not in twice}


def _pays(shift: Shift, old: Sequence[Row], new: Sequence[Row]) -> bool:
    top, bottom, lines = shift
    width = len(new[0].cells)
    blank = Row(" " * width, "\0" * width)
    without = with_it = 0
    for y in range(top, bottom + 1):
        source = old[y + lines] if top <= y + lines <= bottom else blank
        without += _cost(old[y], new[y])
        with_it += _cost(source, new[y])
    return with_it + _SHIFT_COST < without


def _cost(old: Row, new: Row) -> int:
    """Return about how many bytes it takes to make one row of another."""
    if old == new:
        return 0
    return _ROW_COST + _differing(old.cells, new.cells) + _differing(old.looks, new.looks) // 4


def _differing(old: str, new: str) -> int:
    return 0 if old == new else [*map(ne, old, new)].count(True)
