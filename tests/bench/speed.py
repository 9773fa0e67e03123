"""The speed bench: ``python -m tests.bench.speed``.

Two questions: what cleaning costs beside the encoding repair that nobody can do without, and whether a hundred times
the text costs a hundred times the time, on hostile text too.  All figures are ratios of CPU times within one run.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

import ftfy
import orjson

from service import CleanError, clean
from service.core.repair.wrong_decoding import SAFE_CONFIG
from tests.bench.flatten import language_of
from tests.bench.hostile import HOSTILE, ORDINARY, Shape
from tests.bench.records import NEWS, read_raw
from tests.bench.score import warm_up

COST_MAX = 2.0
"""Times the cost of ``ftfy.fix_and_explain`` that cleaning may cost, as the issue asks; median over texts."""
SCALE = 100
"""How many times the small text the large one is."""
SCALING_MAX = 110.0
"""Times the cost of the small text that ``SCALE`` times the text may cost, as the issue asks."""

TEXT_BYTES = 10_000
"""UTF-8 bytes of a text whose cost is compared, at most."""
TEXT_BYTES_MIN = 7_500
"""And at least: languages with less text in the data are left out, as fixed costs would count for more."""
ROUNDS = 5
"""Measurements of a cost of which the median counts: on a loaded machine single runs differ by some 30 %."""
SCALING_ROUNDS = 3
"""The same for scaling, where a single measurement takes seconds."""
MEASURABLE_SECONDS = 0.1
"""CPU time below which a measurement is repeated: the process clock and the collector of garbage are coarse."""
EARLY_SCALE = 10
"""A tenth of the full size is tried first, so that a quadratic shape does not hold the bench for hours."""
EARLY_MAX = 40.0
"""Times the cost of the small text beyond which ``EARLY_SCALE`` times the text is plainly not linear."""

SURE_BELOW = 95.0
"""A ratio so far below ``SCALING_MAX`` is not measured again: rounds differ by some 5 %."""


def cpu_seconds(action: Callable[[str], object], text: str) -> float:
    """CPU time of one call, the mean of as many as make it measurable."""
    calls = 0
    start = time.process_time()
    while True:
        action(text)
        calls += 1
        spent = time.process_time() - start
        if spent >= MEASURABLE_SECONDS:
            return spent / calls


def run_clean(text: str) -> None:
    """Clean a text; one that has no article in it was judged as well."""
    try:
        clean(text)
    except CleanError:
        return


def run_ftfy(text: str) -> None:
    """The encoding repair alone."""
    ftfy.fix_and_explain(text, SAFE_CONFIG)


def cost(text: str) -> tuple[float, float, float]:
    """Seconds of ``ftfy`` and of ``clean`` on a text, medians, and the median of their ratios."""
    pairs = [(cpu_seconds(run_ftfy, text), cpu_seconds(run_clean, text)) for _ in range(ROUNDS)]
    return median(f for f, _ in pairs), median(c for _, c in pairs), median(c / f for f, c in pairs)


def filled(paragraphs: Sequence[str]) -> str:
    """About ``TEXT_BYTES`` of paragraphs, whole ones but the last."""
    text = "\n\n".join(paragraphs)
    return text.encode()[:TEXT_BYTES].decode(errors="ignore")


def texts(data: Path, seeds: Path) -> Iterator[tuple[str, str]]:
    """Texts of real articles that are not ASCII, by language, and the seeds, each with a name."""
    paragraphs: dict[str, list[str]] = {}
    for raw in read_raw(data, NEWS):
        row = orjson.loads(raw)
        paragraphs.setdefault(language_of(row["html"], row["paragraphs"]), []).extend(row["paragraphs"])
    for language in sorted(paragraphs):
        text = filled(paragraphs[language])
        if not text.isascii() and len(text.encode()) >= TEXT_BYTES_MIN:
            yield language, text
    scraped = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*/input.txt"))]
    for first in range(len(scraped)):
        yield f"seeds from {first + 1}", filled([*scraped[first:], *scraped[:first]])


def ratio_once(small: str, large: str) -> tuple[float, float]:
    """Seconds of one small text and of the large one.

    ``SCALE`` small texts, half before and half after, take about as long as the large one: noise of the machine, some
    30 % from one moment to the next, meets both alike.
    """
    small_seconds = large_seconds = 0.0
    rounds = 0
    while large_seconds < MEASURABLE_SECONDS:
        rounds += 1
        for text, calls in ((small, SCALE // 2), (large, 1), (small, SCALE // 2)):
            start = time.process_time()
            for _ in range(calls):
                run_clean(text)
            spent = time.process_time() - start
            if text is large:
                large_seconds += spent
            else:
                small_seconds += spent / SCALE
    return small_seconds / rounds, large_seconds / rounds


def scaling(shape: Shape) -> tuple[float, float, float]:
    """Seconds of ``clean`` at 1/``SCALE`` of the size and at the full size, and the median of their ratios.

    A shape that is plainly not linear at a tenth of its size is not run in full: the tenth foretells its ratio.
    """
    small, early, large = (shape.make(n) for n in (shape.full // SCALE, shape.full * EARLY_SCALE // SCALE, shape.full))
    first, tenth = cpu_seconds(run_clean, small), cpu_seconds(run_clean, early)
    if tenth / first > EARLY_MAX:
        return first, tenth * (tenth / first), (tenth / first) ** 2
    pairs = [ratio_once(small, large)]
    # One round is enough where there is no doubt.
    while len(pairs) < SCALING_ROUNDS and median(b / a for a, b in pairs) > SURE_BELOW:
        pairs.append(ratio_once(small, large))
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(b / a for a, b in pairs)


def report_cost(data: Path, seeds: Path) -> list[str]:
    """Print the costs; what failed."""
    print(f"{'text':24}{'kB':>7}{'ftfy ms':>10}{'clean ms':>10}{'ratio':>8}")
    ratios = []
    for name, text in texts(data, seeds):
        repair, whole, ratio = cost(text)
        ratios.append(ratio)
        size = len(text.encode()) / 1000
        print(f"{name:24}{size:7.1f}{repair * 1000:10.2f}{whole * 1000:10.2f}{ratio:8.2f}", flush=True)
    middle = median(ratios)
    said = f"cost of clean: {middle:.2f} times ftfy.fix_and_explain, median of {len(ratios)} texts"
    print(f"{said}; {min(ratios):.2f} to {max(ratios):.2f}; at most {COST_MAX}")
    return [f"{said}, more than {COST_MAX}"] if middle > COST_MAX else []


def report_scaling(shapes: Mapping[str, Shape]) -> list[str]:
    """Print how cost grows for each shape; what failed."""
    print(f"{'shape':32}{'small ms':>10}{'large ms':>11}{'ratio':>8}   at most {SCALING_MAX:.0f}")
    failed = []
    for name, shape in shapes.items():
        small, large, ratio = scaling(shape)
        mark = "" if ratio <= SCALING_MAX else "   TOO MUCH"
        print(f"{name:32}{small * 1000:10.2f}{large * 1000:11.1f}{ratio:8.1f}{mark}", flush=True)
        if mark:
            failed.append(f"{name}: {SCALE} times the text costs {ratio:.0f} times the time")
    return failed


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.speed", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the development data")
    parser.add_argument("--seeds", type=Path, default=Path("seeds"), help="folder of the seed documents")
    parser.add_argument("--shape", action="append", help="only shapes whose name contains this; no cost")
    parser.add_argument("--no-gc", action="store_true", help="without the collector of garbage: whose cost is it?")
    parser.add_argument("--check", action="store_true", help="fail when a limit is exceeded")
    args = parser.parse_args(argv)
    warm_up()
    gc.collect()
    gc.freeze()  # as the workers of the service do: the collector need not look at the rules again and again
    if args.no_gc:
        gc.disable()
    shapes = {**ORDINARY, **HOSTILE}
    if args.shape:
        shapes = {name: shape for name, shape in shapes.items() if any(part in name for part in args.shape)}
    failed = [] if args.shape else report_cost(args.data, args.seeds)
    failed += report_scaling(shapes)
    print("\n".join(failed) or "Every limit holds.")
    return 1 if failed and args.check else 0


if __name__ == "__main__":
    sys.exit(main())
