"""From one row to another in few bytes: cells compared, stretches written, blanks erased."""

from __future__ import annotations

import re

from careader.tui.terminal.driver.glyphs import REST, UNKNOWN, Glyphs
from careader.tui.terminal.driver.looks import PLAIN, Looks
from careader.tui.terminal.driver.pen import NOWHERE, Pen
from careader.tui.terminal.driver.surface import Row

_GAP = 4
"""Bytes of unchanged text that are written again sooner than moving the cursor over them."""
_TAIL = 3
"""Changed blanks at the end of a row that are erased sooner than written."""
_BLANKS_LAST, _BLANKS_BETWEEN = 6, 11
"""Blanks that are erased sooner than written: at the end of a stretch, and within one."""
_BLANKS = re.compile(f" {{{_BLANKS_LAST},}}")
_ERASED, _UNSURE = "erased", "unsure"

Span = tuple[int, int]
"""First cell and the cell after the last."""


class RowWriter:
    """Makes rows of the terminal show another content, with one pen."""

    def __init__(self, pen: Pen, glyphs: Glyphs, looks: Looks) -> None:
        self._pen, self._glyphs, self._looks = pen, glyphs, looks

    def write(self, y: int, old: Row, new: Row) -> None:
        """Make one row show `new` where it showed `old`."""
        changed = _changed(old, new)
        if not changed:
            return
        tail = max(len(new.cells.rstrip(" ")), len(new.looks.rstrip(PLAIN)))
        erased = sum(1 for x in changed if x >= tail) > _TAIL
        unsure = self._glyphs.unsure(new.cells)
        spans = self._spans([x for x in changed if x < tail] if erased else changed, new)
        for span in _widened(spans, unsure, new.cells) if unsure else spans:
            self._write_span(y, span, new, _parts(span, new, unsure))
        if erased:
            self._pen.go(tail, y)
            self._pen.erase_to_end()

    def _spans(self, changed: list[int], new: Row) -> list[Span]:
        """Return stretches to write: over gaps where that costs less than moving the cursor."""
        spans: list[Span] = []
        start = end = -1
        for x in changed:
            if x == end or (start >= 0 and self._bridged(end, x, new)):
                end = x + 1
                continue
            if start >= 0:
                spans.append((start, end))
            start, end = x, x + 1
        if start >= 0:
            spans.append((start, end))
        return [_whole(span, new.cells) for span in spans]

    def _bridged(self, start: int, end: int, new: Row) -> bool:
        if end - start > _GAP:
            return False
        cells, looks = new.cells[start:end], new.looks[start:end]
        before, after = new.looks[start - 1], new.looks[end]
        if not cells.strip(" "):
            before, after = self._looks.on_blank(before), self._looks.on_blank(after)
        if looks not in (before * len(looks), after * len(looks)):
            return False
        return UNKNOWN not in cells and (cells.isascii() or len(cells.encode()) <= _GAP)

    def _write_span(self, y: int, span: Span, new: Row, parts: list[tuple[int, int, str]]) -> None:
        at, end = span
        for first, last, kind in parts:
            if at < first:
                self._write_cells(y, at, first, new)
            self._pen.go(first, y)
            if kind == _ERASED:
                self._pen.erase(last - first)
            else:
                self._write_unsure(y, first, last, new)
            at = last
        if at < end:
            self._write_cells(y, at, end, new)

    def _write_unsure(self, y: int, first: int, last: int, new: Row) -> None:
        """Write a cluster so that no terminal's idea of its width moves what follows.

        Its cells are made blank first, which a terminal that takes it for narrower would not do;
        afterwards nobody knows where the cursor is.
        """
        self._pen.wear(new.looks[first])
        self._pen.write(" " * (last - first), last - first, len(new.cells))
        self._pen.go(first, y)
        self._pen.out.append(self._glyphs.text(new.cells[first:last]))
        self._pen.position = NOWHERE

    def _write_cells(self, y: int, start: int, end: int, new: Row) -> None:
        """Write cells, in pieces of one look."""
        pen, cells, looks = self._pen, new.cells, new.looks
        pen.go(start, y)
        while start < end:
            look = looks[start]
            stop = end - len(looks[start:end].lstrip(look))
            piece = cells[start:stop]
            if piece.strip(" "):
                pen.wear(look)
            else:
                pen.wear_on_blanks(look)
            text = piece if piece.isascii() else self._glyphs.text(piece)
            pen.write(text, stop - start, len(cells))
            start = stop


def _changed(old: Row, new: Row) -> list[int]:
    """Return the cells that differ and are known."""
    pairs = zip(old.cells, new.cells, old.looks, new.looks, strict=True)
    changed = [x for x, (a, b, c, d) in enumerate(pairs) if a != b or c != d]
    if UNKNOWN in new.cells:
        return [x for x in changed if new.cells[x] != UNKNOWN]
    return changed


def _whole(span: Span, cells: str) -> Span:
    """Return a span with the other halves of the wide characters at its ends."""
    start, end = span
    while cells[start] == REST and start:
        start -= 1
    while cells[end : end + 1] == REST:
        end += 1
    return start, end


def _widened(spans: list[Span], unsure: list[tuple[int, int, int]], cells: str) -> list[Span]:
    """Return spans that go as far as what they write may spill in some terminal."""
    wide: list[Span] = []
    for start, end in spans:
        joined = bool(wide) and start <= wide[-1][1]
        first = wide[-1][0] if joined else start
        last = max(end, wide.pop()[1]) if joined else end
        for cluster, _, reach in unsure:
            if first <= cluster < last:
                last = max(last, min(reach, len(cells)))
        wide.append(_whole((first, last), cells))
    return wide


def _parts(span: Span, new: Row, unsure: list[tuple[int, int, int]]) -> list[tuple[int, int, str]]:
    """Return what in a stretch is not simply written, in order."""
    start, end = span
    parts = [(first, last, _UNSURE) for first, last, _ in unsure if start <= first < end]
    for blanks in _BLANKS.finditer(new.cells, start, end):
        first, last = blanks.span()
        if last < end and last - first < _BLANKS_BETWEEN:
            continue
        if new.looks[first:last] == PLAIN * (last - first):
            parts.append((first, last, _ERASED))
    return sorted(parts) if unsure else parts
