"""Runs of styled text wrapped to a width, and two columns of such lines beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, chop_cells

from careader.text.clean import clean

SheetLine = list[tuple[str, str]]
"""Pieces of a line: text and the role it plays."""

_GAP = "   "
_WORD = re.compile(r"\s+|\S+")


def wrap_runs(runs: Iterable[tuple[str, str]], width: int) -> list[SheetLine]:
    """Return runs of text, each with its role, as lines of at most `width` cells.

    Every stretch of white space counts as one blank.
    """
    lines: list[SheetLine] = [[]]
    used = 0
    for text, role in runs:
        for word in _WORD.findall(clean(text)):
            blank = word.isspace()
            for piece in [" "] if blank else chop_cells(word, max(1, width)):
                cells = cell_len(piece)
                if used + cells > width:
                    lines.append([])
                    used = 0
                if not (blank and used == 0):
                    lines[-1].append((piece, role))
                    used += cells
    return lines if lines[-1] or len(lines) == 1 else lines[:-1]


def beside(left: Sequence[SheetLine], right: Sequence[SheetLine], width: int) -> list[SheetLine]:
    """Return two columns, the left one `width` cells wide."""
    lines: list[SheetLine] = []
    for number in range(max(len(left), len(right))):
        first = list(left[number]) if number < len(left) else []
        second = list(right[number]) if number < len(right) else []
        blank = width - sum(cell_len(text) for text, _ in first)
        lines.append([*first, (" " * max(0, blank) + _GAP, ""), *second])
    return lines
