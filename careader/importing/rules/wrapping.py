"""Lines of a fixed width put together again into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from careader.importing.rules.joining import run_together
from careader.importing.rules.lines import Line
from careader.importing.rules.notes import number_of
from careader.importing.rules.prose import ends_sentence

LEAST_PAIRS = 3
"""Line ends inside a sentence that a text must have to count as wrapped."""
LEAST_SHARE = 0.4
WIDEST = 140
SHORT = 0.62
"""A line this part of the width or less ends its paragraph."""

FULL = 0.8
"""A line this part of the width or more does not end its paragraph by its length."""
MOST_LONG = 0.02
"""The part of the lines that may be much longer than the width: addresses, tables."""

_LIST = re.compile(r"(?:[-*+•■▪●○]|\d{1,2}[.)]|[a-zа-я]\))\s")


def unwrap(lines: Sequence[Line], is_fact: Callable[[Line], bool]) -> list[Line]:
    """Return the lines with hard-wrapped paragraphs joined; a text that is not wrapped as it is.

    `is_fact` tells the lines that nothing goes on into: by-lines.
    """
    width = wrap_width(lines)
    if not width:
        return list(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, width, is_fact):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_joined(group) for group in groups]


def wrap_width(lines: Sequence[Line]) -> int:
    """Return the width in characters at which the lines are wrapped; 0 when they are not."""
    long = [len(line.raw) for line in lines if len(line.raw) >= 40]
    if not long or sum(length > 3 * WIDEST for length in long) > MOST_LONG * len(long):
        return 0
    width = sorted(long)[int(0.95 * (len(long) - 1))]
    if width > WIDEST:
        return 0
    pairs = [
        (line, after)
        for line, after in pairwise(lines)
        if not after.gap and len(line.raw) >= SHORT * width
    ]
    inside = sum(not ends_sentence(line.shown) for line, _ in pairs)
    return width if inside >= LEAST_PAIRS and inside >= LEAST_SHARE * len(pairs) else 0


def _continues(
    group: Sequence[Line], line: Line, width: int, is_fact: Callable[[Line], bool]
) -> bool:
    """Whether a line goes on with a paragraph; its last line tells, and its first."""
    first, last = group[0], group[-1]
    if line.gap or line.level or last.level or _LIST.match(line.text):
        return False
    ended = ends_sentence(last.shown)
    if number_of(line) and (ended or number_of(first)):
        return False
    lower = line.shown[:1].islower()
    if not lower and (is_fact(line) or is_fact(last)):
        return False
    if len(last.raw) <= SHORT * width:
        return lower and not ended and not line.shown.startswith(("http", "www."))
    return not (ended and len(last.raw) < FULL * width and not lower)


def _joined(group: Sequence[Line]) -> Line:
    """Return a paragraph as one line; cut words stay marked for the rule that mends them."""
    if len(group) == 1:
        return group[0]
    text = run_together([line.text for line in group])
    return Line(text, group[0].number, gap=group[0].gap)
