"""Features of the document as a whole: the same for all its blocks."""

from __future__ import annotations

import numpy as np

from service.model.columns import Base, Columns, Hints
from service.model.of_place import LONG

SHORT = 4
"""Words of a block that counts as short: a label, a button, a name."""
NAMES = (
    "all_words", "all_blocks", "all_prose", "all_links", "all_terminal", "all_short", "all_long", "all_headings",
    "is_article", "is_thread", "is_page",
)  # fmt: skip


def of_document(columns: Columns, base: Base, hints: Hints) -> None:
    """What the document is like.  What only a page says of itself is NaN for a text."""
    n = max(columns.size, 1)
    words = max(1.0, float(base.words.sum()))
    said = np.array(
        [
            np.log1p(words),
            np.log1p(columns.size),
            base.prose.sum() / words,
            base.linked.sum() / words,
            base.terminal.sum() / n,
            np.count_nonzero(base.words <= SHORT) / n,
            np.count_nonzero(base.prose >= LONG),
            np.count_nonzero(base.headings) / n,
            hints.is_article if hints.is_page else np.nan,
            hints.is_thread if hints.is_page else np.nan,
            hints.is_page,
        ]
    )
    columns.room(NAMES)[:] = said[:, None]
