"""A long batch over HTTP against the real server: constant memory, every line answered, the sender held back.

    python -m tests.bench.stream --lines 1000000

One connection sends and reads at the same time.  Claims: there is a record for each line, in order; the memory of the
serving process does not grow between the first tenth and the end; the whole tree stays far below a small container's
limit; and a sender that is quicker than the workers is never more than the window and what sockets hold ahead.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.bench.claims import Claims
from tests.bench.memory import MIB
from tests.serving import Served, children, rss_of, served

WORKERS = 2
BURST = 50
"""Lines of one chunk that is sent."""
GROWTH_MAX = 12.0
"""MiB that the serving process may hold at the end more than after a tenth: buffers of sockets come and go."""
TREE_MAX = 512.0
"""MiB of all processes, each shared page counted once: the limit of the container that the issue names."""
AHEAD_MAX = 100_000
"""Lines that may have been sent and not been answered: what the sockets of both ends hold, some megabytes each way."""
EVERY_SECONDS = 0.5
"""Between two looks at the memory."""

_LINE = re.compile(rb'^\{"line":(\d+),', re.MULTILINE)


def document(number: int) -> bytes:
    """A short text, each its own, so that nothing can be remembered."""
    text = (
        f"Lorry number {number} crossed the harbour bridge on Tuesday after two years of repairs, the council said.\n\n"
        "Share this article"
    )
    return json.dumps({"id": str(number), "text": text}).encode() + b"\n"


@dataclass
class Run:
    """What was seen of one stream."""

    lines: int
    sent: int = 0
    answered: int = 0
    ahead: int = 0
    """Most lines that were sent and not answered."""
    out_of_place: int = 0
    """Records that are no article, or not the next line's."""
    front: list[float] = field(default_factory=list)
    tree: list[float] = field(default_factory=list)
    """MiB of the serving process and of all, look by look."""

    async def send(self, writer: asyncio.StreamWriter) -> None:
        """All lines, as quickly as they are taken."""
        while self.sent < self.lines:
            burst = range(self.sent + 1, min(self.sent + BURST, self.lines) + 1)
            body = b"".join(map(document, burst))
            writer.write(b"%x\r\n%b\r\n" % (len(body), body))
            await writer.drain()
            self.sent = burst[-1]
            self.ahead = max(self.ahead, self.sent - self.answered)
        writer.write(b"0\r\n\r\n")

    async def read(self, reader: asyncio.StreamReader) -> None:
        """All records, until the end of the answer."""
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.partition(b"\r\n")[0], head
        while size := int(await reader.readuntil(b"\r\n"), 16):
            chunk = (await reader.readexactly(size + 2))[:-2]
            numbers = [int(number) for number in _LINE.findall(chunk)]
            right = [*range(self.answered + 1, self.answered + 1 + len(numbers))]
            self.out_of_place += (numbers != right) + chunk.count(b"\n") - len(numbers)
            self.answered += len(numbers)

    async def watch(self, server: Served) -> None:
        """Look at the memory, for ever."""
        begun = time.monotonic()
        while True:
            pids = [server.process.pid, *children(server.process.pid)]
            held = [rss_of(pid) / MIB for pid in pids]
            self.front.append(held[0])
            self.tree.append(sum(held))
            if len(self.front) % 20 == 1:
                rate = self.answered / max(time.monotonic() - begun, EVERY_SECONDS)
                print(f"{self.answered:9d} lines {rate:7.0f}/s {held[0]:7.1f} MiB {sum(held):7.1f} MiB", flush=True)
            await asyncio.sleep(EVERY_SECONDS)


async def stream(server: Served, lines: int) -> Run:
    """One stream of so many lines."""
    run = Run(lines)
    parts = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(
        b"POST /v1/clean/batch HTTP/1.1\r\nHost: bench\r\nContent-Type: application/x-ndjson\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )
    watching = asyncio.create_task(run.watch(server))
    await asyncio.gather(run.send(writer), run.read(reader))
    watching.cancel()
    writer.close()
    return run


def judge(run: Run, seconds: float, claims: Claims) -> None:
    """Say which claims held."""
    claims.check(
        f"{run.lines} lines, a record of each, in order",
        run.answered == run.lines and not run.out_of_place,
        f"{run.answered} records, {run.out_of_place} out of place, {seconds:.0f} s, {run.lines / seconds:.0f} a second",
    )
    warm, rest = max(run.front[: len(run.front) // 10 + 1]), max(run.front[len(run.front) // 10 :])
    claims.check(
        f"the serving process grows by at most {GROWTH_MAX:g} MiB after the first tenth",
        rest - warm <= GROWTH_MAX,
        f"{warm:.1f} MiB at most in the first tenth, {rest:.1f} MiB at most after it",
    )
    claims.check(f"all processes hold at most {TREE_MAX:g} MiB", max(run.tree) <= TREE_MAX, f"{max(run.tree):.1f} MiB")
    claims.check(f"at most {AHEAD_MAX} lines ahead of the answers", run.ahead <= AHEAD_MAX, f"{run.ahead} lines")


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.stream", description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000, help="lines of the batch")
    args = parser.parse_args(argv)
    claims = Claims()
    with served(workers=WORKERS, log_level="warning") as server:
        begun = time.monotonic()
        run = asyncio.run(stream(server, args.lines))
        judge(run, time.monotonic() - begun, claims)
        return claims.exit_code


if __name__ == "__main__":
    sys.exit(main())
