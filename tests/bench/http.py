"""What pool and HTTP cost: ``python -m tests.bench.http --data ../shared/data``; the peer needs the extra ``bench``.

Closed loop: a few connections, each of which sends its next document when it has the last one's answer.  The same
pages and texts, on the same cores, in one run: our service, our library called without pool and HTTP, and FastAPI with
uvicorn and ``trafilatura.extract``, with as many workers.  Systems take turns, and medians of the rounds count.  No
document comes twice: trafilatura remembers what it has seen, and would be half as quick again on pages that it knows.
One core is kept free for the client, so that what it costs is not taken for what is measured.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median

from tests.bench.claims import Claims
from tests.bench.documents import texts
from tests.bench.http_servers import Document, Library, Target, fastapi, on_cores, winnow
from tests.bench.memory import pages_of
from tests.bench.pages_records import WCXB
from tests.bench.peers import text_of
from tests.bench.text import DATA
from tests.bench.wire import Wire, quantile, request

ROUNDS = 5
PAGES, TEXTS = 60, 600
"""Documents of each round: some seconds of work for each system."""
TEXT_BYTES = 4096
CONNECTIONS_PER_WORKER = 2
"""One document is cleaned while the next is on its way."""

PAGE_COST_MAX, TEXT_COST_MAX = 0.15, 0.35
"""Share of the library's throughput that pool and HTTP may cost, as the issue asks."""
PEER_MIN = 2.5
"""Times the peer's page throughput, as the issue asks."""

LIBRARY, OURS, PEER, PEER_WITH_FIELDS = "library", "winnow", "fastapi", "fastapi+fields"
PATHS = {PEER: "/extract", PEER_WITH_FIELDS: "/extract-with-fields"}
"""Routes of the peer: the text alone, by which the claim goes, and with title, authors and dates, as ours has them."""

JSON = "application/json"
UNCLEANABLE = 422
"""Of a page without an article: work like any other."""


@dataclass
class Figures:
    """What one system did with one kind of document: a value a round, and the seconds of every answer."""

    rates: list[float] = field(default_factory=list)
    """Documents a second."""
    costs: list[float] = field(default_factory=list)
    """CPU milliseconds a document, all processes together."""
    latencies: list[float] = field(default_factory=list)

    def note(self, documents: int, wall: float, cpu: float) -> None:
        """One round."""
        self.rates.append(documents / wall)
        self.costs.append(1000 * cpu / documents)

    @property
    def rate(self) -> float:
        """The median of the rounds."""
        return median(self.rates)

    @property
    def p99(self) -> float:
        """Milliseconds, of all rounds together."""
        return 1000 * quantile(self.latencies, 0.99)

    def row(self, name: str) -> str:
        """For the table."""
        shown = f"{name:16}{self.rate:9.1f}{min(self.rates):9.1f}{max(self.rates):9.1f}{median(self.costs):9.2f}"
        if self.latencies:
            shown += f"{1000 * median(self.latencies):9.1f}{self.p99:9.1f}"
        return shown


HEADER = f"{'':16}{'docs/s':>9}{'least':>9}{'most':>9}{'CPU ms':>9}{'p50 ms':>9}{'p99 ms':>9}"


async def _send_all(target: Target, requests: Sequence[bytes], connections: int) -> list[float]:
    """Send all and give the seconds of each answer."""
    left = iter(requests)
    seconds: list[float] = []

    async def client() -> None:
        wire = Wire(target.url)
        for data in left:
            answer = await wire.ask(data)
            assert answer.status in (200, UNCLEANABLE), answer
            seconds.append(answer.seconds)
        wire.close()

    await asyncio.gather(*(client() for _ in range(connections)))
    return seconds


@dataclass(frozen=True, slots=True)
class Kind:
    """Documents of one kind, and what is asked of them."""

    name: str
    rounds: Sequence[Sequence[Document]]
    """The documents of each round, of which the first does not count."""
    cost_max: float
    peers: Sequence[str]


def requests_of(documents: Sequence[Document], path: str) -> list[bytes]:
    """A request for each: the same bytes for all servers but for the path."""
    bodies = (
        {"html": document.text, "url": document.url} if document.page else {"text": document.text}
        for document in documents
    )
    return [request("POST", path, json.dumps(body, ensure_ascii=False).encode(), JSON) for body in bodies]


@dataclass(frozen=True, slots=True)
class Systems:
    """All three, running."""

    library: Library
    ours: Target
    peer: Target
    workers: int

    def measure(self, kind: Kind) -> dict[str, Figures]:
        """The figures of each system."""
        figures = {name: Figures() for name in (LIBRARY, OURS, *kind.peers)}
        for number, documents in enumerate(kind.rounds):
            if number == 1:
                figures = {name: Figures() for name in figures}
            figures[LIBRARY].note(len(documents), *self.library.seconds(documents))
            self._ask(self.ours, requests_of(documents, "/v1/clean"), figures[OURS])
            for name in kind.peers:
                self._ask(self.peer, requests_of(documents, PATHS[name]), figures[name])
        return figures

    def _ask(self, target: Target, requests: Sequence[bytes], figures: Figures) -> None:
        """One round of one server."""
        begun, cpu = time.perf_counter(), target.cpu_seconds()
        latencies = asyncio.run(_send_all(target, requests, CONNECTIONS_PER_WORKER * self.workers))
        wall = time.perf_counter() - begun
        figures.note(len(requests), wall, target.cpu_seconds() - cpu)
        figures.latencies += latencies


def judge(kind: Kind, figures: dict[str, Figures], claims: Claims) -> None:
    """Print the table of one kind, and say which claims held."""
    print("\n".join((f"== {kind.name} ==", HEADER, *(f.row(name) for name, f in figures.items()))), flush=True)
    ours, library = figures[OURS], figures[LIBRARY]
    cost = 1 - median(a / b for a, b in zip(ours.rates, library.rates, strict=True))
    # On a busy machine the clock says little; CPU time, of all processes together, says what the work itself costs.
    by_cpu = 1 - median(library.costs) / median(ours.costs)
    claims.check(
        f"{kind.name}: pool and HTTP cost at most {kind.cost_max:.0%} of the library's throughput",
        cost <= kind.cost_max,
        f"{cost:.1%}; of CPU time {by_cpu:.1%}",
    )
    if PEER in figures:
        peer = figures[PEER]
        times = median(o / p for o, p in zip(ours.rates, peer.rates, strict=True))
        claims.check(f"{kind.name}: at least {PEER_MIN:g} times the peer", times >= PEER_MIN, f"{times:.2f} times")
        claims.check(
            f"{kind.name}: a lower p99 than the peer", ours.p99 < peer.p99, f"{ours.p99:.0f} and {peer.p99:.0f} ms"
        )


def kinds_of(args: argparse.Namespace) -> list[Kind]:
    """Pages of the development data, and texts of ``TEXT_BYTES``."""
    rounds = args.rounds + 1
    found = [Document(text_of(p), page=True, url=p.url) for p in pages_of(args.data, WCXB, args.pages * rounds)]
    made = [Document(text.decode(), page=False) for text in islice(texts(size=TEXT_BYTES), args.texts * rounds)]
    return [
        Kind("pages", [found[first::rounds] for first in range(rounds)], PAGE_COST_MAX, (PEER, PEER_WITH_FIELDS)),
        Kind("texts of 4 KB", [made[first::rounds] for first in range(rounds)], TEXT_COST_MAX, ()),
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.http", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    parser.add_argument("--pages", type=int, default=PAGES, help="pages of a round")
    parser.add_argument("--texts", type=int, default=TEXTS, help="texts of a round")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    args = parser.parse_args(argv)
    *cores, free = sorted(os.sched_getaffinity(0))
    cores = cores or [free]
    workers = len(cores)
    print(f"servers and library: {workers} workers on cores {cores}; client on core {free}")
    claims = Claims()
    library = Library(workers, cores)
    try:
        with winnow(workers, cores) as ours, fastapi(workers, cores) as peer, on_cores([free]):
            systems = Systems(library, ours, peer, workers)
            for kind in kinds_of(args):
                judge(kind, systems.measure(kind), claims)
    finally:
        library.close()
    return claims.exit_code


if __name__ == "__main__":
    sys.exit(main())
