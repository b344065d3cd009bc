"""Boxes that a site sets into the middle of a text: "Related links" and the titles under it."""

from __future__ import annotations

from collections.abc import Sequence

from careader.importing.rules import chrome
from careader.importing.rules.lines import Line
from careader.importing.rules.profiles import Profiles
from careader.importing.rules.prose import is_prose, is_text

MOST = 8
"""Lines of a box below its heading."""
LONGEST = 140
MOST_WORDS = 4
"""Words of a picture's name."""


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


def without_captions(lines: Sequence[Line]) -> list[Line]:
    """Return plain text without the names of pictures between its paragraphs: "kyrgyz parliament".

    Such a line has a few words, no capital at its beginning and no end, and whole paragraphs
    around it.
    """
    return [line for index, line in enumerate(lines) if not _is_picture(index, lines)]


def _is_picture(index: int, lines: Sequence[Line]) -> bool:
    line = lines[index]
    if not line.gap or not line.shown[:1].islower() or len(line.shown.split()) > MOST_WORDS:
        return False
    if not 0 < index < len(lines) - 1 or not lines[index + 1].gap or not line.shown[-1].isalnum():
        return False
    before, after = lines[index - 1], lines[index + 1]
    whole = is_prose(before) and before.shown.rstrip('"”’»').endswith((".", "!", "?"))
    return whole and is_prose(after) and not after.shown[:1].islower()


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
