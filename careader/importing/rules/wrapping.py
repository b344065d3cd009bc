"""Lines of a fixed width put together again into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careader.importing.rules.joining import run_on
from careader.importing.rules.lines import Line
from careader.importing.rules.notes import number_of
from careader.importing.rules.prose import ends_sentence

LEAST_PAIRS = 3
"""Line ends inside a sentence that a text must have to count as wrapped."""
LEAST_SHARE = 0.4
WIDEST = 140
SHORT = 0.62
"""A line this part of the width or less ends its paragraph."""

_LIST = re.compile(r"(?:[-*+•■▪●○]|\d{1,2}[.)]|[a-zа-я]\))\s")


def unwrap(lines: Sequence[Line], is_fact: object = None) -> list[Line]:
    """Return the lines with hard-wrapped paragraphs joined; a text that is not wrapped as it is."""
    width = wrap_width(lines)
    if not width:
        return list(lines)
    facts = is_fact if callable(is_fact) else _never
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _continues(before, line, width, facts):
            joined[-1] = _join(before, line)
        else:
            joined.append(line)
    return joined


def _never(line: Line) -> bool:
    return False


def wrap_width(lines: Sequence[Line]) -> int:
    """Return the width in characters at which the lines are wrapped; 0 when they are not."""
    long = [len(line.raw) for line in lines if len(line.raw) >= 40]
    if not long or max(long) > 3 * WIDEST:
        return 0
    width = sorted(long)[int(0.95 * (len(long) - 1))]
    if width > WIDEST:
        return 0
    pairs = [
        (line, after)
        for line, after in zip(lines, lines[1:], strict=False)
        if not after.gap and len(line.raw) >= SHORT * width
    ]
    inside = sum(not ends_sentence(line.shown) for line, _ in pairs)
    return width if inside >= LEAST_PAIRS and inside >= LEAST_SHARE * len(pairs) else 0


def _continues(before: Line, line: Line, width: int, is_fact: object) -> bool:
    if line.gap or line.level or before.level or line.opaque or before.opaque:
        return False
    if _LIST.match(line.text) or (number_of(line) and number_of(before)):
        return False
    if number_of(line) and ends_sentence(before.shown):
        return False
    lower = line.shown[:1].islower()
    last = before.raw.rsplit("\n", 1)[-1]
    if callable(is_fact) and (is_fact(line) or is_fact(before.with_text(last.strip()))) and not lower:
        return False
    if len(last) <= SHORT * width:
        return lower and not ends_sentence(before.shown)
    return not (ends_sentence(before.shown) and len(last) < 0.8 * width and not lower)


def _join(before: Line, line: Line) -> Line:
    """Return both as one line; a hyphen at the end stays for the rule that mends them."""
    text = run_on(before.text, line.text)
    return Line(text, before.number, gap=before.gap, raw=f"{before.raw}\n{line.raw}")
