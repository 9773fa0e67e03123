"""Traces: on where the standard variables say so, spans as the work was, and nothing of a document in them."""

from __future__ import annotations

import gzip
import logging
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from service.pool.jobs import Cleaned, Refused
from service.telemetry.otel import NANOSECONDS, OpenTelemetry
from service.telemetry.tracing import MAX_DOCUMENTS, NO_TRACING, is_asked_for, make_tracing
from tests.api.helpers import PROSE, StubPool, client_of
from tests.pool.helpers import REPORT

TRACE_ID, PARENT_ID = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


@pytest.mark.parametrize(
    ("environment", "asked"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://collector:4318/v1/traces"}, True),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, True),
        ({"OTEL_TRACES_EXPORTER": " Console "}, True),
        ({"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}, False),
        ({"OTEL_TRACES_EXPORTER": "zipkin"}, False),
        ({"OTEL_SDK_DISABLED": "true", "OTEL_TRACES_EXPORTER": "otlp"}, False),
        ({"OTEL_SERVICE_NAME": "winnow"}, False),
    ],
)
def test_asked_for(environment: dict[str, str], asked: bool) -> None:
    """Only the variables that name an exporter or its address switch traces on."""
    assert asked == is_asked_for(environment)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Where OpenTelemetry is asked for and not installed, the log names the remedy, and the service runs."""
    monkeypatch.setitem(sys.modules, "service.telemetry.otel", None)
    caplog.set_level(logging.WARNING, "winnow")
    assert NO_TRACING is make_tracing({"OTEL_TRACES_EXPORTER": "otlp"})
    assert "Install winnow[otel]" in vars(caplog.records[-1])["winnow_fields"]["reason"]


def spans_of(monkeypatch: pytest.MonkeyPatch, *requests: dict[str, Any]) -> list[ReadableSpan]:
    """The spans that a service sends while it answers these and ends; a text of "refuse" is refused."""
    exporter = InMemorySpanExporter()
    monkeypatch.setattr("service.api.app.make_tracing", lambda _: OpenTelemetry(exporter, {"service.name": "winnow"}))
    pool = StubPool(lambda job: Refused("no-content", "No.") if job.document == "refuse" else Cleaned(b"{}", REPORT))
    with client_of(pool) as client:
        for request in requests:
            client.request(**request)
    return list(exporter.get_finished_spans())


def clean(**fields: Any) -> dict[str, Any]:
    """A request for one document."""
    return {"method": "POST", "url": "/v1/clean", "json": {"text": PROSE}, **fields}


def test_spans_of_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """One for the request, one for the document, and one for each stage, one after the other to the document's end."""
    spans = {span.name: span for span in spans_of(monkeypatch, clean())}
    assert {"POST /v1/clean", "document", "queue", "decode", "extract", "judge", "serialise"} == {*spans}
    request, document = spans["POST /v1/clean"], spans["document"]
    assert request.parent is None
    assert document.parent == request.context
    stages = [spans[name] for name in ("queue", *REPORT.seconds)]
    assert [document.context] * 5 == [stage.parent for stage in stages]
    assert [stage.end_time for stage in stages[:-1]] == [stage.start_time for stage in stages[1:]]
    assert (document.start_time, document.end_time) == (stages[0].start_time, stages[-1].end_time)
    assert dict(request.attributes or {}) == {
        "http.request.method": "POST",
        "http.route": "/v1/clean",
        "http.response.status_code": 200,
    }
    assert {"service.name": "winnow"}.items() <= dict(request.resource.attributes).items()


def test_a_trace_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller's own trace is the one that our spans belong to."""
    headers = {"traceparent": f"00-{TRACE_ID}-{PARENT_ID}-01"}
    spans = spans_of(monkeypatch, clean(headers=headers))
    assert {int(TRACE_ID, 16)} == {span.context.trace_id for span in spans if span.context}
    [request] = [span for span in spans if span.name == "POST /v1/clean"]
    assert request.parent is not None
    assert int(PARENT_ID, 16) == request.parent.span_id


def test_problems_in_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused document says its problem; it is no failure of the service, and nothing of it is in a span."""
    spans = spans_of(monkeypatch, clean(json={"text": "refuse"}), {"method": "GET", "url": "/secret"})
    [refused] = [span for span in spans if span.name == "POST /v1/clean"]
    assert ("no-content", StatusCode.UNSET) == ((refused.attributes or {})["error.type"], refused.status.status_code)
    assert {"GET other", "POST /v1/clean", "document", "queue"} == {span.name for span in spans}
    assert not [span for span in spans if "secret" in span.to_json() or "refuse" in span.to_json()]


def test_probes_are_not_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    """They come every few seconds and tell nothing."""
    assert [] == spans_of(monkeypatch, *({"method": "GET", "url": url} for url in ("/livez", "/readyz", "/metrics")))


def test_a_batch_has_few_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first documents stand for the rest."""
    lines = b'{"text":"word"}\n' * (MAX_DOCUMENTS + 20)
    request = {"url": "/v1/clean/batch", "content": lines, "headers": {"Content-Type": "application/x-ndjson"}}
    spans = spans_of(monkeypatch, {"method": "POST", **request})
    assert MAX_DOCUMENTS == [span.name for span in spans].count("document")


def test_stages_fit_into_the_document() -> None:
    """Clocks of processes differ: stages longer than the document begin with it, and end with it."""
    exporter = InMemorySpanExporter()
    telemetry = OpenTelemetry(exporter, {})
    trace = telemetry.begin("POST", "/v1/clean", [])
    trace.document(5 * NANOSECONDS, 5 * NANOSECONDS + 1000, REPORT)
    trace.answered(None, None)
    telemetry.close()
    spans = exporter.get_finished_spans()
    inside = [span for span in spans if span.name != "POST /v1/clean"]
    assert 6 == len(inside)
    for span in inside:
        assert 5 * NANOSECONDS <= (span.start_time or 0) <= (span.end_time or 0) <= 5 * NANOSECONDS + 1000
    assert StatusCode.ERROR == spans[-1].status.status_code


class Collector(BaseHTTPRequestHandler):
    """A collector that only keeps what it is sent."""

    received: ClassVar[list[tuple[str, bytes]]] = []

    def do_POST(self) -> None:
        """Keep the path and the body."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append((self.path, gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(("more", "name"), [({}, b"winnow"), ({"OTEL_SERVICE_NAME": "cleaner"}, b"cleaner")])
def test_spans_reach_a_collector(monkeypatch: pytest.MonkeyPatch, more: dict[str, str], name: bytes) -> None:
    """With nothing but the standard variables spans are sent, under the name that these give or our own."""
    server = HTTPServer(("127.0.0.1", 0), Collector)
    Collector.received.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{server.server_port}", **more}
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    tracing = make_tracing(environment)
    tracing.begin("POST", "/v1/clean", []).answered(200, None)
    tracing.close()
    server.shutdown()
    server.server_close()
    [(path, body)] = Collector.received
    assert "/v1/traces" == path
    assert b"POST /v1/clean" in body
    assert b"service.name\x12" in body
    assert name in body.partition(b"service.name")[2][:20]
