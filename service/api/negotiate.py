"""Which representation the caller wants: the ``Accept`` header, as RFC 9110 weighs it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar, get_args

from service.api.problems import ProblemError, quoted
from service.pool.jobs import Form

T = TypeVar("T", bound=str)

FORMS: tuple[Form, ...] = get_args(Form)
"""What is served, the first where the caller has no preference."""

MAX_RANGES = 100
"""Media ranges of one header that are looked at; browsers send some ten."""

_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


def _ranges(header: str) -> dict[str, float]:
    """Media range → quality, 0 to 1; parameters other than ``q`` do not matter to us."""
    ranges: dict[str, float] = {}
    for item in header.split(",", MAX_RANGES)[:MAX_RANGES]:
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                value = value.strip()
                quality = float(value) if _QUALITY.fullmatch(value) else 0.0
        if name:
            ranges[name] = max(quality, ranges.get(name, 0.0))
    return ranges


def _quality(form: str, ranges: dict[str, float]) -> float:
    """The quality of one type: that of the most specific range which holds it."""
    for name in (form, form.partition("/")[0] + "/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


def choose_form(header: str) -> Form:
    """The representation of one article that the caller likes best.  Raises ``ProblemError`` when there is none.

    >>> choose_form("text/*;q=0.5, application/ld+json;q=0.9"), choose_form("")
    ('application/ld+json', 'application/json')
    """
    return choose(header, FORMS)


def choose(header: str, forms: Sequence[T]) -> T:
    """The best liked of some media types, the first where the caller has no preference.  Raises ``ProblemError``."""
    ranges = _ranges(header)
    if not ranges:
        return forms[0]
    best = max(forms, key=lambda form: _quality(form, ranges))
    if not _quality(best, ranges):
        raise ProblemError(
            "not-acceptable",
            f"Accept {quoted(header)} names nothing that is served. Ask for one of {', '.join(forms)}.",
        )
    return best
