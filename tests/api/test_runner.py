"""The seam to the workers: admission, waiting, and what happens when a worker is lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from service.api.jobs import Cleaned, Crashed, Job, Outcome, Refused
from service.api.problems import ProblemError
from service.api.runner import Runner
from service.api.worker import CANARY, WARM_UP, is_sound, run_job
from tests.api import workloads

QUICK = Job("quick")


def runner_of(work: Callable[[Job], Outcome], *, workers: int = 1, queue: int = 1, wait: float = 30.0) -> Runner:
    """A runner with real processes that do this work."""
    return Runner(workers=workers, queue=queue, wait_seconds=wait, work=work)


def run(runner: Runner, scenario: Callable[[Runner], Awaitable[None]]) -> None:
    """Play a scenario and end the workers."""

    async def play() -> None:
        try:
            await scenario(runner)
        finally:
            await runner.close()

    asyncio.run(play())


async def code_of(outcome: Awaitable[Outcome]) -> str:
    """The problem that a job ended with."""
    with pytest.raises(ProblemError) as caught:
        await outcome
    return caught.value.problem.code


def test_work_is_done_elsewhere() -> None:
    """A job runs in another process, and the event loop turns meanwhile."""

    async def scenario(runner: Runner) -> None:
        await runner.run(QUICK)
        job = asyncio.create_task(runner.run(Job("1")))
        longest = 0.0
        while not job.done():
            before = time.monotonic()
            await asyncio.sleep(0.005)
            longest = max(longest, time.monotonic() - before)
        assert longest < 0.8
        outcome = await job
        assert isinstance(outcome, Cleaned)
        assert workloads.process_name() != outcome.body.decode()

    run(runner_of(workloads.sleep), scenario)


def test_full_queue_and_long_wait() -> None:
    """One runs, one waits, the third is turned away at once; who waits too long starts nothing."""

    async def scenario(runner: Runner) -> None:
        await runner.run(QUICK)
        running = asyncio.create_task(runner.run(Job("2.5")))
        await asyncio.sleep(0.1)
        waiting = asyncio.create_task(code_of(runner.run(QUICK)))
        await asyncio.sleep(0.05)
        assert (1, 1) == (runner.load.running, runner.load.waiting)
        assert "queue-full" == await code_of(runner.run(QUICK))
        assert "waited-too-long" == await waiting
        assert isinstance(await running, Cleaned)
        assert isinstance(await runner.run(QUICK), Cleaned)
        assert (0, 0) == (runner.load.running, runner.load.waiting)

    run(runner_of(workloads.sleep, wait=0.8), scenario)


def test_lost_worker_is_replaced() -> None:
    """A worker that dies costs the documents in hand, and nothing more."""

    async def scenario(runner: Runner) -> None:
        assert "worker-lost" == await code_of(runner.run(Job("die")))
        assert isinstance(await runner.run(QUICK), Cleaned)
        codes = await asyncio.gather(*(code_of(runner.run(Job("die"))) for _ in range(2)))
        assert ["worker-lost"] * 2 == codes
        assert isinstance(await runner.run(QUICK), Cleaned)

    run(runner_of(workloads.sleep, workers=2), scenario)


def test_client_that_goes_away_frees_no_slot() -> None:
    """The slot belongs to the work: another document must wait until it has ended."""

    async def scenario(runner: Runner) -> None:
        await runner.run(QUICK)
        request = asyncio.create_task(runner.run(Job("1")))
        await asyncio.sleep(0.1)
        request.cancel()
        await asyncio.sleep(0.05)
        assert 1 == runner.load.running
        assert "waited-too-long" == await code_of(runner.run(QUICK))
        await asyncio.sleep(1)
        assert isinstance(await runner.run(QUICK), Cleaned)

    run(runner_of(workloads.sleep, wait=0.2), scenario)


def test_stuck_worker_does_not_hold_the_end() -> None:
    """Closing kills who does not end, and the request learns it."""

    async def scenario(runner: Runner) -> None:
        await runner.run(QUICK)
        request = asyncio.create_task(code_of(runner.run(Job("600"))))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await runner.close()
        assert time.monotonic() - began < 10
        assert "shutting-down" == await request
        assert "shutting-down" == await code_of(runner.run(QUICK))

    run(runner_of(workloads.sleep), scenario)


def test_canary() -> None:
    """The canary is sound where cleaning works, and not where it does not."""
    assert is_sound(run_job(CANARY))
    assert not is_sound(Refused("no-content", ""))
    assert not is_sound(Cleaned(b"something else"))

    async def broken(runner: Runner) -> None:
        assert not await runner.check()

    run(runner_of(workloads.break_down), broken)


def test_warm_up() -> None:
    """A text and a page are cleaned before the first request, and both can be."""
    assert {False, True} == {job.page for job in WARM_UP}
    assert [True] * len(WARM_UP) == [is_sound(run_job(job)) for job in WARM_UP]


def test_job_never_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal and a bug come back as values; a bug without its message, which may quote the document."""
    refused = run_job(Job("   "))
    assert isinstance(refused, Refused)
    assert "empty-input" == refused.code

    def fail(*_: object, **__: object) -> None:
        raise LookupError("the secret of the document")

    monkeypatch.setattr("service.api.worker.clean", fail)
    monkeypatch.setattr("service.api.worker.clean_page", fail)
    for job in (Job("a"), Job("<p>a</p>", page=True)):
        crashed = run_job(job)
        assert isinstance(crashed, Crashed)
        assert "LookupError" == crashed.error
        assert "secret" not in str(crashed)
