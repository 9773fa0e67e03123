"""Train the learned judge: ``python -m tests.bench.training --data ../shared/data``."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from service.model.ask import WEIGHTS
from tests.bench.training import export, pages, texts
from tests.bench.training.crossing import Crossed, Task, answers, arrays, cross, crossed_answers, overall_line
from tests.bench.training.data import read_corpus
from tests.bench.training.examples import Example
from tests.bench.training.figures import tables
from tests.bench.training.folds import FOLDS, write_folds

DATA = Path("../shared/data")
PAGES, TEXTS = "pages", "texts"


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development data")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes that read (training takes one)"
    )
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep what was read in DIR until the code changes")
    parser.add_argument("--only", choices=(PAGES, TEXTS), help="train only one of the two")
    parser.add_argument(
        "--weights", type=Path, metavar="DIR", help=f"where to write (default: {WEIGHTS.name}/ as shipped)"
    )
    parser.add_argument(
        "--folds",
        type=Path,
        metavar="DIR",
        help="write weights that lack one fold each, and none to ship without --weights",
    )
    return parser.parse_args(argv)


def task_of(name: str) -> Task:
    """What is learned from pages, or from texts."""
    if name == PAGES:
        return Task(PAGES, pages.fit_blocks, pages.labels_of, pages.weight_of, pages.Article())
    return Task(TEXTS, texts.fit_blocks, texts.labels_of, texts.weight_of, texts.Kind())


def train(name: str, examples: Sequence[Example], args: argparse.Namespace) -> None:
    """Cross-validate, print what to expect, and write the weights that are asked for."""
    crossed = cross(task_of(name), examples, say)
    models = [answers(crossed, fold) for fold in range(FOLDS)]
    print("\n".join(tables(crossed, crossed_answers(crossed, models), texts=name == TEXTS)), flush=True)
    if args.folds:
        for fold in range(FOLDS):
            found = arrays(crossed, crossed.models[fold], crossed.lines[fold], models[fold])
            export.write(args.folds / str(fold) / f"{name}.npz", found)
    if args.weights or not args.folds:
        write_shipped(crossed, (args.weights or WEIGHTS) / f"{name}.npz")


def write_shipped(crossed: Crossed, path: Path) -> None:
    """Train on everything and write the weights."""
    line = overall_line(crossed)
    found = arrays(crossed, crossed.task.fit(crossed.examples), line, answers(crossed, None))
    size = export.write(path, found)
    say(f"{path.name}: {size} bytes, calibrated by {line.slope} and {line.offset}")


def say(line: str) -> None:
    """Progress, on standard error, with the CPU seconds so far."""
    print(f"{time.process_time():7.0f} s  {line}", file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    args = arguments(argv)
    if find_spec("catboost") is None:
        print(
            "Training needs CatBoost: install the extra `train`, as in pip install --editable '.[train]'.",
            file=sys.stderr,
        )
        return 1
    corpus = read_corpus(args.data, jobs=args.jobs, cache=args.cache)
    say(f"{len(corpus.pages)} pages, {len(corpus.texts)} texts read; {len(corpus.groups)} documents")
    if args.folds:
        write_folds(args.folds, corpus.groups)
    for name, examples in ((PAGES, corpus.pages), (TEXTS, corpus.texts)):
        if args.only in (None, name):
            train(name, examples, args)
    return 0


if __name__ == "__main__":
    sys.exit(main())
