"""The terminal's cursor: where it is, what it writes in, and the shortest ways to change both."""

from __future__ import annotations

from functools import lru_cache

from careader.tui.terminal.driver.looks import PLAIN, Looks

NOWHERE = (-1, -1)
"""The position of a cursor that nobody knows."""


class Pen:
    """Collects what is written; it knows the state of the terminal after each piece."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self.position = NOWHERE
        self.look: str | None = None
        """The look of what would be written now; None when it is not known."""
        self.out: list[str] = []

    def twin(self) -> Pen:
        """Return another pen in the same state, to try something with."""
        pen = Pen(self._looks)
        pen.position, pen.look = self.position, self.look
        return pen

    def lose(self) -> None:
        """Be told that the terminal's state is not known any more."""
        self.position, self.look = NOWHERE, None

    def take(self) -> str:
        """Return what was written since the last time."""
        written, self.out = "".join(self.out), []
        return written

    @property
    def length(self) -> int:
        """About how many bytes were written: characters that is, most of them are ASCII."""
        return sum(map(len, self.out))

    def go(self, x: int, y: int) -> None:
        """Put the cursor on a cell."""
        if self.position != (x, y):
            self.out.append(way(*self.position, x, y))
            self.position = (x, y)

    def wear(self, look: str) -> None:
        """Write in a look from now on."""
        if self.look != look:
            self.out.append(self._looks.change(self.look, look))
            self.look = look

    def wear_on_blanks(self, look: str) -> None:
        """Write blanks in a look from now on: colours of letters do not show on them."""
        if self.look is None or self._looks.on_blank(self.look) != look:
            self.wear(look)

    def write(self, text: str, cells: int, width: int) -> None:
        """Write a text of so many cells on a screen of a width."""
        self.out.append(text)
        x, y = self.position
        # At the margin terminals differ in where the cursor stands after the last cell.
        self.position = (x + cells, y) if x + cells < width else NOWHERE

    def erase_to_end(self) -> None:
        """Blank the row from the cursor on."""
        self.wear(PLAIN)
        self.out.append("\x1b[K")

    def erase(self, cells: int) -> None:
        """Blank some cells from the cursor on; the cursor stays."""
        self.wear(PLAIN)
        self.out.append(f"\x1b[{cells}X")

    def scroll(self, top: int, bottom: int, height: int, lines: int) -> None:
        """Move rows of the screen up by some lines, down when negative; blanks come in."""
        self.wear(PLAIN)
        whole = top == 0 and bottom == height - 1
        if not whole:
            self.out.append(f"\x1b[{top + 1};{bottom + 1}r")
        self.out.append(f"\x1b[{top + 1}H" if top else "\x1b[H")
        count = abs(lines) if abs(lines) > 1 else ""
        self.out.append(f"\x1b[{count}{'M' if lines > 0 else 'L'}")
        if not whole:
            self.out.append("\x1b[r")
        # Home on most terminals, after the margins are set; not on all.
        self.position = NOWHERE


@lru_cache(8192)
def way(from_x: int, from_y: int, x: int, y: int) -> str:
    """Return the shortest sequence that brings the cursor from one cell to another.

    All of them are understood by every terminal since the VT100. No backspace: it is not among
    what may be in the output (`tests/terminal/test_terminal_controls.py`).
    """
    place = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"
    if (from_x, from_y) == NOWHERE:
        return place
    ways = [place]
    if y == from_y:
        ways.append(_sideways(from_x, x))
        ways.append("\r" + _sideways(0, x))
    elif y == from_y + 1:
        ways.append("\x1bE" + _sideways(0, x))
        ways.append("\x1bD" + _sideways(from_x, x))
    elif x == from_x:
        ways.append(_counted(abs(y - from_y), "B" if y > from_y else "A"))
    return min(ways, key=len)


def _sideways(from_x: int, x: int) -> str:
    if x == from_x:
        return ""
    return _counted(abs(x - from_x), "C" if x > from_x else "D")


def _counted(count: int, final: str) -> str:
    return f"\x1b[{count if count > 1 else ''}{final}"
