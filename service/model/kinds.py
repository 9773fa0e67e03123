"""Whether a text is a whole page or what an extractor left of one: each can stand another cut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from service.model.columns import Doubles, Floats

DOCUMENT = (
    "all_words", "all_blocks", "all_prose", "all_links", "all_terminal", "all_short", "all_long", "all_headings",
    "run_share", "run_tight_share",
)  # fmt: skip
"""Features that are the same for all blocks."""
BINS = 5
"""Parts of equal width into which probabilities are counted."""
EVEN = 0.5
"""Probability from which a block counts as content here."""


def kind_features(names: Sequence[str], rows: Floats, probabilities: Doubles, sizes: Doubles) -> Floats:
    """One number for each of ``DOCUMENT``, then how the probabilities lie.

    Args:
        names: Of the features.
        rows: The features, one row each.
        probabilities: Of each block, that it is content.
        sizes: Its words.
    """
    said = [float(rows[names.index(name), 0]) for name in DOCUMENT]
    count, words = len(probabilities), float(sizes.sum()) or 1.0
    content = np.flatnonzero(probabilities > EVEN)
    lead, tail = (int(content[0]), count - 1 - int(content[-1])) if len(content) else (count, count)
    inner = float((probabilities[lead : count - tail] < EVEN).mean()) if len(content) else 1.0
    noise = 1.0 - float((sizes * probabilities).sum()) / max(words, 1.0)
    unsure = float((sizes * probabilities * (1 - probabilities)).sum()) / words
    bins = np.minimum((probabilities * BINS).astype(np.intp), BINS - 1)
    by_words = np.bincount(bins, weights=sizes, minlength=BINS) / words
    by_blocks = np.bincount(bins, minlength=BINS) / count
    ends = (lead, tail, lead / count, tail / count)
    return np.array(
        [*said, noise, 1.0 - float(probabilities.mean()), *ends, inner, unsure, *by_words, *by_blocks],
        dtype=np.float32,
    )
