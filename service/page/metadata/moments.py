"""Dates and times as structured data and meta elements write them, to ISO 8601: as precise as they are, no more."""

from __future__ import annotations

import re
from datetime import date

from service.core.dates import Months, find_dates
from service.core.times import find_times, timestamp

MIN_YEAR, MAX_YEAR = 1995, 2100
"""Years in which a page of the web can have been published; others are defaults of a program ("0001", "1970")."""
DAY = len("2025-09-04")
"""Characters of the day in a date of ISO 8601."""
MAX_LENGTH = 120
"""Characters of a value that is read as a date."""
EPOCH_DIGITS = 10
"""Digits of a Unix time in seconds, since 2001 and for longer than ``MAX_YEAR`` allows."""
_MILLISECONDS = 1000
_SECONDS_OF_DAY = 86_400
_EPOCH_ORDINAL = 719_163  # the day 1970-01-01 in the count of `date.toordinal`

_ISO = re.compile(
    r"(?P<year>\d{4})(?P<dash>[-/.]?)(?P<month>\d{1,2})(?P=dash)(?P<day>\d{1,2})"
    r"(?:(?:\s?[Tt]\s?|\s+(?:at\s|-\s)?)(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,:]\d{1,9})?)?"
    r"\s?(?P<half>[AaPp]\.?[Mm]\.?)?\s?(?P<offset>[Zz]|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?(?::?00)?)?)?(?![\d:])"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
# Names of months as RFC 2822 and the programs of most sites write them, in the absence of a word list.
_ENGLISH: Months = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|"
        "oct october|nov november|dec december".split("|"),
        start=1,
    )
    for name in names.split()
}
_NOON = 12
_HOURS, _MINUTES = 24, 60
_DAY_FIRST = frozenset(
    "ar bg bn ca cs da de el es et fi fr gl he hi hr id is it lv ms nb nl nn no pl pt ro ru sk sl sr sv tr uk "
    "vi".split()
)
"""Languages that write the day before the month in numbers."""
_DAY_FIRST_ENGLISH = frozenset("en-gb en-au en-nz en-ie en-in en-za en-sg".split())


def is_plausible(value: str) -> bool:
    """Whether a page of the web can have a date.

    >>> [is_plausible(v) for v in ("2025-09-04", "1970-01-01", "0001-01-01T00:00:00Z")]
    [True, False, False]
    """
    return value[:4].isdigit() and MIN_YEAR <= int(value[:4]) <= MAX_YEAR


def writes_day_first(language: str | None) -> bool | None:
    """Whether ``03/04/2025`` is the third of April in a language; ``None`` when its writers disagree.

    >>> writes_day_first("de-AT"), writes_day_first("en_US"), writes_day_first("en"), writes_day_first(None)
    (True, False, None, None)
    """
    tag = (language or "").replace("_", "-").lower()
    if tag in _DAY_FIRST_ENGLISH or tag.partition("-")[0] in _DAY_FIRST:
        return True
    return False if tag in ("en-us", "en-ph") else None


def _clock(match: re.Match[str]) -> str:
    """The time of day of an ISO match with its offset, or nothing where there is none."""
    if not match["hour"]:
        return ""
    hour, minute, second = int(match["hour"]), int(match["minute"]), match["second"]
    if match["half"]:
        hour = hour % _NOON + (_NOON if match["half"][0] in "Pp" else 0)
    if hour >= _HOURS or minute >= _MINUTES or int(second or 0) >= _MINUTES:
        return ""
    offset = (match["offset"] or "").upper()
    if offset in ("Z", "UTC", "GMT"):
        offset = "Z"
    elif offset:
        digits = offset[1:].replace(":", "")
        digits = digits.zfill(2) + "00" if len(digits) <= 2 else digits[:4].zfill(4)
        offset = f"{offset[0]}{digits[:2]}:{digits[2:]}"
    return f"T{hour:02}:{minute:02}" + (f":{second}" if second else "") + offset


def _from_epoch(text: str) -> str:
    seconds = int(text) // (_MILLISECONDS if len(text) > EPOCH_DIGITS else 1)
    days, rest = divmod(seconds, _SECONDS_OF_DAY)
    day = date.fromordinal(_EPOCH_ORDINAL + days).isoformat()
    return f"{day}T{rest // 3600:02}:{rest % 3600 // 60:02}:{rest % 60:02}Z"


def _from_american(text: str, *, day_first: bool | None) -> str | None:
    """``09/25/2025`` with the time behind it; only where the order is known."""
    match = re.search(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)", text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    if first <= _NOON and second <= _NOON and first != second and match[2] != ".":
        if day_first is None:
            return None
    else:
        day_first = first > _NOON or match[2] == "."
    day, month = (first, second) if day_first else (second, first)
    try:
        value = date(int(match[4]), month, day).isoformat()
    except ValueError:
        return None
    clock = next(iter(find_times(text[match.end() :])), None)
    return f"{value}T{clock.value}{clock.offset}" if clock else value


def known_months(months: Months) -> Months:
    """Names of months with the English ones, which programs write in every language."""
    return {**_ENGLISH, **months}


def parse_moment(raw: str, months: Months | None = None, *, language: str | None = None) -> str | None:
    """A value as ISO 8601, with time and offset where it has them; ``None`` for what is no day that can be told.

    Args:
        raw: The value as it stands in the page.
        months: Names of months, see ``month_table``, those of ``known_months``; the English ones when ``None``.
        language: The page's, which tells the order of ``03/04/2025``.

    >>> parse_moment("2025-09-04T10:00:00.000+0200"), parse_moment("Thu, 25 Sep 2025 11:38:00 GMT")
    ('2025-09-04T10:00:00+02:00', '2025-09-25T11:38:00Z')
    >>> parse_moment("Thu, 09/25/2025 - 11:38"), parse_moment("20250904"), parse_moment("1756980000")
    ('2025-09-25T11:38', '2025-09-04', '2025-09-04T10:00:00Z')
    >>> parse_moment("03/04/2025"), parse_moment("03/04/2025", language="de"), parse_moment("1970-01-01")
    (None, '2025-04-03', None)
    """
    text = " ".join(raw[:MAX_LENGTH].split())
    value: str | None = None
    if match := _ISO.match(text):
        try:
            value = date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat() + _clock(match)
        except ValueError:
            value = None
    elif _EPOCH.fullmatch(text):
        value = _from_epoch(text)
    else:
        value = _from_american(text, day_first=writes_day_first(language)) or _from_words(text, months)
    return value if value and is_plausible(value) else None


def _from_words(text: str, months: Months | None) -> str | None:
    day = next((d for d in find_dates(text, months or _ENGLISH) if d.value and d.has_year), None)
    if day is None:
        return None
    return timestamp(day, next(iter(find_times(text[day.span[1] :])), None))
