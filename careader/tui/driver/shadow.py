"""What the terminal shows and what it should show: the difference is what has to be sent."""

from __future__ import annotations

from careader.tui.driver import frame, shifts
from careader.tui.driver.encode import RowWriter
from careader.tui.driver.glyphs import Glyphs
from careader.tui.driver.looks import PLAIN, Looks
from careader.tui.driver.pen import NOWHERE, Pen
from careader.tui.driver.surface import Surface

CLEAR = "\x1b[r\x1b[m\x1b[H\x1b[J"
"""No margins, no colours, nothing on the screen."""


class Shadow:
    """Two screens of one size: `wanted`, as painted last, and `shown`, as sent so far."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self._glyphs = Glyphs(encoding)
        self._looks = Looks()
        self._pen = Pen(self._looks)
        self._writer = RowWriter(self._pen, self._glyphs, self._looks)
        self.wanted = self.shown = Surface(0, 0)

    # --- what should be shown

    def paint(self, data: str, size: tuple[int, int]) -> bool:
        """Take a frame for a screen of a size; False when something in it is not understood.

        Nothing is known of either screen then: the frame is for the terminal itself.
        """
        if size != self.wanted.size:
            self.wanted, self.shown = Surface(*size), Surface(*size)
            self._pen.lose()
        if frame.draw(data, self.wanted, self._glyphs, self._looks):
            return True
        self.wanted = Surface(*size)
        self.lose()
        return False

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

    def update(self) -> str:
        """Return what to send so that the terminal shows what it should; it counts as shown."""
        if not self.behind:
            return ""
        wanted, pen = self.wanted, self._pen
        clear = ""
        if wanted.known and self.shown.blind:
            self.cleared()
            clear = CLEAR
        if wanted.known and (shift := shifts.find(self.shown.rows, wanted.rows)):
            pen.scroll(shift.top, shift.bottom, wanted.height, shift.lines)
            self.shown.scroll(*shift)
        for y, (old, new) in enumerate(zip(self.shown.rows, wanted.rows, strict=True)):
            if old is not new and old != new:
                self._writer.write(y, old, new)
        pen.go(*wanted.cursor)
        self.shown.rows = list(wanted.rows)
        self.shown.cursor = wanted.cursor
        return clear + pen.take()

    def finish(self) -> str:
        """Return what ends colours and links, for whoever writes to the terminal next."""
        if self._pen.position == NOWHERE and self._pen.look is None:
            return ""
        self._pen.wear(PLAIN)
        return self._pen.take()
