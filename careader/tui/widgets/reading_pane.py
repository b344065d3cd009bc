"""The reading pane: the typeset article, painted line by line from offsets of the reading text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from careader.model import Offsets, PlacedHighlight
from careader.tui import masthead
from careader.tui.widgets.line_pane import LinePane
from careader.tui.widgets.pieces import fit

if TYPE_CHECKING:
    from careader.text.layout import Layout
    from careader.tui.caret import Caret
    from careader.tui.opened import Opened
    from careader.tui.widgets.line_painter import LinePainter, Overlay

_CONTEXT_LINES = 3
"""Lines kept in sight above what the reader jumps to."""


class ReadingPane(LinePane):
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
        self._head: list[masthead.HeadLine] = []
        self._held: int | None = None
        """Offset that stays on top however often the width changes; None after a move."""

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
            self.caret, self.hit, self.labels, self._held = None, None, {}, None
            self._lay_out()
            self.top = 0
        elif old is not None and new is not None and old.hits != new.hits:
            self.hit = None
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
        if self.opened is not None and self.size.width:
            from careader.text.layout import Layout

            self.layout_ = Layout(self.opened.reading, self.text_width)
            self._head = masthead.lines(self.opened.article, self.text_width)

    def _lay_out_in_place(self) -> None:
        offset = self.first_offset if self._held is None else self._held
        # Before its first layout the pane stands at the beginning: the masthead's first line.
        in_head = self.layout_ is None or self.top < len(self._head)
        head_top = self.top
        self._lay_out()
        self.top = 0
        if self.layout_ is not None:
            line = min(head_top, len(self._head)) if in_head else self.line_of(offset)
            self.top = max(0, min(line, self.last_top))
        if self.caret is not None:
            self.reveal(self.line_of(self.caret.offset))
        self._held = offset
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
    def on_screen(self) -> Offsets:
        """The part of the text that is on the screen, as offsets."""
        if self.layout_ is None or self.layout_.height == 0:
            return (0, 0)
        last = max(
            0, min(self.top + self.size.height - 1 - len(self._head), self.layout_.height - 1)
        )
        return (self.first_offset, self.layout_.line(last).end)

    def shows(self, offset: int) -> bool:
        """Say whether an offset is on the screen."""
        return self.top <= self.line_of(offset) < self.top + self.size.height

    # --- painting

    def paint(self, line: int, width: int) -> Strip:
        """Return one line with its margin."""
        base = self.palette["base"]
        margin = [Segment(" " * self._margin, base)]
        if line < len(self._head):
            role, text = self._head[line]
            style = self.palette[role] if role else Style.null()
            body = list(fit([(text, style)], width - self._margin, base))
        else:
            assert self.layout_ is not None
            assert self.opened is not None
            margin = self._margin_of(line - len(self._head), base)
            body = self._painter.paint(
                self.opened,
                self.layout_,
                line - len(self._head),
                width - self._margin,
                base,
                self._overlay,
            )
            if self.labels:
                return Strip(self._labelled([*margin, *body], line - len(self._head)), width)
        return Strip([*margin, *body], width)

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

        return Overlay(self.caret, self.hit, self.current)

    # --- moving

    def go_to(self, offset: int, *, quietly: bool = False) -> None:
        """Bring an offset into sight, with some lines above it unless it is in sight already."""
        if quietly and self.shows(offset):
            return
        self.move_top(self.line_of(offset) - _CONTEXT_LINES)

    def put_on_top(self, offset: int) -> None:
        """Make the line of an offset the first visible one; 0 shows the masthead too."""
        self.move_top(self.line_of(offset) if offset else 0)

    def scrolled(self) -> None:
        """Tell where the text begins now."""
        self._held = None
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
        line = self.top + y - len(self._head)
        if self.layout_ is None or not 0 <= line < self.layout_.height:
            return None
        return self.layout_.offset_at(line, max(0, x - self._margin))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is, ready to drag."""
        offset = self.offset_at(event.x, event.y)
        if offset is None or event.button != 1:
            return
        event.stop()
        self.capture_mouse()
        self._pressed = offset

    _pressed: int | None = None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while dragging."""
        if self._pressed is None:
            return
        event.stop()
        edge = min(max(event.y, 0), self.size.height - 1)
        if event.y != edge:
            self.move_top(self.top + (1 if event.y > edge else -1))
        offset = self.offset_at(event.x, edge)
        if offset is not None and (offset != self._pressed or self.caret is not None):
            from careader.tui.caret import Caret

            self.set_caret(Caret(offset, self._pressed))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag."""
        if self._pressed is not None:
            event.stop()
            self.release_mouse()
            self._pressed = None

    def on_click(self, event: events.Click) -> None:
        """Choose the highlight under the mouse; two clicks take the word, three the sentence."""
        offset = self.offset_at(event.x, event.y)
        if offset is None or self.opened is None:
            return
        event.stop()
        if event.chain >= 2:
            from careader.tui import labels
            from careader.tui.caret import Caret

            unit = labels.word_at if event.chain == 2 else labels.sentence_at
            start, end = unit(self.opened.reading, offset)
            self.set_caret(Caret.over(start, end))
        elif (found := self.opened.highlights.at(offset)) is not None and self.caret is None:
            self.post_message(self.HighlightClicked(found[2]))
