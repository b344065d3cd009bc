"""PDFs as journals print them: two columns, hyphens, running heads, notes at the foot."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import pytest
from formats_made import Article

from careader.text.reading import Block, BlockKind, SpanKind

WIDTH, HEIGHT = 595, 842
TOP, BOTTOM, MARGIN, GUTTER = 770, 70, 56, 22
BODY, NOTE, HEADING, TITLE = 10.0, 8.0, 13.0, 20.0
_NOTE_WORD = re.compile(r"⟦(\d+)⟧")


@dataclass
class _Line:
    """One line: its words with their places, or nothing for a gap."""

    words: list[tuple[float, str]]
    size: float
    font: str
    leading: float
    notes: tuple[str, ...] = ()
    hyphen: bool = False


@dataclass
class _Column:
    page: int
    left: float
    width: float
    top: float


def pdf(
    of: Article, *, columns: int = 2, interleaved: bool = False, heads: bool = True,
    notes: bool = True,
    subject: str = "", indent: float = 0.0,
) -> bytes:  # fmt: skip
    """Return the article as a printed journal would have it.

    `interleaved` draws the lines across the columns, top to bottom, as some programs do;
    `indent` begins paragraphs with an indent instead of a gap between them.
    """
    canvas_module = pytest.importorskip(
        "reportlab.pdfgen.canvas", reason="reportlab makes the PDFs"
    )
    sink = io.BytesIO()
    canvas = canvas_module.Canvas(sink, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(subject or of.title)
    canvas.setAuthor(of.author)
    _Typesetter(canvas, of, columns, interleaved, heads, notes, indent).run()
    canvas.save()
    return sink.getvalue()


class _Typesetter:
    def __init__(
        self, canvas: Any, of: Article, columns: int, interleaved: bool, heads: bool,
        notes: bool, indent: float,
    ) -> None:  # fmt: skip
        self.canvas, self.of, self.columns = canvas, of, columns
        self.interleaved, self.heads, self.with_notes, self.indent = (
            interleaved,
            heads,
            notes,
            indent,
        )
        self.width = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
        self.drawn: list[list[tuple[float, float, float, str, str]]] = [[]]
        self.page, self.column = 0, 0
        self.y = float(TOP)
        self.floor = float(BOTTOM)
        self.foot: list[_Line] = []
        self.top = float(TOP)

    # --- measuring

    def measure(self, text: str, font: str, size: float) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return stringWidth(text, font, size)

    def lines(
        self, text: str, font: str, size: float, width: float, indent: float = 0.0
    ) -> list[_Line]:
        """Break a text into justified lines, long words hyphenated."""
        lines: list[_Line] = []
        current: list[str] = []
        words = text.split()
        while words:
            room = width - (indent if not lines else 0.0)
            word = words.pop(0)
            if self.fits([*current, word], font, size, room):
                current.append(word)
                continue
            head, rest = self.hyphenated(current, word, font, size, room)
            if head:
                current.append(head)
                words.insert(0, rest)
            elif current:
                words.insert(0, word)
            else:
                current.append(word)
            lines.append(
                self.line(current, font, size, room, indent if not lines else 0.0, justify=True)
            )
            current = []
        if current:
            room = width - (indent if not lines else 0.0)
            lines.append(
                self.line(current, font, size, room, indent if not lines else 0.0, justify=False)
            )
        return lines

    def fits(self, words: list[str], font: str, size: float, width: float) -> bool:
        return self.natural(words, font, size) <= width

    def natural(self, words: list[str], font: str, size: float) -> float:
        bare = [_NOTE_WORD.sub(lambda m: m[1][:1], word) for word in words]
        return self.measure(" ".join(bare), font, size)

    def hyphenated(
        self, current: list[str], word: str, font: str, size: float, width: float
    ) -> tuple[str, str]:
        if not word.isalpha() or len(word) < 7 or size >= HEADING:
            return "", ""
        for cut in range(len(word) - 3, 2, -1):
            if word[cut - 1].lower() in "aeiou" and self.fits(
                [*current, word[:cut] + "-"], font, size, width
            ):
                return word[:cut] + "-", word[cut:]
        return "", ""

    def line(
        self,
        words: list[str],
        font: str,
        size: float,
        width: float,
        indent: float,
        *,
        justify: bool,
    ) -> _Line:
        space = self.measure(" ", font, size)
        if justify and len(words) > 1:
            space += max(0.0, width - self.natural(words, font, size)) / (len(words) - 1)
        placed, x, notes = [], indent, []
        for word in words:
            placed.append((x, word))
            notes += _NOTE_WORD.findall(word)
            bare = _NOTE_WORD.sub(lambda m: m[1][:1], word)
            x += self.measure(bare, font, size) + space
        return _Line(placed, size, font, size * 1.22, tuple(notes))

    # --- placing

    def run(self) -> None:
        width = WIDTH - 2 * MARGIN
        for line in self.lines(self.of.title, "Helvetica-Bold", TITLE, width):
            self.place_full(line)
        for line in self.lines(f"By {self.of.author}", "Times-Italic", 11.0, width):
            self.place_full(line)
        self.top = self.y = self.y - 14
        for index, block in enumerate(self.of.body_blocks):
            self.block(block, index)
        self.end_column()
        self.draw()

    def place_full(self, line: _Line) -> None:
        self.y -= line.leading
        self.put(line, MARGIN, self.y)

    def block(self, block: Block, index: int) -> None:
        text = self.source(block)
        if block.kind is BlockKind.HEADING:
            self.gap(9)
            self.paragraph(self.lines(text, "Helvetica-Bold", HEADING, self.width), keep=3)
            self.gap(3)
            return
        if block.kind is BlockKind.ITEM and not block.marker[:1].isdigit():
            text = f"• {text}"
        elif block.kind is BlockKind.ITEM:
            text = f"{block.marker} {text}"
        indent = self.indent if block.kind is BlockKind.PARAGRAPH and index else 0.0
        self.paragraph(
            self.lines(text.replace("\t", "   "), "Times-Roman", BODY, self.width, indent)
        )
        self.gap(0 if self.indent else 5)

    def source(self, block: Block) -> str:
        reading = self.of.reading
        text, at = "", block.start
        for span in reading.spans_in(block.start, block.end):
            if span.kind is SpanKind.NOTE:
                text += reading.text[at : span.start] + f"⟦{span.target}⟧"
                at = span.end
        return text + reading.text[at : block.end]

    def gap(self, points: float) -> None:
        if self.y < self.top - 1:
            self.y -= points

    def paragraph(self, lines: list[_Line], keep: int = 0) -> None:
        if keep and self.y - sum(line.leading for line in lines) - keep * BODY * 1.22 < self.floor:
            self.end_column()
        for line in lines:
            notes = [n for n in line.notes if self.with_notes]
            foot = [each for n in notes for each in self.note_lines(n)]
            if self.y - line.leading < self.floor + sum(each.leading for each in foot) + (
                6 if foot else 0
            ):
                self.end_column()
            self.y -= line.leading
            self.put(line, self.left, self.y)
            if foot:
                self.floor += sum(each.leading for each in foot) + (0 if self.foot else 6)
                self.foot += foot

    def note_lines(self, number: str) -> list[_Line]:
        return self.lines(f"⟦{number}⟧ {self.of.notes[number]}", "Times-Roman", NOTE, self.width)

    @property
    def left(self) -> float:
        return MARGIN + self.column * (self.width + GUTTER)

    def end_column(self) -> None:
        y = float(BOTTOM) + sum(line.leading for line in self.foot)
        for line in self.foot:
            y -= line.leading
            self.put(line, self.left, y)
        self.foot, self.floor = [], float(BOTTOM)
        self.column += 1
        if self.column == self.columns:
            self.column, self.top = 0, float(TOP)
            self.page += 1
            self.drawn.append([])
        self.y = self.top

    def put(self, line: _Line, left: float, y: float) -> None:
        for x, word in line.words:
            at = left + x
            for index, piece in enumerate(_NOTE_WORD.split(word)):
                if not piece:
                    continue
                size, rise = (line.size * 0.6, line.size * 0.33) if index % 2 else (line.size, 0.0)
                self.drawn[self.page].append((y + rise, at, size, line.font, piece))
                at += self.measure(piece, line.font, size)

    # --- drawing

    def draw(self) -> None:
        for number, page in enumerate(self.drawn, 1):
            if not page:
                continue
            if self.heads:
                self.draw_heads(number)
            if self.interleaved:
                page.sort(key=lambda item: (-round(item[0] / 4), item[1]))
            for y, x, size, font, text in page:
                self.canvas.setFont(font, size)
                self.canvas.drawString(x, y, text)
            self.canvas.showPage()

    def draw_heads(self, number: int) -> None:
        self.canvas.setFont("Helvetica", 8)
        head = (
            "THE STEPPE REVIEW No. 12, 18 March 2024"
            if number % 2
            else f"{self.of.author}: Analysis"
        )
        self.canvas.drawString(MARGIN, 800, head)
        self.canvas.drawCentredString(WIDTH / 2, 40, str(number + 16))
