"""One request and its answer, and what stands around every one of them: the gate, and those that look on."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from service.api.access import Access
from service.logs import log
from service.telemetry.metrics import Metrics
from service.telemetry.tracing import NO_TRACING, Trace, Tracing

PROBES = frozenset({"/livez", "/readyz", "/startupz", "/health"})
METRICS = "/metrics"
CLEAN = "/v1/clean"
"""Where single documents are sent."""
OPEN = PROBES | {METRICS, "/schema/openapi.json"}
"""Paths that need no key and count for no rate; all others do, whatever is at them."""
QUIET = PROBES | {METRICS}
"""Paths that are asked for every few seconds: logged at debug, and not traced."""
METHOD_MAX_LENGTH = 16
PATH_MAX_LENGTH = 200
"""Characters of a path that are logged; our own are shorter."""


@dataclass(slots=True)
class Exchange:
    """One request and its answer, as far as they have come."""

    method: str
    path: str
    request_id: str
    since: float = field(default_factory=time.perf_counter)
    bytes_in: int = 0
    bytes_out: int = 0
    status: int | None = None
    body_ended: bool = False
    """Whether the whole body has been received, or there is none."""
    duplex: bool = False
    """Whether the body may still be read when the answer has begun."""
    more: dict[str, str] = field(default_factory=dict)
    """What only some requests have: the problem they were answered with, the name of the caller's key."""

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.perf_counter() - self.since

    def log(self) -> None:
        """One line when all is done; probes only where someone looks for them."""
        quiet = self.path in QUIET
        level = logging.DEBUG if quiet else logging.ERROR if (self.status or 500) == 500 else logging.INFO
        log(
            level,
            "request",
            request_id=self.request_id,
            method=self.method[:METHOD_MAX_LENGTH],
            path=self.path[:PATH_MAX_LENGTH],
            status=self.status,
            duration_ms=round(self.seconds * 1000, 2),
            bytes_in=self.bytes_in,
            bytes_out=self.bytes_out,
            **self.more,
        )


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around every request: the gate, and those that look on."""

    access: Access | None = None
    has_room: Callable[[], None] | None = None
    """Raises where a document could not even wait now: asked before the framework, so that turning one away costs
    next to nothing."""
    metrics: Metrics | None = None
    tracing: Tracing = NO_TRACING

    def admit(self, exchange: Exchange, headers: list[tuple[bytes, bytes]]) -> str | None:
        """The name of the caller's key, if one is needed.  Raises ``ProblemError`` unless the request may go on."""
        if exchange.path in OPEN:
            return None
        caller = self.access.admit(headers) if self.access is not None else None
        if caller is not None:
            exchange.more["caller"] = caller
        if self.has_room is not None and exchange.path == CLEAN and exchange.method == "POST":
            self.has_room()
        return caller

    def begin(self, exchange: Exchange, headers: list[tuple[bytes, bytes]]) -> Trace:
        """A request has come."""
        if self.metrics is None:
            return NO_TRACING.begin(exchange.method, exchange.path, headers)
        self.metrics.began()
        tracing = NO_TRACING if exchange.path in QUIET else self.tracing
        return tracing.begin(exchange.method[:METHOD_MAX_LENGTH], self.metrics.route_of(exchange.path), headers)

    def end(self, exchange: Exchange, trace: Trace) -> None:
        """It is done with."""
        problem = exchange.more.get("problem")
        trace.answered(exchange.status, problem)
        if self.metrics is not None:
            self.metrics.answered(exchange.path, exchange.status, exchange.seconds, problem=problem)
            self.metrics.carried(exchange.bytes_in, exchange.bytes_out)
        exchange.log()
