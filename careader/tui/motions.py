"""Where a motion takes the caret. Pure: offsets in, an offset out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from careader.text import segment
from careader.text.layout import Layout
from careader.text.reading import ReadingText
from careader.tui.caret import Caret, grapheme_end
from careader.tui.opened import Opened


@dataclass(frozen=True, slots=True)
class Ground:
    """What a motion moves over."""

    opened: Opened
    layout: Layout
    page: int
    """Lines of a page."""
    goal: int | None = None
    """The cell that moves from line to line aim at; None for the one they start from."""
    selecting: bool = False
    """Whether the caret takes a selection with it: then it goes on to the end of a hit."""

    @property
    def reading(self) -> ReadingText:
        """The text."""
        return self.opened.reading


def moved(ground: Ground, caret: Caret, motion: str, times: int) -> Caret:
    """Return the caret after a motion, done `times` times, its selection with it."""
    goal = None
    if motion in ALONG_LINES:
        goal = ground.layout.position_of(caret.offset)[1] if caret.goal is None else caret.goal
    ground = replace(ground, goal=goal, selecting=caret.selecting)
    return caret.moved(move(ground, motion, caret.offset, times), goal)


def move(ground: Ground, motion: str, offset: int, times: int) -> int:
    """Return where a motion leads from an offset, done `times` times; always on a grapheme."""
    last = max(0, len(ground.reading.text) - 1)
    step = MOTIONS[motion]
    for _ in range(times):
        moved = snap(ground.layout, max(0, min(step(ground, offset), last)))
        if moved == offset:
            break
        offset = moved
    return offset


def snap(layout: Layout, offset: int) -> int:
    """Return the start of the grapheme nearest to an offset, never behind a line's end."""
    found = layout.offset_at(*layout.position_of(offset))
    start, end = layout.stretch_of(found)
    if found >= end > start:
        found = layout.offset_at(*layout.position_of(end - 1))
        # A line that is nothing but marks has no cell: the caret stands on its beginning.
        return found if found < end else start
    return found


def _lines(ground: Ground, offset: int, lines: int) -> int:
    layout = ground.layout
    line, cell = layout.position_of(offset)
    cell = cell if ground.goal is None else ground.goal
    step = 1 if lines > 0 else -1
    target, ahead, remaining = line, line + step, abs(lines)
    while remaining and 0 <= ahead < layout.height:
        # A spacer between blocks holds no text: the caret passes over it.
        if not layout.line(ahead).spacer:
            target, remaining = ahead, remaining - 1
        ahead += step
    return layout.offset_at(target, cell)


def _left(ground: Ground, offset: int) -> int:
    behind = offset - 1
    # A mark with nothing to stand on shares its cell with what follows.
    while behind > 0 and snap(ground.layout, behind) >= offset:
        behind -= 1
    return behind


def _right(ground: Ground, offset: int) -> int:
    text = ground.reading.text
    ahead = grapheme_end(text, offset)
    # The blank at which a line is broken and the end of a paragraph have no cell to stand on.
    while ahead < len(text) and snap(ground.layout, ahead) <= offset:
        ahead += 1
    return ahead


def _line_start(ground: Ground, offset: int) -> int:
    return ground.layout.line(ground.layout.line_of(offset)).start


def _line_end(ground: Ground, offset: int) -> int:
    line = ground.layout.line(ground.layout.line_of(offset))
    return max(line.start, line.end - 1)


def _sentence(ground: Ground, offset: int) -> int:
    return segment.next_sentence_start(ground.reading, offset)


def _sentence_back(ground: Ground, offset: int) -> int:
    return segment.previous_sentence_start(ground.reading, offset)


def _paragraph(ground: Ground, offset: int) -> int:
    return segment.next_paragraph_start(ground.reading, offset)


def _paragraph_back(ground: Ground, offset: int) -> int:
    return segment.previous_paragraph_start(ground.reading, offset)


def _hit(ground: Ground, offset: int) -> int:
    found = ground.opened.hit_index.after(offset)
    if found is None:
        return offset
    return max(found[0], found[1] - 1) if ground.selecting else found[0]


def _hit_back(ground: Ground, offset: int) -> int:
    hits = ground.opened.hit_index
    inside = hits.at(offset)
    # From inside a hit to the one before: its beginning is no step for somebody who selects.
    found = hits.before(inside[0] if inside else offset)
    return found[0] if found else offset


ALONG_LINES = ("down", "up", "page-down", "page-up")
"""The motions that keep to a column."""

MOTIONS: dict[str, Callable[[Ground, int], int]] = {
    "left": _left,
    "right": _right,
    "down": lambda ground, offset: _lines(ground, offset, 1),
    "up": lambda ground, offset: _lines(ground, offset, -1),
    "page-down": lambda ground, offset: _lines(ground, offset, ground.page),
    "page-up": lambda ground, offset: _lines(ground, offset, -ground.page),
    "word": lambda ground, offset: segment.next_word_start(ground.reading.text, offset),
    "word-back": lambda ground, offset: segment.previous_word_start(ground.reading.text, offset),
    "word-end": lambda ground, offset: segment.next_word_end(ground.reading.text, offset),
    "sentence": _sentence,
    "sentence-back": _sentence_back,
    "paragraph": _paragraph,
    "paragraph-back": _paragraph_back,
    "line-start": _line_start,
    "line-end": _line_end,
    "text-start": lambda ground, offset: 0,
    "text-end": lambda ground, offset: len(ground.reading.text) - 1,
    "hit": _hit,
    "hit-back": _hit_back,
}
