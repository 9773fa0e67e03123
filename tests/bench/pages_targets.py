"""What pages must reach with the learned judge, as the issues ask: shown beside the figures, not a gate.

They are meant for weights that have not seen the pages: ``--folds``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.bench.figures import OVERALL
from tests.bench.floors import EPSILON
from tests.bench.pages_figures import PageFigures, PageTable
from tests.bench.pages_records import WCXB
from tests.bench.peers import NO_COMMENTS, TRAFILATURA, WINNOW
from tests.bench.records import NEWS

WCXB_F1, ARTICLE_F1, NEWS_F1 = 0.885, 0.965, 0.97
"""Least word F1; trafilatura had .818 and .929 on the pages of ``wcxb-dev``, .956 without comments on the news."""
ARTICLE, COUNTRY = "article", "country "
TITLE, AUTHOR, DATE = 0.85, 0.80, 0.89
"""Least shares of fields that are right, where the gold has one."""
INVENTED_DATES = 0.5
"""Most dates on pages without a gold date, as a share of trafilatura's."""
COST = 0.5
"""Most CPU time, as a multiple of trafilatura's."""

Target = tuple[bool, str]


def _at_least(name: str, value: float | None, least: float) -> Iterator[Target]:
    if value is not None:
        yield value >= least, f"{name} {value:.4f}, at least {least}"


def _wcxb(table: PageTable) -> Iterator[Target]:
    ours, theirs = table[OVERALL][WINNOW], table[OVERALL].get(TRAFILATURA)
    yield from _at_least("word F1", ours.word_f1, WCXB_F1)
    if ARTICLE in table:
        yield from _at_least("word F1 of articles", table[ARTICLE][WINNOW].word_f1, ARTICLE_F1)
    yield from _types(table)
    yield from _at_least("title", ours.title, TITLE)
    yield from _at_least("author, letter by letter", ours.author, AUTHOR)
    yield from _at_least("author, one name in the other", ours.author_near, AUTHOR)
    yield from _at_least("date", ours.date, DATE)
    if theirs and ours.forbidden is not None and theirs.forbidden is not None:
        said = f"forbidden snippets {ours.forbidden:.4f}, at most trafilatura's {theirs.forbidden:.4f}"
        yield ours.forbidden <= theirs.forbidden, said
    if theirs and ours.invented_dates is not None and theirs.invented_dates is not None:
        most = INVENTED_DATES * theirs.invented_dates
        said = f"dates where the gold has none {ours.invented_dates:.4f}, at most half of trafilatura's: {most:.4f}"
        yield ours.invented_dates <= most, said


def _types(table: PageTable) -> Iterator[Target]:
    """Whether every page type is above the best peer."""
    best = {
        group: max(((f.word_f1, name) for name, f in systems.items() if not name.startswith(WINNOW)), default=None)
        for group, systems in table.items()
    }
    below = [
        f"{group} {table[group][WINNOW].word_f1:.3f} < {peer[0]:.3f} ({peer[1]})"
        for group, peer in best.items()
        if peer is not None and table[group][WINNOW].word_f1 < peer[0] - EPSILON
    ]
    if any(best.values()):
        yield not below, f"page types below the best peer: {', '.join(below) or 'none'}"


def _news(table: PageTable) -> Iterator[Target]:
    yield from _at_least("word F1", table[OVERALL][WINNOW].word_f1, NEWS_F1)
    countries = [(group, s) for group, s in table.items() if group.startswith(COUNTRY) and NO_COMMENTS in s]
    if countries:
        below = [(g, s[WINNOW].word_f1, s[NO_COMMENTS].word_f1) for g, s in countries]
        below = [(group, ours, theirs) for group, ours, theirs in below if ours < theirs - EPSILON]
        said = ", ".join(f"{g.removeprefix(COUNTRY)} {ours:.3f} < {theirs:.3f}" for g, ours, theirs in below)
        yield not below, f"countries below trafilatura without comments: {said or 'none'}"


def _cost(ours: PageFigures) -> Iterator[Target]:
    if ours.cost and ours.cost.total_ratio is not None and ours.cost.page_ratio is not None:
        said = f"CPU time {ours.cost.total_ratio:.2f} times trafilatura's (median of pages {ours.cost.page_ratio:.2f})"
        yield ours.cost.total_ratio <= COST, f"{said}, at most {COST}"


def targets(tables: Mapping[str, PageTable]) -> Iterator[Target]:
    """Each target that the run can speak of: whether it is met, and the figures that say so."""
    for name, table in tables.items():
        if WINNOW in table[OVERALL]:
            for met, said in (*(_wcxb if name == WCXB else _news)(table), *_cost(table[OVERALL][WINNOW])):
                yield met, f"{'news' if name == NEWS else name}: {said}"


def render_targets(tables: Mapping[str, PageTable]) -> str:
    """The targets, one a line."""
    return "\n".join(f"{'met   ' if met else 'MISSED'}  {said}" for met, said in targets(tables))
