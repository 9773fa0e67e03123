"""From the results of records to the figures of a set: means, line F1, shares; and the table that shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean

from tests.bench.metrics import f1
from tests.bench.score import SYSTEMS, WINNOW, Result

OVERALL = "overall"
LOSSY_FROM = 0.1
"""Share of the content characters of a record from which its loss counts, as the issue defines it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one system reaches on the records of one kind; all but the counts and the rate are 0 to 1."""

    records: int
    precision: float
    recall: float
    word_f1: float
    content_line_f1: float
    boilerplate_line_f1: float
    all_right: float
    """Share of records in which every labelled line is right."""
    lossy: float
    """Share of records that lose more than ``LOSSY_FROM`` of their content characters."""
    empty: int = 0
    """Records on which ``clean`` raised a ``CleanError``: they count as empty output."""
    crashed: int = 0
    per_second: float | None = None
    """Documents per CPU second of one core."""


def figures_of(results: Sequence[Result], system: str) -> Figures:
    """The figures of one system: words as the mean over records, lines over all lines."""
    scores = [r.scores[system] for r in results]
    kept = sum(s.lines.content_kept for s in scores)
    lost = sum(s.lines.content_lost for s in scores)
    spurious = sum(s.lines.boilerplate_kept for s in scores)
    removed = sum(s.lines.boilerplate_removed for s in scores)
    ours = system == WINNOW
    return Figures(
        records=len(results),
        precision=fmean(s.words.precision for s in scores),
        recall=fmean(s.words.recall for s in scores),
        word_f1=fmean(s.words.f1 for s in scores),
        content_line_f1=f1(kept, spurious, lost),
        boilerplate_line_f1=f1(removed, lost, spurious),
        all_right=fmean(s.lines.all_right for s in scores),
        lossy=fmean(s.lines.lost_share > LOSSY_FROM for s in scores),
        empty=sum(r.error not in (None, "crash") for r in results) if ours else 0,
        crashed=sum(r.error == "crash" for r in results) if ours else 0,
        per_second=len(results) / max(1e-9, sum(r.seconds for r in results)) if ours else None,
    )


Table = dict[str, dict[str, Figures]]
"""Kind → system → figures."""


def table_of(results: Sequence[Result]) -> Table:
    """The figures of a set, by kind and overall."""
    kinds = sorted({r.kind for r in results})
    groups = {kind: [r for r in results if r.kind == kind] for kind in kinds} | {OVERALL: list(results)}
    return {kind: {system: figures_of(group, system) for system in SYSTEMS} for kind, group in groups.items()}


HEADER = f"{'kind':28}{'system':17}{'n':>6}{'P':>7}{'R':>7}{'F1':>7}{'lineC':>7}{'lineB':>7}{'right':>7}{'lossy':>7}"


def render(name: str, table: Table) -> str:
    """The table as text.  ``lineC``/``lineB``: line F1 of content/boilerplate."""
    rows = [f"== {name} ==", f"{HEADER}{'empty':>7}{'crash':>7}{'docs/s':>8}"]
    for kind, systems in table.items():
        for system, f in systems.items():
            row = f"{kind if system == WINNOW else '':28}{system:17}{f.records:6d}"
            row += "".join(f"{x:7.3f}" for x in (f.precision, f.recall, f.word_f1))
            row += f"{f.content_line_f1:7.3f}{f.boilerplate_line_f1:7.3f}{f.all_right:7.1%}{f.lossy:7.1%}"
            if f.per_second is not None:
                row += f"{f.empty:7d}{f.crashed:7d}{f.per_second:8.0f}"
            rows.append(row)
    return "\n".join(rows)


def as_json(tables: dict[str, Table]) -> dict[str, object]:
    """The figures as plain values."""
    return {
        name: {kind: {system: asdict(f) for system, f in systems.items()} for kind, systems in table.items()}
        for name, table in tables.items()
    }


def render_rules(results: Iterable[Result]) -> str:
    """What each rule removed, in characters by label, the one that removes most content first."""
    counts: Counter[tuple[str, int | None]] = Counter()
    for result in results:
        counts.update(result.removed)
    rules = sorted({rule for rule, _ in counts}, key=lambda r: (-counts[r, 1], -counts[r, 0], r))
    rows = [f"{'rule':60}{'content':>10}{'boilerpl.':>10}{'open':>10}   characters removed"]
    rows += [f"{rule:60}{counts[rule, 1]:10d}{counts[rule, 0]:10d}{counts[rule, None]:10d}" for rule in rules]
    return "\n".join(rows)
