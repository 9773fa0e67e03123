"""Printed dates and times: what they are in ISO 8601, and what is not guessed."""

import pytest

from service.core.dates import find_dates, month_table
from service.core.times import find_times, timestamp

MONTHS = month_table(
    """January=1 March=3 March.=3 mars=3 marzo=3 марта=3 März=3 फरवरी=2 มีนาคม=3 március=3 kovo=3 Sept=9 September=9
    October=10 oct=10 listopad=10 listopad=11 December=12""".split()
)

DATES = [
    ("2025-03-01", "2025-03-01"),
    ("2025.03.01 10:20", "2025-03-01"),
    ("2025/03/01", "2025-03-01"),
    ("2025年3月1日", "2025-03-01"),
    ("２０２５年３月１日", "2025-03-01"),
    ("2025년 3월 1일", "2025-03-01"),
    ("12 March 2025", "2025-03-12"),
    ("12. März 2025", "2025-03-12"),
    ("12th of March 2025", "2025-03-12"),
    ("March 12th, 2025", "2025-03-12"),
    ("Sept. 2, 2025", "2025-09-02"),
    ("17 de marzo de 2025", "2025-03-17"),
    ("12 марта 2025", "2025-03-12"),
    ("25 फरवरी 2025", "2025-02-25"),
    ("12 มีนาคม 2568", "2025-03-12"),
    ("ngày 12 tháng 3 năm 2025", "2025-03-12"),
    ("2025. március 12.", "2025-03-12"),
    ("2025 m. kovo 12 d.", "2025-03-12"),
    ("12.03.2025", "2025-03-12"),
    ("13/3/2025", "2025-03-13"),
    ("3/13/2025", "2025-03-13"),
    ("5/5/2025", "2025-05-05"),
    ("10:19am 19 December 2025", "2025-12-19"),
]


@pytest.mark.parametrize(("text", "value"), DATES, ids=[t for t, _ in DATES])
def test_date_is_read(text: str, value: str) -> None:
    """Order, script and language do not matter where they are plain."""
    assert [value] == [d.value for d in find_dates(text, MONTHS)]


UNDECIDED = ["03/04/2025", "3-4-2025", "12.03.25", "1 listopad 2025"]


@pytest.mark.parametrize("text", UNDECIDED)
def test_undecided_date_has_no_value(text: str) -> None:
    """Day or month, which century, which language's month: a date that can be two is found and not guessed."""
    assert [None] == [d.value for d in find_dates(text, MONTHS)]


NO_DATES = [
    "31.02.2025",
    "2025-13-01",
    "March 2025",
    "12 Marching 2025",
    "version 1.2.3",
    "1403-05-12",
    "99/99/2025",
    "3/5",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_day_is_no_date(text: str) -> None:
    """A month alone, an impossible day, a version, a year of another calendar."""
    assert () == find_dates(text, MONTHS)


def test_day_first_settles_the_order() -> None:
    """Where a text is known to write the day first, slashes are no riddle."""
    assert ["2025-04-03"] == [d.value for d in find_dates("03/04/2025", MONTHS, day_first=True)]


@pytest.mark.parametrize(("text", "value"), [("March 12", "--03-12"), ("18 oct", "--10-18"), ("4月22日", "--04-22")])
def test_date_without_year(text: str, value: str) -> None:
    """On request a day and a month are a date, written as XML Schema's gMonthDay."""
    assert [value] == [d.value for d in find_dates(text, MONTHS, yearless=True)]
    assert () == find_dates(text, MONTHS)


TIMES = [
    ("10:30", "10:30", ""),
    ("10:30 GMT", "10:30", "Z"),
    ("10:30:05+07:00", "10:30:05", "+07:00"),
    ("10:30 (GMT+7)", "10:30", "+07:00"),
    ("10:30 ET", "10:30", ""),
    ("9:27 pm", "21:27", ""),
    ("12:05 a.m.", "00:05", ""),
    ("7.30 Uhr", "07:30", ""),
    ("17h00", "17:00", ""),
    ("오후 3:05", "15:05", ""),
    ("10時20分", "10:20", ""),
]


@pytest.mark.parametrize(("text", "value", "offset"), TIMES, ids=[t for t, _, _ in TIMES])
def test_time_is_read(text: str, value: str, offset: str) -> None:
    """On the clock of 24 hours, with the offset of zones that mean one thing."""
    assert [(value, offset)] == [(t.value, t.offset) for t in find_times(text)]


@pytest.mark.parametrize("text", ["25:00", "10:75", "3:1", "7.30", "score 1:02:99"])
def test_what_is_no_time(text: str) -> None:
    """Impossible hours, results and prices."""
    assert () == find_times(text)


def test_timestamp_joins_date_and_time() -> None:
    """Date and time make one ISO 8601 value, the date alone another."""
    (day,), (clock,) = find_dates("12 March 2025", MONTHS), find_times("10:30 GMT")
    assert ("2025-03-12T10:30Z", "2025-03-12") == (timestamp(day, clock), timestamp(day, None))


def test_timestamp_needs_a_year() -> None:
    """A day without a year is no point in time."""
    (day,) = find_dates("March 12", MONTHS, yearless=True)
    assert timestamp(day, None) is None
