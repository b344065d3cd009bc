"""Rows of data: aligned columns on a terminal, fields between tabs for other programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from careader.cli import output
from careader.text.cells import graphemes, width
from careader.text.clean import clean_line

_GAP = "  "


def print_table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print rows of the same number of columns.

    On a terminal columns are aligned and the last is cut where the line ends. Elsewhere nothing
    is cut, so that other programs get all of it.

    Args:
        rows: Cells of text.
        right: The columns whose cells stand to the right: figures.
    """
    cleaned = [[clean_line(cell) for cell in row] for row in rows]
    if not output.is_terminal(sys.stdout):
        for row in cleaned:
            output.line("\t".join(row))
        return
    for text in aligned(cleaned, right):
        output.line(cut(text, output.terminal_columns()))


def aligned(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Return one line for each row, every column as wide as its widest cell."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = zip(row, widths, range(len(row)), strict=True)
        lines.append(_GAP.join(_padded(cell, size, n in right) for cell, size, n in cells).rstrip())
    return lines


def _padded(text: str, size: int, right: bool) -> str:
    blank = " " * (size - width(text))
    return blank + text if right else text + blank


def cut(text: str, cells: int) -> str:
    """Return a line cut to so many cells, an ellipsis where something is missing."""
    if width(text) <= cells:
        return text
    used = 0
    for start, _, size in graphemes(text):
        if used + size > cells - 1:
            return text[:start].rstrip() + "…"
        used += size
    return text


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: `1 article`, `2,000 articles`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
