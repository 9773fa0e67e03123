"""The batch route in the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service.api import examples
from service.api.batch import ORDERS
from service.api.batch_head import NDJSON
from service.api.documents import JSON
from service.api.openapi_parts import HEADERS, header, problems_of, query, ref_to
from service.api.problems import PROBLEMS
from service.api.wire import BatchRequest
from service.api.wire_answers import InterruptedOut, LineProblemOut, RecordOut

OF_DOCUMENTS = frozenset(
    ("bad-base64", "conflicting-fields", "waited-too-long", "worker-lost", "deadline-exceeded", "page-too-complex")
)
"""Problems that only single documents have, beside those with status 422: here they stand in the document's record."""

ABOUT = (
    "One request object a line, as for `/v1/clean`, and one record a line back: an article or a problem, with the "
    "number of its line. A bad line does not stop the rest; blank lines are skipped, and counted. Of unlimited length: "
    "it is answered while it is sent, and while a window of lines is under way nothing more is read, so a client must "
    "read while it sends. (A batch no longer than one document may be, sent with its Content-Length, is read before it "
    "is answered.) Without its end the answer has been cut off; where the service had to stop, the last record has "
    "`interrupted`, and `line`, up to which every line has its record. A small batch may be one JSON object instead, "
    "and is answered with one."
)

RECORDS_OF_LINES = "Lines of RecordOut or LineProblemOut, the last perhaps InterruptedOut."


def _lines(description: str, example: str) -> dict[str, Any]:
    return {"schema": {"type": "string", "description": description}, "example": example}


def _object() -> dict[str, Any]:
    results = {"type": "array", "items": {"anyOf": [ref_to(RecordOut), ref_to(LineProblemOut)]}}
    return {
        "schema": {
            "type": "object",
            "required": ["results"],
            "properties": {"results": results, "interrupted": ref_to(InterruptedOut)},
            "additionalProperties": False,
        },
        "example": {"results": [examples.RECORD, examples.LINE_PROBLEM]},
    }


def batch_operation(codes: Iterable[str]) -> dict[str, Any]:
    """The operation; ``codes`` are the problems of a route that takes documents."""
    own = [code for code in codes if code not in OF_DOCUMENTS and PROBLEMS[code].status != 422]
    return {
        "operationId": "clean_batch",
        "summary": "Clean many documents",
        "description": ABOUT,
        "parameters": [
            query(
                "order",
                {"type": "string", "enum": list(ORDERS), "default": ORDERS[0]},
                "Records as their lines came, or as they finish.",
            ),
            header("X-Request-ID", "The caller's own id of the request; echoed."),
            header("Content-Encoding", "`gzip`, `deflate`, `br` or `zstd`, inflated as it arrives."),
        ],
        "requestBody": {
            "required": True,
            "content": {
                NDJSON: _lines("Lines of CleanRequest.", examples.BATCH_LINES),
                JSON: {"schema": ref_to(BatchRequest), "example": examples.BATCH_OBJECT},
            },
        },
        "responses": {
            "200": {
                "description": "The records, in the form of the request unless `Accept` prefers the other.",
                "headers": HEADERS,
                "content": {NDJSON: _lines(RECORDS_OF_LINES, examples.BATCH_RECORDS), JSON: _object()},
            },
            **problems_of(own),
        },
    }
