"""The metrics of requests, documents and workers: an observer of the pool, and one line for each request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from service.pool.lanes import Lane
from service.pool.observer import Reason
from service.pool.pool import Pool
from service.pool.reports import Report
from service.telemetry.content import ContentMetrics
from service.telemetry.processes import ProcessCollector

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
"""Of the metrics as text."""
OTHER = "other"
"""The route of a path that is none of ours: paths are the caller's words, and would be labels without end."""
SECONDS_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""A short text takes 2 ms, a page 30 ms, the largest documents seconds; a deadline is the last."""
STAGES = ("decode", "extract", "judge", "serialise")
"""Stages of cleaning, in order; shown from the start, so that a rate over them has a beginning."""


class Metrics:
    """All metrics of one service.  An ``Observer`` of its pool; everything is told in the event loop."""

    def __init__(self, version: Mapping[str, str | None], routes: frozenset[str]) -> None:
        self._routes = routes
        self._registry = registry = CollectorRegistry()

        def counter(name: str, meaning: str, *labels: str) -> Counter:
            return Counter(name, meaning, labels, namespace="winnow", registry=registry)

        def seconds(name: str, meaning: str, *labels: str) -> Histogram:
            return Histogram(name, meaning, labels, namespace="winnow", registry=registry, buckets=SECONDS_BUCKETS)

        self._requests = counter("requests", "Answered requests.", "route", "status")
        self._request_seconds = seconds("request_seconds", "From the head of a request to its answer's end.", "route")
        self._under_way = Gauge(
            "requests_under_way", "Requests that have no whole answer yet.", namespace="winnow", registry=registry
        )
        self._problems = counter("problems", "Answers that are problems, by their code.", "code")
        self._received = counter("received_bytes", "Bytes of request bodies, as sent.")
        self._sent = counter("sent_bytes", "Bytes of answers.")
        self._documents = counter("documents", "Documents done with, by what became of them.", "lane", "outcome")
        self._document_seconds = seconds("document_seconds", "From queued to done with.", "lane")
        self._wait = seconds("queue_wait_seconds", "How long a document waited for a worker.", "lane")
        self._stages = seconds("stage_seconds", "Work of a worker on one document, by stage.", "stage")
        self._ended = counter("workers_ended", "Workers that ended, and were replaced where they must be.", "reason")
        self._worker_start = seconds("worker_start_seconds", "How long a worker took to be ready.")
        info = Gauge("info", "The versions that make the answers.", [*version], namespace="winnow", registry=registry)
        info.labels(**{name: value or "" for name, value in version.items()}).set(1)
        self._content = ContentMetrics(registry)
        registry.register(ProcessCollector())
        self._show_zeros()

    def _show_zeros(self) -> None:
        """A series that begins with its first event hides that event from every rate."""
        for lane in Lane:
            self._documents.labels(lane.value, "cleaned")
            self._document_seconds.labels(lane.value)
            self._wait.labels(lane.value)
        for stage in STAGES:
            self._stages.labels(stage)
        for reason in get_args(Reason):
            self._ended.labels(reason)

    def show_load(self, pool: Pool) -> None:
        """Show what this pool has to do, whenever someone asks."""
        self._registry.register(LoadCollector(pool))

    def text(self) -> bytes:
        """All metrics, as Prometheus reads them."""
        return generate_latest(self._registry)

    def route_of(self, path: str) -> str:
        """The route of a path, as a label."""
        return path if path in self._routes else OTHER

    def began(self) -> None:
        """A request has come."""
        self._under_way.inc()

    def answered(self, path: str, status: int | None, seconds: float, *, problem: str | None = None) -> None:
        """A request is done with; it has no status where the client went away before there was one."""
        route = self.route_of(path)
        self._under_way.dec()
        self._requests.labels(route, str(status or "none")).inc()
        self._request_seconds.labels(route).observe(seconds)
        if problem is not None:
            self._problems.labels(problem).inc()

    def carried(self, received: int, sent: int) -> None:
        """Bytes of a body and of an answer."""
        self._received.inc(received)
        self._sent.inc(sent)

    def queued(self, lane: Lane) -> None:
        """How many wait is read from the pool itself."""

    def started(self, lane: Lane, waited_seconds: float) -> None:
        """A worker has the document."""
        self._wait.labels(lane.value).observe(waited_seconds)

    def ended(self, lane: Lane, outcome_code: str, seconds: float, report: Report | None) -> None:
        """The document is done with."""
        self._documents.labels(lane.value, outcome_code).inc()
        self._document_seconds.labels(lane.value).observe(seconds)
        if report is not None:
            for stage, took in report.seconds.items():
                self._stages.labels(stage).observe(took)
            self._content.add(report)

    def worker_started(self, seconds: float) -> None:
        """A worker is ready."""
        self._worker_start.observe(seconds)

    def worker_ended(self, reason: Reason) -> None:
        """A worker is gone."""
        self._ended.labels(reason).inc()


class LoadCollector(Collector):
    """What the pool has to do at this moment; autoscalers go by it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        """The figures of now."""
        load = self._pool.load
        waiting = GaugeMetricFamily("winnow_documents_waiting", "Documents that no worker has yet.", labels=["lane"])
        waiting.add_metric([Lane.SINGLE.value], load.waiting)
        waiting.add_metric([Lane.BATCH.value], load.batch_waiting)
        yield waiting
        yield GaugeMetricFamily("winnow_documents_running", "Documents being cleaned.", load.running)
        yield GaugeMetricFamily("winnow_queue_room", "Single documents that may wait in all.", load.queue)
        yield GaugeMetricFamily("winnow_workers", "Processes that should clean documents.", load.workers)
        yield GaugeMetricFamily("winnow_workers_ready", "Processes that can.", load.ready)
        largest = max(load.rss_bytes, default=0)
        yield GaugeMetricFamily("winnow_largest_worker_bytes", "Resident memory of the largest worker.", largest)
