"""Dates are found with the precision they have, and never made up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.importing.rules import hijri
from careader.importing.rules.dates import beside, find_dates, in_order, latest_in, partial_date

DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Wednesday, 22 August 2012", "2012-08-22"),
        ("August 22nd, 2012", "2012-08-22"),
        ("22nd of August 2012", "2012-08-22"),
        ("Aug. 22, 2012", "2012-08-22"),
        ("10/17/2012", "2012-10-17"),
        ("17/10/2012", "2012-10-17"),
        ("11/16/05", "2005-11-16"),
        ("05.11.2013", "2013-11-05"),
        ("Aug 23, '12", "2012-08-23"),
        ("21-Apr-10", "2010-04-21"),
        ("Deceber 15, 2021", "2021-12-15"),
        ("Febuary 3, 2011", "2011-02-03"),
        ("2014-07-02T12:32:00+04:00", "2014-07-02"),
        ("2014/7/2", "2014-07-02"),
        ("5/5/2014", "2014-05-05"),
        ("March 2016", "2016-03"),
        ("12 января 2015 года", "2015-01-12"),
        ("Январь 2015", "2015-01"),
        ("8 июли 2019", "2019-07-08"),
        ("2023 жылғы 12 тамыз", "2023-08-12"),
        ("5-mart 2018", "2018-03-05"),
        ("18 Mayıs 2021", "2021-05-18"),
        ("12 جنوری 2015", "2015-01-12"),
        ("فوریه ٢٠١٧", "2017-02"),
        ("۲۲ مرداد ۱۳۹۱", "2012-08-12"),
        ("۲۲ اسد ۱۳۹۱", "2012-08-12"),
        ("2020年6月15日", "2020-06-15"),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, value: str) -> None:
    assert [found.value for found in find_dates(text)] == [value]


@pytest.mark.parametrize(
    "text",
    ["Volume: 2 Issue: 9", "Marsh 12, 2012", "Jule 1, 2012", "Membership 15, 2021",
      "31 February 2012", "99/99/2012", "1.2.3.2012", "May the 4th", "in 2012",
     "10 August", "Resolution 1244 (1999)", "192.168.10.2012", "0000-00-00"],
)  # fmt: skip
def test_what_is_no_date_gives_none(text: str) -> None:
    assert find_dates(text) == []


def test_two_orders_leave_the_year_alone() -> None:
    (found,) = find_dates("02/07/2012")
    assert {found.value, found.other} == {"2012-02-07", "2012-07-02"}
    assert found.certain == "2012"
    assert in_order(found, "mdy").certain == "2012-02-07"
    assert in_order(found, "dmy").certain == "2012-07-02"


def test_a_hijri_date_with_numbers_alone_has_no_value() -> None:
    (found,) = find_dates("۱۳۹۱/۰۵/۲۲")
    assert (found.value, found.other) == ("", "2012-08-12")


@given(DAYS)
def test_every_day_is_read_back_from_the_shapes_it_is_written_in(day: date) -> None:
    for shape in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%A, %d %b %Y"):
        text = day.strftime(shape)
        assert [found.value for found in find_dates(text)] == [day.isoformat()]
        assert beside(text, find_dates(text)) == ""


@given(st.text(max_size=200))
def test_no_text_stops_the_search(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.value or found.other


def test_a_date_without_its_year_is_only_noted() -> None:
    assert partial_date("May 6th, the CACI Analyst") == "May 6th"
    assert partial_date("Душанбе. 15 марта.") == "15 марта"
    assert partial_date("May 6, 2012") == ""


def test_the_latest_day_a_text_speaks_of_is_evidence() -> None:
    assert latest_in(["On July 7, 2023 they met.", "On 5 April 2023 they had not."]) == "2023-07-07"
    assert latest_in(["On 02/07/2012 they met."]) == ""


# The Solar Hijri calendar


@pytest.mark.parametrize(
    ("hijri_day", "gregorian"),
    [
        ((1304, 1, 1), date(1925, 3, 21)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1391, 5, 22), date(2012, 8, 12)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
    ],
)
def test_known_days_of_two_calendars_agree(
    hijri_day: tuple[int, int, int], gregorian: date
) -> None:
    assert hijri.to_gregorian(*hijri_day) == gregorian


def test_the_hijri_days_follow_one_another_without_a_gap() -> None:
    day = hijri.to_gregorian(hijri.FIRST_YEAR, 1, 1)
    assert day is not None
    for year in range(hijri.FIRST_YEAR, hijri.LAST_YEAR + 1):
        for month in range(1, 13):
            for number in (1, hijri.days_in_month(year, month)):
                found = hijri.to_gregorian(year, month, number)
                assert found == day + timedelta(days=number - 1)
            day += timedelta(days=hijri.days_in_month(year, month))


def test_the_hijri_year_begins_at_the_equinox() -> None:
    for year in range(hijri.FIRST_YEAR, hijri.LAST_YEAR + 1):
        first = hijri.to_gregorian(year, 1, 1)
        assert first is not None
        assert (first.month, first.day) in {(3, 19), (3, 20), (3, 21), (3, 22)}


@pytest.mark.parametrize("day", [(1391, 13, 1), (1391, 7, 31), (1402, 12, 30), (2012, 1, 1)])
def test_days_that_are_not_have_no_gregorian_one(day: tuple[int, int, int]) -> None:
    assert hijri.to_gregorian(*day) is None
