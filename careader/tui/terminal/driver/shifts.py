"""Lines that moved, found between two screens by what most of the changed rows agree on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import ne
from typing import NamedTuple

from careader.tui.terminal.driver.surface import Row

_LEAST_ROWS = 4
"""Rows that changed before it is worth looking."""
_LEAST_ALIKE = 2
_MOST_ALIKE = 4
"""How often a stretch may be there to say where it went."""


class Shift(NamedTuple):
    """Rows `top` to `bottom` moved up by some lines, down when negative."""

    top: int
    bottom: int
    lines: int


def find(old: Sequence[Row], new: Sequence[Row]) -> Shift | None:
    """Return the shift that brings one screen nearest to another, None when nothing moved.

    Only some columns may have moved (one pane of several): the ones where most rows differ are
    compared, and whoever uses the shift mends the others.
    """
    rows = [y for y, row in enumerate(new) if row is not old[y] and row != old[y]]
    if len(rows) < _LEAST_ROWS:
        return None
    extents = [extent(old[y], new[y]) for y in rows]
    left = sorted(first for first, _ in extents)[len(rows) // 2]
    right = sorted(last for _, last in extents)[len(rows) // 2] + 1
    if right - left < 2:
        left, right = min(first for first, _ in extents), max(last for _, last in extents) + 1
    return _vote(old, new, rows[0], rows[-1], left, right)


def extent(old: Row, new: Row) -> tuple[int, int]:
    """Return the first and the last cell in which two rows differ."""
    differ = [*map(ne, zip(*old, strict=True), zip(*new, strict=True))]
    return differ.index(True), len(differ) - 1 - differ[::-1].index(True)


def _vote(
    old: Sequence[Row], new: Sequence[Row], first: int, last: int, left: int, right: int
) -> Shift | None:
    """Return the shift that most rows agree on, by what stands between two columns."""
    before, after = (_places(rows, first, last, left, right) for rows in (old, new))
    votes = Counter(
        was - y for key, places in after.items() for y in places for was in before.get(key, ())
    )
    del votes[0]
    if not votes:
        return None
    lines, alike = votes.most_common(1)[0]
    if alike < _LEAST_ALIKE:
        return None
    moved = [y for key, places in after.items() for y in places if y + lines in before.get(key, ())]
    ends = (min(moved), max(moved))
    return Shift(min(*ends, ends[0] + lines), max(*ends, ends[1] + lines), lines)


def _places(
    rows: Sequence[Row], first: int, last: int, left: int, right: int
) -> dict[tuple[str, str], list[int]]:
    """Return in which rows each stretch stands between two columns; blanks and patterns do not."""
    places: dict[tuple[str, str], list[int]] = {}
    for y in range(first, last + 1):
        key = (rows[y].cells[left:right], rows[y].looks[left:right])
        if key[0].strip(" "):
            places.setdefault(key, []).append(y)
    return {key: found for key, found in places.items() if len(found) <= _MOST_ALIKE}
