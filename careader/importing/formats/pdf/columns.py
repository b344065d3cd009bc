"""The order in which a page is read: columns left to right, between the lines that cross them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from careader.importing.formats.pdf.pages import Page, Piece, lines

_LEAST_LINES = 6
"""Lines on either side of a gutter; fewer are a table or a picture's words."""
_FILLED = 0.55
"""Share of a column's width that its middle line fills; the cells of a table are shorter."""
_NARROWEST = 0.17
"""Share of the text's width that a column takes, at least."""
_NARROWEST_EMS = 10.0
"""Ems a column is wide, at least: some twenty characters."""
_MOST_CROSSING = 3.0
"""Lines that may cross a gutter for each line of the shorter column beside it."""


@dataclass(slots=True)
class Column:
    """Lines that are read one after the other, top to bottom."""

    page: int
    left: float
    right: float
    lines: list[Piece]


def in_reading_order(pages: list[Page]) -> list[Column]:
    """Return the columns of pages in the order they are read.

    Where too little stands on a page to tell, the gutters of the other pages hold.
    """
    known: list[float] = []
    for page in pages:
        _split(page.pieces, known, 0)
    return [
        _column(page.number, group)
        for page in pages
        if page.pieces
        for group in _split(page.pieces, list(known), 0)
    ]


def _split(pieces: list[Piece], known: list[float], depth: int) -> list[list[Piece]]:
    gutter = _gutter(pieces) if depth < 3 and pieces else None
    if gutter is not None:
        known.append(gutter)
    elif depth < 3 and pieces:
        gutter = _known_gutter(pieces, known)
    if gutter is None:
        return [pieces]
    found: list[list[Piece]] = []
    for crossing, group in _bands(pieces, gutter):
        if crossing:
            found.append(group)
            continue
        sides = ([p for p in group if p.x0 < gutter], [p for p in group if p.x0 >= gutter])
        for side in sides:
            found += _split(side, known, depth + 1) if side else []
    return found


def _bands(pieces: list[Piece], gutter: float) -> Iterable[tuple[bool, list[Piece]]]:
    """Cut a page at the rows that cross the gutter; yield whether they do, and their pieces."""
    band: list[Piece] = []
    was_crossing = False
    for row in _rows(pieces):
        crossing = any(_crosses(piece, gutter) for piece in row)
        if crossing != was_crossing and band:
            yield was_crossing, band
            band = []
        was_crossing = crossing
        band += row
    if band:
        yield was_crossing, band


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Return pieces that stand on the same line, top to bottom."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y0):
        if found and abs(found[-1][0].y0 - piece.y0) < 0.25 * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _crosses(piece: Piece, x: float) -> bool:
    return piece.x0 < x - 2 and piece.x1 > x + 2


def _gutter(pieces: list[Piece]) -> float | None:
    """Return where one column ends and the next begins, None when the text is set across.

    It is the middle of the widest stretch that fewest pieces cross, with lines that fill their
    column on either side of it.
    """
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    least = max(_NARROWEST * (right - left), _NARROWEST_EMS * _em(pieces))
    best: tuple[int, float, float] | None = None
    for start, end, crossing in _stretches(pieces, left, right):
        middle = (start + end) / 2
        if not left + least < middle < right - least:
            continue
        if _are_columns(pieces, middle, left, right):
            rank = (-crossing, end - start, middle)
            best = rank if best is None or rank > best else best
    return best[2] if best else None


def _known_gutter(pieces: list[Piece], known: list[float]) -> float | None:
    """Return a gutter of other places at which these pieces part too."""
    least = _NARROWEST_EMS * _em(pieces)
    for x in known:
        crossing = sum(1 for piece in pieces if _crosses(piece, x))
        left = [x - piece.x0 for piece in pieces if piece.x1 <= x]
        right = [piece.x1 - x for piece in pieces if piece.x0 >= x]
        wide = left and right and min(max(left), max(right)) > least
        if wide and crossing <= min(len(left), len(right)):
            return x
    return None


def _em(pieces: list[Piece]) -> float:
    return median(piece.size for piece in pieces)


def _stretches(
    pieces: list[Piece], left: float, right: float
) -> Iterable[tuple[float, float, int]]:
    """Yield stretches of x and how many pieces cross each, those with a local low only."""
    size = int(right - left) + 2
    change = [0] * (size + 1)
    for piece in pieces:
        change[max(0, int(piece.x0 - left))] += 1
        change[min(size, int(piece.x1 - left) + 1)] -= 1
    counts, level = [], 0
    for each in change[:size]:
        level += each
        counts.append(level)
    start = 0
    for index in range(1, size + 1):
        if index < size and counts[index] == counts[start]:
            continue
        before = counts[start - 1] if start else counts[start] + 1
        after = counts[index] if index < size else counts[start] + 1
        if before > counts[start] < after and index - start >= 4:
            yield left + start, left + index, counts[start]
        start = index


def _are_columns(pieces: list[Piece], x: float, left: float, right: float) -> bool:
    sides = ([p for p in pieces if p.x1 <= x + 2], [p for p in pieces if p.x0 >= x - 2])
    crossing = len(lines([p for p in pieces if _crosses(p, x)]))
    for side, width in zip(sides, (x - left, right - x), strict=True):
        rows = lines(side)
        if len(rows) < max(_LEAST_LINES, crossing / _MOST_CROSSING):
            return False
        widths = sorted(row.x1 - row.x0 for row in rows)
        if widths[len(widths) // 2] < _FILLED * width and not _is_several(side, width):
            return False
    return True


def _is_several(side: list[Piece], width: float) -> bool:
    """Whether one side may itself be columns, whose lines do not fill it."""
    return len(side) > 4 * _LEAST_LINES and width > 250


def _column(number: int, pieces: list[Piece]) -> Column:
    found = lines(pieces)
    return Column(number, min(line.x0 for line in found), max(line.x1 for line in found), found)
