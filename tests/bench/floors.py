"""Floors: what the output reached once, it must keep reaching.  Lowering one takes a flag and a reason.

A file holds, for each set and kind, the figures that must be reached or, where smaller is better, not be exceeded, and
every lowering with its reason: ``floors.toml`` those of the text bench, ``floors_pages.toml`` those of the page bench.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.figures import Table
from tests.bench.score import WINNOW

FILE = Path(__file__).with_name("floors.toml")

EPSILON = 0.0005
"""How far a figure may be below its floor: runs are deterministic; this covers the Unicode tables of other Pythons."""
DIGITS = 4
"""Decimals that are pinned; rounded to the side of the floor."""

HEADER = """\
# Pinned by `python -m tests.bench.text --update`, held by `--check`.  Not edited by hand.
# word_f1: at least this.  lossy: at most this share of records loses more than 10 % of its content characters.
"""

Key = tuple[str, str, str]
"""Set, kind, figure."""
SMALLER_IS_BETTER = frozenset({"lossy", "forbidden", "invented_dates", "false_repairs", "missed", "wrong"})


@dataclass(frozen=True, slots=True)
class Lowering:
    """A floor that was lowered, and why."""

    key: Key
    before: float
    after: float
    reason: str


@dataclass(frozen=True, slots=True)
class Floors:
    """All floors, and the history of those that were lowered."""

    values: Mapping[Key, float] = field(default_factory=dict)
    lowered: tuple[Lowering, ...] = ()


class RegressionError(Exception):
    """An update would lower a floor, and nobody said why it may."""


def load(path: Path = FILE) -> Floors:
    """The pinned floors; none when there is no file yet."""
    if not path.is_file():
        return Floors()
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    values = {
        (name, kind, figure): float(value)
        for name, kinds in data.get("floors", {}).items()
        for kind, figures in kinds.items()
        for figure, value in figures.items()
    }
    lowered = tuple(
        Lowering((row["set"], row["kind"], row["figure"]), row["before"], row["after"], row["reason"])
        for row in data.get("lowered", [])
    )
    return Floors(values, lowered)


def save(floors: Floors, path: Path = FILE, *, header: str = HEADER) -> None:
    """Write the floors, sorted, under comment lines that say what they are.  JSON strings are TOML strings."""
    rows = [header]
    section = None
    for name, kind, figure in sorted(floors.values):
        if (name, kind) != section:
            section = (name, kind)
            rows.append(f"\n[floors.{json.dumps(name)}.{json.dumps(kind)}]\n")
        rows.append(f"{figure} = {floors.values[name, kind, figure]}\n")
    for low in floors.lowered:
        name, kind, figure = low.key
        rows.append(f"\n[[lowered]]\nset = {json.dumps(name)}\nkind = {json.dumps(kind)}\n")
        rows.append(f"figure = {json.dumps(figure)}\n")
        rows.append(f"before = {low.before}\nafter = {low.after}\nreason = {json.dumps(low.reason)}\n")
    path.write_text("".join(rows), encoding="utf-8")


def pinned(key: Key, value: float) -> float:
    """A figure rounded so that it holds as its own floor."""
    scale: int = 10**DIGITS
    whole = math.ceil(value * scale) if key[2] in SMALLER_IS_BETTER else math.floor(value * scale)
    return whole / scale


def measured(tables: Mapping[str, Table]) -> dict[Key, float]:
    """The figures of the text bench that have floors, rounded so that they hold."""
    values = {
        (name, kind, figure): value
        for name, table in tables.items()
        for kind, systems in table.items()
        for figure, value in (("word_f1", systems[WINNOW].word_f1), ("lossy", systems[WINNOW].lossy))
    }
    return {key: pinned(key, value) for key, value in values.items()}


def _shortfall(key: Key, floor: float, value: float) -> float:
    """How much worse than the floor; negative when better."""
    return value - floor if key[2] in SMALLER_IS_BETTER else floor - value


def failures(floors: Floors, figures: Mapping[Key, float]) -> list[str]:
    """What is wrong, one sentence for each figure below its floor, and for each that has no floor or no figure."""
    sets = {name for name, _, _ in figures}
    said = []
    for key in sorted(figures.keys() | {k for k in floors.values if k[0] in sets}):
        label = " / ".join(key)
        if key not in figures:
            said.append(f"{label}: pinned, but there was no figure; was the data changed?")
        elif key not in floors.values:
            said.append(f"{label}: {figures[key]} has no floor; pin it with --update.")
        elif _shortfall(key, floors.values[key], figures[key]) > EPSILON:
            limit = "ceiling" if key[2] in SMALLER_IS_BETTER else "floor"
            said.append(f"{label}: {figures[key]} is worse than its {limit} {floors.values[key]}.")
    return said


def update(floors: Floors, figures: Mapping[Key, float], *, reason: str | None = None) -> Floors:
    """Raise the floors to the figures.

    Args:
        floors: Those pinned.
        figures: Those measured.
        reason: Why floors may be lowered; ``None`` when they may not.

    Raises:
        RegressionError: A figure is worse than its floor by more than ``EPSILON`` and there is no reason.
    """
    values = dict(floors.values)
    lowered = list(floors.lowered)
    refused = []
    for key, value in sorted(figures.items()):
        worse = _shortfall(key, values[key], value) if key in values else -1.0
        if worse > EPSILON:
            if reason is None:
                refused.append(f"{' / '.join(key)}: {values[key]} → {value}")
                continue
            lowered.append(Lowering(key, values[key], value, reason))
        if worse < 0 or worse > EPSILON:
            values[key] = value
    if refused:
        raise RegressionError(
            "Floors would be lowered; give --allow-regression and --reason to do so:\n" + "\n".join(refused)
        )
    return Floors(values, tuple(lowered))
