r"""The reading text: an article as it is displayed, its markup gone, as text, blocks and spans.

Every offset in careader (highlights, hits, positions) counts code points of this text, so its
rules are versioned (`CANON`) and never depend on the width of a screen:

- Blocks follow each other, separated by one `\n`. Inside a block `\n` is a hard break, or a
  line end of code. A rule and an empty list item are empty blocks.
- In prose every run of spaces, tabs and soft breaks is one space; NBSP and the other Unicode
  spaces stay; a block neither begins nor ends with white space of any kind. Code keeps its
  white space. Soft hyphens are dropped.
- Bullets, numbers, quote bars and padding are not in the text; a `Block` says what to draw.
- A table row is one block, its cells joined by `\t`.
- A footnote reference is `[1]`, numbered by first appearance; the notes are the last blocks,
  unreferenced ones after the others.
- HTML gives its text, an image its alternative text, an entity its character. What `clean`
  removes never comes back through them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

CANON: int = 1
"""Version of the rules above; offsets made under another version are looked for again."""


class BlockKind(StrEnum):
    """What a block is; a paragraph's innermost container decides."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    """The first paragraph of a list item: the one that carries the bullet or number."""
    QUOTE = "quote"
    """A paragraph directly in a block quotation."""
    CODE = "code"
    ROW = "row"
    """One row of a table; a row of level 1 is a head and begins a new table."""
    RULE = "rule"
    """A thematic break; its text is empty."""
    FOOTNOTE = "footnote"
    """The first paragraph of a footnote: the one that carries its number."""


_UNCOUNTED = frozenset((BlockKind.HEADING, BlockKind.RULE, BlockKind.ROW))
"""What is no paragraph when paragraphs are counted."""


class SpanKind(StrEnum):
    """What a span of text inside a block is."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    STRIKE = "strike"
    LINK = "link"
    """`target` is an http, https or mailto address."""
    NOTE = "note"
    """A footnote reference such as `[1]`; `target` is the note's number: `1`."""


class Block(NamedTuple):
    """One block of the reading text. Offsets are code points, the end exclusive."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Heading: 1 to 6. Row: 1 for a table's head, 0 for its body. Otherwise 0."""
    quote: int = 0
    """How many block quotations it stands in."""
    depth: int = 0
    """How many lists it stands in."""
    marker: str = ""
    """What is drawn before it once: `•`, `3.` or `[1]`; empty for a further block of an item."""
    first: str = ""
    """Drawn left of its first line: quote bars, indents and the marker; one cell a character."""
    rest: str = ""
    """Drawn left of its other lines; as long as `first`."""
    tight: bool = False
    """Belongs to the block before it: no blank line between them."""
    note: str = ""
    """The number of the footnote it belongs to: `1`; empty in the article itself."""
    info: str = ""
    """Code: its language. Row: one letter a column, `l`, `r` or `c`, how it is aligned."""


class Span(NamedTuple):
    """A part of one block's text that is marked up. Offsets are code points, the end exclusive."""

    start: int
    end: int
    kind: SpanKind
    target: str = ""


class Heading(NamedTuple):
    """One line of the outline."""

    level: int
    offset: int
    text: str


@dataclass(frozen=True)
class ReadingText:
    """The reading text of one article: immutable, what follows from it computed once, on demand."""

    text: str
    blocks: tuple[Block, ...]
    """In order; never empty (an empty article is one empty paragraph)."""
    spans: tuple[Span, ...] = ()
    """Sorted by start, the longer first; none crosses a block."""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal."""
        from hashlib import sha256  # OpenSSL costs some milliseconds of start-up

        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def outline(self) -> tuple[Heading, ...]:
        """The headings in order: level, offset, text."""
        return tuple(
            Heading(block.level, block.start, self.text[block.start : block.end])
            for block in self.blocks
            if block.kind is BlockKind.HEADING
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _span_starts(self) -> list[int]:
        return [span.start for span in self.spans]

    @cached_property
    def _heading_paths(self) -> tuple[list[int], list[tuple[str, ...]]]:
        """Where each heading begins and the path of headings that holds from there."""
        stack: list[Heading] = []
        paths: list[tuple[str, ...]] = []
        for heading in self.outline:
            stack = [above for above in stack if above.level < heading.level] + [heading]
            paths.append(tuple(above.text for above in stack))
        return [heading.offset for heading in self.outline], paths

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [block.start for block in self.blocks if block.kind not in _UNCOUNTED]

    @property
    def paragraph_count(self) -> int:
        """How many paragraphs are counted; 0 in an article of headings alone."""
        return len(self._paragraph_starts)

    def paragraph_number(self, offset: int) -> int:
        """Return the paragraph of an offset, counted from 1; 0 before the first one.

        What a citation names and the reader sees. Rules and rows of tables do not count and belong
        to the paragraph before them, headings to the one they stand over.
        """
        starts = self._paragraph_starts
        over = self.block_at(offset).kind is BlockKind.HEADING
        return min(bisect_right(starts, offset) + over, len(starts))

    @cached_property
    def note_references(self) -> tuple[Span, ...]:
        """Every reference to a footnote, in order."""
        return tuple(span for span in self.spans if span.kind is SpanKind.NOTE)

    @cached_property
    def links(self) -> tuple[Span, ...]:
        """Every link, in order."""
        return tuple(span for span in self.spans if span.kind is SpanKind.LINK)

    def block_index(self, offset: int) -> int:
        """Return the index of the block an offset is in; a separator is the end of one."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def block_at(self, offset: int) -> Block:
        """Return the block an offset is in; outside the text, the first or last one."""
        return self.blocks[self.block_index(offset)]

    def headings_at(self, offset: int) -> tuple[str, ...]:
        """Return the headings over an offset, outermost first; a heading stands under itself."""
        offsets, paths = self._heading_paths
        found = bisect_right(offsets, offset)
        return paths[found - 1] if found else ()

    def spans_in(self, start: int, end: int) -> Iterator[Span]:
        """Iterate over the spans that share a character with [start, end), in order."""
        first = bisect_left(self._span_starts, self.block_at(start).start)
        last = bisect_left(self._span_starts, end)
        return (span for span in self.spans[first:last] if span.end > start)

    def note(self, number: str) -> Block | None:
        """Return the first block of a footnote, None when there is no such note."""
        return next((block for block in self.blocks if block.note == number), None)

    def note_range(self, number: str) -> tuple[int, int] | None:
        """Return where all the text of a footnote stands, None when there is no such note."""
        blocks = [block for block in self.blocks if block.note == number]
        return (blocks[0].start, blocks[-1].end) if blocks else None

    def references(self, number: str) -> tuple[Span, ...]:
        """Return where the text refers to a footnote, in order."""
        return tuple(span for span in self.note_references if span.target == number)

    def to_bytes(self) -> bytes:
        """Write a compact form for a cache; `from_bytes` reads it."""
        from careader.text.packing import pack  # json only where a cache is used

        return pack(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> ReadingText:
        """Read what `to_bytes` wrote.

        Raises ValueError when the data is damaged or was made under another `CANON`.
        """
        from careader.text.packing import unpack

        return unpack(data)


def build(markdown: str) -> ReadingText:
    """Make the reading text of a Markdown body (CommonMark, tables, strikethrough, footnotes).

    Never fails: any text is Markdown. Lists nested more than 50 deep are cut off there.
    """
    from careader.text.markdown import read  # markdown-it costs 30 ms of start-up

    return read(markdown)
