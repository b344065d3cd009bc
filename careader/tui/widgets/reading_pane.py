"""The reading pane: the typeset article, painted line by line from offsets of the reading text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from careader.model import Offsets, PlacedHighlight
from careader.tui import masthead
from careader.tui.spot import IN_TEXT, Spot, line_of_spot, spot_at
from careader.tui.widgets.pieces import fit
from careader.tui.widgets.pointed_pane import PointedPane

if TYPE_CHECKING:
    from careader.text.layout import Layout
    from careader.text.reading import Span
    from careader.tui.caret import Caret
    from careader.tui.opened import Opened
    from careader.tui.widgets.line_painter import LinePainter, Overlay
    from careader.tui.widgets.note_strip import NoteStrip, ShownNote

_CONTEXT_LINES = 3
"""Lines kept in sight above what the reader jumps to."""


class ReadingPane(PointedPane):
    """One article at a time; a caret and a selection while marking."""

    opened: reactive[Opened | None] = reactive(None, repaint=False)
    measure: reactive[int] = reactive(72, repaint=False)
    """Widest text, in cells; the pane centres it."""
    current: reactive[str] = reactive("")
    """Id of the highlight that the keys for highlights act on."""

    @dataclass
    class Scrolled(Message):
        """The first visible line is another one."""

        offset: int

    @dataclass
    class CaretMoved(Message):
        """The caret or the selection changed while marking; None after marking ended."""

        caret: Caret | None

    @dataclass
    class HighlightClicked(Message):
        """A highlight was clicked."""

        placed: PlacedHighlight

    @dataclass
    class SpanClicked(Message):
        """A reference to a footnote or a link was clicked."""

        span: Span

    def __init__(self) -> None:
        super().__init__(id="reading")
        self.layout_: Layout | None = None
        self.caret: Caret | None = None
        self.hit: int | None = None
        """Number of the hit that `n` and `N` stand on."""
        self.own = ""
        """The reader's own name: others' highlights look different."""
        self.letters: Mapping[str, str] = {}
        """Colour to the letter that stands for it where there are no colours."""
        self.labels: dict[int, str] = {}
        """Offset of a sentence to the letters painted over its beginning."""
        self.note: ShownNote | None = None
        """The footnote that is shown over the text."""
        self._head: list[masthead.HeadLine] = []
        self._held: Spot | None = None
        """What stays on top however often the size changes; None after a move."""
        self._stood: int | None = None
        """What was jumped to last; None after a move."""

    @cached_property
    def _painter(self) -> LinePainter:
        # With the layout it takes 15 ms to import, which the first frame does not need.
        from careader.tui.widgets.line_painter import LinePainter

        painter = LinePainter(lambda role: self.palette[role])
        painter.own = self.own
        painter.letters = self.letters if self.app.no_color else {}
        return painter

    # --- what is shown

    def watch_opened(self, old: Opened | None, new: Opened | None) -> None:
        """Lay out another article, or paint again what lies over the same one."""
        same_text = old is not None and new is not None and old.reading is new.reading
        if not same_text:
            self.caret, self.hit, self.labels, self.note = None, None, {}, None
            self._held = self._stood = None
            self._lay_out()
            self.top = 0
        elif old is not None and new is not None:
            self.hit = self.hit if old.hits == new.hits else None
            if (old.article, old.about) != (new.article, new.about):
                self._lay_out_in_place()
        self.refresh()

    def watch_measure(self) -> None:
        """Lay out to the new width, the same words on top."""
        self._lay_out_in_place()

    def on_resize(self) -> None:
        """Lay out to the new width, the same words on top."""
        self._lay_out_in_place()

    def notify_style_update(self) -> None:
        """Forget styles made for another theme."""
        if "_painter" in self.__dict__:
            self._painter.forget()
        super().notify_style_update()

    @property
    def text_width(self) -> int:
        """Cells of a text line."""
        return max(1, min(self.measure, self.size.width - 2))

    @property
    def _margin(self) -> int:
        return max(0, (self.size.width - self.text_width) // 2)

    def _lay_out(self) -> None:
        self.layout_, self._head = None, []
        opened = self.opened
        if opened is not None and self.size.width:
            from careader.text.layout import Layout

            self.layout_ = Layout(opened.reading, self.text_width)
            self._head = masthead.lines(opened.article, opened.about, self.text_width)

    def _lay_out_in_place(self) -> None:
        spot = self._held or self.spot
        self._lay_out()
        self.top = self._line_of_spot(spot)
        if self.caret is not None:
            self.reveal(self.line_of(self.caret.offset))
        self._held = spot
        self.refresh()

    # --- lines and offsets

    @property
    def line_count(self) -> int:
        """Lines of the masthead and the text."""
        return len(self._head) + (self.layout_.height if self.layout_ is not None else 0)

    def line_of(self, offset: int) -> int:
        """Return the pane's line that shows an offset."""
        return len(self._head) + (self.layout_.line_of(offset) if self.layout_ is not None else 0)

    @property
    def first_offset(self) -> int:
        """Offset of the first visible character of the text."""
        if self.layout_ is None or self.layout_.height == 0:
            return 0
        line = max(0, self.top - len(self._head))
        return self.layout_.line(min(line, self.layout_.height - 1)).start

    @property
    def spot(self) -> Spot:
        """What stands first in the pane; the beginning before anything is laid out."""
        if self.layout_ is None:
            return self._held or Spot()
        return spot_at(self._head, self.layout_, self.top)

    def _line_of_spot(self, spot: Spot) -> int:
        if self.layout_ is None:
            return 0
        return max(0, min(line_of_spot(self._head, self.layout_, spot), self.last_top))

    @property
    def place(self) -> int:
        """Offset where the reader is: the caret, what was jumped to, or what stands first."""
        if self.caret is not None:
            return self.caret.offset
        if self._stood is not None and self.shows(self._stood):
            return self._stood
        return self.first_offset

    @property
    def on_screen(self) -> Offsets:
        """The part of the text that is on the screen, as offsets."""
        if self.layout_ is None or self.layout_.height == 0:
            return (0, 0)
        last = max(
            0, min(self.top + self.size.height - 1 - len(self._head), self.layout_.height - 1)
        )
        first = max(0, min(self.top - len(self._head), last))
        # Of cells wrapped side by side, the last line need not be the one that ends last.
        end = max(self.layout_.line(number).end for number in range(first, last + 1))
        return (self.first_offset, end)

    def shows(self, offset: int) -> bool:
        """Say whether an offset is on the screen."""
        return self.top <= self.line_of(offset) < self.top + self.size.height

    # --- painting

    def paint(self, line: int, width: int) -> Strip:
        """Return one line with its margin."""
        if line >= len(self._head):
            return self._paint_text(line - len(self._head), width)
        role, text = self._head[line]
        return self._paint_words(text, role, width)

    def _paint_words(self, text: str, role: str, width: int) -> Strip:
        base = self.palette["base"]
        style = self.palette[role] if role else Style.null()
        return fit([(" " * self._margin, base), (text, style)], width, base)

    def _paint_text(self, line: int, width: int) -> Strip:
        assert self.layout_ is not None
        assert self.opened is not None
        base, room = self.palette["base"], width - self._margin
        body = self._painter.paint(self.opened, self.layout_, line, room, base, self._overlay)
        row = [*self._margin_of(line, base), *body]
        return Strip(self._labelled(row, line) if self.labels else row, width)

    def render_line(self, y: int) -> Strip:
        """Return visible row `y`: the note that is shown lies over the text."""
        if self.note is None or (line := self._strip.line_at(y)) is None:
            return super().render_line(y)
        if line >= 0:
            return self._paint_text(line, self.size.width)
        title = self.note.title.ljust(self.text_width, "─")
        return self._paint_words(title[: self.text_width], "dim", self.size.width)

    def _margin_of(self, line: int, base: Style) -> list[Segment]:
        """Return the margin of a line of the text, with the sign of a highlight if one begins."""
        assert self.layout_ is not None
        assert self.opened is not None
        sign = self._painter.sign(self.opened, self.layout_, line, base)
        if sign is None or not self._margin:
            return [Segment(" " * self._margin, base)]
        # Next to the text, with a blank between them where there is room.
        after = " " * min(1, self._margin - 1)
        before = " " * (self._margin - 1 - len(after))
        return [Segment(before, base), sign, Segment(after, base)]

    def _labelled(self, row: list[Segment], line: int) -> list[Segment]:
        from careader.tui.widgets.label_painter import with_labels

        assert self.layout_ is not None
        style = self.palette["base"] + self.palette["label"]
        return with_labels(row, self.layout_, line, self.labels, self._margin, style)

    @property
    def _overlay(self) -> Overlay:
        from careader.tui.widgets.line_painter import Overlay

        note = self.note.reference if self.note is not None else None
        return Overlay(self.caret, self.hit, self.current, note)

    @property
    def _strip(self) -> NoteStrip:
        from careader.tui.widgets.note_strip import NoteStrip

        assert self.note is not None
        assert self.layout_ is not None
        kept = self.note.reference[0] if self.caret is None else self.caret.offset
        row = self.line_of(kept) - self.top
        return NoteStrip.over(self.note, self.layout_, self.size.height, row)

    def show_note(self, note: ShownNote | None) -> None:
        """Show a footnote over the text, its reference in sight; or take it away."""
        self.note = note
        if note is not None:
            self.go_to(note.reference[0], quietly=True)
        self.refresh()

    # --- moving

    def go_to(self, offset: int, *, quietly: bool = False) -> None:
        """Bring an offset into sight, with some lines above it unless it is in sight already."""
        if not (quietly and self.shows(offset)):
            self.move_top(self.line_of(offset) - _CONTEXT_LINES)
        self._stood = offset
        self.post_message(self.Scrolled(self.first_offset))

    @property
    def at_end(self) -> bool:
        """Whether an article is open and its last line on the screen."""
        return self.layout_ is not None and self.top >= self.last_top

    def stand_on(self, spot: Spot) -> None:
        """Make a spot the first line again, as near as the size allows."""
        self.move_top(self._line_of_spot(spot))
        self._held = spot

    def put_on_top(self, offset: int) -> None:
        """Make the line of an offset the first visible one; 0 shows the masthead too."""
        self.stand_on(Spot(offset, 0, IN_TEXT) if offset else Spot())

    def scrolled(self) -> None:
        """Tell where the text begins now."""
        self._held = self._stood = None
        if self.note is not None and not self.shows(self.note.reference[0]):
            self.note = None
        self.post_message(self.Scrolled(self.first_offset))

    def show_hit(self, number: int) -> None:
        """Stand on a hit: paint it as the current one and bring it into sight."""
        if self.opened is None or not 0 <= number < len(self.opened.hits):
            return
        old, self.hit = self.hit, number
        for each in (old, number):
            if each is not None:
                self.repaint_offsets(*self.opened.hits[each])
        self.go_to(self.opened.hits[number][0], quietly=True)

    # --- marking

    def set_caret(self, caret: Caret | None) -> None:
        """Move caret and selection; repaint only the lines that look different."""
        old, self.caret = self.caret, caret
        touched = [
            offset
            for each in (old, caret)
            if each
            for offset in (each.offset, each.anchor)
            if offset is not None
        ]
        if touched:
            self.repaint_offsets(min(touched), max(touched) + 1)
        if caret is not None:
            self.reveal(self.line_of(caret.offset))
        self.post_message(self.CaretMoved(caret))

    def set_labels(self, shown: dict[int, str]) -> None:
        """Paint letters over the beginnings of sentences, or take them away."""
        self.labels = shown
        self.refresh()

    def repaint_offsets(self, start: int, end: int) -> None:
        """Paint the lines of a part of the text again."""
        self.repaint_lines(self.line_of(start), self.line_of(max(start, end - 1)))

    # --- mouse

    def offset_at(self, x: int, y: int) -> int | None:
        """Return the offset under a cell of the pane, None above or below the text."""
        if self.layout_ is None:
            return None
        noted = self._strip.line_at(y) if self.note is not None else None
        line = self.top + y - len(self._head) if noted is None else noted
        if not 0 <= line < self.layout_.height:
            return None
        return self.layout_.offset_at(line, max(0, x - self._margin))

    def point_at(self, offset: int) -> None:
        """Tell of the highlight, reference or link that is clicked."""
        assert self.opened is not None
        if (found := self.opened.highlights.at(offset)) is not None:
            self.post_message(self.HighlightClicked(found[2]))
        for span in self.opened.reading.spans_in(offset, offset + 1):
            if span.kind in ("note", "link"):
                self.post_message(self.SpanClicked(span))
