"""The quality bench for pages: ``python -m tests.bench.pages --data ../shared/data``.

Winnow beside its peers in one run, on pages of seven types and on news pages of many countries; see
``pages_metrics`` for what is measured, ``peers`` for the systems, ``pages_score`` for how their time is taken.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from pathlib import Path

from tests.bench import gate, pages_floors
from tests.bench.folds import Folds
from tests.bench.pages_figures import PageTable, as_json, half_name, table_of
from tests.bench.pages_reading import render_page, render_worst
from tests.bench.pages_records import PAGE_SETS, Outline, RawPage, parse_page, read_pages
from tests.bench.pages_score import PageResult, make_ready, score_page
from tests.bench.pages_tables import LEGEND, render, render_groups
from tests.bench.pages_targets import render_targets
from tests.bench.peers import LOADERS, NO_COMMENTS, WINNOW, WITH_COMMENTS, System, load_systems
from tests.bench.records import chosen
from tests.bench.text import DATA

CHUNK = 4
"""Pages that a worker takes at a time: few enough that the processes finish together."""

_systems: list[System] = []
"""Of this worker process: loading them takes a second."""
_folds: list[Folds] = []
"""The same: the weights by fold, where the bench was asked for them."""


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pages", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one for each core)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to FILE")
    usual = ",".join(name for name in LOADERS if name != WITH_COMMENTS)
    parser.add_argument("--systems", default=usual, help="which, with commas (default: %(default)s)")
    parser.add_argument("--halves", action="store_true", help="also the two halves of each set: are they alike?")
    pick = parser.add_argument_group("which pages")
    pick.add_argument("--set", action="append", choices=PAGE_SETS, dest="sets", help="only this set; may be repeated")
    pick.add_argument("--sample", type=int, metavar="N", help="about N pages of each set, chosen by their ids")
    pick.add_argument("--kind", help="only pages of this type, country or language")
    pick.add_argument("--folds", type=Path, metavar="DIR", help="judge each page by weights that have not seen it")
    read = parser.add_argument_group("reading the output")
    read.add_argument("--worst", type=int, metavar="N", help="list the N pages with the lowest F1")
    read.add_argument("--harmed", type=int, metavar="N", help="list the N pages furthest below trafilatura-nc")
    read.add_argument("--show", metavar="ID", help="print one page block by block")
    read.add_argument("--wrong", action="store_true", help="with --show: only blocks with a wrong verdict")
    gate.add_options(parser)
    args = gate.checked(parser, parser.parse_args(argv))
    args.systems = args.systems.split(",")
    if unknown := [name for name in args.systems if name not in LOADERS]:
        parser.error(f"there is no system {', '.join(unknown)}; there are {', '.join(LOADERS)}")
    if (args.check or args.update or args.worst or args.harmed) and WINNOW not in args.systems:
        parser.error("floors, --worst and --harmed are of winnow: name it in --systems")
    if args.harmed and NO_COMMENTS not in args.systems:
        parser.error(f"--harmed compares with {NO_COMMENTS}: name it in --systems")
    return args


def is_of(groups: Iterable[str], kind: str) -> bool:
    """A page of these groups is of the kind: ``article``, ``country de``, or ``de`` for short."""
    return any(kind in (group, group.rpartition(" ")[2]) for group in groups)


def wanted(args: argparse.Namespace, outlines: Sequence[Outline]) -> Collection[str]:
    """The ids that the arguments select."""
    ids = [page for page, groups in outlines if not args.kind or is_of(groups, args.kind)]
    if args.sample and args.sample < len(ids):
        ids = [ids[i] for i in chosen(ids, args.sample)]
    return frozenset(ids)


def start_worker(names: Sequence[str], folder: Path | None) -> None:
    """Make a worker process ready."""
    _systems[:] = make_ready(names)
    _folds[:] = [Folds(folder)] if folder else []


def score_raw(raw: RawPage) -> PageResult:
    """Parse and score one page: the unit of work of a worker."""
    for folds in _folds:
        folds.enter(raw.set, raw.id)
    return score_page(parse_page(raw), _systems)


def run(pages: Iterable[RawPage], names: Sequence[str], jobs: int, folds: Path | None) -> list[PageResult]:
    """The results of all pages, in input order."""
    with multiprocessing.Pool(jobs, start_worker, (names, folds)) as pool:
        return list(pool.imap(score_raw, pages, CHUNK))


def show(args: argparse.Namespace) -> int:
    """Print the page that ``--show`` names; its id may be shortened from the left.  The exit code."""
    systems = make_ready([WINNOW])

    def named(outlines: Sequence[Outline]) -> Collection[str]:
        return [page for page, _ in outlines if page.endswith(args.show)][:1]

    for name in args.sets or PAGE_SETS:
        for raw in read_pages(args.data, name, named):
            print(render_page(parse_page(raw), systems[0], wrong_only=args.wrong))
            return 0
    print("There is no such page.")
    return 1


def report(name: str, table: PageTable, results: Sequence[PageResult], args: argparse.Namespace) -> None:
    """The tables of one set, the lists that were asked for, and the crashes, which nobody needs to ask for."""
    print(render(name, table, results))
    if args.halves:
        print("\n".join(render(name, table, results, half_name(n)) for n in (1, 2) if half_name(n) in table))
    print(render_groups(table), flush=True)
    if args.worst:
        print(render_worst(results, args.worst))
    if args.harmed:
        print(render_worst(results, args.harmed, by="harm"))
    for system in table[next(iter(table))]:
        traces = [(r.id, r.scores[system].trace) for r in results if r.scores[system].trace]
        if traces:
            print(f"{system} crashed on {len(traces)} pages; the first is {traces[0][0]}:\n{traces[0][1]}")


def main(argv: Sequence[str] | None = None) -> int:
    args = arguments(argv)
    if args.show:
        return show(args)
    systems, notes = load_systems(args.systems)
    print("\n".join([LEGEND, *notes]), flush=True)
    names = [system.name for system in systems]
    tables: dict[str, PageTable] = {}
    for name in args.sets or PAGE_SETS:
        results = run(read_pages(args.data, name, partial(wanted, args)), names, args.jobs, args.folds)
        if results:
            tables[name] = table_of(results, halves=args.halves)
            report(name, tables[name], results, args)
    if not args.kind:
        print(render_targets(tables))
    if args.json:
        args.json.write_text(json.dumps(as_json(tables), indent=1) + "\n", encoding="utf-8")
    if not (args.check or args.update):
        return 0
    held = {name: {g: s for g, s in table.items() if not g.startswith("half")} for name, table in tables.items()}
    return gate.hold(args, pages_floors.measured(held), path=pages_floors.FILE, header=pages_floors.HEADER)


if __name__ == "__main__":
    sys.exit(main())
