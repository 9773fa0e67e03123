"""The API as OpenAPI 3.1: schemas from the wire types, problems from the table of problems, examples that are tested.

The framework would describe one body type and one answer type for each route; ours have several, so it is written here.
"""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

import msgspec
import orjson

from service.api import examples
from service.api.openapi_batch import batch_operation
from service.api.openapi_parts import (
    HEADERS,
    SCHEMA,
    answer,
    header,
    list_of,
    problems_of,
    query,
    ref_to,
)
from service.api.problems import PROBLEMS
from service.api.wire import KINDS, LANGUAGE_PATTERN, MODES, BatchRequest, CleanRequest
from service.api.wire_answers import (
    ArticleOut,
    HealthOut,
    InterruptedOut,
    LineProblemOut,
    ProblemOut,
    RecordOut,
    RulesOut,
    StatusOut,
)
from service.core.repair_kinds import OPTIONAL_REPAIRS
from service.pool.jobs import Form
from service.render import DEFAULT_PARTS, PARTS
from service.version import VERSION

ANY_STATUS = ("bad-request", "internal")
"""Problems that every route can have."""
KEY_PROBLEMS = ("missing-key", "wrong-key", "rate-limited")
"""Problems of routes that may need a key."""
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "Where the operator has configured keys."},
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key."},
}
NEEDS_KEY: tuple[dict[str, list[str]], ...] = ({}, {"bearer": []}, {"apiKey": []})
"""None where no keys are configured, else one of these ways."""

CLEAN_PROBLEMS = tuple(
    code for code in PROBLEMS if code not in ("not-found", "method-not-allowed", "not-ready", "not-alive")
)

WIRES = (
    CleanRequest,
    BatchRequest,
    ArticleOut,
    RecordOut,
    LineProblemOut,
    InterruptedOut,
    ProblemOut,
    RulesOut,
    StatusOut,
    HealthOut,
)
"""Types that are components of the document."""

INCLUDE = (
    "Parts of the JSON answer. `links` is the links of the body; it also writes those of a page into Markdown, and "
    "gives them as `citation` in JSON-LD."
)


def _clean() -> dict[str, Any]:
    language = {"type": "string", "pattern": LANGUAGE_PATTERN}
    text = {"schema": {"type": "string"}}
    page = {
        "schema": {"type": "string", "description": "Bytes in any encoding; `charset` is honoured when it is true."},
        "example": examples.EXAMPLE_PAGE,
    }
    forms: dict[str, Any] = dict.fromkeys(get_args(Form), text)
    forms["application/json"] = {"schema": ref_to(ArticleOut), "example": examples.ARTICLE}
    forms["text/plain"] = {**text, "example": examples.BODY}
    forms["text/markdown"] = {**text, "example": examples.BODY}
    forms["application/ld+json"] = {"schema": {"type": "object", "description": "schema.org NewsArticle"}}
    return {
        "operationId": "clean",
        "summary": "Clean one document",
        "description": "Takes a text or a page, gives back the article and an account of all that was taken out. "
        "The query parameters are the options of texts and pages sent as such; those of JSON are in its body.",
        "parameters": [
            query("mode", {"type": "string", "enum": list(MODES), "default": "balanced"}, "How much is removed."),
            query("language", language, "BCP 47 hint."),
            query("keep", list_of(KINDS), "Kinds that must not be removed; repeated, or with commas."),
            query(
                "leave",
                list_of(OPTIONAL_REPAIRS),
                "Kinds of repairs that must not be made; repeated, or with commas. Those of line breaks and of halves "
                "of surrogate pairs always are.",
            ),
            query("include", {**list_of(PARTS), "default": sorted(DEFAULT_PARTS)}, INCLUDE),
            query("id", {"type": "string"}, "Echoed."),
            query(
                "url", {"type": "string"}, "Echoed, never fetched; relative links of a page are resolved against it."
            ),
            header("X-Request-ID", "The caller's own id of the request; echoed."),
            header("If-None-Match", "An `ETag` of before: 304 when the answer would be the same."),
            header("Content-Encoding", "`gzip`, `deflate`, `br` or `zstd`, inflated up to the size limit."),
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": ref_to(CleanRequest), "examples": examples.REQUESTS},
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
                "headers": {**HEADERS, "ETag": {"$ref": "#/components/headers/ETag"}},
                "content": forms,
            },
            "304": {"description": "The answer is the one that `If-None-Match` names.", "headers": HEADERS},
            **problems_of(CLEAN_PROBLEMS),
        },
    }


def _rules() -> dict[str, Any]:
    return {
        "operationId": "rules",
        "summary": "The rules in force",
        "parameters": [
            query("kind", {"type": "string", "enum": list(KINDS)}, "Only rules of this kind."),
            query("language", {"type": "string"}, "Only rules of this language; `any` for those of all."),
        ],
        "responses": {
            "200": answer("The rules, in the order of the rule files.", RulesOut, examples.RULE),
            "304": {"description": "The rules are those that `If-None-Match` names.", "headers": HEADERS},
            **problems_of((*ANY_STATUS, *KEY_PROBLEMS, "unknown-parameter", "bad-value")),
        },
    }


def _probe(name: str, summary: str, codes: tuple[str, ...]) -> dict[str, Any]:
    status = {"livez": "alive", "readyz": "ready", "startupz": "started"}[name]
    return {
        "operationId": name,
        "summary": summary,
        "responses": {"200": answer("Yes.", StatusOut, {"status": status}), **problems_of((*ANY_STATUS, *codes))},
    }


def _health() -> dict[str, Any]:
    problems = problems_of((*ANY_STATUS, "not-ready", "shutting-down"))
    problems["503"]["description"] += ". The members of the summary stand beside those of the problem."
    return {
        "operationId": "health",
        "summary": "A summary for people and simple checkers",
        "responses": {"200": answer("Ready.", HealthOut, examples.HEALTH), **problems},
    }


def _openapi() -> dict[str, Any]:
    return {
        "operationId": "openapi",
        "summary": "This document",
        "responses": {
            "200": {
                "description": "OpenAPI 3.1.",
                "headers": HEADERS,
                "content": {"application/vnd.oai.openapi+json": {"schema": {"type": "object"}}},
            },
            **problems_of(ANY_STATUS),
        },
    }


def _metrics() -> dict[str, Any]:
    return {
        "operationId": "metrics",
        "summary": "Metrics for Prometheus; only on the port for operators where there is one",
        "responses": {
            "200": {
                "description": "Prometheus text format; the names begin with `winnow_`.",
                "headers": HEADERS,
                "content": {"text/plain": {"schema": {"type": "string"}}},
            },
            **problems_of(ANY_STATUS),
        },
    }


ONE_DOCUMENT: dict[str, Any] = {
    "oneOf": [{"required": [name]} for name in ("text", "html", "data")],
    "dependentRequired": {"data": ["content_type"], "content_type": ["data"]},
}
"""Of the fields that hold a document there is one; the wire types cannot say so."""


def openapi_document() -> dict[str, Any]:
    """The whole document."""
    _, schemas = msgspec.json.schema_components(WIRES, ref_template=SCHEMA)
    schemas[CleanRequest.__name__] |= ONE_DOCUMENT
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
            "/v1/clean": {"post": _clean() | {"security": NEEDS_KEY}},
            "/v1/clean/batch": {"post": batch_operation(CLEAN_PROBLEMS) | {"security": NEEDS_KEY}},
            "/v1/rules": {"get": _rules() | {"security": NEEDS_KEY}},
            "/livez": {"get": _probe("livez", "Does the service make progress?", ("not-alive",))},
            "/readyz": {"get": _probe("readyz", "Can documents be sent?", ("not-ready", "shutting-down"))},
            "/startupz": {"get": _probe("startupz", "Are the workers warm?", ("not-ready",))},
            "/health": {"get": _health()},
            "/metrics": {"get": _metrics()},
            "/schema/openapi.json": {"get": _openapi()},
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": SECURITY,
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
