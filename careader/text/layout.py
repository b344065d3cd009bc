"""The reading text set in lines of a width, and the way from an offset to a cell and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise, takewhile
from typing import NamedTuple

from careader.text.cells import COMPLEX, cluster_widths, width
from careader.text.columns import Piece, holding, under
from careader.text.reading import Block, BlockKind, ReadingText
from careader.text.tables import SEPARATOR
from careader.text.typesetting import LineKind, Setting
from careader.text.wrap import code_widths

_NOTES_RULE_CELLS = 12
_CACHED_LINES = 512


class Line(NamedTuple):
    """One line of the screen. Offsets are code points of the reading text, the end exclusive."""

    start: int
    end: int
    """What the line shows is text[start:end]; white space at a break is on no line.

    A line of a row whose cells are wrapped side by side shows pieces of it (`Layout.runs`).
    """
    indent: int
    """Cells left of the text, the prefix among them: where the character at `start` stands."""
    prefix: str
    """Drawn from cell 0, `indent` cells wide: quote bars, bullets, numbers, labels, blanks."""
    kind: BlockKind
    """Of the block it belongs to; of the block after it for a spacer."""
    block: int
    """Index of that block in `ReadingText.blocks`."""
    first: bool
    """Whether it is the block's first line."""
    spacer: bool
    """Whether it holds no text: blank, or a rule drawn by the typesetter.

    Its start and end are the start of the line of text that follows.
    """


class Run(NamedTuple):
    """A piece of a line, drawn side by side with the others from the line's indent on."""

    start: int
    end: int
    """The part of the reading text it stands for; empty for what the typesetter adds."""
    text: str
    """What to draw: text[start:end] itself, or the cells of one tab, or a rule."""


class _Glyphs(NamedTuple):
    """The graphemes of a line: their offsets, and their cells counted from column 0."""

    offsets: list[int]
    cells: list[int]
    """One more than offsets: the last is the cell after the line."""


class Layout:
    """A reading text in lines of at most `width` cells (a single wider grapheme excepted).

    Lines are in the order of the text: starts never fall. Blank lines between blocks, prefixes
    and rules are lines or parts of lines but never text. A prefix takes half the width at most.
    """

    def __init__(self, reading: ReadingText, width: int) -> None:
        self.reading = reading
        self.width = max(1, width)
        self._setting = Setting(reading, self.width)
        self._lines = self._setting.lines
        self._tables = self._setting.tables
        self._glyph_cache: dict[int, _Glyphs | None] = {}

    @property
    def height(self) -> int:
        """How many lines there are; at least one."""
        return len(self._lines)

    # Lines

    def line(self, index: int) -> Line:
        """Return one line, counted from 0; IndexError outside the layout."""
        if index < 0:
            raise IndexError("lines are counted from 0")
        number = self._setting.blocks[index]
        block = self.reading.blocks[number]
        start, end = self._lines.starts[index], self._lines.ends[index]
        spacer = self._setting.kinds[index] != LineKind.TEXT
        first = not spacer and start == block.start
        prefix = self._between(number) if spacer else self._prefix(number, block, start)
        return Line(start, end, width(prefix), prefix, block.kind, number, first, spacer)

    def _between(self, number: int) -> str:
        """Return what a spacer draws: the quote bars of the blocks on both sides."""
        before, after = self.reading.blocks[number - 1 : number + 1]
        alike = takewhile(
            lambda pair: pair[0] == pair[1], zip(before.rest, after.rest, strict=False)
        )
        return self._setting.clipped("".join(bar for bar, _ in alike)).rstrip()

    def _prefix(self, number: int, block: Block, start: int) -> str:
        beside = self._setting.beside(block, first=start == block.start)
        prefix = self._setting.clipped(beside)
        if block.kind is not BlockKind.ROW or self._tables[number].wrapped:
            return prefix
        table = self._tables[number]
        text = self.reading.text
        if not table.stacked:
            return prefix + " " * table.paddings(text[block.start : block.end].split("\t"))[0][0]
        if block.level:
            return prefix
        begins = start == block.start or text[start - 1] == "\t"
        cell = text.count("\t", block.start, start)
        return prefix + (table.labels[cell] if begins else " " * table.label_cells)

    def runs(self, index: int) -> tuple[Run, ...]:
        """Return what is drawn on a line from its indent on; empty for a blank one.

        Only the texts that stand for a part of the reading text can be marked or selected.
        """
        line = self.line(index)
        if drawn := self._drawn(index, line):
            return (Run(line.start, line.start, drawn),)
        text = self.reading.text
        if index in self._setting.rows and not line.spacer:
            return tuple(self._row_runs(index, line))
        if line.start == line.end:
            return ()
        if "\t" not in text[line.start : line.end]:
            return (Run(line.start, line.end, text[line.start : line.end]),)
        return tuple(self._tabbed_runs(index, line))

    def drawn(self, index: int) -> str:
        """Return a whole line as it looks, without white space at its end."""
        line = self.line(index)
        texts = "".join(run.text for run in self.runs(index))
        return (line.prefix + " " * (line.indent - width(line.prefix)) + texts).rstrip()

    def _drawn(self, index: int, line: Line) -> str:
        """Return what the typesetter draws on a line without text."""
        match self._setting.kinds[index]:
            case LineKind.TABLE_RULE:
                return self._tables[line.block].rule
            case LineKind.NOTES_RULE:
                return "─" * min(_NOTES_RULE_CELLS, self.width)
        is_rule = line.kind is BlockKind.RULE and not line.spacer
        return "─" * (self.width - line.indent) if is_rule else ""

    def _row_runs(self, index: int, line: Line) -> Iterator[Run]:
        """Return the pieces of a wrapped row with the separators and blanks between them."""
        pieces = {piece.column: piece for piece in self._setting.rows[index]}
        text, left, at = self.reading.text, line.indent, line.indent
        for number, cells in enumerate(self._tables[line.block].columns):
            if number:
                blank = SEPARATOR.rjust(left - at)
                yield Run(line.start, line.start, blank)
                at = left
            if piece := pieces.get(left):
                if piece.cell > at:
                    yield Run(piece.start, piece.start, " " * (piece.cell - at))
                shown = text[piece.start : piece.end]
                yield Run(piece.start, piece.end, shown)
                at = piece.cell + width(shown)
            left += cells + len(SEPARATOR)

    def _tabbed_runs(self, index: int, line: Line) -> Iterator[Run]:
        glyphs = self._glyphs(index, Piece(line.start, line.end, line.indent))
        assert glyphs  # a tab is never narrow text
        text, start = self.reading.text, line.start
        for offset, (left, right) in zip(glyphs.offsets, pairwise(glyphs.cells), strict=True):
            if text[offset] == "\t":
                if start < offset:
                    yield Run(start, offset, text[start:offset])
                start = offset + 1
                yield Run(offset, start, self._tab(line, offset, right - left))
        if start < line.end:
            yield Run(start, line.end, text[start : line.end])

    def _tab(self, line: Line, offset: int, cells: int) -> str:
        if line.kind is not BlockKind.ROW:
            return " " * cells
        table = self._tables[line.block]
        if table.stacked:
            return SEPARATOR.strip()
        row = self.reading.blocks[line.block]
        text = self.reading.text
        before = text.count("\t", row.start, offset)
        right = table.paddings(text[row.start : row.end].split("\t"))[before][1]
        return (" " * right + SEPARATOR).ljust(cells)

    # Offsets and cells

    def line_of(self, offset: int) -> int:
        """Return the line of text an offset is on; white space at a break is on the line before.

        Offsets outside the text give the first or last line. Never a spacer.
        """
        index = max(0, bisect_right(self._lines.starts, max(0, offset)) - 1)
        if index not in self._setting.rows:
            return index
        found, row = index, self._setting.blocks[index]
        held = holding(self._setting.rows[index], offset)
        while (index := index - 1) in self._setting.rows and self._setting.blocks[index] == row:
            other = holding(self._setting.rows[index], offset)
            if held.start > offset or held.start < other.start <= offset:
                found, held = index, other
        return found

    def stretch_of(self, offset: int) -> tuple[int, int]:
        """Return the stretch of text around an offset that its line shows without a gap."""
        piece = self._piece_of(self.line_of(offset), offset)
        return piece.start, piece.end

    def _piece_of(self, index: int, offset: int) -> Piece:
        if pieces := self._setting.rows.get(index):
            return holding(pieces, offset)
        line = self.line(index)
        return Piece(line.start, line.end, line.indent)

    def position_of(self, offset: int) -> tuple[int, int]:
        """Return (line, cell) of the grapheme an offset is in, cells counted from the pane's edge.

        White space that a break swallowed, a block's end and the end of the text stand in the
        cell after the line's last one; on a full line that is cell `width`.
        """
        index = self.line_of(offset)
        piece = self._piece_of(index, offset)
        inside = min(max(offset, piece.start), piece.end)
        glyphs = self._glyphs(index, piece)
        if glyphs is None:
            return index, piece.cell + inside - piece.start
        if inside == piece.end:
            return index, piece.cell + glyphs.cells[-1]
        return index, piece.cell + glyphs.cells[bisect_right(glyphs.offsets, inside) - 1]

    def offset_at(self, line: int, cell: int) -> int:
        """Return the offset of the grapheme at a cell; a spacer gives the start of what follows.

        Left of the text it is the line's start. Right of it, its end: the white space or newline
        that follows, or the last grapheme where a word was cut. Lines outside the layout give
        the first or last one.
        """
        index = min(max(line, 0), self.height - 1)
        pieces = self._setting.rows.get(index)
        piece = under(pieces, cell) if pieces else self._piece_of(index, 0)
        column = max(0, cell - piece.cell)
        glyphs = self._glyphs(index, piece)
        if glyphs is None:
            inside = piece.start + column < piece.end
            return piece.start + column if inside else self._last(index, piece, piece.end - 1)
        if column >= glyphs.cells[-1]:
            return self._last(index, piece, glyphs.offsets[-1])
        return glyphs.offsets[bisect_right(glyphs.cells, column) - 1]

    def _last(self, index: int, piece: Piece, last: int) -> int:
        """Return a piece's end if that is on the line, else its last grapheme."""
        cut = piece.start < piece.end and self.line_of(piece.end) != index
        return last if cut else piece.end

    def _glyphs(self, index: int, piece: Piece) -> _Glyphs | None:
        """Return the graphemes of a piece of a line, None when its cells are its characters."""
        if piece.start == piece.end:
            return None
        if piece.start not in self._glyph_cache:
            if len(self._glyph_cache) > _CACHED_LINES:
                self._glyph_cache.clear()
            self._glyph_cache[piece.start] = self._measured(index, piece.start, piece.end)
        return self._glyph_cache[piece.start]

    def _measured(self, index: int, start: int, end: int) -> _Glyphs | None:
        if not COMPLEX.search(self.reading.text, start, end):
            return None
        widths = self._widths(index, start, end)
        heads = [k for k, cells in enumerate(widths) if cells or not k]
        cells = [*accumulate(widths, initial=0)]
        return _Glyphs([start + k for k in heads], [*(cells[k] for k in heads), cells[-1]])

    def _widths(self, index: int, start: int, end: int) -> list[int]:
        """Return the cells of a line's characters, 0 inside a grapheme."""
        text, number = self.reading.text, self._setting.blocks[index]
        block = self.reading.blocks[number]
        if index in self._setting.rows:
            return cluster_widths(text[start:end])
        if block.kind is BlockKind.ROW and not self._tables[number].stacked:
            return self._tables[number].row_widths(text[start:end])
        if block.kind is not BlockKind.CODE or "\t" not in text[start:end]:
            return cluster_widths(text[start:end])
        begin = text.rfind("\n", block.start, start) + 1 or block.start
        uncut = text.find("\n", start, block.end)
        line = text[begin : uncut if uncut >= 0 else block.end]
        return code_widths(line, self._setting.available(block))[start - begin : end - begin]
