"""The frames that Textual writes, put on a surface.

A frame is what `textual._compositor` makes of an update: cursor positions, SGR, links, text, line
ends. Nothing else is understood, on purpose: whatever else comes is for the terminal itself.
"""

from __future__ import annotations

import re

from careader.tui.terminal.driver.glyphs import Glyphs
from careader.tui.terminal.driver.looks import PLAIN, Looks
from careader.tui.terminal.driver.surface import Surface

_TOKEN = re.compile(
    r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|([^\x00-\x1f\x7f-\x9f]+)|\r?(\n)"
    r"|\x1b\]8;([^\x07\x1b]*)(?:\x1b\\|\x07)"
)
_POSITION, _SGR, _TEXT, _LINE_END = 2, 3, 4, 5
_BEGINS = re.compile(r"\x1b\[\d+;\d+H")


def is_frame(data: str) -> bool:
    """Say whether something written begins as frames do."""
    return _BEGINS.match(data) is not None


def draw(data: str, surface: Surface, glyphs: Glyphs, looks: Looks) -> bool:
    """Put a frame on a surface; False when there is something in it that is not understood.

    The surface is then as far as the frame was understood.
    """
    x = y = at = 0
    look = PLAIN
    pen = _Stretch(surface)
    for token in _TOKEN.finditer(data):
        if token.start() != at:
            return False
        at = token.end()
        kind = token.lastindex
        if kind == _TEXT:
            text = token[_TEXT]
            cells = text if text.isascii() else glyphs.cells(text)
            pen.add(x, y, cells, _looks_of(cells, look, looks))
            x += len(cells)
        elif kind == _SGR:
            codes = token[_SGR]
            after = PLAIN if look == PLAIN and codes == "0" else looks.after(look, codes)
            if after is None:
                return False
            look = after
        elif kind == _POSITION:
            y, x = int(token[1]) - 1, int(token[2]) - 1
        elif kind == _LINE_END:
            x, y = 0, y + 1
        else:
            look = looks.linked(look, token[6])
    pen.end()
    surface.cursor = (max(0, min(x, surface.width - 1)), max(0, min(y, surface.height - 1)))
    return at == len(data)


def _looks_of(cells: str, look: str, looks: Looks) -> str:
    blank = looks.on_blank(look)
    if blank == look or " " not in cells:
        return look * len(cells)
    return blank.join([look * len(word) for word in cells.split(" ")])


class _Stretch:
    """Neighbouring pieces of a row, written together: most rows come in many pieces."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._x = self._y = self._next = -1
        self._cells: list[str] = []
        self._looks: list[str] = []

    def add(self, x: int, y: int, cells: str, looks: str) -> None:
        if y != self._y or x != self._next:
            self.end()
            self._x, self._y = x, y
        self._cells.append(cells)
        self._looks.append(looks)
        self._next = x + len(cells)

    def end(self) -> None:
        if self._cells:
            self._surface.put(self._x, self._y, "".join(self._cells), "".join(self._looks))
            self._cells, self._looks = [], []
        self._next = -1
