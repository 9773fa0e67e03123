"""What the OpenAPI document is put together from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service.api import examples
from service.api.problems import MEDIA_TYPE, PROBLEMS, Problem
from service.api.wire_answers import ProblemOut

SCHEMA = "#/components/schemas/{name}"
HEADERS = {"X-Request-ID": {"$ref": "#/components/headers/RequestId"}}


def ref_to(wire: type) -> dict[str, str]:
    """A reference to the schema of a wire type."""
    return {"$ref": SCHEMA.format(name=wire.__name__)}


def query(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    """A query parameter that may be left out."""
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def header(name: str, description: str) -> dict[str, Any]:
    """A header field that may be left out."""
    return {"name": name, "in": "header", "required": False, "description": description, "schema": {"type": "string"}}


def list_of(values: Iterable[str]) -> dict[str, Any]:
    """The schema of a list of words."""
    return {"type": "array", "items": {"type": "string", "enum": list(values)}}


def problems_of(codes: Iterable[str]) -> dict[str, Any]:
    """One answer for each status, with an example for each cause."""
    by_status: dict[int, list[Problem]] = {}
    for code in codes:
        by_status.setdefault(PROBLEMS[code].status, []).append(PROBLEMS[code])
    return {
        str(status): {
            "description": "; ".join(f"`{p.code}`: {p.title}" for p in problems),
            "headers": {**HEADERS, **({"Retry-After": _RETRY} if any(p.retryable for p in problems) else {})},
            "content": {
                MEDIA_TYPE: {"schema": ref_to(ProblemOut), "examples": {p.code: _example(p) for p in problems}}
            },
        }
        for status, problems in sorted(by_status.items())
    }


_RETRY = {"description": "Seconds to wait before sending again.", "schema": {"type": "integer"}}


def _example(problem: Problem) -> dict[str, Any]:
    value = {
        "type": problem.type,
        "title": problem.title,
        "status": problem.status,
        "detail": "What is wrong, and the remedy.",
        "instance": examples.REQUEST_ID,
        "retryable": problem.retryable,
    }
    return {"value": examples.PROBLEM if problem.type == examples.PROBLEM["type"] else value}


def answer(description: str, wire: type, example: dict[str, Any]) -> dict[str, Any]:
    """An answer in JSON."""
    return {
        "description": description,
        "headers": HEADERS,
        "content": {"application/json": {"schema": ref_to(wire), "example": example}},
    }
