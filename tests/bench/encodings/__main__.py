"""The bench for encodings: ``python -m tests.bench.encodings --data ../shared/data``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.bench import gate
from tests.bench.encodings import clean_lines, cost, from_bytes, mojibake, tables
from tests.bench.encodings.tables import Result
from tests.bench.encodings.targets import targets

FLOORS = Path(__file__).parent.with_name("floors_encodings.toml")
HEADER = """\
# Pinned by `python -m tests.bench.encodings --update`, held by `--check`.  Not edited by hand.
# right: at least this share of texts.  wrong: at most this share.  false_repairs, missed: at most so many lines.
"""
LENGTHS = (60, 200, 4_000)
"""Characters that texts are cut to before they are written as bytes; the longest are whole."""
PARTS = ("bytes", "mojibake", "lines", "cost")
ASCII_TEXT = "The committee met on Monday and said that the bridge would be closed for the rest of the year. " * 80


def arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.encodings", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the development data")
    parser.add_argument("--only", choices=PARTS, action="append", help="run only this part; may be given again")
    parser.add_argument("--no-peers", action="store_true", help="Winnow alone, which takes a fifth of the time")
    gate.add_options(parser)
    args = parser.parse_args(argv)
    if args.allow_regression != bool(args.reason):
        parser.error("--allow-regression and --reason go together")
    return args


def bytes_results(*, peers: bool) -> Iterator[Result]:
    """What becomes of bytes, by each system."""
    systems = from_bytes.systems()
    for length in LENGTHS:
        for case in from_bytes.cases(length):
            for name, system in systems.items() if peers else [(from_bytes.WINNOW, systems[from_bytes.WINNOW])]:
                start = time.process_time()
                text = system(case.data)
                seconds = time.process_time() - start
                outcome = "right" if from_bytes.is_right(case, text) else "wrong"
                kilobytes = len(case.data) / 1024
                yield Result(str(length), case.language, case.codec, "bytes", name, outcome, seconds, kilobytes)


def mojibake_results(*, peers: bool) -> Iterator[Result]:
    """What becomes of misread texts, by Winnow and by ftfy."""
    for case in mojibake.cases():
        text, warned = mojibake.by_winnow(case)
        of = (case.group, case.language, case.written_in, case.read_as)
        yield Result(*of, "winnow", mojibake.outcome(case, text), warned=warned, poor=case.is_poor)
        if peers:
            yield Result(*of, "ftfy", mojibake.outcome(case, mojibake.by_ftfy(case)))


def show(title: str, rows: Iterable[str]) -> None:
    print(f"\n## {title}\n")
    print("\n".join(rows), flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    args = arguments(argv)
    parts = args.only or PARTS
    results: list[Result] = []
    lines, costs, ascii_cost = None, [], None
    if "bytes" in parts:
        found = list(bytes_results(peers=not args.no_peers))
        show("Bytes without a label", (*tables.bytes_table(found), *tables.failures(found, "winnow")))
        results += found
    if "mojibake" in parts:
        found = list(mojibake_results(peers=not args.no_peers))
        show(
            "Text that was read in the wrong encoding",
            (*tables.mojibake_table(found), *tables.failures(found, "winnow")),
        )
        results += found
    if "lines" in parts:
        lines = clean_lines.count(clean_lines.different_lines(args.data))
        for text in clean_lines.different_documents(args.data):
            lines.documents += 1
            lines.in_texts += clean_lines.changed_beyond_ftfy(text)
        show("Lines of the development data", tables.lines_table(lines))
    if "cost" in parts:
        costs = [cost.cost_of(*row) for row in cost.clean_texts(args.data) if not row[1].isascii()]
        ascii_cost = cost.cost_of("ASCII", ASCII_TEXT)
        show(
            "Cost of clean text, µs of CPU time for a KB", (*tables.cost_table(costs), *tables.cost_table([ascii_cost]))
        )
    show(
        "What the issue asks for",
        (f"{'met   ' if met else 'MISSED'}  {said}" for met, said in targets(results, lines, costs, ascii_cost)),
    )
    return gate.hold(args, tables.figures(results, lines), path=FLOORS, header=HEADER)


if __name__ == "__main__":
    sys.exit(main())
