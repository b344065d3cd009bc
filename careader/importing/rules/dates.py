"""Dates in a text: found with the precision they have, in whatever order, and never made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from careader.importing.rules.hijri import to_gregorian
from careader.importing.rules.lines import words_of
from careader.importing.rules.months import DATE_WORDS, HIJRI_MONTHS, MONTHS, misspelt

FIRST_YEAR, LAST_YEAR = 1800, 2099
"""The years taken for dates of publications."""
_CENTURY = 70
"""Years of two digits below this are of this century: pages on the web begin in the nineties."""

_DIGITS = {ord(char): str(n % 10) for n, char in enumerate("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")}
_NAME = r"[^\W\d_]{2,14}(?:['ʼ’][^\W\d_]{1,4})?"
_DAY = r"(?<![\d.,/:-])(\d{1,2})(?:\s?(?:st|nd|rd|th|-?го|-?nji|-?njy|-?ші|-?шы))?"
_YEAR = r"(\d{4})(?![\d/]|[-.,]\d)"
_DAY_MONTH_YEAR = re.compile(
    rf"{_DAY}[\s.\-–/]{{0,3}}(?:of\s+)?({_NAME})\.?,?[\s\-–/]{{1,3}}(?:соли\s+)?{_YEAR}",
    re.IGNORECASE,
)
_MONTH_DAY_YEAR = re.compile(
    rf"(?<![^\W\d_])({_NAME})\.?(?:\s+|/)(\d{{1,2}})(?:st|nd|rd|th)?(?:\s?,?\s+|/){_YEAR}",
    re.IGNORECASE,
)
_MONTH_DAY_SHORT = re.compile(
    rf"(?<![^\W\d_])({_NAME})\.?\s+(\d{{1,2}})\s?,?\s+['’](\d{{2}})(?!\d)", re.IGNORECASE
)
_DAY_MONTH_SHORT = re.compile(r"(?<![\w-])(\d{1,2})-([^\W\d_]{3})-(\d{2})(?![\w-])", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(?<![^\W\d_])({_NAME})\.?,?\s+(?:of\s+|соли\s+)?{_YEAR}", re.IGNORECASE)
_YEAR_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{4}})\s?-?(?:жылғы|жылдын|жылы|жыл|йил|yil|yilning|il|г\.|"
    rf"года)?,?\s+(\d{{1,2}})\s?-?\s?({_NAME})",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<![\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/]|-\d)")
_ISO_MONTH = re.compile(r"(?<![\d./-])(\d{4})-(\d{2})(?![\d/-])")
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?![\d/]|[-.]\d)")
_SLASH_DASH = re.compile(r"(?<![\d./-])(\d{1,2})/(\d{1,2})-(\d{4})(?![\d/-])")
_SHORT_YEAR = re.compile(r"(?<![\d./-])(\d{1,2})/(\d{1,2})/(\d{2})(?![\d/])")
_HAN = re.compile(r"(\d{4})\s?年(?:\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?)?")
_YEAR_ALONE = re.compile(r"(?<![\d./:-])(\d{4})(?![\d/:-]|\.\d)")
_MONTH_DAY = re.compile(
    rf"(?<![^\W\d_])({_NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|,?\s?\d{{4}})", re.IGNORECASE
)
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+({_NAME})(?![^\W\d_]|,?\s?\d{{4}})", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:\b(?:no|nr|issue|vol|volume|number)\.?|№|n[°º]|#)\s*:?\s*$", re.IGNORECASE
)
_LAST_NUMBER = re.compile(r"(?<!\d)(\d{1,4})\s*$")
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?(?:\s?\(?(?:GMT|"
    r"UTC)?\s?[+\-]\d{1,2}(?::?\d{2})?\)?|Z)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its value as precise as it stands there, its place, its shape.

    `other` is the second value where day and month may be the other way round.
    """

    value: str
    start: int
    end: int
    shape: str
    other: str = ""

    @property
    def certain(self) -> str:
        """What no order of day and month can change."""
        if not self.other:
            return self.value
        return self.value[:4]


def find_dates(text: str) -> list[FoundDate]:
    """Return every date of a text in order, the most precise reading of each place.

    Solar Hijri dates with the name of their month come out as Gregorian ones; with a number for
    the month they have no value, and `other` says what they would be.
    """
    if not any(map(str.isdigit, text)):
        return []
    if not text.isascii():
        text = text.translate(_DIGITS)
    found: list[FoundDate] = []
    for date_ in _all(text):
        if not any(date_.start < other.end and other.start < date_.end for other in found):
            found.append(date_)
    return sorted(found, key=lambda one: one.start)


def _all(text: str) -> Iterator[FoundDate]:
    """Give the dates by shape, the most precise shapes first."""
    for match in _ISO.finditer(text):
        yield from _in_order(match, "iso", match[1], match[3], match[4])
    for match in _NUMBERS.finditer(text):
        yield from _numeric(match)
    for match in _SLASH_DASH.finditer(text) if "/" in text else ():
        if value := _value(int(match[3]), int(match[2]), match[1]):
            yield FoundDate(value, match.start(), match.end(), "d/m-y")
    for match in _SHORT_YEAR.finditer(text):
        yield from _numeric(match)
    for match in _HAN.finditer(text):
        yield from _in_order(match, "year-month-day", match[1], match[2], match[3])
    for match in _DAY_MONTH_YEAR.finditer(text):
        if _NUMBERED.search(text[: match.start()]):
            continue  # "No. 12 March 2016": a number, not a day
        yield from _named(match, match[3], match[2], match[1], "day month year")
    for match in _MONTH_DAY_YEAR.finditer(text):
        yield from _named(match, match[3], match[1], match[2], "month day, year")
    for match in _MONTH_DAY_SHORT.finditer(text) if "'" in text or "’" in text else ():
        yield from _named(match, _whole_year(match[3]), match[1], match[2], "month day, 'year")
    for match in _DAY_MONTH_SHORT.finditer(text) if "-" in text else ():
        yield from _named(match, _whole_year(match[3]), match[2], match[1], "day-month-year")
    for match in _YEAR_DAY_MONTH.finditer(text):
        yield from _named(match, match[1], match[3], match[2], "year day month")
    for match in _ISO_MONTH.finditer(text):
        yield from _in_order(match, "iso month", match[1], match[2], None)
    for match in _MONTH_YEAR.finditer(text):
        before = _LAST_NUMBER.search(text[: match.start()])
        if before and not (int(before[1]) > 31 or _NUMBERED.search(text[: before.start()])):
            continue  # a day that the month does not have
        yield from _named(match, match[2], match[1], None, "month year")


def _named(
    match: re.Match[str], year: str, name: str, day: str | None, shape: str
) -> Iterator[FoundDate]:
    name = name.casefold()
    if name in MONTHS:
        value = _value(int(year), MONTHS[name], day)
    elif name in HIJRI_MONTHS and day:
        there = to_gregorian(int(year), HIJRI_MONTHS[name], int(day))
        value, shape = (there.isoformat() if there else ""), "Solar Hijri"
    elif day and (number := misspelt(name)):
        value, shape = _value(int(year), number, day), f"{shape}, misspelt"
    else:
        return
    if value:
        yield FoundDate(value, match.start(), match.end(), shape)


def _in_order(
    match: re.Match[str], shape: str, year: str, month: str | None, day: str | None
) -> Iterator[FoundDate]:
    number = int(year)
    if month and (value := _value(number, int(month), day)):
        yield FoundDate(value, match.start(), match.end(), shape)
    elif month and day and (there := to_gregorian(number, int(month), int(day))):
        yield FoundDate("", match.start(), match.end(), "numeric Hijri", there.isoformat())
    elif not month and FIRST_YEAR <= number <= LAST_YEAR:
        yield FoundDate(year, match.start(), match.end(), "year")


def _numeric(match: re.Match[str]) -> Iterator[FoundDate]:
    one, two, last = match[1], match[match.re.groups - 1], match[match.re.groups]
    mark = match[2] if match.re is _NUMBERS else "/"
    first, second, year = int(one), int(two), int(last)
    if len(last) == 2:
        year = int(_whole_year(last))
    month_first, day_first = _value(year, first, two), _value(year, second, one)
    start, end = match.start(), match.end()
    if month_first and day_first and first != second and mark != ".":
        yield FoundDate(month_first, start, end, "m/d/y or d/m/y", day_first)
    elif day_first and (first > 12 or first == second or mark == "."):
        yield FoundDate(day_first, start, end, "d.m.y" if mark == "." else "d/m/y")
    elif month_first:
        yield FoundDate(month_first, start, end, "m/d/y")


def _whole_year(two: str) -> str:
    return f"{'20' if int(two) < _CENTURY else '19'}{two}"


def _value(year: int, month: int, day: str | None) -> str:
    """Return the date as text where the calendar has it, else nothing."""
    try:
        known = date(year, month, int(day) if day else 1)
    except ValueError:
        return ""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ""
    return known.isoformat() if day else known.isoformat()[:7]


def in_order(found: FoundDate, order: str) -> FoundDate:
    """Return a date of two readings in the order a publication uses: "mdy" or "dmy"."""
    if not found.other or not found.value or order not in ("mdy", "dmy"):
        return found
    value = found.value if order == "mdy" else found.other
    return replace(
        found, value=value, other="", shape=f"{order[0]}/{order[1]}/y of the publication"
    )


def year_in(text: str) -> str:
    """Return the only year of publishing that a line names, else nothing."""
    years = {
        year for year in _YEAR_ALONE.findall(text.translate(_DIGITS)) if "1900" <= year <= "2099"
    }
    return years.pop() if len(years) == 1 else ""


def partial_date(text: str) -> str:
    """Return a day and month without a year as they stand in the text, else nothing."""
    for pattern, name, day in ((_MONTH_DAY, 1, 2), (_DAY_MONTH, 2, 1)):
        for match in pattern.finditer(text):
            month = match[name].casefold()
            if month in MONTHS and len(month) > 2 and 1 <= int(match[day]) <= 31:
                return match[0]
    return ""


def beside(text: str, found: list[FoundDate]) -> str:
    """Return what a line holds besides its dates and times, the words of date lines taken out."""
    pieces = []
    last = 0
    for one in found:
        pieces.append(text[last : one.start])
        last = one.end
    rest = _TIME.sub(" ", " ".join([*pieces, text[last:]]).translate(_DIGITS))
    return " ".join(word for word in words_of(rest).split() if word not in DATE_WORDS)


_YEAR_NEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 26
"""Characters either side of a year within which its day and month stand."""


def latest_in(texts: list[str]) -> str:
    """Return the latest full date the texts speak of: evidence, never an article's own date."""
    windows = (
        text[max(0, year.start() - _NEAR) : year.end() + _NEAR]
        for text in texts
        for year in _YEAR_NEAR.finditer(text)
    )
    days = [
        found.value
        for window in windows
        for found in find_dates(window)
        if len(found.value) == 10 and not found.other
    ]
    return max(days, default="")
