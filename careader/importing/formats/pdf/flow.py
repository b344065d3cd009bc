"""Lines in reading order to headings, paragraphs, items and notes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from careader.importing.formats.pdf import footnotes
from careader.importing.formats.pdf.columns import Column
from careader.importing.formats.pdf.hyphens import Mender
from careader.importing.formats.pdf.pages import MARK_END, MARK_START, Piece
from careader.text.clean import clean_line

HEADING_SIZE = 1.12
"""Size of a heading's letters as a share of the body's, at least."""
_INDENT = 0.7
"""Ems a paragraph's first line stands in."""
_LEADING = 1.3
"""Distances between lines past which a paragraph ends."""
_MARKS = re.compile(f"[{MARK_START}{MARK_END}]")
_MAX_HEADING = 200
_ENDS = re.compile(rf"[.!?:;…»”\"’)\]][{MARK_START}{MARK_END}\d,*†‡]*$")
_BULLET = re.compile(r"(?:[•▪●■◆◦‣∙]|[-–—]\s)\s*")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+\S")


@dataclass(slots=True)
class Paragraph:
    """One block of the body. A `level` makes it a heading; `item` one of a list."""

    text: str
    page: int
    level: int = 0
    item: bool = False
    size: float = 0.0


@dataclass(slots=True)
class _Style:
    """What is usual in a document."""

    size: float
    leading: float
    indents: bool
    sizes: list[float] = field(default_factory=list)


def of(columns: list[Column]) -> tuple[list[Paragraph], list[footnotes.Note]]:
    """Return a document's blocks in order, and the notes taken from the feet of its columns."""
    size = _body_size(columns)
    notes = footnotes.take_out(columns, size)
    style = _style(columns, size)
    lines = [line.text for column in columns for line in column.lines]
    mender = Mender([*lines, *(line for note in notes for line in note.lines)])
    for note in notes:
        note.mend(mender)
    paragraphs = _Flow(style, mender).run(columns)
    return paragraphs, notes


def page_text(columns: list[Column], printed: list[list[Piece]]) -> str:
    """Return all that stands on the pages, line by line, what is printed on each page first.

    The lines of a heading are one line, so that a title is found as a whole.
    """
    size = _body_size(columns)
    found: list[str] = []
    page, last = -1, None
    for column in columns:
        if column.page != page:
            page, last = column.page, None
            found += [line.text for line in printed[page]]
        for line in column.lines:
            if last is not None and line.size >= HEADING_SIZE * size and _goes_with(last, line):
                found[-1] += f" {line.text}"
            else:
                found.append(line.text)
            last = line
    return "\n".join(clean_line(_MARKS.sub("", text)) for text in found)


def _goes_with(above: Piece, below: Piece) -> bool:
    """Whether two lines of a page are one heading. The second may not cross a gutter any more."""
    return above.size == below.size and 0 < above.y0 - below.y0 < 1.7 * below.size


def _body_size(columns: list[Column]) -> float:
    sizes: Counter[float] = Counter()
    for column in columns:
        for line in column.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0


def _style(columns: list[Column], size: float) -> _Style:
    """Measure the usual distance of lines, and whether paragraphs begin with an indent."""
    distances: list[float] = []
    indents = starts = 0
    for column in columns:
        body = [line for line in column.lines if abs(line.size - size) < 0.6]
        for above, below in pairwise(body):
            distance = above.y0 - below.y0
            if 0.9 * size < distance < 3 * size:
                distances.append(distance)
            if distance < 1.6 * size and _is_short(above, column):
                starts += 1
                indents += below.x0 - column.left > _INDENT * size
    leading = median(distances) if distances else 1.2 * size
    sizes = sorted(
        {
            round(line.size * 2) / 2
            for column in columns
            for line in column.lines
            if line.size >= HEADING_SIZE * size
        },
        reverse=True,
    )
    return _Style(size, leading, starts >= 3 and indents > 0.5 * starts, sizes)


def _is_short(line: Piece, column: Column) -> bool:
    return line.x1 < column.right - 0.08 * (column.right - column.left) - line.size


class _Flow:
    """Walks the lines of all columns and opens a block where one begins."""

    def __init__(self, style: _Style, mender: Mender) -> None:
        self._style = style
        self._mender = mender
        self._found: list[Paragraph] = []
        self._last: Piece | None = None
        self._last_column: Column | None = None

    def run(self, columns: list[Column]) -> list[Paragraph]:
        for column in columns:
            for index, line in enumerate(column.lines):
                following = column.lines[index + 1] if index + 1 < len(column.lines) else None
                self._line(line, column, following)
        return self._found

    def _line(self, line: Piece, column: Column, following: Piece | None) -> None:
        level = self._level(line, column, following)
        text = line.text.strip()
        if level:
            self._heading(text, level, line, column)
        elif self._continues(line, column, text):
            open_one = self._found[-1]
            open_one.text = self._mender.join(open_one.text, text)
        else:
            bullet = _BULLET.match(text)
            self._found.append(
                Paragraph(
                    text[bullet.end() :] if bullet else text,
                    column.page,
                    item=bool(bullet),
                    size=line.size,
                )
            )
        self._last, self._last_column = line, column

    def _level(self, line: Piece, column: Column, following: Piece | None) -> int:
        """Return a heading's level by its size, or as bold on lines of its own; 0 for text."""
        if len(line.text) > _MAX_HEADING or not any(each.isalpha() for each in line.text):
            return 0
        if line.size >= HEADING_SIZE * self._style.size:
            return min(4, 1 + self._style.sizes.index(round(line.size * 2) / 2))
        if (
            line.bold
            and line.size >= 0.95 * self._style.size
            and self._stands_alone(line, column, following)
        ):
            return min(5, 1 + len(self._style.sizes) + (0 if self._style.sizes else 1))
        return 0

    def _stands_alone(self, line: Piece, column: Column, following: Piece | None) -> bool:
        text = line.text.rstrip()
        if text.endswith((".", ",", ";", ":")) or _BULLET.match(text) or not text[0].isupper():
            return False
        return _is_short(line, column) and (
            following is None or not following.bold or following.size != line.size
        )

    def _heading(self, text: str, level: int, line: Piece, column: Column) -> None:
        last = self._found[-1] if self._found else None
        together = (
            last is not None and last.level == level
            and self._last is not None and last.page == column.page
            and _goes_with(self._last, line) and len(last.text) + len(text) < _MAX_HEADING
        )  # fmt: skip
        if together and last is not None:
            last.text = self._mender.join(last.text, text)
        else:
            self._found.append(Paragraph(text, column.page, level=level, size=line.size))

    def _continues(self, line: Piece, column: Column, text: str) -> bool:
        """Whether a line belongs to the paragraph that is open."""
        last = self._last
        if last is None or not self._found or self._found[-1].level:
            return False
        if _BULLET.match(text) or text.startswith(MARK_START) or self._counts_on(text):
            return False
        if text.startswith(("1. ", "1) ")) and last.text.rstrip().endswith((":", ".", ";")):
            return False
        if self._last_column is not column:
            return self._goes_on(last, line, column)
        return self._same_paragraph(last, line, column)

    def _counts_on(self, text: str) -> bool:
        """Whether a line is the next one of a numbered list or of notes."""
        number, before = _NUMBERED.match(text), _NUMBERED.match(self._found[-1].text)
        return bool(number and before and int(number[1]) == int(before[1]) + 1)

    def _same_paragraph(self, last: Piece, line: Piece, column: Column) -> bool:
        if abs(last.size - line.size) > 0.12 * self._style.size:
            return False
        leading = self._style.leading * line.size / self._style.size
        if last.y0 - line.y0 > _LEADING * max(leading, 1.05 * line.size):
            return False
        ended = bool(_ENDS.search(last.text.rstrip()))
        if self._style.indents and not self._found[-1].item:
            indented = line.x0 - column.left > _INDENT * line.size
            return not (indented and last.x0 - column.left <= _INDENT * line.size) and not (
                indented and ended and _is_short(last, column)
            )
        return not (ended and _is_short(last, column)) or self._found[-1].item

    def _goes_on(self, last: Piece, line: Piece, column: Column) -> bool:
        """Whether the paragraph that is open at a column's foot goes on at the next one's top."""
        open_one, before = self._found[-1], self._last_column
        if abs(open_one.size - line.size) > 0.12 * self._style.size or before is None:
            return False
        text = line.text.lstrip()
        if last.text.rstrip().endswith(("-", "‐", "\u00ad", ",")) or text[:1].islower():
            return True
        if not _ENDS.search(last.text.rstrip()):
            return not _is_short(last, before)
        indented = line.x0 - column.left > _INDENT * line.size
        return self._style.indents and not indented and not _is_short(last, before)
