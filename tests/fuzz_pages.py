"""Fuzz whole pages: ``python -m tests.fuzz_pages --count 1000 --seed 1 [--data ../shared/data]``.

Pages of the cases, and real ones where there is development data, are damaged and cleaned in processes of their own,
each page with a limit of time.  Every answer must be an article that accounts for all of its source, or an error that
says why.  The exit code is 1 when one is not.
"""

from __future__ import annotations

import argparse
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from random import Random

from tests import fuzz_worker

LIMIT = 20.0
"""Seconds for one page before it counts as one that hangs; real pages take some hundredths."""
START_LIMIT = 120.0
"""Seconds for a process to start."""
WORKERS = 2
REAL_PAGES = 300
"""Real pages that are read at most: more of them are only more of the same."""
GIANT_EVERY = 25
"""One page of so many is a giant instead of a damaged one."""
PAGES_FILE = "wcxb-dev.tar.xz"
SLOWEST = 5
BAD = ("bug", "crash", "hang")

Job = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page."""

    name: str
    verdict: str
    """``article``, the code of an error, or what must not be: ``bug``, ``crash`` or ``hang``."""
    detail: str
    seconds: float


class _Worker:
    """A process, the page that it is at, and when it must be done."""

    def __init__(self, worker: str) -> None:
        context = get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=fuzz_worker.run, args=(theirs, worker), daemon=True)
        self.process.start()
        theirs.close()
        if not self.connection.poll(START_LIMIT):
            raise RuntimeError("a process of the fuzzer did not start")
        self.connection.recv()
        self.number = -1
        self.start = 0.0

    def give(self, number: int, page: bytes) -> None:
        self.number, self.start = number, time.monotonic()
        self.connection.send(page)

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def _outcome(worker: _Worker, name: str, limit: float) -> Outcome | None:
    """What became of the page that a worker is at; nothing while it is still at work."""
    spent = time.monotonic() - worker.start
    try:
        if worker.connection.poll():
            verdict, detail, seconds = worker.connection.recv()
            return Outcome(name, verdict, detail, seconds)
    except (EOFError, ConnectionError):
        worker.process.join()
        return Outcome(name, "crash", f"exit code {worker.process.exitcode}", spent)
    return Outcome(name, "hang", f"not done after {limit:g} s", spent) if spent > limit else None


def fuzz(
    jobs: Iterable[Job], *, worker: str = "tests.fuzz_worker:answer", workers: int = WORKERS, limit: float = LIMIT
) -> list[Outcome]:
    """What became of every page, in the order of the jobs; processes of the pool that die or hang are replaced."""
    queue = enumerate(jobs)
    names: dict[int, str] = {}
    outcomes: dict[int, Outcome] = {}
    idle = [_Worker(worker) for _ in range(workers)]
    busy: list[_Worker] = []
    try:
        while True:
            while idle and (job := next(queue, None)):
                number, (name, page) = job
                names[number] = name
                idle[-1].give(number, page)
                busy.append(idle.pop())
            if not busy:
                return [outcomes[number] for number in sorted(outcomes)]
            wait([w.connection for w in busy], timeout=limit / 20)
            for one in list(busy):
                if outcome := _outcome(one, names[one.number], limit):
                    outcomes[one.number] = outcome
                    busy.remove(one)
                    if outcome.verdict in ("crash", "hang"):
                        one.stop()
                        idle.append(_Worker(worker))
                    else:
                        idle.append(one)
    finally:
        for one in (*idle, *busy):
            one.stop()


def case_pages() -> list[Job]:
    """The pages of the cases."""
    from tests.page_corpus import load_page_cases

    return [(case.slug, case.data) for case in load_page_cases()]


def real_pages(data: Path, random: Random, count: int) -> list[Job]:
    """Some pages of the development data, each as likely as any other."""
    chosen: list[Job] = []
    seen = 0
    with tarfile.open(data / PAGES_FILE, "r|xz") as archive:
        for member in archive:
            if not (member.isfile() and "/html/" in member.name) or not (file := archive.extractfile(member)):
                continue
            seen += 1
            at = len(chosen) if len(chosen) < count else random.randrange(seen)
            if at < count:
                chosen[at : at + 1] = [(member.name.rsplit("/", 1)[-1], file.read())]
    return chosen


def make_jobs(pages: Sequence[Job], count: int, seed: int) -> Iterator[Job]:
    """Damaged pages and, now and then, a giant; the same for the same seed and pages."""
    from tests.page_giants import GIANTS, giant
    from tests.page_mutants import mutate

    giants = list(GIANTS)
    for number in range(count):
        random = Random(f"{seed}/{number}")
        name, page = pages[random.randrange(len(pages))]
        if number % GIANT_EVERY == 0:
            kind = giants[number // GIANT_EVERY % len(giants)]
            yield f"{seed}/{number} {name} giant: {kind}", giant(kind, page)
        else:
            how, damaged = mutate(random, page)
            yield f"{seed}/{number} {name} {how}", damaged


def summary(outcomes: Sequence[Outcome], *, slowest: int = SLOWEST) -> str:
    """Counts of every verdict, what went wrong, and the slowest pages."""
    counts = Counter(o.verdict for o in outcomes)
    codes = sorted(counts.keys() - {"article", *BAD})
    bad = [("bugs", "bug"), ("crashes", "crash"), ("hangs", "hang")]
    labels = [("articles", "article"), *zip(codes, codes, strict=True), *bad]
    rows = [f"{label:17} {counts[verdict]}" for label, verdict in labels]
    rows += [f"{o.verdict}: {o.name}\n{o.detail}" for o in outcomes if o.verdict in BAD]
    slow = sorted(outcomes, key=lambda o: -o.seconds)[:slowest]
    rows += ["slowest:", *(f"{o.seconds:7.2f} s  {o.verdict:17} {o.name}" for o in slow)]
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz and report; 1 when an answer was none."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz_pages", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="pages to clean")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other pages")
    parser.add_argument("--data", type=Path, help="folder of the development data, for real pages")
    parser.add_argument("--workers", type=int, default=WORKERS, help="processes")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds for one page")
    chosen = parser.parse_args(arguments)
    pages = case_pages()
    if chosen.data:
        pages += real_pages(chosen.data, Random(chosen.seed), min(REAL_PAGES, chosen.count))
    outcomes = fuzz(make_jobs(pages, chosen.count, chosen.seed), workers=chosen.workers, limit=chosen.limit)
    print(summary(outcomes))
    return int(any(o.verdict in BAD for o in outcomes))


if __name__ == "__main__":
    sys.exit(main())
