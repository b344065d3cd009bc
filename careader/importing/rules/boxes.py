"""Boxes that a site sets into the middle of a text: "Related links" and the titles under it."""

from __future__ import annotations

from collections.abc import Sequence

from careader.importing.rules import chrome
from careader.importing.rules.lines import Line
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.prose import is_text

MOST = 8
"""Lines of a box below its heading."""
LONGEST = 140


def without_boxes(lines: Sequence[Line], profiles: Profiles) -> list[Line]:
    """Return the lines without a site's headings and the short lines in one block with each.

    A heading of the text that reads like a site's ("Comments") has its prose at once below it, or
    a blank line: it stays.
    """
    kept: list[Line] = []
    index = 0
    while index < len(lines):
        end = _end_of_box(lines, index, profiles)
        if end == index:
            kept.append(lines[index])
        index = max(end, index + 1)
    return kept


def _end_of_box(lines: Sequence[Line], index: int, profiles: Profiles) -> int:
    """Return the index behind a box that begins here; the same index where none does."""
    if not chrome.opens_tail(lines[index], profiles):
        return index
    end = index + 1
    while end < len(lines) and end <= index + MOST and _is_entry(lines[end]):
        end += 1
    return end if end > index + 1 else index


def _is_entry(line: Line) -> bool:
    """Whether a line may be the title of another article, in one block with the line above it."""
    return not line.gap and not line.opaque and not is_text(line) and len(line.shown) <= LONGEST
