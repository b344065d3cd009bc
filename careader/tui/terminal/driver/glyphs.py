"""Text as cells: a string with one character for each cell of the terminal.

A cell holds a character as it is; a cluster of several code points is kept in a table and stands
in its cell as a private code; the second cell of a wide cluster holds `REST`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

UNKNOWN = "\U0010ffff"
"""A cell of which nobody knows what it shows."""
REST = "\U0010fffe"
"""The second cell of a wide cluster."""

_FIRST_CODE, _LAST_CODE = 0xF0000, 0x10FFFD
_REPLACEMENT = "\ufffd"
_NARROW = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05ea\u0621-\u064a\u066e-\u06d3"
    "\u2010-\u2027\u2030-\u2048\u2190-\u21ff\u2460-\u259f]+"
)
"""Characters that take one cell wherever they stand; far from all, the rest is looked up."""
_COMBINING = ("Mn", "Cf")
_PICTURES = ((0x2300, 0x23FF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FFFF))
"""Where terminals and tables of widths disagree most."""


class Glyphs:
    """The clusters of a session and their codes."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self.cells = lru_cache(2048)(self._cells)
        self.unsure = lru_cache(512)(self._unsure)

    def _cells(self, text: str) -> str:
        """Return a text without control characters as cells.

        A mark without a letter before it takes no cell and is left out.
        """
        if _NARROW.fullmatch(text):
            return text
        return "".join(self._cell(cluster, width) for cluster, width in _clusters(text))

    def _cell(self, cluster: str, width: int) -> str:
        if width <= 0:
            return ""
        alone = len(cluster) == 1 and ord(cluster) < _FIRST_CODE
        code = cluster if alone else self._code(cluster)
        return code + REST * (width - 1)

    def _code(self, cluster: str) -> str:
        code = self._codes.get(cluster)
        if code is None:
            number = _FIRST_CODE + len(self._codes)
            if number > _LAST_CODE:
                # 131,000 different clusters in one session: no text of any language comes near.
                return _REPLACEMENT
            code = self._codes[cluster] = chr(number)
            self._texts[code] = cluster
        return code

    def text(self, cells: str) -> str:
        """Return what to write so that cells come to show what they hold."""
        if cells.isascii():
            return cells
        plain = cells.replace(REST, "")
        if max(plain, default=" ") < "\U000f0000":
            return plain
        return "".join(self._texts.get(cell, cell) for cell in plain)

    def _unsure(self, cells: str) -> list[tuple[int, int, int]]:
        """Return where terminals may disagree about the width of a cluster.

        Each as its first cell, the cell after its last, and the cell up to which the text that
        follows may have been shifted by a terminal that takes it for wider.
        """
        if cells.isascii() or _NARROW.fullmatch(cells):
            return []
        found = []
        for at, cell in enumerate(cells):
            if cell not in (REST, UNKNOWN) and not cell.isascii():
                width = 2 if cells[at + 1 : at + 2] == REST else 1
                text = self._texts.get(cell, cell)
                if not _agreed(text, width):
                    found.append((at, at + width, at + max(width, 2 * len(text))))
        return found


def _clusters(text: str) -> list[tuple[str, int]]:
    """Return the clusters of a text with their widths; the two letters of a flag are one."""
    found: list[tuple[str, int]] = []
    for start, end, width in split_graphemes(text)[0]:
        cluster = text[start:end]
        if _is_flag_letter(cluster) and found and _is_flag_letter(found[-1][0]):
            found[-1] = (found[-1][0] + cluster, found[-1][1] + width)
        else:
            found.append((cluster, width))
    return found


def _is_flag_letter(cluster: str) -> bool:
    return len(cluster) == 1 and "\U0001f1e6" <= cluster <= "\U0001f1ff"


@lru_cache(4096)
def _agreed(cluster: str, width: int) -> bool:
    """Say whether every terminal gives a cluster the same number of cells."""
    base, marks = cluster[0], cluster[1:]
    number = ord(base)
    if any(first <= number <= last for first, last in _PICTURES) or cell_len(base) != width:
        return False
    if any(unicodedata.category(mark) not in _COMBINING or _joins(mark) for mark in marks):
        return False
    if unicodedata.category(base) in ("Mn", "Me", "Mc", "Cf", "Cn", "Co"):
        return False
    wide = unicodedata.east_asian_width(base) in "WF"
    return wide == (width == 2)


def _joins(mark: str) -> bool:
    # What makes a picture of letters: variation selectors, keycaps, tags.
    return mark in "\ufe0e\ufe0f\u20e3" or ord(mark) >= 0xE0000
