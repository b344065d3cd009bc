"""Marking in the reading pane: the caret's life, its moves, units of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.model import Offsets
from careader.text import segment
from careader.tui.caret import Caret
from careader.tui.motions import Ground, moved, snap
from careader.tui.parts.labelling import Labelling

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Marking:
    """What the commands of the marking context do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self.labels = Labelling(screen)
        self._last: int | None = None
        self._found_from: Caret | None = None
        """Where the caret was when a find began."""

    @property
    def caret(self) -> Caret | None:
        """The caret, None while not marking."""
        return self._screen.reader.caret

    @property
    def selection(self) -> Offsets | None:
        """What is selected."""
        opened = self._screen.opened
        return self.caret.selection(opened.reading.text) if self.caret and opened else None

    # --- beginning and ending

    def start(self) -> None:
        """Show the caret: on the current hit, where it last was, or on the first sentence."""
        reader = self._screen.reader
        if reader.layout_ is not None and reader.layout_.height:
            reader.set_caret(Caret(snap(reader.layout_, self._start_offset())))

    def _start_offset(self) -> int:
        reader, opened = self._screen.reader, self._screen.opened
        assert opened is not None
        candidates = [opened.hits[reader.hit][0]] if reader.hit is not None else []
        candidates += [self._last] if self._last is not None else []
        start, end = reader.on_screen
        hits_here = [first for first, _ in opened.hits if start <= first < end][:1]
        for offset in (*candidates, *hits_here):
            if offset < len(opened.reading.text) and reader.shows(offset):
                return offset
        first = [each for each in segment.sentences(opened.reading, start, end) if each[0] >= start]
        return first[0][0] if first else start

    def stop(self) -> None:
        """Take caret, selection and letters away."""
        if self.caret is not None:
            self._last = self.caret.offset
        self.labels.drop()
        self._screen.reviewing.stop_moving()
        self._screen.adjusting.stop()
        self._screen.reader.set_caret(None)

    def forget(self) -> None:
        """Forget where the caret was: another article is open."""
        self._last = None
        self.labels.forget()

    # --- the selection

    def move(self, motion: str, times: int) -> None:
        """Move the caret, and with it the end of the selection."""
        screen, caret = self._screen, self.caret
        layout = screen.reader.layout_
        if caret is None or screen.opened is None or layout is None:
            return
        ground = Ground(screen.opened, layout, max(1, screen.reader.size.height - 2))
        screen.reader.set_caret(moved(ground, caret, motion, times))

    def begin_find(self) -> int | None:
        """Remember where a find begins; return the caret's offset, None while not marking."""
        self._found_from = self.caret
        return self.caret.offset if self.caret is not None else None

    def find(self, hit: Offsets | None) -> None:
        """Take the caret, while marking, to what a find found, or back to where it began.

        A selection reaches over the whole of it.
        """
        began = self._found_from
        if began is None or self.caret is None:
            return
        if hit is None:
            self._screen.reader.set_caret(began)
            return
        layout = self._screen.reader.layout_
        ahead = began.selecting and hit[0] > began.offset
        if layout is not None:
            offset = snap(layout, hit[1] - 1 if ahead else hit[0])
            self._screen.reader.set_caret(began.moved(offset))

    def toggle(self) -> None:
        """Begin a selection or drop it."""
        if self.caret is not None:
            self._screen.reader.set_caret(self.caret.toggled())

    def swap(self) -> None:
        """Go to the other end of the selection."""
        if self.caret is not None:
            self._screen.reader.set_caret(self.caret.swapped())

    def take(self, unit: str, times: int) -> None:
        """Select the line, sentence or paragraph at the caret; a selection grows by the next one.

        A selection grows when it ends where such a unit ends.
        """
        opened = self._screen.opened
        if self.caret is None or opened is None or not opened.reading.text:
            return
        start, end = self._unit(unit, self.caret.offset)
        selected = self.selection
        if selected is not None and selected[1] == end and selected[0] <= start:
            start = selected[0]
            times += 1
        for _ in range(times - 1):
            ahead = self._unit_after(unit, end)
            if ahead is None:
                break
            end = ahead[1]
        self._screen.reader.set_caret(Caret.over(start, end))

    def _unit(self, unit: str, offset: int) -> Offsets:
        opened, layout = self._screen.opened, self._screen.reader.layout_
        assert opened is not None
        assert layout is not None
        if unit == "line":
            line = layout.line(layout.line_of(offset))
            return (line.start, line.end)
        find = segment.sentence_at if unit == "sentence" else segment.paragraph_at
        return find(opened.reading, offset)

    def _unit_after(self, unit: str, end: int) -> Offsets | None:
        """Return the unit that follows one that ends there, None after the last."""
        opened = self._screen.opened
        assert opened is not None
        reading = opened.reading
        if unit == "paragraph":
            ahead = segment.next_paragraph_start(reading, max(0, end - 1))
        elif unit == "sentence":
            ahead = segment.next_sentence_start(reading, max(0, end - 1))
        else:
            ahead = end
            while ahead < len(reading.text) and reading.text[ahead].isspace():
                ahead += 1
        return self._unit(unit, ahead) if end <= ahead < len(reading.text) else None
