"""Caret and selection in the reading text. Plain values: every move makes a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from careader.model import Offsets


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the caret stands, and where the selection began.

    Offsets in code points, of grapheme starts.
    """

    offset: int
    anchor: int | None = None
    """The other end of the selection; None when nothing is selected."""
    end: int | None = None
    """Exact end of a selection that was taken as a unit (a sentence, a paragraph), exclusive."""
    goal: int | None = None
    """The cell that moves from line to line aim at, however short the lines between are."""

    @classmethod
    def over(cls, start: int, end: int) -> Caret:
        """Return a selection of exactly `start:end`, the caret on its last code point."""
        return cls(max(start, end - 1), start, end)

    @property
    def selecting(self) -> bool:
        """Whether there is a selection."""
        return self.anchor is not None

    def selection(self, text: str) -> Offsets | None:
        """Return what is selected, both ends' graphemes included; None when nothing is."""
        if self.anchor is None:
            return None
        start, last = sorted((self.anchor, self.offset))
        end = self.end if self.end is not None and last < self.end else grapheme_end(text, last)
        return (start, end)

    def moved(self, offset: int, goal: int | None = None) -> Caret:
        """Return the caret elsewhere, the selection's other end where it was."""
        return Caret(offset, self.anchor, goal=goal)

    def reaching(self, start: int, end: int, text: str) -> Caret:
        """Return a selection that holds what is selected and `start:end`, the caret at its end."""
        selected = self.selection(text)
        if selected is None:
            return Caret.over(start, end)
        if start < selected[0]:
            return Caret.over(start, max(end, selected[1])).swapped()
        return Caret.over(selected[0], max(end, selected[1]))

    def toggled(self) -> Caret:
        """Begin a selection here, or drop it."""
        return Caret(self.offset, None if self.selecting else self.offset)

    def swapped(self) -> Caret:
        """Go to the other end of the selection."""
        if self.anchor is None:
            return self
        return replace(self, offset=self.anchor, anchor=self.offset, goal=None)


def grapheme_end(text: str, offset: int) -> int:
    """Return the end of the grapheme that begins at an offset."""
    if offset >= len(text):
        return len(text)
    if text[offset : offset + 2].isascii():
        return offset + 1
    # Longest clusters met in practice (family emoji, stacked marks) stay under this.
    from careader.text.cells import graphemes

    window = text[offset : offset + 32]
    return offset + graphemes(window)[0][1]
