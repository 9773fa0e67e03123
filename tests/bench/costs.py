"""The cost bench: ``python -m tests.bench.costs --data ../shared/data``.

What cleaning costs with the learned judge, in one run on one thread: pages beside trafilatura, once by the model alone
and once with the second opinion where it is in doubt; whole-page texts; the memory and the start of a worker.  Every
document is new to whoever gets it, and caches stay from one to the next, as in a service: a second run of the same page
would measure the caches.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from trafilatura import extract

from service import CleanError, clean, clean_page
from tests.bench.memory import MIB, pages_of
from tests.bench.pages_records import PAGE_SETS
from tests.bench.pages_score import make_ready
from tests.bench.peers import WINNOW, text_of
from tests.bench.records import PAGES, parse, read_raw, sample
from tests.bench.text import DATA

SAMPLE = 120
"""Pages of each set, and texts: chosen by their ids."""
STARTS = 3
"""New processes, of which the median counts."""

ALONE_MIN, CASCADE_MIN = 3.0, 2.0
"""Times trafilatura's throughput, as the issue asks: by the model alone, and with the second opinion."""
TEXTS_MIN = 250.0
"""Whole-page texts a CPU second, as the issue asks."""
MEMORY_MAX, START_MAX = 200.0, 2.0
"""MiB that a worker holds, and seconds from import to the first answer, as the issue asks."""

_FACADE = import_module("service.clean")

_START = """
import time
begun = time.perf_counter()
from service import clean_page
clean_page("<html><body><article><h1>The quay</h1>" + "<p>The quay was closed on Monday, the harbour said.</p>" * 9)
print(time.perf_counter() - begun)
"""

_MEMORY = """
import sys
from pathlib import Path
from service import CleanError, clean_page
from tests.bench.memory import pages_of, resident
from tests.bench.pages_records import WCXB
pages = pages_of(Path(sys.argv[1]), WCXB, 20)
clean_page("<p>The quay was closed on Monday, the harbour said.</p>" * 9)
for page in pages:
    clean_page(page.document)
print(resident())
"""


def cpu(action: Callable[[], object]) -> float:
    """CPU seconds of a call; a problem is an answer like any other."""
    start = time.process_time()
    with suppress(CleanError):
        action()
    return time.process_time() - start


def compare(data: Path, name: str) -> list[tuple[bool, str]]:
    """The throughput on a set of pages beside trafilatura's."""
    alone, cascade, peer = [], [], []
    asked = 0.0

    def ask(*arguments: Any) -> Any:
        nonlocal asked
        since = time.process_time()
        answer = second_opinion(*arguments)
        asked += time.process_time() - since
        return answer

    second_opinion = _FACADE.second_opinion
    with patch.object(_FACADE, "second_opinion", ask):
        for page in pages_of(data, name, SAMPLE):
            text, asked = text_of(page), 0.0
            peer.append(cpu(partial(extract, text)))
            cascade.append(cpu(partial(clean_page, text)))
            alone.append(cascade[-1] - asked)
    found = []
    for said, times, bound in (("by the model alone", alone, ALONE_MIN), ("with the cascade", cascade, CASCADE_MIN)):
        ratio = sum(peer) / sum(times)
        middle = median(p / t for p, t in zip(peer, times, strict=True))
        mean = 1000 * sum(times) / len(times)
        found.append(
            (
                ratio >= bound,
                f"{name}, {said}: {ratio:.2f} times trafilatura's throughput (median page {middle:.2f}), "
                f"{mean:.1f} ms a page, at least {bound:g}",
            )
        )
    return found


def texts(data: Path) -> tuple[bool, str]:
    """Whole-page texts a CPU second."""
    records = [parse(PAGES, raw) for raw in sample(list(read_raw(data, PAGES)), SAMPLE)]
    spent = sum(cpu(partial(clean, record.text)) for record in records)
    rate = len(records) / spent
    return rate >= TEXTS_MIN, f"whole-page texts: {rate:.0f} a CPU second, at least {TEXTS_MIN:g}"


def printed(program: str, *arguments: str) -> float:
    """The number that a program prints in a process of its own."""
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.costs", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    args = parser.parse_args(argv)
    make_ready([WINNOW])
    lines = [line for name in PAGE_SETS for line in compare(args.data, name)]
    gc.collect()
    lines.append(texts(args.data))
    start = sorted(printed(_START) for _ in range(STARTS))[STARTS // 2]
    lines.append((start <= START_MAX, f"import to first answer: {start:.2f} s, at most {START_MAX:g}"))
    held = printed(_MEMORY, str(args.data)) / MIB
    lines.append((held <= MEMORY_MAX, f"a worker after its first pages: {held:.0f} MiB, at most {MEMORY_MAX:g}"))
    print("\n".join(f"{'met   ' if met else 'MISSED'}  {said}" for met, said in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
