"""The memory bench for pages: ``python -m tests.bench.memory --data ../shared/data``.

One process cleans page after page, as a worker of the service does, and says how much memory it holds.  The set is
gone through again and again, so that after the first round no page is new: what still grows is a leak.

Two figures: what the process holds as it runs, which goes up and down with the size of the last pages, as the C
library keeps freed memory for later; and what is left when it is asked to give that back, by which the bench judges.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import sys
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import linear_regression

from tests.bench.pages_records import PAGE_SETS, WCXB, Page, parse_page, read_pages
from tests.bench.pages_score import attempt, make_ready
from tests.bench.peers import LOADERS, WINNOW
from tests.bench.records import chosen
from tests.bench.text import DATA

PAGES, EVERY = 10_000, 1_000
"""Pages that are cleaned, and between two looks at the memory."""
SETTLED = 2_000
"""Pages after which memory must no longer grow: each page of the largest set was seen once, the largest included."""
GROWTH_MAX = 1.0
"""KiB a page that the line through what is left may rise: a gigabyte takes a million pages."""
KIB, MIB = 1024, 1024 * 1024
STATUS = Path("/proc/self/status")


def resident() -> int:
    """Bytes of memory that this process holds now, as Linux tells it."""
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * KIB


def give_back() -> None:
    """Collect garbage, and ask the C library to return what it keeps; where it cannot (musl), only the former."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def growth(samples: Sequence[tuple[int, int]]) -> float:
    """Bytes a page by which memory grows: the slope of the line through all samples.

    >>> growth([(2000, 1000), (3000, 3000), (4000, 5000)])
    2.0
    """
    return linear_regression([pages for pages, _ in samples], [held for _, held in samples]).slope


def pages_of(data: Path, name: str, size: int | None) -> list[Page]:
    """The pages of a set, or some of them, all in memory."""

    def some(outlines: Sequence[tuple[str, tuple[str, ...]]]) -> frozenset[str]:
        ids = [identifier for identifier, _ in outlines]
        return frozenset(ids if size is None else (ids[i] for i in chosen(ids, size)))

    return [parse_page(raw) for raw in read_pages(data, name, some)]


def watch(name: str, pages: Sequence[Page], *, count: int, every: int) -> list[tuple[int, int]]:
    """Run a system on ``count`` pages and print what the process holds; pages run and bytes left, look by look."""
    (system,) = make_ready([name])
    give_back()
    base = resident()
    print(f"{name}: {base / MIB:.1f} MiB with {len(pages)} pages loaded; more than that, MiB:")
    print(f"{'pages':>8}{'running':>10}{'left':>10}")
    samples = []
    for number, page in enumerate(islice(cycle(pages), count), 1):
        attempt(system, page)
        if number % every == 0:
            running = resident()
            give_back()
            samples.append((number, resident()))
            print(f"{number:8d}{(running - base) / MIB:+10.1f}{(samples[-1][1] - base) / MIB:+10.1f}", flush=True)
    return samples


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.memory", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    parser.add_argument("--set", choices=PAGE_SETS, default=WCXB, help="default: %(default)s")
    parser.add_argument("--sample", type=int, metavar="N", help="go through N pages of the set only")
    parser.add_argument("--pages", type=int, default=PAGES, help="default: %(default)s")
    parser.add_argument("--every", type=int, default=EVERY, help="pages between two looks (default: %(default)s)")
    parser.add_argument("--settled", type=int, default=SETTLED, help="pages that may grow (default: %(default)s)")
    parser.add_argument("--system", choices=LOADERS, default=WINNOW, help="default: %(default)s")
    parser.add_argument("--check", action="store_true", help="fail when memory is not flat")
    args = parser.parse_args(argv)
    samples = watch(args.system, pages_of(args.data, args.set, args.sample), count=args.pages, every=args.every)
    late = [(number, held) for number, held in samples if number >= args.settled]
    if len(late) <= 1:
        print("Too few pages to fit a line; see --pages and --every.")
        return 1
    slope = growth(late) / KIB
    flat = slope <= GROWTH_MAX
    said = f"after {args.settled} pages: {slope:+.3f} KiB a page; flat is at most {GROWTH_MAX}"
    print(f"{said}: {'flat' if flat else 'NOT FLAT'}")
    return 1 if args.check and not flat else 0


if __name__ == "__main__":
    sys.exit(main())
