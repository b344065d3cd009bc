"""Marking in the reading pane: the caret's life, units of text, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careader.model import Offsets
from careader.text import segment
from careader.tui.caret import Caret
from careader.tui.labels import label_sentences
from careader.tui.motions import Ground, move, snap

if TYPE_CHECKING:
    from careader.tui.screens.main import MainScreen


class Marking:
    """What the commands of the marking context do."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._labels: dict[str, Offsets] = {}
        self._typed = ""
        self._last: int | None = None

    @property
    def caret(self) -> Caret | None:
        """The caret, None while not marking."""
        return self._screen.reader.caret

    @property
    def labelling(self) -> bool:
        """Whether letters stand on the sentences and keys choose among them."""
        return bool(self._labels)

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
        self._drop_labels()
        self._screen.reviewing.stop_moving()
        self._screen.reader.set_caret(None)

    def forget(self) -> None:
        """Forget where the caret was: another article is open."""
        self._last = None
        self._labels, self._typed = {}, ""

    # --- the selection

    def move(self, motion: str, times: int) -> None:
        """Move the caret, and with it the end of the selection."""
        screen = self._screen
        layout = screen.reader.layout_
        if self.caret is None or screen.opened is None or layout is None:
            return
        ground = Ground(screen.opened, layout, max(1, screen.reader.size.height - 2))
        screen.reader.set_caret(self.caret.moved(move(ground, motion, self.caret.offset, times)))

    def toggle(self) -> None:
        """Begin a selection or drop it."""
        if self.caret is not None:
            self._screen.reader.set_caret(self.caret.toggled())

    def swap(self) -> None:
        """Go to the other end of the selection."""
        if self.caret is not None:
            self._screen.reader.set_caret(self.caret.swapped())

    def take(self, unit: str, times: int) -> None:
        """Select the sentence or paragraph at the caret; a selection grows by the next one."""
        opened = self._screen.opened
        if self.caret is None or opened is None or not opened.reading.text:
            return
        find = segment.sentence_at if unit == "sentence" else segment.paragraph_at
        following = (
            segment.next_sentence_start if unit == "sentence" else segment.next_paragraph_start
        )
        start, end = find(opened.reading, self.caret.offset)
        selected = self.selection
        if selected is not None and selected[1] == end and selected[0] <= start:
            start = selected[0]
            times += 1
        for _ in range(times - 1):
            ahead = following(opened.reading, end - 1)
            if ahead >= end:
                end = find(opened.reading, ahead)[1]
        self._screen.reader.set_caret(Caret.over(start, end))

    # --- labels

    def label_sentences(self) -> None:
        """Put letters on the sentences that are on the screen."""
        screen = self._screen
        if screen.opened is None:
            return
        self._labels = label_sentences(screen.opened.reading, screen.reader.on_screen)
        self._typed = ""
        if not self._labels:
            screen.say("No sentence begins on this screen")
        self._show_labels()

    def label_key(self, key: str) -> None:
        """Take a letter of a label: select its sentence once it is whole, give up on other keys."""
        typed = self._typed + key
        if typed in self._labels:
            start, end = self._labels[typed]
            self._drop_labels()
            self._screen.reader.set_caret(Caret.over(start, end))
        elif any(label.startswith(typed) for label in self._labels):
            self._typed = typed
            self._show_labels()
        else:
            self._drop_labels()

    def _show_labels(self) -> None:
        typed = len(self._typed)
        shown = {
            span[0]: label[typed:]
            for label, span in self._labels.items()
            if label.startswith(self._typed)
        }
        self._screen.reader.set_labels(shown)

    def _drop_labels(self) -> None:
        if self._labels:
            self._labels, self._typed = {}, ""
            self._screen.reader.set_labels({})
