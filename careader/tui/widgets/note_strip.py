"""A footnote shown over the text that refers to it: which rows of the pane it takes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from careader.model import Offsets

if TYPE_CHECKING:
    from careader.text.layout import Layout


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A footnote and the reference it is shown for. Offsets in code points of the reading text."""

    reference: Offsets
    note: Offsets
    title: str
    """What the line between text and note says."""


@dataclass(frozen=True, slots=True)
class NoteStrip:
    """The rows of a pane that a note covers."""

    first: int
    """Its first row."""
    title: int
    """The row of its title: the one next to the text."""
    lines: range
    """The lines of the layout that it shows."""

    @classmethod
    def over(cls, shown: ShownNote, layout: Layout, rows: int, keep: int) -> NoteStrip:
        """Return the strip in a pane of so many rows.

        It takes half of them at most, at the foot, or at the top where it would hide row `keep`.
        """
        start = layout.line_of(shown.note[0])
        end = layout.line_of(max(shown.note[0], shown.note[1] - 1)) + 1
        lines = range(start, min(end, start + max(1, rows // 2 - 1)))
        first = max(0, rows - len(lines) - 1)
        if keep < first:
            return cls(first, first, lines)
        return cls(0, len(lines), lines)

    def line_at(self, row: int) -> int | None:
        """Return the line of the layout on a row, -1 on the title's row, None off the strip."""
        if not self.first <= row <= self.first + len(self.lines):
            return None
        if row == self.title:
            return -1
        return self.lines[row - self.first - (self.title == self.first)]
