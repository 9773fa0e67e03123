"""What counts as a paragraph of the text, against the lines around it."""

from __future__ import annotations

from service.core.document import Document, Facts

TEXT_MIN_WORDS = 8
"""Words of a paragraph of prose; shorter sentences stand in slogans and captions."""
LONG_WORDS = 40
"""Words from which a block is text without the end of a sentence too: Thai marks none."""


def is_text(facts: Facts) -> bool:
    """Whether a block is running text."""
    return facts.words >= LONG_WORDS or (facts.prose and facts.words >= TEXT_MIN_WORDS)


def last_text(document: Document) -> int | None:
    """The last block of running text."""
    return next((i for i in range(len(document.blocks) - 1, -1, -1) if is_text(document.facts[i])), None)
