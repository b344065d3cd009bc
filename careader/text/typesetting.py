"""Setting a reading text in lines: blocks under each other, the space between them, tables."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from enum import IntEnum

from careader.text.columns import Piece, set_row
from careader.text.reading import Block, BlockKind, ReadingText
from careader.text.tables import Table, set_table
from careader.text.wrap import Lines, wrap, wrap_code

Setter = Callable[[str, int, int, int, Lines], None]
"""Cuts text[start:end] into lines of at most so many cells."""


_CODE_INDENT = "  "


class LineKind(IntEnum):
    """What a line is for; all but TEXT hold no text."""

    TEXT = 0
    BLANK = 1
    TABLE_RULE = 2
    """Under the head of a table in columns."""
    NOTES_RULE = 3
    """Above the footnotes."""


class Setting:
    """The lines of a reading text at one width, kept in arrays; made whole when it is made."""

    def __init__(self, reading: ReadingText, width: int) -> None:
        self.reading = reading
        self.width = width
        self.lines = Lines()
        self.blocks = array("I")
        """For each line the index of its block; for a spacer that of the block after it."""
        self.kinds = bytearray()
        """For each line its LineKind."""
        self.rows: dict[int, tuple[Piece, ...]] = {}
        """For each line of a wrapped row the pieces of text that stand on it."""
        self.tables: dict[int, Table] = {}
        """For each row its table, by the index of its block."""
        for index, block in enumerate(reading.blocks):
            self._space_before(index, block)
            before = len(self.lines)
            self._set(index, block)
            self._label(index, len(self.lines) - before, LineKind.TEXT)

    def available(self, block: Block) -> int:
        """Return the cells a block has for its text; a prefix takes half the width at most."""
        return self.width - min(len(self.beside(block)), self.width // 2)

    def beside(self, block: Block, *, first: bool = False) -> str:
        """Return what is drawn left of the first or another line of a block; code is set in."""
        return (block.first if first else block.rest) + _CODE_INDENT * (
            block.kind is BlockKind.CODE
        )

    def clipped(self, prefix: str) -> str:
        """Cut a prefix to half the width; its right end, where the marker stands, is kept."""
        limit = self.width // 2
        return prefix if len(prefix) <= limit else prefix[len(prefix) - limit :]

    def _label(self, index: int, count: int, kind: LineKind) -> None:
        self.blocks.extend([index] * count)
        self.kinds.extend([kind] * count)

    def _spacer(self, index: int, kind: LineKind) -> None:
        start = self.reading.blocks[index].start
        self.lines.add(start, start)
        self._label(index, 1, kind)

    def _space_before(self, index: int, block: Block) -> None:
        if not index:
            return
        before = self.reading.blocks[index - 1]
        table = self.tables.get(index - 1)
        apart = table is not None and (
            table.stacked or (table.wrapped and table.airy and not before.level)
        )
        if block.note and not before.note:
            self._spacer(index, LineKind.BLANK)
            self._spacer(index, LineKind.NOTES_RULE)
        elif not block.tight or apart:
            self._spacer(index, LineKind.BLANK)
        elif before.kind is block.kind is BlockKind.ROW and before.level > block.level:
            self._spacer(index, LineKind.TABLE_RULE)

    def _set(self, index: int, block: Block) -> None:
        text = self.reading.text
        if block.kind is BlockKind.ROW:
            self._set_row(index, block)
        elif block.kind is BlockKind.CODE:
            self._set_pieces(block, wrap_code)
        elif text.find("\n", block.start, block.end) >= 0:
            self._set_pieces(block, wrap)
        else:
            wrap(text, block.start, block.end, self.available(block), self.lines)

    def _set_pieces(self, block: Block, setter: Setter, mark: str = "\n", label: int = 0) -> None:
        """Set the parts of a block between hard breaks, line ends or tabs, each from a new line."""
        text, start, width = self.reading.text, block.start, self.available(block) - label
        while (end := text.find(mark, start, block.end)) >= 0:
            setter(text, start, end, width, self.lines)
            start = end + 1
        setter(text, start, block.end, width, self.lines)

    def _set_row(self, index: int, block: Block) -> None:
        table = self.tables.get(index) or self._table_from(index)
        if table.wrapped:
            self._set_wrapped_row(block, table)
        elif not table.stacked:
            self.lines.add(block.start, block.end)
        elif block.level:
            wrap(self.reading.text, block.start, block.end, self.available(block), self.lines)
        else:
            self._set_pieces(block, wrap, "\t", table.label_cells)

    def _set_wrapped_row(self, block: Block, table: Table) -> None:
        indent, first = len(self.clipped(block.rest)), True
        row = (block.start, block.end)
        for pieces in set_row(self.reading.text, row, table.columns, table.aligns, indent):
            self.rows[len(self.lines)] = pieces
            start = block.start if first else min(pieces).start
            self.lines.add(start, max(piece.end for piece in pieces))
            first = False

    def _table_from(self, index: int) -> Table:
        """Set the table that begins with a block, and remember it for each of its rows."""
        blocks = self.reading.blocks
        end = index + 1
        while end < len(blocks) and blocks[end].kind is BlockKind.ROW and not blocks[end].level:
            end += 1
        table = set_table(self.reading.text, blocks[index:end], self.available(blocks[index]))
        self.tables.update(dict.fromkeys(range(index, end), table))
        return table
