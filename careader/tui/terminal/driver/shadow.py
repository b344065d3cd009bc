"""What the terminal shows and what it should show: the difference is what has to be sent."""

from __future__ import annotations

from careader.tui.terminal.driver import frame, shifts
from careader.tui.terminal.driver.encode import RowWriter
from careader.tui.terminal.driver.glyphs import Glyphs
from careader.tui.terminal.driver.looks import PLAIN, Looks
from careader.tui.terminal.driver.pen import NOWHERE, Pen
from careader.tui.terminal.driver.surface import Row, Surface, scrolled

CLEAR = "\x1b[r\x1b[m\x1b[H\x1b[J"
"""No margins, no colours, nothing on the screen."""

_PAYS_UNSEEN, _PAYS_SEEN = 0.9, 0.5
"""The share of the bytes to which moving lines must bring it, unseen and seen by the reader."""


class Shadow:
    """Two screens of one size: `wanted`, as painted last, and `shown`, as sent so far."""

    def __init__(self) -> None:
        self._glyphs = Glyphs()
        self._looks = Looks()
        self._pen = Pen(self._looks)
        self.wanted = self.shown = Surface(0, 0)

    # --- what should be shown

    def paint(self, data: str, size: tuple[int, int]) -> bool:
        """Take a frame for a screen of a size; False when something in it is not understood.

        Nothing is changed then: the frame is for the terminal itself, and after it `forget`.
        """
        if size != self.wanted.size:
            self.wanted, self.shown = Surface(*size), Surface(*size)
            self._pen.lose()
        rows, cursor = list(self.wanted.rows), self.wanted.cursor
        if frame.draw(data, self.wanted, self._glyphs, self._looks):
            return True
        self.wanted.rows, self.wanted.cursor = rows, cursor
        return False

    def forget(self) -> None:
        """Be told that something else was painted: nothing is known of either screen."""
        self.wanted = Surface(*self.wanted.size)
        self.lose()

    # --- what happened to the terminal

    def lose(self) -> None:
        """Be told that nobody knows what the terminal shows."""
        self.shown = Surface(*self.wanted.size)
        self._pen.lose()

    def cleared(self) -> None:
        """Be told that the terminal was cleared with `CLEAR`."""
        self.shown = Surface(*self.wanted.size, cell=" ")
        self._pen.position, self._pen.look = (0, 0), PLAIN

    # --- the difference

    @property
    def behind(self) -> bool:
        """Whether there is something to send."""
        wanted, shown = self.wanted, self.shown
        return shown.cursor != wanted.cursor or shown.rows != wanted.rows

    def update(self, *, whole: bool = False) -> str:
        """Return what to send so that the terminal shows what it should; it counts as shown.

        Args:
            whole: Whether the terminal shows it whole. Moving lines under one pane and mending
                the others is seen while it arrives if not, so it has to save more.
        """
        if not self.behind:
            return ""
        clear = ""
        if self.wanted.known and self.shown.blind:
            self.cleared()
            clear = CLEAR
        pen = self._shortest(_PAYS_UNSEEN if whole else _PAYS_SEEN)
        written = clear + pen.take()
        self._pen = pen
        self.shown.rows = list(self.wanted.rows)
        self.shown.cursor = self.wanted.cursor
        return written

    def _shortest(self, pays: float) -> Pen:
        """Return the pen that wrote what is to be sent: by moving lines first where that pays."""
        plain = self._written(self._pen.twin(), self.shown.rows)
        shift = shifts.find(self.shown.rows, self.wanted.rows) if self.wanted.known else None
        if shift is None:
            return plain
        pen = self._pen.twin()
        pen.scroll(shift.top, shift.bottom, self.wanted.height, shift.lines)
        shifted = self._written(pen, scrolled(self.shown.rows, *shift))
        return shifted if shifted.length < pays * plain.length else plain

    def _written(self, pen: Pen, shown: list[Row]) -> Pen:
        writer = RowWriter(pen, self._glyphs, self._looks)
        for y, (old, new) in enumerate(zip(shown, self.wanted.rows, strict=True)):
            if old is not new and old != new:
                writer.write(y, old, new)
        pen.go(*self.wanted.cursor)
        return pen

    def finish(self) -> str:
        """Return what ends colours and links, for whoever writes to the terminal next."""
        if self._pen.position == NOWHERE and self._pen.look is None:
            return ""
        self._pen.wear(PLAIN)
        return self._pen.take()
