"""Grapheme clusters and how many terminal cells they take."""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size

COMPLEX = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05f4"
    "\u0606-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u06ee-\u06ff"
    "\u10a0-\u10ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20c0"
    "\u2100-\u218b\u2190-\u22ff\u2500-\u25fc]"
)
"""Finds the first character that may not be one grapheme of one cell, broken only at U+0020.

What it does not find (Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic letters, the usual
punctuation) takes the fast paths everywhere: its cells are its characters. The list is narrower
than it could be, never wider; a test holds it against rich's tables.
"""

_ZWJ = "\u200d"
_VS16 = "\ufe0f"
_JOINING = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff]")
"""What makes a cluster of more than one character that has cells."""
_FIRST_FLAG, _LAST_FLAG = "\U0001f1e6", "\U0001f1ff"
_PICTURES = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25aa-\u25ff"
    "\u2600-\u27bf\u2934\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
"""Extended_Pictographic of UTS #51, by blocks: what ZWJ joins."""


class _Widths(dict[str, int]):
    """Cells of single characters, worked out once each; a tab counts one."""

    def __missing__(self, character: str) -> int:
        found = 1 if character == "\t" else get_character_cell_size(character)
        self[character] = found
        return found


_WIDTHS = _Widths()
width_of_character = _WIDTHS.__getitem__


def width(text: str) -> int:
    """Return the cells a text takes on one line; a tab counts one, as the layout expands it."""
    if not COMPLEX.search(text):
        return len(text)
    return sum(cells for _, _, cells in graphemes(text))


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """Return (start, end, cells) of every grapheme cluster, without gaps, offsets in code points.

    Clusters as in UAX #29 where terminals follow it: combining marks, variation selectors, skin
    tones, emoji joined by ZWJ, flags, conjoining jamo. Tabs and newlines stand alone; zero-width
    characters after one, or at the very start, belong to the cluster that follows. Widths are
    rich's (Textual paints with them), save that ZWJ joins only emoji: in Persian it changes a
    letter's shape, not the number of letters.
    """
    if not COMPLEX.search(text):
        return [(i, i + 1, 1) for i in range(len(text))]
    return [*_clusters(text)] if text else []


def cluster_widths(text: str) -> list[int]:
    """Return for each character the cells of the cluster that starts there, 0 inside a cluster."""
    widths = [*map(width_of_character, text)]
    if widths[:1] == [0] or _JOINING.search(text) or ("\t" in text and 0 in widths):
        widths = [0] * len(text)
        for start, _, cells in _clusters(text):
            widths[start] = cells
    return widths


def _clusters(text: str) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    start, cells, base = 0, _WIDTHS[text[0]], text[0]
    before = base
    for index in range(1, len(text)):
        character = text[index]
        added = _WIDTHS[character]
        joins = _joins(before, base, character, added, cells)
        if joins:
            cells = _grown(cells, base, character, added)
            base = character if added and not cells - added else base
            if _FIRST_FLAG <= character <= _LAST_FLAG:
                base = "\n"  # a pair is complete: a third flag letter begins the next one
        else:
            found.append((start, index, cells))
            start, cells, base = index, added, character
        before = character
    found.append((start, len(text), cells))
    return found


def _joins(before: str, base: str, character: str, added: int, cells: int) -> bool:
    """Whether a character belongs to the cluster that is open."""
    if character in "\t\n" or before in "\t\n":
        return False
    if not added or not cells:
        return True
    if before == _ZWJ:
        return bool(_PICTURES.match(base) and _PICTURES.match(character))
    return _FIRST_FLAG <= character <= _LAST_FLAG and _FIRST_FLAG <= base <= _LAST_FLAG


def _grown(cells: int, base: str, character: str, added: int) -> int:
    if not cells:
        return added
    if character == _VS16 and cells == 1 and cell_len(base + _VS16) == 2:
        return 2
    if _FIRST_FLAG <= character <= _LAST_FLAG and _FIRST_FLAG <= base <= _LAST_FLAG:
        return 2
    return cells
