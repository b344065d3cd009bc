"""Dates as precise as they are known, and the days they may stand for."""

from __future__ import annotations

import re
from calendar import monthrange

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
LAST_DAY = "9999-12-31"
FIRST_DAY = "0000-01-01"


def days_of(date: str) -> tuple[str, str] | None:
    """Return the first and the last day a date may stand for, `YYYY-MM-DD` each.

    `2012-02` is 2012-02-01 to 2012-02-29. None when the text is no date.
    """
    match = _DATE.fullmatch(date.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not year or month > 12 or (match[2] and not month) or (match[3] and not day):
        return None
    if not month:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    length = monthrange(year, month)[1]
    if day > length:
        return None
    return f"{year:04}-{month:02}-{day or 1:02}", f"{year:04}-{month:02}-{day or length:02}"


def range_of(text: str) -> tuple[str, str] | None:
    """Return the first and last day of `2012`, `2010..2012-03`, `2010..` or `..2012`.

    An open end is an empty string. A range typed backwards is turned round. None when it is no
    range of dates.
    """
    left, dots, right = text.partition("..")
    if not dots:
        return days_of(left)
    begin = days_of(left) if left.strip() else ("", "")
    end = days_of(right) if right.strip() else ("", "")
    if begin is None or end is None or not (begin[0] or end[0]):
        return None
    if begin[0] and end[0] and begin[0] > end[1]:
        begin, end = end, begin
    return begin[0], end[1]


def overlaps(date: str, first: str, last: str) -> bool:
    """Say whether a date may lie between two days; an unknown date never does."""
    days = days_of(date)
    return days is not None and (not first or days[1] >= first) and (not last or days[0] <= last)
