"""Printed times of day to ISO 8601, with the offset where the zone tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from service.core.dates import PrintedDate
from service.core.spans import Span


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A time of day in a text: ``10:30`` or ``10:30:05``, and its offset: ``Z``, ``+07:00``, or empty when not told."""

    span: Span
    value: str
    offset: str


_OFFSETS = MappingProxyType(
    {
        "z": "Z", "utc": "Z", "gmt": "Z", "cet": "+01:00", "mez": "+01:00", "cest": "+02:00", "mesz": "+02:00",
        "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00",
        "pdt": "-07:00", "msk": "+03:00", "мск": "+03:00", "wib": "+07:00", "wita": "+08:00", "hkt": "+08:00",
        "sgt": "+08:00", "jst": "+09:00", "kst": "+09:00", "aest": "+10:00", "aedt": "+11:00", "nzdt": "+13:00",
    }
)  # fmt: skip
"""Zone → offset, of the names that mean one thing.  BST, IST and CST mean several, ET and PT change with the season."""
_ZONE_WORDS = "|".join(sorted((*_OFFSETS, "et", "pt", "ct", "bst", "ist", "cst", "wit"), key=len, reverse=True))
_SHIFT = r"[+-]\d{1,2}(?::?\d{2})?"
_ZONE = rf"(?:\s?\(?(?=[+-]\d|\w)(?P<zone>(?:{_ZONE_WORDS})(?![^\W\d_]))?(?P<shift>{_SHIFT})?(?<![\s(])\)?)?"
_BEFORE_NOON = r"(?:(?P<half>오전|오후|午前|午後|上午|下午)\s?)?"
_AFTERWARDS = r"(?:\s?(?P<meridian>[ap]\.?\s?m\.?)(?![^\W\d_]))?"
_CLOCK = re.compile(
    rf"(?<![\d.:/-]){_BEFORE_NOON}(?P<hour>\d{{1,2}})(?::|h|時|시\s?|點|点)(?P<minute>\d{{2}})(?:分|분)?"
    rf"(?::(?P<second>\d{{2}})(?:\.\d{{1,9}})?)?(?!\d){_AFTERWARDS}{_ZONE}",
    re.IGNORECASE,
)
_DOTTED_CLOCK = re.compile(
    r"(?<![\d.:/-])(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?P<second>)(?P<half>)"
    rf"(?=\s?(?:Uhr|uur|hrs|[ap]\.?m|{_ZONE_WORDS})(?![^\W\d_])){_AFTERWARDS}{_ZONE}",
    re.IGNORECASE,
)
_NOON = 12


def _offset(match: re.Match[str]) -> str:
    shift = match["shift"]
    zone = (match["zone"] or "").casefold()
    if not shift:
        return _OFFSETS.get(zone, "")
    if zone not in ("", "gmt", "utc"):
        return ""
    hours, minutes = shift[1:3].rstrip(":"), shift.replace(":", "")[3:]
    return f"{shift[0]}{int(hours):02}:{minutes or '00'}" if len(shift) > 2 else f"{shift[0]}{int(shift[1:]):02}:00"


def find_times(text: str) -> tuple[PrintedTime, ...]:
    """The times of day in a short text, in order, on the clock of 24 hours.

    >>> find_times("10:19am GMT")
    (PrintedTime(span=(0, 11), value='10:19', offset='Z'),)
    >>> find_times("오후 3:05")[0].value, find_times("7.30 Uhr")[0].value, find_times("17h00")[0].value
    ('15:05', '07:30', '17:00')
    """
    found: list[PrintedTime] = []
    for match in (*_CLOCK.finditer(text), *_DOTTED_CLOCK.finditer(text)):
        hour, minute, second = int(match["hour"]), match["minute"], match["second"]
        late = (match["meridian"] or "")[:1] in ("p", "P") or match["half"] in ("오후", "午後", "下午")
        early = bool(match["meridian"] or match["half"]) and not late
        if late and hour < _NOON:
            hour += _NOON
        elif early and hour == _NOON:
            hour = 0
        if hour < 24 and int(minute) < 60 and int(second or 0) < 60:
            value = f"{hour:02}:{int(minute):02}" + (f":{int(second):02}" if second else "")
            found.append(PrintedTime(match.span(), value, _offset(match)))
    return tuple(sorted(found, key=lambda f: f.span))


def timestamp(day: PrintedDate, clock: PrintedTime | None) -> str | None:
    """Date and time in ISO 8601; ``None`` when the date has no value or no year.

    >>> timestamp(PrintedDate((0, 10), "2025-03-12", True), PrintedTime((11, 16), "10:30", "Z"))
    '2025-03-12T10:30Z'
    """
    if day.value is None or not day.has_year:
        return None
    return f"{day.value}T{clock.value}{clock.offset}" if clock else day.value
