"""The figures of the page bench as text: quality and cost of every system, and word F1 by group."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.figures import OVERALL
from tests.bench.pages_figures import PageFigures, PageTable
from tests.bench.pages_score import PageResult

NAME, CELL = 18, 8
"""Characters of the first column and of the others."""

QUALITY = (
    ("P", "precision"),
    ("R", "recall"),
    ("F1", "word_f1"),
    ("F1gold", "word_f1_of_gold"),
    ("F1sh4", "shingle_f1"),
    ("req", "required"),
    ("forb", "forbidden"),
    ("title", "title"),
    ("author", "author"),
    ("author~", "author_near"),
    ("date", "date"),
    ("nodate", "invented_dates"),
)
COST = (
    ("ms", "mean"),
    ("p50", "p50"),
    ("p99", "p99"),
    ("pages/s", "per_second"),
    ("x total", "total_ratio"),
    ("x page", "page_ratio"),
)
LEGEND = """\
F1: words, mean over pages; F1gold: pages with gold text; F1sh4: runs of four words; req, forb: snippets found
author~: one name in the other; nodate: pages without a gold date that get one
ms: CPU time of a page; x: times trafilatura's, of the sums and as the median of the pages"""


def cell(value: float | None, digits: int = 3) -> str:
    """One figure, right aligned; a dash where there is none."""
    return f"{'–':>{CELL}}" if value is None else f"{value:{CELL}.{digits}f}"


def render(name: str, table: PageTable, results: Sequence[PageResult], group: str = OVERALL) -> str:
    """Quality and cost of every system on one group of a set."""
    systems = table[group]
    of_group = [r for r in results if group in (OVERALL, *r.groups)]
    pages = next(iter(systems.values())).pages
    said = f"== {name}, {group}: {pages} pages"
    if len(of_group) == pages:
        said += f", {sum(not r.has_gold for r in of_group)} without gold text"
    rows = [said, f"{'system':{NAME}}" + "".join(f"{head:>{CELL}}" for head, _ in QUALITY)]
    rows += [f"{s:{NAME}}" + "".join(cell(getattr(f, figure)) for _, figure in QUALITY) for s, f in systems.items()]
    rows.append(f"{'CPU':{NAME}}" + "".join(f"{head:>{CELL}}" for head, _ in COST) + "   pages without an answer")
    for system, f in systems.items():
        if f.cost:
            costs = "".join(cell(getattr(f.cost, figure), 2 if "ratio" in figure else 1) for _, figure in COST)
            rows.append(f"{system:{NAME}}{costs}   {render_errors(f)}")
    return "\n".join(rows)


def render_errors(figures: PageFigures) -> str:
    """The errors by code, the most frequent first."""
    return ", ".join(f"{code} {n}" for code, n in sorted(figures.errors.items(), key=lambda e: (-e[1], e[0]))) or "none"


def render_groups(table: PageTable) -> str:
    """Word F1 of every system on every group."""
    systems = list(table[OVERALL])
    widths = [max(CELL, len(system) + 2) for system in systems]
    rows = [f"{'word F1':{NAME}}{'pages':>6}" + "".join(f"{s:>{w}}" for s, w in zip(systems, widths, strict=True))]
    for group, figures in table.items():
        row = "".join(f"{figures[s].word_f1:{w}.3f}" for s, w in zip(systems, widths, strict=True))
        rows.append(f"{group:{NAME}}{figures[systems[0]].pages:6d}{row}")
    return "\n".join(rows)
