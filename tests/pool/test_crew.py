"""Workers: replaced in time and unnoticed, whatever they do."""

from __future__ import annotations

import asyncio
import os
import socket
from multiprocessing.process import BaseProcess

import pytest

from service.pool.crew import JITTER, Crew
from service.pool.jobs import Job
from service.pool.pool import Pool
from service.pool.terms import Terms
from tests.pool import workloads
from tests.pool.helpers import Notes, failure_of, pid_of, play, until

QUICK = Job("0")


def test_recycling_goes_unnoticed() -> None:
    """After its share of documents a worker is replaced by one that was warm before: there are never too few."""
    notes = Notes()
    pids: set[int] = set()
    fewest = most = 2

    async def scenario(pool: Pool) -> None:
        nonlocal fewest, most
        while notes.reasons.count("recycled") < 3:
            pids.add(await pid_of(pool.run(QUICK)))
            fewest, most = min(fewest, pool.load.ready), max(most, pool.load.ready)
            await asyncio.sleep(0.001)

    play(scenario, Terms(workers=2, recycle_documents=20, work=workloads.sleep), notes)
    assert 2 == fewest, "a worker went before its replacement was there"
    assert most <= 3
    assert len(pids) >= 3
    assert {"recycled", "shutdown"} == {*notes.reasons}
    assert notes.starts == len(notes.reasons)


def test_shares_differ() -> None:
    """Workers are not all replaced at once."""

    async def scenario(pool: Pool) -> None:
        shares = {member.share for member in pool._crew.members}
        assert 2 <= len(shares), "some of eight differ, or chance is broken"
        assert 1000 * (1 - JITTER) <= min(shares) <= max(shares) <= 1000 * (1 + JITTER)

    play(scenario, Terms(workers=4, recycle_documents=1000, work=workloads.sleep))


def test_growth_is_recycled() -> None:
    """A worker that keeps memory is replaced before it is too much, and no document fails."""
    notes = Notes()

    async def scenario(pool: Pool) -> None:
        first = await pid_of(pool.run(Job(str(40_000_000))))
        await until(lambda: "recycled" in notes.reasons)
        assert first != await pid_of(pool.run(Job("1")))
        assert max(pool.load.rss_bytes) > 0

    play(scenario, Terms(workers=1, recycle_bytes=20_000_000, memory_bytes=200_000_000, work=workloads.grow), notes)
    assert ["recycled", "shutdown"] == notes.reasons


def test_hog_is_stopped() -> None:
    """A document that takes more memory than allowed ends its worker and is refused; the next is cleaned."""
    notes = Notes()

    async def scenario(pool: Pool) -> None:
        failure = await failure_of(pool.run(Job(str(10**12))))
        assert "document-refused" == failure.code
        await pid_of(pool.run(Job("1")))

    play(scenario, Terms(workers=1, memory_bytes=64_000_000, work=workloads.grow), notes)
    assert ["memory", "memory", "shutdown"] == notes.reasons


def test_canary_of_a_broken_worker() -> None:
    """Where no document can be cleaned the canary says so, and the pool goes on."""
    notes = Notes()

    async def scenario(pool: Pool) -> None:
        assert not await pool.check()
        assert "document-refused" == (await failure_of(pool.run(QUICK))).code

    play(scenario, Terms(workers=1, work=workloads.break_down), notes)
    assert [] == [event for event in notes.events if event.startswith("None")], "nobody is told of the canary"


def test_nonsense_ends_the_worker() -> None:
    """An answer that cannot be read is as good as none."""

    async def scenario(pool: Pool) -> None:
        assert "document-refused" == (await failure_of(pool.run(QUICK))).code

    play(scenario, Terms(workers=1, work=workloads.talk_nonsense))


def test_nothing_is_left() -> None:
    """Hundreds of lost workers leave no process and no file descriptor behind."""

    async def scenario(pool: Pool) -> None:
        before, members = descriptors(), {member.pid for member in pool._crew.members}
        for _ in range(5):
            await failure_of(pool.run(Job("die")))
        await until(lambda: pool.load.ready == 2 and descriptors() <= before)
        members |= {member.pid for member in pool._crew.members}
        gone.update(members)

    gone: set[int] = set()
    play(scenario, Terms(workers=2, work=workloads.sleep))
    assert [] == [pid for pid in gone if os.path.exists(f"/proc/{pid}")]


def descriptors() -> int:
    """How many file descriptors this process has open."""
    return len(os.listdir("/proc/self/fd"))


def test_failed_starts_are_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be made the pool tries again, with pauses, until it can."""
    real = Crew._spawn
    failures = iter([OSError(), EOFError()])

    def spawn(crew: Crew, channel: socket.socket) -> BaseProcess:
        error = next(failures, None)
        if error is not None:
            raise error
        return real(crew, channel)

    monkeypatch.setattr(Crew, "_spawn", spawn)

    async def scenario(pool: Pool) -> None:
        await pid_of(pool.run(QUICK))

    notes = Notes()
    play(scenario, Terms(workers=1, work=workloads.sleep), notes)
    assert 1 == notes.starts
    assert next(failures, None) is None
