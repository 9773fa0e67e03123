"""Whether a document is an article: from what its blocks are like, weighed by how likely they are content."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

DOCUMENT = (
    "all_words", "all_blocks", "all_prose", "all_links", "all_terminal", "all_short", "all_long", "all_headings",
    "is_article", "is_thread", "run_share", "run_tight_share", "main0.5_words", "main0.5_links", "main0.5_density",
    "main0.75_words", "main0.75_links", "main0.75_density",
)  # fmt: skip
"""Features that are the same for all blocks."""
CONTENT = (
    "words", "links", "prose", "terminal", "ends", "commas", "quotes", "digits", "capitals", "binding", "shared_prose",
    "symbols", "title_share", "description_cover", "body_share", "repeats", "beside@0", "beside@1", "near_count",
    "path_count", "kind", "tag:li", "tag:table", "tag:article", "tag:main", "name:product", "name:thread", "name:card",
    "name:article", "name:body", "name:meta", "name:review", "name:bio", "name:comments", "name:event", "name:code",
)  # fmt: skip
"""Features whose mean over the content is taken."""


def document_features(names: Sequence[str], rows: Floats, probabilities: npt.NDArray[np.float64]) -> Floats:
    """One number for each of ``DOCUMENT`` and ``CONTENT``, and the spread of the probabilities."""
    place = {name: i for i, name in enumerate(names)}
    words = np.expm1(rows[place["words"]].astype(np.float64)) + 1.0
    weight = words * probabilities
    total, kept = float(words.sum()), max(float(weight.sum()), 1e-9)
    said = [float(rows[place[name], 0]) for name in DOCUMENT]
    content = rows[[place[name] for name in CONTENT]] @ (weight / kept)
    bins = np.bincount(np.minimum((probabilities * 5).astype(np.intp), 4), weights=words, minlength=5) / total
    unsure = float((words * probabilities * (1 - probabilities)).sum()) / kept
    return np.array(
        [*said, *content, *bins, kept / total, np.log1p(kept), unsure, np.max(probabilities)], dtype=np.float32
    )
