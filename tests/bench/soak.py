"""Document after document: the memory of the whole service stays flat.

    python -m tests.bench.soak --documents 50000

Texts and pages, small and large, some refused.  The memory of all processes is looked at again and again, what they
share counted once.  Claim: over the second half of the run it grows by no more than its noise, recycling included.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections import Counter
from html import escape

from tests.bench.claims import Claims
from tests.bench.documents import texts
from tests.bench.overload import tree_bytes
from tests.bench.wire import Wire, request
from tests.serving import Served, descriptors, served

CLIENTS = 4
LARGE_BYTES = 30_000
SAMPLES = 200
"""Looks at the memory; each costs some 10 ms of kernel time."""
NOISE_TIMES = 3.0
"""How many times its noise (the spread around its own trend) the trend may rise over the half that is looked at."""
LEAST_BYTES = 8_000_000
"""A rise that is taken for noise in any case: one large document in hand."""
KINDS = 10
"""In turn: one page, one empty text, one large one, and seven small ones."""


def requests_of(count: int) -> list[bytes]:
    """Requests to send in turn."""
    small, large = texts(seed=5), texts(seed=6, size=LARGE_BYTES)
    made: list[bytes] = []
    for number in range(count):
        match number % KINDS:
            case 0:
                body = "".join(f"<p>{escape(part)}</p>" for part in next(small).decode().split("\n\n"))
                page = f"<!doctype html><title>Page {number}</title><article>{body}</article>"
                made.append(request("POST", "/v1/clean", page.encode(), "text/html; charset=utf-8"))
            case 1:
                made.append(request("POST", "/v1/clean", b"   \n"))
            case 2:
                made.append(request("POST", "/v1/clean", next(large)))
            case _:
                made.append(request("POST", "/v1/clean", next(small)))
    return made


def trend(values: list[float]) -> tuple[float, float]:
    """How much a line through the values rises from first to last, and how far they lie from it (standard deviation).

    >>> trend([1.0, 2.0, 3.0, 4.0])
    (3.0, 0.0)
    """
    positions = [*range(len(values))]
    slope, intercept = statistics.linear_regression(positions, values)
    rest = [value - (slope * position + intercept) for position, value in zip(positions, values, strict=True)]
    return slope * (len(values) - 1), statistics.pstdev(rest)


async def send(server: Served, count: int) -> tuple[list[float], Counter[str]]:
    """Send so many documents; the memory on the way, and what came back."""
    bodies = requests_of(500)
    memory: list[float] = []
    codes: Counter[str] = Counter()
    sent = 0

    async def client() -> None:
        nonlocal sent
        wire = Wire(server.url)
        while sent < count:
            sent += 1
            number = sent
            answer = await wire.ask(bodies[number % len(bodies)])
            codes[answer.code or str(answer.status)] += 1
            if number % max(count // SAMPLES, 1) == 0:
                memory.append(float(await asyncio.to_thread(tree_bytes, server)))
        wire.close()

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return memory, codes


async def run(*, documents: int, claims: Claims) -> None:
    """One run of so many documents."""
    with served(workers=2, queue=2 * CLIENTS, queue_target_seconds=60, log_level="warning") as server:
        await send(server, 200)
        files = descriptors(server.process.pid)
        begun = time.monotonic()
        memory, codes = await send(server, documents)
        took = time.monotonic() - begun
        grown = descriptors(server.process.pid) - files
    rise, noise = trend(memory[len(memory) // 2 :])
    print(f"{documents} documents, {documents / took:.0f} a second; {dict(codes)}")
    claims.check("only what was refused before is refused", {*codes} == {"200", "empty-input"})
    claims.check(
        "memory is flat",
        rise <= max(NOISE_TIMES * noise, LEAST_BYTES),
        f"{memory[0] / 1e6:.0f} MB first, {memory[-1] / 1e6:.0f} MB last, at most {max(memory) / 1e6:.0f} MB; "
        f"second half rises by {rise / 1e6:+.1f} MB, noise {noise / 1e6:.1f} MB",
    )
    claims.check("no file descriptor is left open", grown <= 0, f"{grown:+d}")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Document after document.")
    parser.add_argument("--documents", type=int, default=50_000)
    given = parser.parse_args()
    claims = Claims()
    asyncio.run(run(documents=given.documents, claims=claims))
    return claims.exit_code


if __name__ == "__main__":
    sys.exit(main())
