"""What the tests of the pool share."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from service.pool.failures import PoolError
from service.pool.jobs import Cleaned, Outcome
from service.pool.lanes import Lane
from service.pool.observer import Reason
from service.pool.pool import Pool
from service.pool.reports import Report
from service.pool.terms import Terms

REPORT = Report(
    page=False,
    seconds={"decode": 0.001, "extract": 0.001, "judge": 0.002, "serialise": 0.001},
    source_characters=2,
    body_characters=2,
    removals={},
    families={},
    repairs={},
    encoding="given",
    kept_ratio=1.0,
    empty=False,
    article_probability=None,
)
"""The figures of a document of which nothing was taken out."""

Scenario = Callable[[Pool], Awaitable[None]]


@dataclass
class Notes:
    """An observer that writes down what it is told."""

    events: list[str] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    starts: int = 0

    def queued(self, lane: Lane) -> None:
        self.events.append(f"{lane} queued")

    def started(self, lane: Lane, waited_seconds: float) -> None:
        assert waited_seconds >= 0
        self.events.append(f"{lane} started")

    def ended(self, lane: Lane, outcome_code: str, seconds: float, report: Report | None) -> None:
        assert (outcome_code == "cleaned") == (report is not None)
        assert seconds >= 0
        self.events.append(f"{lane} {outcome_code}")

    def worker_started(self, seconds: float) -> None:
        assert seconds > 0
        self.starts += 1

    def worker_ended(self, reason: Reason) -> None:
        self.reasons.append(reason)


def play(scenario: Scenario, terms: Terms, notes: Notes | None = None) -> None:
    """Play a scenario with real workers that are warm, and end them."""

    async def whole() -> None:
        pool = Pool(terms, observer=notes)
        try:
            await pool.check()
            await until(lambda: pool.load.ready == terms.workers)
            await scenario(pool)
        finally:
            await pool.close()

    asyncio.run(whole())


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.005)


async def failure_of(outcome: Awaitable[Outcome]) -> PoolError:
    """How a document failed."""
    with pytest.raises(PoolError) as caught:
        await outcome
    return caught.value


async def pid_of(outcome: Awaitable[Outcome]) -> int:
    """Which process had the document."""
    answer = await outcome
    assert isinstance(answer, Cleaned)
    return int(answer.body)
