"""Traces with OpenTelemetry: the only importer of it, and imported only where traces are asked for."""

from __future__ import annotations

from collections.abc import Mapping

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter, SpanExporter
from opentelemetry.trace import Span, SpanKind, StatusCode, Tracer, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from service.pool.reports import Report
from service.telemetry.tracing import MAX_DOCUMENTS, Headers, Trace
from service.version import VERSION

NANOSECONDS = 1_000_000_000
"""In a second."""
SERVER_ERROR = 500
"""Statuses from here on are failures of the service, and mark a span as failed."""


class RequestTrace:
    """A request's span, and the spans of its documents below it."""

    def __init__(self, tracer: Tracer, span: Span) -> None:
        self._tracer = tracer
        self._span = span
        self._documents = 0

    def document(self, begun: int, ended: int, report: Report | None) -> None:
        """Draw the spans of one document: how long it waited, and its stages, which end when it does."""
        self._documents += 1
        if self._documents > MAX_DOCUMENTS:
            return
        around = self._tracer.start_span("document", set_span_in_context(self._span), start_time=begun)
        stages = dict(report.seconds) if report is not None else {}
        at = max(begun, ended - round(sum(stages.values()) * NANOSECONDS))
        inside = set_span_in_context(around)
        self._tracer.start_span("queue", inside, start_time=begun).end(at)
        for name, seconds in stages.items():
            until = min(ended, at + round(seconds * NANOSECONDS))
            self._tracer.start_span(name, inside, start_time=at).end(until)
            at = until
        if report is not None:
            around.set_attributes(
                {
                    "winnow.page": report.page,
                    "winnow.source_characters": report.source_characters,
                    "winnow.kept_ratio": report.kept_ratio,
                }
            )
        around.end(ended)

    def answered(self, status: int | None, problem: str | None) -> None:
        """End the request's span."""
        if status is not None:
            self._span.set_attribute("http.response.status_code", status)
        if problem is not None:
            self._span.set_attribute("error.type", problem)
        if status is None or status >= SERVER_ERROR:
            self._span.set_status(StatusCode.ERROR)
        self._span.end()


class OpenTelemetry:
    """Traces that go to an exporter."""

    def __init__(self, exporter: SpanExporter, attributes: Mapping[str, str]) -> None:
        self._provider = TracerProvider(resource=Resource.create(dict(attributes)), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("winnow", VERSION)
        self._propagator = TraceContextTextMapPropagator()

    def begin(self, method: str, route: str, headers: Headers) -> Trace:
        """See ``Tracing``."""
        carrier = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
        attributes = {"http.request.method": method, "http.route": route}
        parent = self._propagator.extract(carrier)
        span = self._tracer.start_span(f"{method} {route}", parent, SpanKind.SERVER, attributes)
        return RequestTrace(self._tracer, span)

    def close(self) -> None:
        """See ``Tracing``."""
        self._provider.shutdown()


def open_telemetry(environment: Mapping[str, str]) -> OpenTelemetry:
    """Traces to where the standard variables say; the packages read most of these themselves."""
    console = environment.get("OTEL_TRACES_EXPORTER", "").strip().lower() == "console"
    named = environment.get("OTEL_SERVICE_NAME") or SERVICE_NAME in environment.get("OTEL_RESOURCE_ATTRIBUTES", "")
    attributes = {"service.version": VERSION} if named else {"service.version": VERSION, SERVICE_NAME: "winnow"}
    return OpenTelemetry(ConsoleSpanExporter() if console else OTLPSpanExporter(), attributes)
