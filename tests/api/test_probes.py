"""Probes: what the background has found out, read at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace

import msgspec
import pytest
from httpx import Client

from service.api.health import STALE_CANARIES, STALL_SECONDS, Health
from service.api.problems import ProblemError
from service.api.wire_answers import HealthOut, RulesOut, StatusOut
from tests.api.helpers import StubPool, client_of, problem


@pytest.mark.parametrize(("path", "status"), [("/livez", "alive"), ("/readyz", "ready"), ("/startupz", "started")])
def test_probe(client: Client, path: str, status: str) -> None:
    """A probe that is content says so, is not stored, and answers HEAD without a body."""
    response = client.get(path)
    assert (200, status) == (response.status_code, msgspec.json.decode(response.content, type=StatusOut).status)
    assert "no-store" == response.headers["cache-control"]
    head = client.head(path)
    assert (200, b"") == (head.status_code, head.content)
    assert response.headers["content-length"] == head.headers["content-length"]


def test_health(client: Client) -> None:
    """The summary says what the probes say, and more."""
    summary = msgspec.json.decode(client.get("/health").content, type=HealthOut)
    assert ("ready", True, 2, 0, 0) == (
        summary.state,
        summary.alive,
        summary.workers,
        summary.running,
        summary.waiting,
    )
    assert summary.last_answer_seconds is not None


class Deaf(StubPool):
    """A pool whose workers never clean the canary."""

    async def check(self) -> bool:
        """Never sound."""
        return False


def test_starting() -> None:
    """Until the first canary has come back the service lives, but has not started."""
    with client_of(Deaf()) as client:
        assert 200 == client.get("/livez").status_code
        assert "still loading" in problem(client.get("/startupz"), "not-ready")
        assert "still loading" in problem(client.get("/readyz"), "not-ready")
        health = client.get("/health").json()
        assert ("starting", True, 503) == (health["state"], health["alive"], health["status"])
        assert "urn:winnow:problem:not-ready" == health["type"]


@dataclass
class Clock:
    """A clock that a test sets."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Bench:
    """A health with a clock and a pool to play with."""

    clock: Clock = field(default_factory=Clock)
    pool: StubPool = field(default_factory=StubPool)
    health: Health = field(init=False)

    def __post_init__(self) -> None:
        self.health = Health(self.pool, canary_seconds=5.0, clock=self.clock, started=True)
        self.pool.last_answer = self.clock.now

    def detail(self) -> str:
        with pytest.raises(ProblemError) as caught:
            self.health.check_ready()
        return caught.value.detail


def test_ready_while_workers_answer() -> None:
    """Any answer of a worker counts, up to the last missed canary."""
    bench = Bench()
    bench.clock.now += STALE_CANARIES * 5.0
    bench.health.check_ready()
    bench.clock.now += 0.1
    assert "No worker has cleaned a document for 30 s." in bench.detail()


def test_unready_while_draining() -> None:
    """A service that ends takes no more documents."""
    bench = Bench()
    bench.health.draining = True
    assert "shutting down" in bench.detail()
    assert "draining" == bench.health.summary()[0]["state"]


def test_unready_without_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full queue is a reason to send documents elsewhere."""
    bench = Bench()
    load = replace(bench.pool.load, waiting=1)
    monkeypatch.setattr(StubPool, "load", load)
    assert "1 documents are waiting" in bench.detail()


def test_alive_while_idle() -> None:
    """Silence alone is no stall: nothing was asked."""
    bench = Bench()
    bench.clock.now += 10 * STALL_SECONDS
    bench.health.check_alive()


def test_stall() -> None:
    """A canary that never comes back, while nothing else does either, means restart."""
    bench = Bench()
    bench.health.asked = bench.clock.now
    bench.clock.now += STALL_SECONDS
    bench.health.check_alive()
    bench.clock.now += 1
    with pytest.raises(ProblemError, match="Restart the service"):
        bench.health.check_alive()
    bench.pool.last_answer = bench.clock.now - 1
    bench.health.check_alive()


def test_watch_starts_and_goes_on() -> None:
    """The canary is sent again and again; the first that is sound starts the service."""

    async def scenario() -> list[bool]:
        pool = Deaf()
        health = Health(pool, canary_seconds=0.01)
        watch = asyncio.create_task(health.watch())
        await asyncio.sleep(0.05)
        before = health.started
        health.pool = StubPool()
        await asyncio.sleep(0.05)
        watch.cancel()
        return [before, health.started]

    assert [False, True] == asyncio.run(scenario())


def test_rules(client: Client) -> None:
    """The list of rules reads strictly, is counted, and can be narrowed."""
    response = client.get("/v1/rules")
    rules = msgspec.json.decode(response.content, type=RulesOut)
    assert rules.count == len(rules.rules)
    assert "no-cache" == response.headers["cache-control"]
    shares = msgspec.json.decode(client.get("/v1/rules?kind=share&language=en").content, type=RulesOut)
    assert [r.id for r in rules.rules if (r.kind, r.language) == ("share", "en")] == [r.id for r in shares.rules]
    assert 0 == client.get("/v1/rules?language=xx").json()["count"]


def test_rules_validator(client: Client) -> None:
    """The rules change with the version only."""
    tag = client.get("/v1/rules").headers["etag"]
    assert 304 == client.get("/v1/rules", headers={"If-None-Match": tag}).status_code
    assert 200 == client.get("/v1/rules", headers={"If-None-Match": '"x"'}).status_code
