"""Solar Hijri dates turned into Gregorian ones, exactly."""

from __future__ import annotations

from datetime import date

FIRST_YEAR, LAST_YEAR = 1244, 1472
"""The years in which the 33-year cycle of leap years agrees with the calendar as it was kept and
as it is computed from the equinox (R. van Gent, *The Persian calendar*)."""

_EPOCH = 226_894
"""The proleptic Gregorian ordinal of the day before 1 Farvardin 1."""
_CYCLE_YEARS, _CYCLE_DAYS = 33, 12_053
_LEAP_YEARS = (1, 5, 9, 13, 17, 22, 26, 30)
"""The leap years of a cycle, by their remainder modulo 33."""


def to_gregorian(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Solar Hijri one; None where it cannot vouch for it."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    if not 1 <= day <= days_in_month(year, month):
        return None
    before = 31 * (month - 1) - max(0, month - 7)
    return date.fromordinal(_EPOCH + _days_before(year) + before + day)


def days_in_month(year: int, month: int) -> int:
    """Return 31, 30 or 29: six long months, five short ones, and Esfand."""
    if month <= 6:
        return 31
    return 30 if month < 12 or is_leap(year) else 29


def is_leap(year: int) -> bool:
    """Whether the year has 366 days."""
    return year % _CYCLE_YEARS in _LEAP_YEARS


def _days_before(year: int) -> int:
    cycles, rest = divmod(year, _CYCLE_YEARS)
    leaps = sum(leap < rest for leap in _LEAP_YEARS)
    return cycles * _CYCLE_DAYS + rest * 365 + leaps - 365
