"""The parser bench: ``python -m tests.bench.parsers --data ../shared/data``.

What it costs to parse a page, and to look at every element and text of it from Python, as the walk of the service
does; and which parser gives broken markup the tree that the HTML standard asks for, which is what a browser shows.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean, median

from tests.bench.memory import pages_of
from tests.bench.pages_figures import MS, P99, percentile
from tests.bench.pages_records import PAGE_SETS, WCXB, Page
from tests.bench.parser_cases import CASES
from tests.bench.parser_walks import LOADERS, Parser
from tests.bench.peers import text_of
from tests.bench.text import DATA

WARM_UP_PAGES = 5
"""Pages that are parsed before the clock counts."""


def load() -> tuple[list[Parser], list[str]]:
    """The parsers, and a note for each that is not installed."""
    parsers, notes = [], []
    for name, loader in LOADERS.items():
        try:
            parsers.append(loader())
        except ImportError as missing:
            notes.append(f"{name} is left out: {missing}")
    return parsers, notes


def timed(parser: Parser, page: str) -> tuple[float, float]:
    """CPU milliseconds of parsing a page, and of parsing and walking it.  Both include giving the tree back."""
    start = time.process_time()
    tree = parser.parse(page)
    middle = time.process_time()
    parser.walk(tree)
    walked = time.process_time()
    del tree
    freed = time.process_time() - walked
    return MS * (middle - start + freed), MS * (walked - start + freed)


def report_cost(parsers: Sequence[Parser], pages: Iterable[Page]) -> None:
    """Print what each costs; the parsers take turns page by page."""
    costs: dict[str, list[tuple[float, float]]] = {parser.name: [] for parser in parsers}
    for number, page in enumerate(pages):
        text = text_of(page)
        for turn in range(len(parsers)):
            parser = parsers[(number + turn) % len(parsers)]
            cost = timed(parser, text)
            if number >= WARM_UP_PAGES:
                costs[parser.name].append(cost)
    print(f"{'':16}{'parse':>31}{'parse and walk':>24}")
    print(f"{'CPU ms a page':16}{'pages':>7}" + f"{'p50':>8}{'mean':>8}{'p99':>8}" * 2)
    for name, rows in costs.items():
        parse, walk = (sorted(column) for column in zip(*rows, strict=True))
        figures = "".join(f"{median(c):8.2f}{fmean(c):8.2f}{percentile(c, P99):8.2f}" for c in (parse, walk))
        print(f"{name:16}{len(rows):7d}{figures}")


def report_trees(parsers: Sequence[Parser], *, explain: bool) -> None:
    """Print which parser gives which case its standard tree, and with ``explain`` the tree that it gives instead."""
    print(f"\n{'broken markup':32}" + "".join(f"{parser.name:>13}" for parser in parsers))
    right = dict.fromkeys((parser.name for parser in parsers), 0)
    for name, (markup, expected) in CASES.items():
        outlines = {parser.name: parser.outline(parser.parse(markup)) for parser in parsers}
        print(f"{name:32}" + "".join(f"{'right' if tree == expected else 'WRONG':>13}" for tree in outlines.values()))
        for parser, tree in outlines.items():
            right[parser] += tree == expected
            if explain and tree != expected:
                print(f"    {parser}: {tree}\n    standard: {expected}")
    print(f"{f'right, of {len(CASES)}':32}" + "".join(f"{count:>13}" for count in right.values()))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.parsers", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    parser.add_argument("--set", choices=PAGE_SETS, default=WCXB, help="default: %(default)s")
    parser.add_argument("--sample", type=int, metavar="N", help="N pages of the set only")
    parser.add_argument("--explain", action="store_true", help="print the trees that are wrong")
    args = parser.parse_args(argv)
    parsers, notes = load()
    print("\n".join(notes), end="\n" if notes else "")
    pages = pages_of(args.data, args.set, args.sample)
    gc.collect()
    gc.freeze()
    report_cost(parsers, pages)
    report_trees(parsers, explain=args.explain)
    return 0


if __name__ == "__main__":
    sys.exit(main())
