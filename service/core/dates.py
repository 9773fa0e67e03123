"""Printed dates to ISO 8601, in the orders and scripts in which newsrooms print them.

Nothing is guessed: ``03/04/2025`` is March or April, so it is found but has no value.  No clock is read; a date without
a year stays without one.  All searches run on short texts (a line, the head of a paragraph): callers bound the length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from service.core.spans import Span

Months = Mapping[str, int | None]
"""Case-folded month name → 1 to 12; ``None`` where languages disagree (Polish and Croatian *listopad*)."""

MIN_YEAR, MAX_YEAR = 1800, 2199
"""Years a newspaper can carry; outside, four digits are something else (a Persian year, a price)."""
BUDDHIST_OFFSET = 543
"""Thai years count from 543 BC."""
BUDDHIST_MIN, BUDDHIST_MAX = 2440, 2640

# A month's name: letters and vowel signs, which ``\w`` would miss in Indic scripts.
_NAME = r"(?P<name>[^\s\d,.;:|()/\[\]–—-]{2,16})"
_START = r"(?<![^\s(,|:·•/–—-])"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_ORDINAL = r"(?:st|nd|rd|th|er|re|e|º|ª|°|-?го|ның)?"
_OF = r"(?:(?:de|del|of|tháng)\s|d['’])?"
_THE = r"(?:the\s)?"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text: where, and what it is in ISO 8601; ``None`` when day and month cannot be told apart."""

    span: Span
    value: str | None
    has_year: bool


def month_table(entries: Iterable[str]) -> Months:
    """The months of ``name=number`` entries of all languages together.

    >>> table = month_table(["Januar=1", "listopad=11", "listopad=10"])
    >>> table["januar"], table["listopad"]
    (1, None)
    """
    table: dict[str, int | None] = {}
    for entry in entries:
        name, _, number = entry.rpartition("=")
        key, value = name.strip().rstrip(".").casefold(), int(number)
        table[key] = value if table.get(key, value) == value else None
    return MappingProxyType(table)


def _iso(year: int, month: int, day: int) -> str | None:
    """The date in ISO 8601, or ``None`` when there is no such day."""
    if BUDDHIST_MIN <= year <= BUDDHIST_MAX:
        year -= BUDDHIST_OFFSET
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


_Found = tuple[str | None, bool]
"""The value, and whether the match is a date at all."""
_NO_DATE: _Found = (None, False)


def _numbers(match: re.Match[str], _months: Months) -> _Found:
    value = _iso(int(match["year"]), int(match["month"]), int(match["day"]))
    return value, value is not None


def _day_first(match: re.Match[str], _months: Months) -> _Found:
    """``12.03.2025``, and with slash or hyphen where the text is known to write the day first."""
    value = _iso(int(match["year"]), int(match["second"]), int(match["first"]))
    return value, value is not None


def _either_first(match: re.Match[str], months: Months) -> _Found:
    """``12/03/2025``: the order is known only when one number exceeds twelve; a full stop puts the day first."""
    if match["mark"] == ".":
        return _day_first(match, months)
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    readings = {(first, second), (second, first)}
    values = {v for day, month in readings if (v := _iso(int(year), month, day))}
    if not values:
        return _NO_DATE
    return (values.pop() if len(values) == 1 else None), True


def _short_year(match: re.Match[str], _months: Months) -> _Found:
    """``12.03.25``: a date, but of no certain century."""
    return None, int(match["first"]) <= 31 and int(match["second"]) <= 12


def _named(match: re.Match[str], months: Months) -> _Found:
    name = match["name"].casefold()
    if name not in months:
        return _NO_DATE
    month = months[name]
    if month is None:
        return None, True
    value = _iso(int(match["year"]), month, int(match["day"]))
    return value, value is not None


def _yearless(match: re.Match[str], months: Months) -> _Found:
    groups = match.groupdict()
    month = months.get(groups["name"].casefold(), 0) if "name" in groups else int(groups["month"])
    if month == 0 or not 1 <= (day := int(groups["day"])) <= 31:
        return _NO_DATE
    if month is None:
        return None, True
    # 2000 is a leap year, so 29 February passes.
    known = _iso(2000, month, day)
    return (f"--{known[5:]}" if known else None), known is not None


_Reader = Callable[[re.Match[str], Months], _Found]

_NUMERIC = re.compile(
    rf"(?<![\d.])(?P<first>\d{{1,2}})(?P<mark>[./-])\s?(?P<second>\d{{1,2}})(?P=mark)\s?{_YEAR}(?!\d)"
)
_WITH_YEAR: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-{_DAY}(?!\d)"), _numbers),
    (re.compile(rf"(?<!\d){_YEAR}([./])\s?(?P<month>\d{{1,2}})\2\s?{_DAY}(?!\d)\.?"), _numbers),
    (re.compile(rf"(?<!\d){_YEAR}\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?{_DAY}\s?[日일號号]"), _numbers),
    (re.compile(rf"(?<!\d){_DAY}\s+tháng\s+(?P<month>\d{{1,2}})(?:,?\s+năm)?,?\s+{_YEAR}(?!\d)", re.I), _numbers),
    (_NUMERIC, _either_first),
    (re.compile(rf"(?<!\d){_DAY}\.?{_ORDINAL}\s?{_OF}{_NAME}\.?,?\s+{_OF}{_YEAR}(?!\d)", re.I), _named),
    (re.compile(rf"{_START}{_NAME}\.?\s{_THE}?{_DAY}{_ORDINAL},?\s+{_YEAR}(?!\d)", re.I), _named),
    (re.compile(rf"(?<!\d){_YEAR}\.?\s(?:m\.\s)?{_NAME}\s{_DAY}(?!\d)\.?(?:\sd\.)?", re.I), _named),
    (re.compile(r"(?<![\d.])(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)\d{2}(?![\d.])"), _short_year),
)  # fmt: skip
_YEAR_IN = re.compile(r"\d{4}|\d[./]\d{1,2}[./]\d{2}")
"""What each of those forms has: most lines have none of it, and need not be searched for each."""
_WITHOUT_YEAR: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(rf"(?<!\d)(?P<month>\d{{1,2}})\s?[月월]\s?{_DAY}\s?[日일號号]"), _yearless),
    (re.compile(rf"(?<!\d){_DAY}\.?{_ORDINAL}\s?{_OF}{_NAME}\.?", re.I), _yearless),
    (re.compile(rf"{_START}{_NAME}\.?\s{_DAY}{_ORDINAL}(?![\d:])", re.I), _yearless),
)


def find_dates(
    text: str, months: Months, *, yearless: bool = False, day_first: bool = False
) -> tuple[PrintedDate, ...]:
    """The dates in a short text, in order.

    Args:
        text: A line, or the head of one.
        months: See ``month_table``.
        yearless: Whether a day and a month without a year count.
        day_first: Whether the text is known to write ``03/04/2025`` for the third of April.

    >>> find_dates("Stand: 12.03.2025, 10:30 Uhr", {})
    (PrintedDate(span=(7, 17), value='2025-03-12', has_year=True),)
    >>> find_dates("BEIRUT, Jan. 5", {"jan": 1}, yearless=True)
    (PrintedDate(span=(8, 14), value='--01-05', has_year=False),)
    >>> find_dates("03/04/2025", {})
    (PrintedDate(span=(0, 10), value=None, has_year=True),)
    """
    found: list[PrintedDate] = []
    with_year = _WITH_YEAR if _YEAR_IN.search(text) else ()
    for forms, has_year in ((with_year, True), (_WITHOUT_YEAR if yearless else (), False)):
        for pattern, read in forms:
            reader = _day_first if day_first and read is _either_first else read
            for match in pattern.finditer(text):
                value, is_date = reader(match, months)
                span = match.span()
                if is_date and all(span[1] <= f.span[0] or f.span[1] <= span[0] for f in found):
                    found.append(PrintedDate(span, value, has_year))
    return tuple(sorted(found, key=lambda f: f.span))
