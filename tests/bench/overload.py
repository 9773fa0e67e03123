"""Ten times what the service can do: what is accepted stays quick, the rest is told when to come back.

    python -m tests.bench.overload

The capacity is measured first, then documents are sent at a steady rate of ten times that, however slow the answers.
Claims: accepted requests keep their p99 within three times that of an unloaded service, the others get 429 with a
Retry-After, probes answer in time throughout, memory stays bounded, and afterwards all is as before at once.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.bench.claims import Claims
from tests.bench.documents import texts
from tests.bench.wire import Answer, Wire, quantile, request
from tests.serving import Served, children, rss_of, served

TIMES = 10
"""What is sent, in units of the capacity."""
P99_TIMES = 3.0
"""How much slower an accepted request may be than with no load, at the 99th percentile."""
PROBE_SECONDS = 0.1
"""What a probe may take, at any load."""
PROBE_PAUSE = 0.1
"""Between two probes."""
SIZES = (4_000, 120_000)
"""Bytes of the smallest and the largest document; most are nearer to the smallest, as documents are.  Some ten
milliseconds of work on the mean, so that sending ten times too many does not fill the machine."""
DOCUMENTS = 200
"""Different documents, sent in turn."""
MEMORY_TIMES = 1.5
"""How much more memory the service may hold under load than before it, the bodies that wait included."""


@dataclass
class Seen:
    """What came back, by status, and how long it took."""

    seconds: dict[int, list[float]] = field(default_factory=dict)
    codes: Counter[str] = field(default_factory=Counter)
    retry_after: list[int] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    """Connections that ended without an answer, by the error."""

    def note(self, answer: Answer) -> None:
        """One answer."""
        self.seconds.setdefault(answer.status, []).append(answer.seconds)
        if answer.status >= 400:
            self.codes[answer.code] += 1
        if "retry-after" in answer.headers:
            self.retry_after.append(int(answer.headers["retry-after"]))


def documents(count: int) -> list[bytes]:
    """Texts of many sizes, large ones among small ones: each as likely to be twice as large as half as large."""
    chance = random.Random(3)
    low, high = SIZES
    sizes = [round(low * (high / low) ** chance.random()) for _ in range(count)]
    return [next(texts(seed=number, size=size)) for number, size in enumerate(sizes)]


async def closed_loop(server: Served, bodies: list[bytes], *, clients: int, seconds: float) -> Seen:
    """As many clients, each sending when it has its answer."""
    seen, end = Seen(), time.monotonic() + seconds

    async def client(number: int) -> None:
        wire = Wire(server.url)
        while time.monotonic() < end:
            seen.note(await wire.ask(bodies[number % len(bodies)]))
            number += clients
        wire.close()

    await asyncio.gather(*(client(number) for number in range(clients)))
    return seen


async def open_loop(server: Served, bodies: list[bytes], *, rate: float, seconds: float) -> Seen:
    """So many a second, whatever comes back; a connection is used again when it is free."""
    seen, free, under_way = Seen(), list[Wire](), set[asyncio.Task[None]]()

    async def send(body: bytes) -> None:
        wire = free.pop() if free else Wire(server.url)
        try:
            seen.note(await wire.ask(body))
            free.append(wire)
        except (OSError, EOFError) as error:
            seen.lost[type(error).__name__] += 1

    begun = time.monotonic()
    sent = 0
    while (now := time.monotonic() - begun) < seconds:
        while sent < now * rate:
            task = asyncio.create_task(send(bodies[sent % len(bodies)]))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            sent += 1
        await asyncio.sleep(0.001)
    await asyncio.gather(*under_way)
    for wire in free:
        wire.close()
    return seen


async def probe(url: str, path: str, seconds: list[float]) -> None:
    """Ask a probe again and again, until cancelled."""
    wire = Wire(url)
    while True:
        seconds.append((await wire.ask(request("GET", path))).seconds)
        await asyncio.sleep(PROBE_PAUSE)


def tree_bytes(server: Served) -> int:
    """What the service and all its processes hold in memory."""
    return sum(rss_of(pid) for pid in [server.process.pid, *children(server.process.pid)])


async def watched(server: Served, work: Awaitable[Seen]) -> tuple[Seen, list[float], int]:
    """The result of some work, what the probes took meanwhile, and the most memory that was held."""
    probes: list[float] = []
    most = 0
    tasks = [asyncio.create_task(probe(server.url, path, probes)) for path in ("/livez", "/readyz")]
    working = asyncio.ensure_future(work)
    while not working.done():
        most = max(most, tree_bytes(server))
        await asyncio.wait({working}, timeout=1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return await working, probes, most


async def run(*, workers: int, seconds: float, claims: Claims, say: Callable[[str], None] = print) -> None:
    """One run with so many workers."""
    bodies = [request("POST", "/v1/clean", text) for text in documents(DOCUMENTS)]
    with served(workers=workers, log_level="warning", canary_seconds=5) as server:
        await closed_loop(server, bodies, clients=workers, seconds=2)
        calm = (await closed_loop(server, bodies, clients=1, seconds=max(seconds / 6, 3))).seconds[200]
        full = (await closed_loop(server, bodies, clients=2 * workers, seconds=max(seconds / 6, 3))).seconds[200]
        capacity = len(full) / max(seconds / 6, 3)
        before = tree_bytes(server)
        p99 = quantile(calm, 0.99)
        say(
            f"capacity {capacity:.0f} documents a second; alone p50 {quantile(calm, 0.5) * 1e3:.1f}, "
            f"p99 {p99 * 1e3:.1f} ms"
        )
        load = open_loop(server, bodies, rate=TIMES * capacity, seconds=seconds)
        seen, probes, most = await watched(server, load)
        after = (await closed_loop(server, bodies, clients=1, seconds=3)).seconds
    accepted = seen.seconds.get(200, [])
    loaded = quantile(accepted, 0.99)
    claims.check(
        f"accepted requests keep their p99 within {P99_TIMES:g} times that without load",
        loaded <= P99_TIMES * p99,
        f"{len(accepted) / seconds:.0f} a second, p50 {quantile(accepted, 0.5) * 1e3:.1f}, p99 {loaded * 1e3:.1f} ms, "
        f"{loaded / p99:.2f} times",
    )
    refused = sum(seen.codes.values())
    claims.check(
        "all others are told 429 and when to come back",
        not seen.lost and {*seen.codes} == {"queue-full"} and len(seen.retry_after) == refused,
        f"{dict(seen.codes)}, Retry-After {sorted(set(seen.retry_after))} s, lost {dict(seen.lost)}",
    )
    claims.check(
        f"probes answer within {PROBE_SECONDS * 1e3:g} ms throughout",
        max(probes) <= PROBE_SECONDS,
        f"{len(probes)} probes, p99 {quantile(probes, 0.99) * 1e3:.1f} ms, longest {max(probes) * 1e3:.1f} ms",
    )
    claims.check(
        "memory stays bounded",
        most <= MEMORY_TIMES * before,
        f"{before / 1e6:.0f} MB before, at most {most / 1e6:.0f} MB",
    )
    usual, now = statistics.median(calm), statistics.median(after[200])
    claims.check(
        "after it all is as before",
        [*after] == [200] and now <= 2 * usual,
        f"median {usual * 1e3:.1f}, then {now * 1e3:.1f} ms",
    )


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Ten times what the service can do.")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=1, help="leave a processor to who sends")
    given = parser.parse_args()
    claims = Claims()
    asyncio.run(run(workers=given.workers, seconds=given.seconds, claims=claims))
    return claims.exit_code


if __name__ == "__main__":
    sys.exit(main())
