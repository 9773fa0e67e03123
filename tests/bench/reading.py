"""Reading the output: the worst records, one record line by line, and the content lines that a rule took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal

from service.core.model import Removal
from tests.bench.metrics import is_kept, visible
from tests.bench.records import Record
from tests.bench.score import KEEP_EVERYTHING, WINNOW, Result, attempt, covered_by_line, removals_by_line, rule_name

SHOWN = 150
"""Characters of a line that are shown."""
LABELS = {1: "+", 0: "-", None: "?"}


By = Literal["f1", "lost", "harm"]


def _badness(result: Result, by: By) -> tuple[float, ...]:
    """What a list is sorted by, the worst first."""
    ours, words = result.scores[WINNOW], result.scores[WINNOW].words.f1
    harm = words - result.scores[KEEP_EVERYTHING].words.f1
    orders = {"f1": (words, harm), "lost": (-ours.lines.lost_share, words), "harm": (harm, words)}
    return orders[by]


def render_worst(results: Iterable[Result], count: int, *, by: By = "f1") -> str:
    """The worst records: lowest F1, most content lost, or furthest below keep everything."""
    rows = [f"{'id':32}{'kind':28}{'F1':>7}{'keep':>7}{'P':>7}{'R':>7}{'lost':>8}  error   (worst by {by})"]
    if by == "harm":
        results = [r for r in results if _badness(r, by)[0] < 0]
    for r in sorted(results, key=lambda r: _badness(r, by))[:count]:
        words, lines = r.scores[WINNOW].words, r.scores[WINNOW].lines
        row = f"{r.id:32}{r.kind:28}{words.f1:7.3f}{r.scores[KEEP_EVERYTHING].words.f1:7.3f}"
        rows.append(f"{row}{words.precision:7.3f}{words.recall:7.3f}{lines.lost_share:8.1%}  {r.error or ''}")
    return "\n".join(rows)


def render_record(record: Record, *, wrong_only: bool = False) -> str:
    """One record line by line: gold label, our verdict, and the rules that took something out of the line.

    ``+`` content or kept, ``-`` boilerplate or removed, ``?`` not labelled, ``~`` partly removed, ``!!`` content lost,
    ``!`` boilerplate kept.
    """
    article, _, error, trace = attempt(record)
    rows = [f"{record.id} {record.kind}: gold, verdict, line  {error or ''}", *([trace] if trace else [])]
    covered = covered_by_line(record.lines, article)
    removals = removals_by_line(record.lines, article) if article else [[] for _ in record.lines]
    for number, (line, label) in enumerate(zip(record.lines, record.labels, strict=True), 1):
        size = visible(line)
        if not size:
            continue
        kept = is_kept(covered[number - 1], size)
        wrong = "" if label is None or bool(label) == kept else "!" if kept else "!!"
        if wrong_only and not wrong:
            continue
        verdict = ("+" if kept else "-") + ("~" if 0 < covered[number - 1] < size else " ")
        why = "; ".join(dict.fromkeys(_why(r) for r, _ in removals[number - 1]))
        text = line if len(line) <= SHOWN else f"{line[:SHOWN]}… ({len(line)})"
        rows.append(f"{number:5d} {wrong:2} {LABELS[label]} {verdict} {text}{f'   ⟵ {why}' if why else ''}")
    return "\n".join(rows)


def _why(removal: Removal) -> str:
    return rule_name(removal) + (f" → {removal.moved_to}" if removal.moved_to else "")


def render_takes(records: Iterable[Record], rule: str, count: int) -> str:
    """Lines labelled content out of which rules whose name contains ``rule`` took something."""
    return "\n".join(islice((row for record in records for row in _takes(record, rule)), count))


def _takes(record: Record, rule: str) -> Iterator[str]:
    article = attempt(record)[0]
    if article is None:
        return
    touched = removals_by_line(record.lines, article)
    for line, label, removals in zip(record.lines, record.labels, touched, strict=True):
        for removal, _ in removals:
            if label == 1 and rule in rule_name(removal):
                where = f"{record.id} {record.kind} {rule_name(removal)}"
                yield f"{where}: {removal.raw[:SHOWN]!r} of {line[:SHOWN]!r}"
