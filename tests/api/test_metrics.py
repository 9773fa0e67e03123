"""Metrics: they say what was so, begin at zero, and have few labels."""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace
from typing import Any

from httpx import Client
from prometheus_client.parser import text_string_to_metric_families

from service.api.problems import PROBLEMS
from service.core.model import Kind
from service.pool.lanes import Lane
from service.pool.pool import Pool
from service.pool.reports import Report, Tally
from service.pool.terms import Terms
from service.telemetry.metrics import OTHER, STAGES, Metrics
from service.telemetry.processes import below, resident_bytes
from tests.api.helpers import PROSE, TEXT, StubPool, client_of

REPORT = Report(
    page=True,
    seconds={"decode": 0.001, "extract": 0.01, "judge": 0.02, "serialise": 0.001},
    source_characters=1000,
    body_characters=800,
    removals={"share": Tally(2, 50), "title": Tally(1, 150)},
    families={"cues": Tally(2, 50), "header": Tally(1, 150)},
    repairs={"mojibake": 3},
    encoding="header",
    kept_ratio=0.8,
    empty=False,
    article_probability=0.97,
)
VERSION = {"service": "1", "rules": "2", "model": None}


def new_metrics() -> Metrics:
    """Metrics of a service with one route."""
    return Metrics(VERSION, frozenset({"/v1/clean"}))


def samples(text: bytes) -> dict[str, float]:
    """``name{label="value"}`` → value, labels in order of their names."""
    return {
        sample.name + "".join(f"{{{k}={v}}}" for k, v in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


def scrape(client: Client) -> dict[str, float]:
    """What Prometheus would read."""
    response = client.get("/metrics")
    assert 200 == response.status_code
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    return samples(response.content)


def test_a_document_is_counted() -> None:
    """Outcome, times, and what was removed, by kind and by family of rules."""
    metrics = new_metrics()
    for _ in range(2):
        metrics.queued(Lane.SINGLE)
        metrics.started(Lane.SINGLE, 0.5)
        metrics.ended(Lane.SINGLE, "cleaned", 0.7, REPORT)
    metrics.ended(Lane.BATCH, "deadline-exceeded", 30.0, None)
    found = samples(metrics.text())
    expected = {
        "winnow_documents_total{lane=single}{outcome=cleaned}": 2,
        "winnow_documents_total{lane=batch}{outcome=deadline-exceeded}": 1,
        "winnow_document_seconds_sum{lane=batch}": 30.0,
        "winnow_queue_wait_seconds_sum{lane=single}": 1.0,
        "winnow_queue_wait_seconds_count{lane=batch}": 0,
        "winnow_stage_seconds_count{stage=judge}": 2,
        "winnow_removed_documents_total{kind=share}": 2,
        "winnow_removed_pieces_total{kind=share}": 4,
        "winnow_removed_characters_total{kind=title}": 300,
        "winnow_family_documents_total{family=cues}": 2,
        "winnow_family_characters_total{family=header}": 300,
        "winnow_source_characters_total": 2000,
        "winnow_body_characters_total": 1600,
        "winnow_empty_results_total": 0,
        "winnow_repaired_documents_total{kind=mojibake}": 2,
        "winnow_repairs_total{kind=mojibake}": 6,
        "winnow_encodings_total{source=header}": 2,
        "winnow_article_probability_count": 2,
        "winnow_kept_ratio_bucket{le=0.7}": 0,
        "winnow_kept_ratio_bucket{le=0.8}": 2,
    }
    assert expected == {name: found[name] for name in expected}


def test_an_empty_result_is_counted() -> None:
    """A document of which nothing is left, and of which the model knows nothing."""
    metrics = new_metrics()
    metrics.ended(Lane.SINGLE, "cleaned", 0.1, replace(REPORT, empty=True, article_probability=None))
    found = samples(metrics.text())
    assert (1, 0) == (found["winnow_empty_results_total"], found["winnow_article_probability_count"])


def test_workers_are_counted() -> None:
    """Every reason for an end is there from the start, so that a rate sees the first."""
    metrics = new_metrics()
    reasons = ("deadline", "died", "memory", "recycled", "shutdown")
    assert {0} == {samples(metrics.text())[f"winnow_workers_ended_total{{reason={reason}}}"] for reason in reasons}
    metrics.worker_ended("died")
    metrics.worker_started(0.3)
    found = samples(metrics.text())
    assert 1 == found["winnow_workers_ended_total{reason=died}"]
    assert 0.3 == found["winnow_worker_start_seconds_sum"]


def test_load_is_that_of_the_pool() -> None:
    """Gauges are read when they are asked for."""
    metrics = new_metrics()
    metrics.show_load(Pool(Terms(workers=3, queue=7)))
    found = samples(metrics.text())
    assert (3, 0, 7, 0) == (
        found["winnow_workers"],
        found["winnow_workers_ready"],
        found["winnow_queue_room"],
        found["winnow_documents_waiting{lane=batch}"],
    )


def test_requests_over_http() -> None:
    """Each request is counted by route, status and problem; a path of the caller's own makes no label."""
    with client_of(StubPool()) as client:
        client.post("/v1/clean", content=PROSE.encode(), headers=TEXT)
        client.post("/v1/clean", content=b"{", headers={"Content-Type": "application/json"})
        for number in range(3):
            client.get(f"/secret/{number}")
        found = scrape(client)
    assert 1 == found["winnow_requests_total{route=/v1/clean}{status=200}"]
    assert 1 == found["winnow_requests_total{route=/v1/clean}{status=400}"]
    assert 3 == found[f"winnow_requests_total{{route={OTHER}}}{{status=404}}"]
    assert 1 == found["winnow_problems_total{code=malformed-json}"]
    assert 1 == found["winnow_requests_under_way"], "the scrape itself"
    assert len(PROSE) + 1 == found["winnow_received_bytes_total"]
    assert not [name for name in found if "secret" in name]


def test_the_real_service(client: Client) -> None:
    """Figures of workers reach the one process that answers: stages, kinds, versions, memory."""
    before = scrape(client)
    text = f"{PROSE} It was said.\n\nMore was said on Wednesday, and then some more.\n\nShare this article\n"
    assert 200 == client.post("/v1/clean", content=text.encode(), headers=TEXT).status_code
    after = scrape(client)

    def grown(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert 1 == grown("winnow_documents_total{lane=single}{outcome=cleaned}")
    assert [1, 1, 1, 1] == [grown(f"winnow_stage_seconds_count{{stage={stage}}}") for stage in STAGES]
    assert 1 == grown("winnow_removed_documents_total{kind=share}")
    assert len("Share this article") == grown("winnow_removed_characters_total{kind=share}")
    assert 1 <= after["winnow_workers_ready"] <= after["winnow_workers"] == 2
    assert after["winnow_resident_bytes{of=service}"] > 10**7
    assert after["winnow_resident_bytes{of=workers}"] > after["winnow_largest_worker_bytes"] > 10**7
    assert after["winnow_processes"] >= 3
    assert after["winnow_open_files"] > 3
    [info] = [name for name in after if name.startswith("winnow_info{")]
    assert "{rules=" in info


def test_labels_are_few_and_closed(client: Client) -> None:
    """Every label is of a known set; all names are ours."""
    kinds = {kind.value for kind in Kind}
    outcomes = {"cleaned", "dropped", "crashed", *PROBLEMS}
    for family in text_string_to_metric_families(client.get("/metrics").text):
        assert family.name.startswith("winnow_"), family.name
        assert family.documentation.endswith("."), family.name
        for sample in family.samples:
            labels: dict[str, Any] = sample.labels
            assert labels.get("kind", "share") in kinds or "repair" in family.name
            assert labels.get("outcome", "cleaned") in outcomes
            assert labels.get("code", "internal") in PROBLEMS
            assert re.fullmatch(r"[0-9]{3}|none", labels.get("status", "200"))


def test_memory_of_processes() -> None:
    """What is read from /proc is there, and a process that is gone costs nothing."""
    assert resident_bytes(os.getpid()) > 10**6
    assert 0 == resident_bytes(2**22 + 1)
    assert [] == below(2**22 + 1)


def test_a_document_costs_little() -> None:
    """Counting a document takes .03 ms; half of what cleaning the shortest one takes would be a fault."""
    metrics = new_metrics()
    began = time.process_time()
    for _ in range(1000):
        metrics.started(Lane.SINGLE, 0.5)
        metrics.ended(Lane.SINGLE, "cleaned", 0.7, REPORT)
    assert time.process_time() - began < 1.0
