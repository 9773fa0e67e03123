"""The API as OpenAPI 3.1: schemas from the wire types, problems from the table of problems, examples that are tested.

The framework would describe one body type and one answer type for each route; ours have several, so it is written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, get_args

import msgspec
import orjson

from service.api import examples
from service.api.jobs import Form
from service.api.problems import MEDIA_TYPE, PROBLEMS, Problem
from service.api.wire import KINDS, LANGUAGE_PATTERN, MODES, CleanRequest
from service.api.wire_answers import ArticleOut, HealthOut, ProblemOut, RulesOut, StatusOut
from service.render import DEFAULT_PARTS, PARTS
from service.version import VERSION

ANY_STATUS = ("bad-request", "internal")
"""Problems that every route can have."""

CLEAN_PROBLEMS = tuple(
    code for code in PROBLEMS if code not in ("not-found", "method-not-allowed", "not-ready", "not-alive")
)

INCLUDE = (
    "Parts of the JSON answer. `links` is the links of the body; it also writes those of a page into Markdown, and "
    "gives them as `citation` in JSON-LD."
)

_SCHEMA = "#/components/schemas/{name}"
_HEADERS = {"X-Request-ID": {"$ref": "#/components/headers/RequestId"}}


def _ref(wire: type) -> dict[str, str]:
    return {"$ref": _SCHEMA.format(name=wire.__name__)}


def _query(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _header(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "description": description, "schema": {"type": "string"}}


def _list_of(values: Iterable[str]) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": list(values)}}


def _problems(codes: Iterable[str]) -> dict[str, Any]:
    """One answer for each status, with an example for each cause."""
    by_status: dict[int, list[Problem]] = {}
    for code in codes:
        by_status.setdefault(PROBLEMS[code].status, []).append(PROBLEMS[code])
    return {
        str(status): {
            "description": "; ".join(f"`{p.code}`: {p.title}" for p in problems),
            "headers": {**_HEADERS, **({"Retry-After": _RETRY} if any(p.retryable for p in problems) else {})},
            "content": {MEDIA_TYPE: {"schema": _ref(ProblemOut), "examples": {p.code: _example(p) for p in problems}}},
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


def _answer(description: str, wire: type, example: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": description,
        "headers": _HEADERS,
        "content": {"application/json": {"schema": _ref(wire), "example": example}},
    }


def _clean() -> dict[str, Any]:
    language = {"type": "string", "pattern": LANGUAGE_PATTERN}
    text = {"schema": {"type": "string"}}
    page = {
        "schema": {"type": "string", "description": "Bytes in any encoding; `charset` is honoured when it is true."},
        "example": examples.EXAMPLE_PAGE,
    }
    forms: dict[str, Any] = dict.fromkeys(get_args(Form), text)
    forms["application/json"] = {"schema": _ref(ArticleOut), "example": examples.ARTICLE}
    forms["text/plain"] = {**text, "example": examples.BODY}
    forms["text/markdown"] = {**text, "example": examples.BODY}
    forms["application/ld+json"] = {"schema": {"type": "object", "description": "schema.org NewsArticle"}}
    return {
        "operationId": "clean",
        "summary": "Clean one document",
        "description": "Takes a text or a page, gives back the article and an account of all that was taken out. "
        "The query parameters are the options of texts and pages sent as such; those of JSON are in its body.",
        "parameters": [
            _query("mode", {"type": "string", "enum": list(MODES), "default": "balanced"}, "How much is removed."),
            _query("language", language, "BCP 47 hint."),
            _query("keep", _list_of(KINDS), "Kinds that must not be removed; repeated, or with commas."),
            _query("include", {**_list_of(PARTS), "default": sorted(DEFAULT_PARTS)}, INCLUDE),
            _query("id", {"type": "string"}, "Echoed."),
            _query(
                "url", {"type": "string"}, "Echoed, never fetched; relative links of a page are resolved against it."
            ),
            _header("X-Request-ID", "The caller's own id of the request; echoed."),
            _header("If-None-Match", "An `ETag` of before: 304 when the answer would be the same."),
            _header("Content-Encoding", "`gzip` or `deflate`, inflated up to the size limit."),
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": _ref(CleanRequest), "examples": examples.REQUESTS},
                "text/plain": {
                    "schema": {"type": "string", "description": "Bytes; `charset` is honoured when it is true."},
                    "example": examples.EXAMPLE_TEXT,
                },
                "text/html": page,
                "application/xhtml+xml": page,
            },
        },
        "responses": {
            "200": {
                "description": "The article, in the form that `Accept` asks for.",
                "headers": {**_HEADERS, "ETag": {"$ref": "#/components/headers/ETag"}},
                "content": forms,
            },
            "304": {"description": "The answer is the one that `If-None-Match` names.", "headers": _HEADERS},
            **_problems(CLEAN_PROBLEMS),
        },
    }


def _rules() -> dict[str, Any]:
    return {
        "operationId": "rules",
        "summary": "The rules in force",
        "parameters": [
            _query("kind", {"type": "string", "enum": list(KINDS)}, "Only rules of this kind."),
            _query("language", {"type": "string"}, "Only rules of this language; `any` for those of all."),
        ],
        "responses": {
            "200": _answer("The rules, in the order of the rule files.", RulesOut, examples.RULE),
            "304": {"description": "The rules are those that `If-None-Match` names.", "headers": _HEADERS},
            **_problems((*ANY_STATUS, "unknown-parameter", "bad-value")),
        },
    }


def _probe(name: str, summary: str, codes: tuple[str, ...]) -> dict[str, Any]:
    status = {"livez": "alive", "readyz": "ready", "startupz": "started"}[name]
    return {
        "operationId": name,
        "summary": summary,
        "responses": {"200": _answer("Yes.", StatusOut, {"status": status}), **_problems((*ANY_STATUS, *codes))},
    }


def _health() -> dict[str, Any]:
    problems = _problems((*ANY_STATUS, "not-ready", "shutting-down"))
    problems["503"]["description"] += ". The members of the summary stand beside those of the problem."
    return {
        "operationId": "health",
        "summary": "A summary for people and simple checkers",
        "responses": {"200": _answer("Ready.", HealthOut, examples.HEALTH), **problems},
    }


def _openapi() -> dict[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "This document",
        "responses": {
            "200": {
                "description": "OpenAPI 3.1.",
                "headers": _HEADERS,
                "content": {"application/vnd.oai.openapi+json": {"schema": {"type": "object"}}},
            },
            **_problems(ANY_STATUS),
        },
    }


def openapi_document() -> dict[str, Any]:
    """The whole document."""
    wires = [CleanRequest, ArticleOut, ProblemOut, RulesOut, StatusOut, HealthOut]
    _, schemas = msgspec.json.schema_components(wires, ref_template=_SCHEMA)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Winnow",
            "version": VERSION,
            "summary": "The article out of scraped text, with an account of all that was taken out.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/v1/clean": {"post": _clean()},
            "/v1/rules": {"get": _rules()},
            "/livez": {"get": _probe("livez", "Does the service make progress?", ("not-alive",))},
            "/readyz": {"get": _probe("readyz", "Can documents be sent?", ("not-ready", "shutting-down"))},
            "/startupz": {"get": _probe("startupz", "Are the workers warm?", ("not-ready",))},
            "/health": {"get": _health()},
            "/schema/openapi.json": {"get": _openapi()},
        },
        "components": {
            "schemas": schemas,
            "headers": {
                "RequestId": {"description": "The caller's id, or a new one.", "schema": {"type": "string"}},
                "ETag": {
                    "description": "A hash of input, options, form and version.",
                    "schema": {"type": "string"},
                },
            },
        },
    }


@cache
def openapi_json() -> bytes:
    """The document as it is served."""
    return orjson.dumps(openapi_document())
