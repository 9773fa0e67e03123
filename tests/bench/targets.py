"""What rules and structure alone must reach, as the issue asks: shown beside the figures, not a gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.bench.figures import OVERALL, Table
from tests.bench.records import PAGES, RESIDUE
from tests.bench.score import KEEP_EVERYTHING, WINNOW

PAGES_WORD_F1 = 0.87
"""Least word F1 on whole pages; the prose run had .858 on like data."""
RESIDUE_LOSSY = 0.01
"""Most records of a kind of residue that may lose more than 10 % of their content."""


def targets(tables: Mapping[str, Table]) -> Iterator[tuple[bool, str]]:
    """Each target: whether it is met, and the figures that say so."""
    if PAGES in tables:
        value = tables[PAGES][OVERALL][WINNOW].word_f1
        yield value >= PAGES_WORD_F1, f"whole pages: word F1 {value:.4f}, at least {PAGES_WORD_F1}"
    for kind, systems in tables.get(RESIDUE, {}).items():
        ours, base = systems[WINNOW], systems[KEEP_EVERYTHING].word_f1
        said = f"residue, {kind}: word F1 {ours.word_f1:.4f}, at least keep everything's {base:.4f}"
        yield ours.word_f1 >= base, said
        yield ours.lossy <= RESIDUE_LOSSY, f"residue, {kind}: lossy {ours.lossy:.2%}, at most {RESIDUE_LOSSY:.0%}"


def render_targets(tables: Mapping[str, Table]) -> str:
    """The targets, one a line."""
    return "\n".join(f"{'met   ' if met else 'MISSED'}  {said}" for met, said in targets(tables))
