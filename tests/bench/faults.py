"""Hostile documents among good ones, over HTTP against the real server: what each may cost.

    python -m tests.bench.faults

Endless loops, segfaults and memory hogs by test hooks, and workers killed at random, while good documents run.  Claims:
every good document is answered byte for byte as without faults, every hostile one with its own problem; capacity is
back soon; no process and no file descriptor is left over.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from service.pool.hooks import PREFIX
from service.pool.jobs import Cleaned, Job
from service.pool.worker import run_job
from tests.bench.claims import Claims
from tests.bench.documents import texts
from tests.bench.wire import Answer, Wire, request
from tests.serving import Served, children, descriptors, served

HOOKS: Mapping[str, str] = {"loop": "deadline-exceeded", "segfault": "document-refused", "memory": "document-refused"}
"""Each way to harm, and the problem that it must be answered with."""
WORKERS = 2
CLIENTS = 8
"""Connections that send, good and hostile documents mixed."""
DEADLINE_SECONDS = 2.0
"""Of the server: short, as every loop takes this long."""
BACK_SECONDS = 2.0
"""After the last fault, until the service does as much as before."""
GIVE_UP_SECONDS = 60.0
"""After which the service will not do as much as before any more."""
NAP_SECONDS = 0.3
"""What documents take that show how many workers there are; long beside all else."""


@dataclass
class Tally:
    """What came of the documents."""

    wrong: list[str] = field(default_factory=list)
    good: int = 0
    hostile: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    killed_twice: int = 0
    """Loops that were refused, since we killed two workers that had them."""

    def note(self, wanted: bytes | str, answer: Answer) -> None:
        """Compare an answer with what should be: the article's bytes, or the code of a problem."""
        if isinstance(wanted, str):
            self.hostile[answer.code] += 1
            right = answer.code == wanted
            if wanted == HOOKS["loop"] and answer.code == HOOKS["segfault"]:
                self.killed_twice += 1  # as any other document whose worker is killed twice
                right = self.killed_twice <= self.kills // 2
        else:
            self.good += 1
            right = (answer.status, answer.body) == (200, wanted)
        if not right:
            self.wrong.append(f"{answer.status} {answer.code or 'other bytes'}, not {str(wanted)[:40]}")


def expected(document: bytes) -> bytes:
    """The article of a document, made here, without the service."""
    outcome = run_job(Job(document, charset="utf-8"))
    assert isinstance(outcome, Cleaned)
    return outcome.body


def documents(good: int, hostile: int) -> list[tuple[bytes, bytes | str]]:
    """Good and hostile documents in the order in which they are sent, each with what must come of it."""
    mixed: list[tuple[bytes, bytes | str]] = [(text, expected(text)) for text in islice(texts(), good)]
    for number in range(hostile):
        hook = [*HOOKS][number % len(HOOKS)]
        mixed.append((f"{PREFIX}{hook} {number}".encode(), HOOKS[hook]))
    random.Random(7).shuffle(mixed)
    return mixed


async def send_all(server: Served, mixed: list[tuple[bytes, bytes | str]], kills: int) -> Tally:
    """Send all documents over some connections, and kill workers meanwhile."""
    tally = Tally()
    left = iter(mixed)

    async def client() -> None:
        wire = Wire(server.url)
        for document, wanted in left:
            tally.note(wanted, await wire.ask(request("POST", "/v1/clean", document)))
        wire.close()

    clients = asyncio.gather(*(client() for _ in range(CLIENTS)))
    killer = asyncio.create_task(kill_workers(server, tally, kills, pause=len(mixed) / 100 / max(kills, 1)))
    await clients
    await killer
    return tally


async def kill_workers(server: Served, tally: Tally, kills: int, *, pause: float) -> None:
    """Kill a worker now and then, whatever it is doing."""
    chance = random.Random(11)
    while tally.kills < kills:
        await asyncio.sleep(pause)
        workers = server.workers()
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
            tally.kills += 1


async def seconds_until_back(server: Served) -> float:
    """How long it takes until as many documents run at once as there are workers."""
    since = time.monotonic()
    nap = request("POST", "/v1/clean", f"{PREFIX}sleep={NAP_SECONDS} The council approved it on Tuesday.".encode())
    while True:
        begun = time.monotonic()
        wires = [Wire(server.url) for _ in range(WORKERS)]
        answers = await asyncio.gather(*(wire.ask(nap) for wire in wires))
        for wire in wires:
            wire.close()
        took = time.monotonic() - begun
        whole = all(answer.status == 200 for answer in answers) and took < 2 * NAP_SECONDS
        if whole or time.monotonic() - since > GIVE_UP_SECONDS:
            return max(time.monotonic() - since - took, 0.0)


async def until_still(server: Served, processes: int, files: int) -> tuple[int, int]:
    """Processes and file descriptors, when they are as few as before or soon would have been."""
    deadline = time.monotonic() + 5
    while True:
        now = len(children(server.process.pid)), descriptors(server.process.pid)
        if (now[0] <= processes and now[1] <= files) or time.monotonic() > deadline:
            return now
        await asyncio.sleep(0.05)


async def until_gone(pids: list[int]) -> list[int]:
    """Those processes that are still there after a moment: helpers of Python end when they see that they are alone."""
    deadline = time.monotonic() + 5
    while (left := [pid for pid in pids if os.path.exists(f"/proc/{pid}")]) and time.monotonic() < deadline:
        await asyncio.sleep(0.05)
    return left


async def run(*, good: int, hostile: int, kills: int, claims: Claims) -> None:
    """One run with this many documents of each kind, and this many workers killed."""
    mixed = documents(good, hostile)
    terms = {"workers": WORKERS, "deadline_seconds": DEADLINE_SECONDS, "worker_memory_bytes": 128_000_000}
    with served(
        **terms, queue=CLIENTS, queue_target_seconds=60, queue_wait_seconds=60, test_hooks=1, log_level="warning"
    ) as server:
        await seconds_until_back(server)
        before = len(children(server.process.pid)), descriptors(server.process.pid)
        begun = time.monotonic()
        tally = await send_all(server, mixed, kills)
        took = time.monotonic() - begun
        back = await seconds_until_back(server)
        after = await until_still(server, *before)
        below = children(server.process.pid)
        server.process.send_signal(signal.SIGTERM)
        code = server.end()
        left = await until_gone(below)
    problems = ", ".join(f"{count} {name}" for name, count in sorted(tally.hostile.items()))
    wrong = [text for text in tally.wrong if text]
    claims.check(
        f"{good} good documents as without faults, {hostile} hostile ones with their own problem",
        not wrong and (tally.good, tally.hostile.total()) == (good, hostile),
        f"{problems}, {tally.kills} workers killed, {took:.1f} s{'; wrong: ' + '; '.join(wrong[:5]) if wrong else ''}",
    )
    claims.check(f"capacity is back within {BACK_SECONDS:g} s", back <= BACK_SECONDS, f"{back:.2f} s")
    claims.check(
        "no process and no file descriptor is left over",
        after[0] <= before[0] and after[1] <= before[1],
        f"{before} before, {after} after",
    )
    claims.check("it ends with 0 and leaves nothing", code == 0 and not left, f"exit {code}, {len(left)} left")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Hostile documents among good ones.")
    parser.add_argument("--good", type=int, default=1000)
    parser.add_argument("--hostile", type=int, default=40)
    parser.add_argument("--kills", type=int, default=10)
    given = parser.parse_args()
    claims = Claims()
    asyncio.run(run(good=given.good, hostile=given.hostile, kills=given.kills, claims=claims))
    return claims.exit_code


if __name__ == "__main__":
    sys.exit(main())
