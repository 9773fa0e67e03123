"""Every way in which a request can fail: one table, and the RFC 9457 answer made from it.

The answer names what is wrong and the remedy.  What is logged is another matter: see ``logs``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import orjson

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:winnow:problem:"

DETAIL_MAX_LENGTH = 600
"""Characters; the longest detail that quotes nothing of the request has some 300."""
QUOTE_MAX_LENGTH = 60
"""Characters of a caller's own word that a detail repeats: enough to find it again."""

INTERNAL_DETAIL = "The service has a fault. Report it with this request's id."
"""All that a caller learns of a bug."""

RETRY_SECONDS = 1
"""Seconds that a client is asked to wait before it sends again: a worker is free again, or replaced, within that."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One row: a stable code, the HTTP status, a title that never changes, and whether sending again may help."""

    code: str
    status: int
    title: str
    retryable: bool = False

    @property
    def type(self) -> str:
        """The stable name of the cause: ``urn:winnow:problem:too-large``."""
        return TYPE_PREFIX + self.code


PROBLEMS: Mapping[str, Problem] = MappingProxyType(
    {
        row.code: row
        for row in (
            Problem("bad-request", 400, "The request cannot be read"),
            Problem("malformed-json", 400, "The body is not valid JSON"),
            Problem("too-deep", 400, "The JSON is nested too deeply"),
            Problem("not-an-object", 400, "The body is not a JSON object"),
            Problem("unknown-field", 400, "A field is not known"),
            Problem("missing-field", 400, "A field is missing"),
            Problem("conflicting-fields", 400, "Fields exclude each other"),
            Problem("wrong-type", 400, "A value has the wrong type"),
            Problem("bad-value", 400, "A value is not allowed"),
            Problem("bad-base64", 400, "The data is not base64"),
            Problem("bad-compression", 400, "The body cannot be decompressed"),
            Problem("unknown-parameter", 400, "A query parameter is not known"),
            Problem("unknown-charset", 400, "The charset is not known"),
            Problem("missing-key", 401, "An API key is needed"),
            Problem("wrong-key", 401, "The API key is not known"),
            Problem("not-found", 404, "There is nothing at this path"),
            Problem("method-not-allowed", 405, "The method is not allowed here"),
            Problem("not-acceptable", 406, "No acceptable representation"),
            Problem("slow-body", 408, "The body took too long to arrive", retryable=True),
            Problem("too-large", 413, "The body is too large"),
            Problem("inflates-too-much", 413, "The body inflates too much"),
            Problem("unsupported-media-type", 415, "The content type is not read"),
            Problem("unsupported-encoding", 415, "The content encoding is not read"),
            Problem("empty-input", 422, "The text is empty"),
            Problem("binary-input", 422, "The input is not text"),
            Problem("undecodable-text", 422, "The text cannot be decoded"),
            Problem("no-content", 422, "There is no article in the text"),
            Problem("script-only", 422, "The page has no text but scripts"),
            Problem("frameset", 422, "The page only names other pages"),
            Problem("page-too-complex", 422, "The page is more complex than any page made for readers"),
            Problem("too-many-lines", 422, "The text has too many lines"),
            Problem("not-cleanable", 422, "The text cannot be cleaned"),
            Problem("document-refused", 422, "The document ends the workers that have it"),
            Problem("queue-full", 429, "Too many documents are waiting", retryable=True),
            Problem("no-room", 429, "The documents under way are too large together", retryable=True),
            Problem("rate-limited", 429, "Too many requests with this key", retryable=True),
            Problem("internal", 500, "An error in the service"),
            Problem("waited-too-long", 503, "No worker became free in time", retryable=True),
            Problem("worker-lost", 503, "The worker was lost", retryable=True),
            Problem("not-ready", 503, "The service is not ready", retryable=True),
            Problem("not-alive", 503, "The service makes no progress", retryable=True),
            Problem("shutting-down", 503, "The service is shutting down", retryable=True),
            Problem("deadline-exceeded", 504, "The document takes too long"),
        )
    }
)

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_BY_STATUS = MappingProxyType({400: "bad-request", 404: "not-found", 405: "method-not-allowed", 413: "too-large"})


class ProblemError(Exception):
    """A request that is answered with a problem.  ``detail`` is sent: it names the field and the remedy."""

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{code}: {detail}")
        self.problem = PROBLEMS[code]
        self.detail = detail
        self.extra = extra or {}
        """Members of the answer beside those of RFC 9457."""
        self.headers = dict(headers or {})
        if self.problem.retryable:
            self.headers.setdefault("Retry-After", str(RETRY_SECONDS))


def problem_of_status(status: int) -> Problem:
    """The row for an error of the framework that we did not raise ourselves."""
    return PROBLEMS[_BY_STATUS.get(status, "bad-request" if status < 500 else "internal")]


def sendable(text: str, limit: int) -> str:
    r"""Text that can be sent: cut to ``limit`` characters, halves of surrogate pairs and controls replaced.

    >>> sendable("a\ud800b\x00c", 60), sendable("x" * 9, 4)
    ('a\ufffdb\ufffdc', 'xxx…')
    """
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c.isprintable() else "\ufffd" for c in cut)


def quoted(word: str) -> str:
    """A caller's own word for use in a detail.

    >>> quoted("modus")
    "'modus'"
    """
    return f"'{sendable(word, QUOTE_MAX_LENGTH)}'"


def problem_body(problem: Problem, detail: str, instance: str, extra: Mapping[str, Any] = _NOTHING) -> bytes:
    """The problem as RFC 9457 has it, with our ``retryable``."""
    return orjson.dumps(
        {
            "type": problem.type,
            "title": problem.title,
            "status": problem.status,
            "detail": sendable(detail, DETAIL_MAX_LENGTH),
            "instance": instance,
            "retryable": problem.retryable,
            **extra,
        }
    )
