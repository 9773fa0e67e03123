"""Documents in the pool: admission, waiting, lanes, and what a deadline or a death costs."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from service.pool.bursts import CALM_SECONDS, STANDING_SECONDS
from service.pool.jobs import Job, Outcome
from service.pool.lanes import Lane
from service.pool.pool import Pool
from service.pool.terms import Terms
from tests.pool import workloads
from tests.pool.helpers import Notes, failure_of, pid_of, play, until

QUICK = Job("0")
ONE = Terms(workers=1, queue=1, work=workloads.sleep)
TWO = Terms(workers=2, queue=8, queue_target_seconds=60, work=workloads.sleep)


def task(pool: Pool, document: str, lane: Lane = Lane.SINGLE) -> asyncio.Task[Outcome]:
    return asyncio.create_task(pool.run(Job(document), lane=lane))


def test_work_is_done_elsewhere() -> None:
    """A job runs in another process, and the event loop turns meanwhile."""

    async def scenario(pool: Pool) -> None:
        job = task(pool, "0.6")
        longest = 0.0
        while not job.done():
            before = time.monotonic()
            await asyncio.sleep(0.005)
            longest = max(longest, time.monotonic() - before)
        assert longest < 0.5
        assert os.getpid() != await pid_of(job)

    play(scenario, ONE)


def test_full_queue() -> None:
    """One runs, one waits, the third is turned away at once, before its body is read, and learns when to come back."""
    notes = Notes()

    async def scenario(pool: Pool) -> None:
        pool.admit()
        running = task(pool, "0.5")
        waiting = task(pool, "0")
        await until(lambda: (pool.load.running, pool.load.waiting) == (1, 1))
        with_room = await failure_of(pool.run(QUICK))
        assert ("queue-full", 1) == (with_room.code, with_room.retry_after)
        assert await pid_of(running) == await pid_of(waiting)
        assert (0, 0) == (pool.load.running, pool.load.waiting)
        await pool.run(QUICK)

    play(scenario, ONE, notes)
    first_two = ["single queued", "single started", "single queued", "single cleaned"]
    assert [*first_two, "single queued"] != notes.events, "what was refused was never queued"
    assert 3 == notes.events.count("single queued") == notes.events.count("single cleaned")


def test_standing_queue_is_cut_short() -> None:
    """A burst may fill the queue; one that makes documents wait and lasts has room for one for each worker only."""

    async def scenario(pool: Pool) -> None:
        burst = [task(pool, document) for document in ("1", "0", "0", "0")]
        await until(lambda: pool.load.waiting == 3)
        pool.admit()
        await asyncio.sleep(0.1 + STANDING_SECONDS)
        pool.admit()
        await asyncio.sleep(2 * STANDING_SECONDS)
        assert "queue-full" == (await failure_of(pool.run(QUICK))).code
        await asyncio.gather(*burst)
        await asyncio.sleep(CALM_SECONDS)
        assert 8 == len(await asyncio.gather(*(pool.run(Job("0.1")) for _ in range(8))))

    play(scenario, Terms(workers=1, queue=8, queue_target_seconds=0.1, work=workloads.sleep))


def test_long_wait() -> None:
    """Who waits too long starts nothing."""
    notes = Notes()

    async def scenario(pool: Pool) -> None:
        running = task(pool, "1.5")
        await asyncio.sleep(0)
        failure = await failure_of(pool.run(QUICK))
        assert "waited-too-long" == failure.code
        assert "waited 0.2 s" in failure.detail
        assert not running.done()
        running.cancel()

    play(scenario, Terms(workers=1, queue=1, wait_seconds=0.2, work=workloads.sleep), notes)
    assert 1 == notes.events.count("single started")


def test_batch_waits_and_singles_go_first() -> None:
    """A batch has no limit of its own, takes all workers while nobody else waits, and then lets singles go first."""
    notes = Notes()

    async def scenario(pool: Pool) -> None:
        batch = [task(pool, "0.5", Lane.BATCH) for _ in range(4)]
        await until(lambda: pool.load.running == 2 and pool.load.batch_waiting == 2)
        singles = [task(pool, "0") for _ in range(3)]
        await asyncio.gather(*batch, *singles)

    play(scenario, TWO, notes)
    starts = [event.split()[0] for event in notes.events if event.endswith("started")]
    assert ["batch", "batch", "single", "single", "single", "batch", "batch"] == starts


def test_deadline() -> None:
    """A document that takes too long is given up, its worker replaced, and nothing else suffers."""
    notes = Notes()

    async def scenario(pool: Pool) -> None:
        late = task(pool, "600")
        other = await pid_of(pool.run(QUICK))
        failure = await failure_of(late)
        assert "deadline-exceeded" == failure.code
        assert "within 0.5 s" in failure.detail
        assert "WINNOW_DEADLINE_SECONDS" in failure.detail
        assert other == await pid_of(pool.run(QUICK))
        await until(lambda: pool.load.ready == 2)

    play(scenario, Terms(workers=2, deadline_seconds=0.5, work=workloads.sleep), notes)
    assert ["deadline", "shutdown", "shutdown"] == notes.reasons
    assert 1 == notes.events.count("single deadline-exceeded")


def test_one_death_is_forgiven(tmp_path: Path) -> None:
    """A document whose worker dies is tried again, on another."""
    notes = Notes()

    async def scenario(pool: Pool) -> None:
        before = await pid_of(pool.run(QUICK))
        assert before != await pid_of(pool.run(Job(str(tmp_path / "died"))))

    play(scenario, ONE, notes)
    assert ["died", "shutdown"] == notes.reasons
    assert ["queued", "started", "started", "cleaned"] == [event.split()[1] for event in notes.events[3:]]


def test_document_that_kills_is_refused() -> None:
    """Two workers are enough; the documents beside it do not notice."""
    notes = Notes()

    async def scenario(pool: Pool) -> None:
        hostile = task(pool, "die")
        good = await asyncio.gather(*(pool.run(QUICK) for _ in range(8)))
        assert 8 == len(good)
        failure = await failure_of(hostile)
        assert "document-refused" == failure.code
        assert "ended unexpectedly" in failure.detail
        await pool.run(QUICK)

    play(scenario, Terms(workers=2, queue=16, work=workloads.sleep), notes)
    assert 2 == notes.reasons.count("died")


def test_memory_is_named() -> None:
    """A document that runs into the limit of memory twice learns that."""

    async def scenario(pool: Pool) -> None:
        failure = await failure_of(pool.run(Job("swallow memory")))
        assert "document-refused" == failure.code
        assert "more than 80 MB of memory" in failure.detail

    notes = Notes()
    play(scenario, replace(ONE, memory_bytes=80_000_000), notes)
    assert ["memory", "memory", "shutdown"] == notes.reasons


def test_killed_workers_cost_nothing() -> None:
    """Workers that someone kills while they have a document or none are replaced, and every document is answered."""

    async def scenario(pool: Pool) -> None:
        first = await pid_of(pool.run(QUICK))
        os.kill(first, signal.SIGKILL)
        running = task(pool, "0.5")
        await asyncio.sleep(0.1)
        for member in [*pool._crew.members]:
            os.kill(member.pid, signal.SIGKILL)
        assert first != await pid_of(running)
        await until(lambda: pool.load.ready == 2)

    play(scenario, TWO)


def test_client_that_goes_away() -> None:
    """What waits is dropped; what runs keeps its worker until it ends."""
    notes = Notes()

    async def scenario(pool: Pool) -> None:
        running, waiting = task(pool, "0.5"), task(pool, "0")
        await until(lambda: pool.load.waiting == 1)
        waiting.cancel()
        running.cancel()
        await asyncio.sleep(0.05)
        assert (1, 0) == (pool.load.running, pool.load.waiting)
        await pool.run(QUICK)
        assert 0 == pool.load.running

    play(scenario, ONE, notes)
    assert 1 == notes.events.count("single dropped")
    assert 2 == notes.events.count("single started")


def test_closing_fails_what_is_left() -> None:
    """Who still runs or waits at the end learns why, and nothing holds the end."""

    async def scenario(pool: Pool) -> None:
        left = [asyncio.create_task(failure_of(pool.run(Job("600")))) for _ in range(2)]
        await until(lambda: pool.load.waiting == 1)
        began = time.monotonic()
        await pool.close()
        assert time.monotonic() - began < 10
        assert ["shutting-down"] * 2 == [failure.code for failure in await asyncio.gather(*left)]
        assert "shutting-down" == (await failure_of(pool.run(QUICK))).code
        assert not await pool.check()

    play(scenario, ONE)


def test_no_more_but_what_was_accepted() -> None:
    """After ``stop_admitting`` nothing is taken, batches' documents neither, and what was accepted is finished."""

    async def scenario(pool: Pool) -> None:
        accepted = [task(pool, "0.2"), task(pool, "0")]
        await until(lambda: pool.load.waiting == 1)
        pool.stop_admitting()
        for lane in Lane:
            assert "shutting-down" == (await failure_of(pool.run(QUICK, lane=lane))).code
        assert 2 == len([await pid_of(outcome) for outcome in accepted])

    play(scenario, ONE)
