"""The quality bench for plain text: ``python -m tests.bench.text --data ../shared/data``."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench import floors, gate
from tests.bench.figures import Table, as_json, render, render_rules, table_of
from tests.bench.folds import Folds
from tests.bench.reading import By, render_record, render_takes, render_worst
from tests.bench.records import SETS, Record, parse, read_raw, sample
from tests.bench.score import Result, score_record, warm_up
from tests.bench.targets import render_targets

DATA = Path("../shared/data")
CHUNK = 16
"""Records that a worker takes at a time: few enough that the processes finish together."""
TAKES_SHOWN = 100
"""Lines that ``--takes`` prints at most."""
HEAD = 300
"""Bytes of a JSON line in which its id and kind stand: a cheap look before it is parsed."""


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.text", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one for each core)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to FILE")
    pick = parser.add_argument_group("which records")
    pick.add_argument("--set", action="append", choices=SETS, dest="sets", help="only this set; may be repeated")
    pick.add_argument("--sample", type=int, metavar="N", help="about N records of each set, chosen by their ids")
    pick.add_argument("--kind", help="only records of this kind")
    pick.add_argument("--folds", type=Path, metavar="DIR", help="judge each text by weights that have not seen it")
    read = parser.add_argument_group("reading the output")
    read.add_argument("--rules", action="store_true", help="what each rule removed, by gold label")
    read.add_argument("--worst", type=int, metavar="N", help="list the N records with the lowest F1")
    read.add_argument("--lossiest", type=int, metavar="N", help="list the N records that lose most content")
    read.add_argument("--harmed", type=int, metavar="N", help="list the N records furthest below keep everything's F1")
    read.add_argument("--show", nargs=2, metavar=("ID", "KIND"), help="print one record line by line")
    read.add_argument("--wrong", action="store_true", help="with --show: only lines with a wrong verdict")
    read.add_argument("--takes", metavar="RULE", help="print content lines that rules named like RULE took")
    gate.add_options(parser)
    return gate.checked(parser, parser.parse_args(argv))


_folds: list[Folds] = []
"""Of this worker process: the weights by fold, where the bench was asked for them."""


def start_worker(folder: Path | None) -> None:
    """Make a worker process ready."""
    warm_up()
    _folds[:] = [Folds(folder)] if folder else []


def score_raw(job: tuple[str, bytes]) -> Result:
    """Parse and score one JSON line of a set: the unit of work of a worker."""
    record = parse(*job)
    for folds in _folds:
        folds.enter(job[0], record.id)
    return score_record(record)


def run(name: str, rows: Sequence[bytes], args: argparse.Namespace) -> list[Result]:
    """The results of all records, in input order."""
    work = [(name, raw) for raw in rows]
    if args.jobs == 1:
        start_worker(args.folds)
        return [score_raw(job) for job in work]
    with multiprocessing.Pool(args.jobs, start_worker, (args.folds,)) as pool:
        return list(pool.imap(score_raw, work, CHUNK))


def rows_of(args: argparse.Namespace, name: str) -> list[bytes]:
    """The raw records that the arguments select."""
    rows = list(read_raw(args.data, name))
    if args.kind:
        rows = [raw for raw in rows if parse(name, raw).kind == args.kind]
    return sample(rows, args.sample) if args.sample else rows


def find(args: argparse.Namespace) -> Record | None:
    """The record that ``--show`` names; its id may be shortened from the left."""
    wanted, kind = args.show
    for name in args.sets or SETS:
        for raw in read_raw(args.data, name):
            if wanted.encode() in raw[:HEAD]:
                record = parse(name, raw)
                if record.id.endswith(wanted) and record.kind == kind:
                    return record
    return None


def report(args: argparse.Namespace, results: Sequence[Result]) -> None:
    """What was asked for besides the table, and the crashes, which nobody needs to ask for."""
    if args.rules:
        print(render_rules(results))
    lists: tuple[tuple[int | None, By], ...] = ((args.worst, "f1"), (args.lossiest, "lost"), (args.harmed, "harm"))
    for count, by in lists:
        if count:
            print(render_worst(results, count, by=by))
    traces = [r for r in results if r.trace]
    if traces:
        print(f"{len(traces)} records crashed; the first is {traces[0].id} {traces[0].kind}:\n{traces[0].trace}")


def main(argv: Sequence[str] | None = None) -> int:
    args = arguments(argv)
    if args.show:
        record = find(args)
        print(render_record(record, wrong_only=args.wrong) if record else "There is no such record.")
        return 0 if record else 1
    warm_up()  # here too: rules that cannot be loaded are one error, not one of each worker
    tables: dict[str, Table] = {}
    for name in args.sets or SETS:
        rows = rows_of(args, name)
        if rows and args.takes:
            print(render_takes([parse(name, raw) for raw in rows], args.takes, TAKES_SHOWN))
        elif rows:
            results = run(name, rows, args)
            tables[name] = table_of(results)
            print(render(name, tables[name]), flush=True)
            report(args, results)
    print(render_targets(tables))
    if args.json:
        args.json.write_text(json.dumps(as_json(tables), indent=1) + "\n", encoding="utf-8")
    return gate.hold(args, floors.measured(tables), path=floors.FILE, header=floors.HEADER)


if __name__ == "__main__":
    sys.exit(main())
