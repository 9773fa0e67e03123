"""How the judges of the edges (header, captions, sign-off) write their findings."""

from __future__ import annotations

from dataclasses import dataclass

from service.core.field_values import Byline, Caption, Credit, Dateline, DateValue, FieldName, FieldValue, Title
from service.core.model import Finding, Kind
from service.core.spans import Span

SURE = 0.99
"""Confidence in forms that only machines, agencies and newsrooms write."""
CLEAR = 0.95
"""Confidence in whole lines of which every word is accounted for."""
LIKELY = 0.85
"""Confidence where shape and place fit and a look-alike is conceivable."""
WEAK = 0.7
"""Confidence where only the shape speaks: enough by default, too little in the mode that removes less."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why something is found: the judge, its rule, how sure it is, and the reason in words."""

    judge: str
    rule: str
    confidence: float
    reason: str


def field_of(value: FieldValue | None) -> FieldName | None:
    """The field that a value belongs to; a bare date does not tell."""
    match value:
        case Title():
            return "title"
        case Byline():
            return "byline"
        case Dateline():
            return "dateline"
        case Credit():
            return "credits"
        case Caption():
            return "captions"
        case _:
            return None


def find(
    at: tuple[int, Span], kind: Kind, ground: Ground, value: FieldValue | None = None, *, date: FieldName | None = None
) -> Finding:
    """A finding.  It names a field only together with a value, so that nothing moves to a field and is not there.

    Args:
        at: The block and the span.
        kind: What it is.
        ground: Why.
        value: What goes into the article's field.
        date: The field, where the value is a date.
    """
    field = date if isinstance(value, DateValue) else field_of(value)
    return Finding(at[0], at[1], kind, ground.judge, ground.rule, ground.confidence, ground.reason, field, value)
