"""Notes at the feet of columns: small lines that begin with a mark."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from careader.importing.formats.pdf.columns import Column
from careader.importing.formats.pdf.hyphens import Mender
from careader.importing.formats.pdf.pages import MARK_END, MARK_START, Piece

SMALL = 0.92
"""Size of a note's letters as a share of the body's, at most."""
_RAISED_MARK = re.compile(rf"\s*{MARK_START}\s*(\d{{1,3}}|[*†‡§]{{1,3}}|[a-z])\s*{MARK_END}\s*")
_PLAIN_MARK = re.compile(r"\s*[\[(]?(\d{1,3}|[*†‡§]{1,3})[\])]?[.:]?\s+(?=\S)")


@dataclass(slots=True)
class Note:
    """One note: where it stands, its mark as printed, its text, and the label it gets."""

    page: int
    mark: str
    lines: list[str] = field(default_factory=list)
    text: str = ""
    label: str = ""

    def mend(self, mender: Mender) -> None:
        """Join the lines to the note's text."""
        self.text = ""
        for line in self.lines:
            self.text = mender.join(self.text, line) if self.text else line


def take_out(columns: list[Column], size: float) -> list[Note]:
    """Take the notes out of columns, where small lines at a foot begin with marks that count."""
    notes: list[Note] = []
    for column in columns:
        small = _foot(column, size)
        if not small:
            continue
        found = _notes(small, column.page, notes)
        if found is not None:
            column.lines = column.lines[: len(column.lines) - len(small)]
            notes += found
    _label(notes)
    return notes


def _foot(column: Column, size: float) -> list[Piece]:
    """Return the small lines at a column's foot."""
    count = 0
    for line in reversed(column.lines):
        if line.size > SMALL * size:
            break
        count += 1
    return column.lines[len(column.lines) - count :] if count else []


def _notes(lines: list[Piece], page: int, before: list[Note]) -> list[Note] | None:
    """Split a foot's lines into notes; None when none of them begins with a mark.

    Lines before the first mark go on with the last note of the page before.
    """
    found: list[Note] = []
    waiting: list[str] = []
    last = _number(before[-1].mark) if before else 0
    for line in lines:
        mark, rest = _mark(line.text, last)
        if mark:
            found.append(Note(page, mark, [rest]))
            last = _number(mark) or last
        elif found:
            found[-1].lines.append(line.text.strip())
        else:
            waiting.append(line.text.strip())
    if not found or (waiting and not before):
        return None
    if waiting:
        before[-1].lines += waiting
    return found


def _mark(text: str, last: int) -> tuple[str, str]:
    """Return a line's mark and what follows it; a plain number only where it counts on."""
    if raised := _RAISED_MARK.match(text):
        return raised[1], text[raised.end() :].strip()
    plain = _PLAIN_MARK.match(text)
    if plain and (_number(plain[1]) in (0, 1, last + 1)):
        return plain[1], text[plain.end() :].strip()
    return "", text


def _number(mark: str) -> int:
    return int(mark) if mark.isdigit() else 0


def _label(notes: list[Note]) -> None:
    """Give notes their own numbers as labels, or count when these are not unique."""
    marks = Counter(note.mark for note in notes)
    own = all(note.mark.isdigit() and marks[note.mark] == 1 for note in notes)
    for index, note in enumerate(notes, 1):
        note.label = note.mark if own else str(index)
