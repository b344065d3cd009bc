"""Dates as front matter writes them: read to the precision that is known, never guessed."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(\d{4})(?:([-/])(\d{1,2})(?:\2(\d{1,2})(?:[T ]\d.*)?)?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def parse_date(text: str) -> str | None:
    """Return `2012`, `2012-10` or `2012-10-17`; None for what is no date or more than one.

    Taken: ISO 8601 to any precision (a time of day is cut off), slashes for hyphens when the
    year comes first, and English month names, whole or by three letters. `03/04/2012` is two
    dates and so none.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, _, month, day = found.groups()
        return _checked(year, _number(month), _number(day))
    if found := _DAY_FIRST.fullmatch(text):
        day, name, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    number = _month(name)
    return _checked(year, number, _number(day)) if number else None


def _month(name: str) -> int:
    """Return 1 to 12 for a month's English name or its first three letters, 0 for neither."""
    name = name.lower()
    for number, month in enumerate(_MONTHS, 1):
        if name in (month, month[:3]) or (number == 9 and name == "sept"):
            return number
    return 0


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _checked(year: str, month: int | None, day: int | None) -> str | None:
    """Return the date where the calendar has it; None stands for a part that is not given."""
    try:
        known = date(int(year), 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return known.isoformat()[: 4 if month is None else 7 if day is None else 10]
