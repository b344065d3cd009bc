"""The letters of labels, painted before what they stand for, to hide as little as can be."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from careader.text.layout import Layout


def with_labels(
    segments: list[Segment],
    layout: Layout,
    number: int,
    labels: Mapping[int, str],
    margin: int,
    style: Style,
) -> list[Segment]:
    """Return a row with the labels of what begins on it.

    A label stands in the blanks before: the space between two sentences, the margin. Where those
    are too few it covers the first characters.

    Args:
        segments: The whole row, its margin among them.
        layout: What the row is a line of.
        number: Which line.
        labels: Offsets of the reading text, with the letters to be painted.
        margin: Cells left of the text.
        style: Of the letters.
    """
    line = layout.line(number)
    if line.spacer:
        return segments
    here = {
        at: text
        for at, text in labels.items()
        if line.start <= at < max(line.end, line.start + 1) and layout.line_of(at) == number
    }
    cells = {margin + layout.position_of(at)[1]: text for at, text in here.items()}
    row = "".join(segment.text for segment in segments)
    for cell, text in sorted(cells.items()):
        before, rest = _split(segments, cell - _blanks(row, cell, len(text)))
        _, after = _split(rest, len(text))
        segments = [*before, Segment(text, style), *after]
    return segments


def _blanks(row: str, cell: int, wanted: int) -> int:
    """Return how many of the `wanted` cells before a cell are blank, counted from it."""
    characters, cells = 0, 0
    while characters < len(row) and cells < cell:
        characters += 1
        cells = cell_len(row[:characters])
    before = row[:characters]
    return min(wanted, len(before) - len(before.rstrip(" ")))


def _split(segments: list[Segment], cell: int) -> tuple[list[Segment], list[Segment]]:
    left: list[Segment] = []
    for index, segment in enumerate(segments):
        cells = cell_len(segment.text)
        if cell < cells:
            first, last = segment.split_cells(cell)
            return ([*left, first] if first.text else left, [last, *segments[index + 1 :]])
        left.append(segment)
        cell -= cells
    return left, []
