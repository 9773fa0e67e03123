"""What texts must reach with the learned judge, as the issues ask: shown beside the figures, not a gate.

They are meant for weights that have not seen the texts: ``--folds``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.bench.figures import OVERALL, Table
from tests.bench.records import NEWS, PAGES, RESIDUE
from tests.bench.score import KEEP_EVERYTHING, WINNOW

PAGES_WORD_F1, NEWS_WORD_F1 = 0.94, 0.93
"""Least word F1 on whole pages, and on news pages flattened to text."""
RESIDUE_GAIN = 0.015
"""Least word F1 above keep everything's, over all kinds of residue."""
RESIDUE_LOSSY = 0.02
"""Most records of residue that may lose more than 10 % of their content."""


def targets(tables: Mapping[str, Table]) -> Iterator[tuple[bool, str]]:
    """Each target: whether it is met, and the figures that say so."""
    for name, said, bound in ((PAGES, "whole pages", PAGES_WORD_F1), (NEWS, "news, flattened", NEWS_WORD_F1)):
        if name in tables:
            value = tables[name][OVERALL][WINNOW].word_f1
            yield value >= bound, f"{said}: word F1 {value:.4f}, at least {bound}"
    for kind, systems in tables.get(RESIDUE, {}).items():
        ours, base = systems[WINNOW], systems[KEEP_EVERYTHING].word_f1
        if kind == OVERALL:
            gain = ours.word_f1 - base
            yield gain >= RESIDUE_GAIN, f"residue: {gain:.4f} above keep everything, at least {RESIDUE_GAIN}"
            yield ours.lossy <= RESIDUE_LOSSY, f"residue: lossy {ours.lossy:.2%}, at most {RESIDUE_LOSSY:.0%}"
        else:
            yield ours.word_f1 >= base, f"residue, {kind}: word F1 {ours.word_f1:.4f}, at least {base:.4f}"


def render_targets(tables: Mapping[str, Table]) -> str:
    """The targets, one a line."""
    return "\n".join(f"{'met   ' if met else 'MISSED'}  {said}" for met, said in targets(tables))
