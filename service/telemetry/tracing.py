"""Traces, where the standard ``OTEL_…`` variables ask for them; nothing else knows whether they do.

The shell opens a trace for each request and leaves it in a context variable, which the tasks of the request inherit.
Workers only report seconds: spans of stages are drawn afterwards, so that nothing of OpenTelemetry runs in them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from service.logs import log
from service.pool.reports import Report

MAX_DOCUMENTS = 100
"""Documents of one request, a batch, that get spans: more would fill the exporter's queue and nobody's screen."""

ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
EXPORTERS = ("otlp", "console")
"""Values of ``OTEL_TRACES_EXPORTER`` that ask for traces; ``none``, or one that we do not know, does not."""

Headers = Iterable[tuple[bytes, bytes]]


class Trace(Protocol):
    """One request under way."""

    def document(self, begun: int, ended: int, report: Report | None) -> None:
        """One document is done with, between two times in nanoseconds since 1970."""

    def answered(self, status: int | None, problem: str | None) -> None:
        """The request has its answer."""


class Tracing(Protocol):
    """Where traces go."""

    def begin(self, method: str, route: str, headers: Headers) -> Trace:
        """A trace for a request; it goes on where the ``traceparent`` of its headers is."""

    def close(self) -> None:
        """Send what is left."""


class _Nothing:
    """Nobody asked."""

    def begin(self, *_: object) -> _Nothing:
        """The same for all."""
        return self

    def document(self, *_: object) -> None:
        """Not kept."""

    def answered(self, *_: object) -> None:
        """Not kept."""

    def close(self) -> None:
        """Nothing is left."""


_NONE = _Nothing()
NO_TRACING: Tracing = _NONE
"""Where nobody asked."""
_CURRENT: ContextVar[Trace] = ContextVar("trace", default=_NONE)


def current_trace() -> Trace:
    """The trace of the request that this task belongs to."""
    return _CURRENT.get()


@contextmanager
def in_trace(trace: Trace) -> Iterator[Trace]:
    """Make a trace the current one."""
    token = _CURRENT.set(trace)
    try:
        yield trace
    finally:
        _CURRENT.reset(token)


def is_asked_for(environment: Mapping[str, str]) -> bool:
    """Whether the standard variables ask for traces.

    >>> is_asked_for({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}), is_asked_for({})
    (True, False)
    """
    if environment.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return False
    exporter = environment.get("OTEL_TRACES_EXPORTER", "").strip().lower()
    if exporter:
        return exporter in EXPORTERS
    return any(environment.get(name) for name in ENDPOINTS)


def make_tracing(environment: Mapping[str, str]) -> Tracing:
    """Traces as the environment asks for them; where the extra is missing a log line says so, and there are none."""
    if not is_asked_for(environment):
        return NO_TRACING
    try:
        from service.telemetry.otel import open_telemetry
    except ImportError:
        reason = "OTEL_ variables ask for traces, but OpenTelemetry is not installed. Install winnow[otel]."
        log(logging.WARNING, "no_tracing", reason=reason)
        return NO_TRACING
    return open_telemetry(environment)
