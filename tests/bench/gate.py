"""The options of a bench that hold its floors or raise them, and what they do."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from tests.bench import floors


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--check``, ``--update``, ``--allow-regression`` and ``--reason``."""
    group = parser.add_argument_group("floors")
    group.add_argument("--check", action="store_true", help="fail when a figure is below its floor")
    group.add_argument("--update", action="store_true", help="raise the floors to the figures")
    group.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    group.add_argument("--reason", help="why floors may be lowered; kept in the file")


def checked(parser: argparse.ArgumentParser, args: argparse.Namespace) -> argparse.Namespace:
    """The arguments, when they fit together; else the parser says what does not, and exits."""
    if (args.check or args.update) and (args.sample or args.kind):
        parser.error("floors hold for whole sets: leave out --sample and --kind")
    if args.allow_regression != bool(args.reason):
        parser.error("--allow-regression and --reason go together")
    return args


def hold(args: argparse.Namespace, figures: Mapping[floors.Key, float], *, path: Path, header: str) -> int:
    """Hold or raise the floors of ``path``; the exit code."""
    if args.update:
        try:
            floors.save(floors.update(floors.load(path), figures, reason=args.reason), path, header=header)
        except floors.RegressionError as refusal:
            print(refusal)
            return 1
    if args.check:
        failures = floors.failures(floors.load(path), figures)
        print("\n".join(failures) or "All floors hold.")
        return 1 if failures else 0
    return 0
