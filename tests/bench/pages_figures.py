"""From the results of pages to the figures of a set: means over pages, shares of snippets and fields, cost."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean, median

from tests.bench.figures import OVERALL
from tests.bench.pages_metrics import share
from tests.bench.pages_records import half
from tests.bench.pages_score import PageResult, PageScore
from tests.bench.peers import TRAFILATURA

MS = 1000.0
P50, P99 = 0.50, 0.99


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU time of one system; milliseconds per page."""

    mean: float
    p50: float
    p99: float
    per_second: float
    """Pages per CPU second."""
    total_ratio: float | None
    """To trafilatura with its defaults, in the same run: of the sums, and the median of the ratios of the pages."""
    page_ratio: float | None


@dataclass(frozen=True, slots=True)
class PageFigures:
    """What one system reaches on the pages of a group; shares are 0 to 1, ``None`` where there is nothing to share."""

    pages: int
    precision: float
    recall: float
    word_f1: float
    """Mean over all pages; where the gold is empty, an empty output has 1 and any other 0."""
    word_f1_of_gold: float | None
    """The same over the pages whose gold has text."""
    shingle_f1: float
    required: float | None
    """Snippets found, of all of the group."""
    forbidden: float | None
    title: float | None
    author: float | None
    author_near: float | None
    date: float | None
    invented_dates: float | None
    """Share of the pages without a gold date on which the system gives one."""
    errors: dict[str, int]
    """Pages by error code, crashes among them."""
    cost: Cost | None


def figures_of(results: Sequence[PageResult], system: str) -> PageFigures:
    """The figures of one system."""
    pairs = [(r, r.scores[system]) for r in results]
    fields = [s.fields for _, s in pairs if s.fields]
    return PageFigures(
        pages=len(pairs),
        precision=fmean(s.words.precision for _, s in pairs),
        recall=fmean(s.words.recall for _, s in pairs),
        word_f1=fmean(s.words.f1 for _, s in pairs),
        word_f1_of_gold=_mean(s.words.f1 for r, s in pairs if r.has_gold),
        shingle_f1=fmean(s.shingle_f1 for _, s in pairs),
        required=_ratio(sum(s.required for _, s in pairs), sum(r.required for r in results)),
        forbidden=_ratio(sum(s.forbidden for _, s in pairs), sum(r.forbidden for r in results)),
        title=share(f.title for f in fields),
        author=share(f.author for f in fields),
        author_near=share(f.author_near for f in fields),
        date=share(f.date for f in fields),
        invented_dates=share(f.invented_date for f in fields),
        errors=dict(Counter(s.error for _, s in pairs if s.error)),
        cost=_cost(pairs),
    )


def _mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return fmean(known) if known else None


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _cost(pairs: Sequence[tuple[PageResult, PageScore]]) -> Cost | None:
    """The cost of a system that was timed."""
    seconds = [s.seconds for _, s in pairs if s.seconds is not None]
    if not seconds:
        return None
    theirs = [r.scores[TRAFILATURA].seconds or 0.0 for r, _ in pairs if TRAFILATURA in r.scores]
    ranked = sorted(seconds)
    return Cost(
        mean=MS * fmean(seconds),
        p50=MS * percentile(ranked, P50),
        p99=MS * percentile(ranked, P99),
        per_second=len(seconds) / max(1e-9, sum(seconds)),
        total_ratio=_ratio(sum(seconds), sum(theirs)),
        page_ratio=median(a / b for a, b in zip(seconds, theirs, strict=True) if b) if any(theirs) else None,
    )


def percentile(ranked: Sequence[float], part: float) -> float:
    """The least value that ``part`` of the values do not exceed.

    >>> percentile([1, 2, 3, 4], 0.5), percentile([1, 2, 3, 4], 0.99)
    (2, 4)
    """
    return ranked[max(0, math.ceil(part * len(ranked)) - 1)]


PageTable = dict[str, dict[str, PageFigures]]
"""Group → system → figures."""


def table_of(results: Sequence[PageResult], *, halves: bool = False) -> PageTable:
    """The figures of a set: overall, of its groups, and of its halves where they are asked for."""
    groups: dict[str, list[PageResult]] = {OVERALL: list(results)}
    for name in sorted({group for r in results for group in r.groups}):
        groups[name] = [r for r in results if name in r.groups]
    if halves:
        for number in (1, 2):
            groups[half_name(number)] = [r for r in results if half(r.id) == number]
    systems = list(results[0].scores)
    return {name: {system: figures_of(group, system) for system in systems} for name, group in groups.items() if group}


def half_name(number: int) -> str:
    return f"half {number}"


def as_json(tables: dict[str, PageTable]) -> dict[str, object]:
    """The figures as plain values."""
    return {
        name: {group: {system: asdict(f) for system, f in systems.items()} for group, systems in table.items()}
        for name, table in tables.items()
    }
