"""Features of cues and headings: what the rules know by name, as evidence, and what a block stands under."""

from __future__ import annotations

import numpy as np

from service.core.document import Document
from service.model.columns import Base, Columns, Doubles, Marks
from service.model.windows import around, prefix_sums, steps_since, windows

CUE_RADII = (3, 10)
"""Blocks on each side among which cues are counted."""
FAR = 200
"""Blocks since the opening of a list of other things from which it is all the same."""


def of_cues(columns: Columns, document: Document, base: Base) -> None:
    """The block's own cue, cues near by, and the heading that it stands under."""
    cues = [facts.cue for facts in document.facts]
    own = np.array([cue is not None for cue in cues], dtype=np.float64)
    opens = np.array([cue is not None and cue.role == "header" for cue in cues], dtype=bool)
    columns.add("cue", own)
    columns.add("cue_opens", opens)
    columns.add("since_opening", steps_since(opens[None, :], FAR)[0])
    near = columns.room([f"cues_{radius}" for radius in CUE_RADII])
    near[:] = windows(prefix_sums(own[None, :]), around(CUE_RADII))[0]
    _of_headings(columns, base, own)


def _of_headings(columns: Columns, base: Base, cues: Doubles) -> None:
    """The heading above a block, -1 where there is none, and the section from one heading to the next."""
    at = np.arange(columns.size)
    heads = np.maximum.accumulate(np.where(base.headings, at, -1))
    none: Marks = heads < 0
    rows = columns.room(("since_heading", "heading_cue", "heading_links"))
    np.subtract(at, heads, out=rows[0])
    rows[1] = cues[heads]
    rows[2] = base.links[heads]
    rows[:, none] = -1
    number = np.cumsum(base.headings)
    words = np.bincount(number, weights=base.words)
    prose = np.bincount(number, weights=base.prose)
    sections = np.stack([np.log1p(words), prose / np.maximum(words, 1), np.log1p(np.bincount(number))])
    columns.room(("section_words", "section_prose", "section_size"))[:] = sections[:, number]
