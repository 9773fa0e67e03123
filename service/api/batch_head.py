"""The head of a batch request: what is sent, what is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.api.batch import ORDERS, Order
from service.api.documents import JSON, content_type
from service.api.negotiate import choose
from service.api.problems import ProblemError, quoted
from service.api.query import check_value, read_query

NDJSON = "application/x-ndjson"
NDJSON_NAMES = (NDJSON, "application/ndjson", "application/jsonl")
"""Names under which lines of JSON are sent; none of them is registered."""


@dataclass(frozen=True, slots=True)
class BatchHead:
    """What the head of a request says, checked."""

    lines: bool
    """The body is lines; else one JSON object."""
    answers: str
    """Media type of the answer."""
    order: Order


def read_head(headers: Mapping[str, str], query: bytes) -> BatchHead:
    """What is asked for.  The answer has the form of the body unless ``Accept`` prefers the other."""
    media_type, charset = content_type(headers.get("content-type", ""))
    if media_type not in (JSON, *NDJSON_NAMES):
        given = f"is {quoted(media_type)}, which is not read" if media_type else "is missing"
        raise ProblemError(
            "unsupported-media-type",
            f"Content-Type {given}. Use {NDJSON} for a request a line, or {JSON} for a small batch in one object.",
            headers={"Accept-Post": f"{NDJSON}, {JSON}"},
        )
    if charset not in (None, "utf-8", "utf8"):
        raise ProblemError("unknown-charset", f"JSON is always UTF-8, not {quoted(charset or '')}. Send UTF-8.")
    lines = media_type != JSON
    return BatchHead(
        lines=lines,
        answers=choose(headers.get("accept", ""), (NDJSON, JSON) if lines else (JSON, NDJSON)),
        order=_order(query),
    )


def _order(query: bytes) -> Order:
    order: str = ORDERS[0]
    for count, (name, value) in enumerate(read_query(query)):
        if name != "order" or count:
            why = "is given twice" if name == "order" else "is not known"
            raise ProblemError(
                "unknown-parameter",
                f"Query parameter {quoted(name)} {why}. Use order, once; options stand in each line.",
            )
        check_value(name, value, ORDERS)
        order = value
    return next(known for known in ORDERS if known == order)
