"""Cutting one paragraph or one line of code into lines no wider than a number of cells."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate

from careader.text.cells import COMPLEX, cluster_widths

TAB = 4
"""Cells between tab stops in code."""

_IDEOGRAPH, _NO_START, _NO_END, _GLUE, _SPACE = 1, 2, 4, 8, 16

_IDEOGRAPHIC = (
    (0x2E80, 0x31FF),  # radicals, CJK punctuation, kana, bopomofo; Hangul keeps its words whole
    (0x3200, 0x4DBF),
    (0x4E00, 0xA4CF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFF9F),
    (0xFFE0, 0xFFE6),
    (0x1F1E6, 0x1F1FF),
    (0x1F300, 0x1FAFF),
    (0x20000, 0x3FFFD),
)
_NEVER_FIRST = (
    "、。，．・：；？！）］｝〕〉》」』】〙〗〟｠…‥ー々〻ヽヾゝゞ゛゜｡､｣･ｰ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヵヶヮ゠〜～‐–—"
    "!),.:;?]}%’”»›"
)
"""JIS X 4051 and GB/T 15834 line-start prohibitions, with the Western closing marks."""
_NEVER_LAST = "（［｛〔〈《「『【〘〖〝｟｢([{‘“«‹$£¥€￥＄#"
_JOINERS = "\u00a0\u202f\u2007\u2060\u200d"
_BREAKING = " \t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"


class _Classes(dict[str, int]):
    """What line breaking wants to know of a character, worked out once each."""

    def __missing__(self, character: str) -> int:
        point = ord(character)
        found = _IDEOGRAPH * any(low <= point <= high for low, high in _IDEOGRAPHIC)
        found |= _NO_START * (character in _NEVER_FIRST) | _NO_END * (character in _NEVER_LAST)
        found |= _GLUE * (character in _JOINERS) | _SPACE * (character in _BREAKING)
        self[character] = found
        return found


_CLASSES = _Classes()


class Lines:
    """The starts and ends of lines, offsets in code points, in order; compact."""

    def __init__(self) -> None:
        self.starts = array("I")
        self.ends = array("I")

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, start: int, end: int) -> None:
        """Add one line."""
        self.starts.append(start)
        self.ends.append(end)


def wrap(text: str, start: int, end: int, width: int, lines: Lines) -> None:
    """Cut the prose text[start:end], which holds no newline, into lines of at most `width` cells.

    White space at a break is on no line. Lines break at spaces (never at NBSP), between CJK
    characters unless a mark may not stand first or last (kinsoku), and inside a word only when
    it is wider than the line, then between graphemes. Always adds a line, empty text an empty one.
    """
    if COMPLEX.search(text, start, end):
        _Wide(text[start:end], start, width).wrap(lines)
    else:
        _wrap_narrow(text, start, end, width, lines)


def _wrap_narrow(text: str, start: int, end: int, width: int, lines: Lines) -> None:
    """Wrap text whose cells are its characters."""
    add_start, add_end, rfind = lines.starts.append, lines.ends.append, text.rfind
    while end - start > width:
        space = rfind(" ", start, start + width + 1)
        add_start(start)
        if space <= start:
            start += width
            add_end(start)
            continue
        following = space + 1
        while following < end and text[following] == " ":
            following += 1
        while text[space - 1] == " " and space - 1 > start:
            space -= 1
        add_end(space)
        if following == end:
            return
        start = following
    add_start(start)
    add_end(end)


def wrap_code(text: str, start: int, end: int, width: int, lines: Lines) -> None:
    """Cut one line of code into pieces of at most `width` cells; nothing is skipped."""
    if not COMPLEX.search(text, start, end):
        for cut in range(start, max(end, start + 1), width):
            lines.add(cut, min(cut + width, end))
        return
    line = text[start:end]
    _Wide(line, start, width, code_widths(line, width)).cut(lines)


def code_widths(line: str, width: int) -> list[int]:
    """Cells by character of a line of code as in `cluster_widths`, tabs to the next stop.

    Stops are counted from the start of the uncut line; no tab is wider than `width`.
    """
    widths = cluster_widths(line)
    if "\t" not in line:
        return widths
    column = 0
    for index, character in enumerate(line):
        if character == "\t" and widths[index]:
            widths[index] += TAB - 1 - column % TAB
        column += widths[index]
    return [
        min(cells, max(width, 2)) if line[i] == "\t" else cells for i, cells in enumerate(widths)
    ]


class _Wide:
    """Wraps a paragraph by the cells of its graphemes."""

    def __init__(self, text: str, offset: int, width: int, widths: list[int] | None = None) -> None:
        self.text = text
        self.offset = offset
        self.width = width
        self.widths = widths or cluster_widths(text)
        self.reach = [0, *accumulate(self.widths)]

    def wrap(self, lines: Lines) -> None:
        start, end = 0, len(self.text)
        while (limit := self._limit(start)) < end:
            stop, following = self._break(start, limit)
            lines.add(self.offset + start, self.offset + stop)
            if following >= end:
                return
            start = following
        lines.add(self.offset + start, self.offset + end)

    def cut(self, lines: Lines) -> None:
        start, end = 0, len(self.text)
        while (limit := self._limit(start)) < end:
            lines.add(self.offset + start, self.offset + limit)
            start = limit
        lines.add(self.offset + start, self.offset + end)

    def _limit(self, start: int) -> int:
        """Return the end of what fits on a line from `start`: at least one grapheme."""
        limit = bisect_right(self.reach, self.reach[start] + self.width, start) - 1
        if limit == start < len(self.text):
            limit += 1
            while limit < len(self.text) and not self.widths[limit]:
                limit += 1
        return limit

    def _break(self, start: int, limit: int) -> tuple[int, int]:
        """Return where the line ends and the next one starts."""
        for index in range(limit, start, -1):
            if not self.widths[index]:
                continue
            if _CLASSES[self.text[index]] & _SPACE:
                if index + 1 == len(self.text) or self.widths[index + 1]:
                    return self._trimmed(start, index), self._after_spaces(index)
            elif self._may_break(index):
                return index, index
        return limit, limit

    def _may_break(self, index: int) -> bool:
        before = index - 1
        while before and not self.widths[before]:
            before -= 1
        left, right = _CLASSES[self.text[before]], _CLASSES[self.text[index]]
        return bool((left | right) & _IDEOGRAPH) and not (
            right & (_NO_START | _GLUE) or left & (_NO_END | _GLUE | _SPACE)
        )

    def _after_spaces(self, index: int) -> int:
        end = len(self.text)
        while index < end and _CLASSES[self.text[index]] & _SPACE:
            if index + 1 < end and not self.widths[index + 1]:
                break
            index += 1
        return index

    def _trimmed(self, start: int, index: int) -> int:
        while index - 1 > start and self.widths[index - 1]:
            if not _CLASSES[self.text[index - 1]] & _SPACE:
                break
            index -= 1
        return index
