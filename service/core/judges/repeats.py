"""Blocks that stand there twice: pull quotes, paragraphs that a page carries in two layouts."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.document import Document
from service.core.model import Finding, Kind

JUDGE = "repeats"
MIN_WORDS = 12
"""Words; shorter sentences are repeated on purpose: refrains, slogans, answers in an interview."""
PULL_QUOTE_COPIES = 2
"""Copies of a sentence that is repeated for display, and of a paragraph that a page carries in two layouts."""
CONFIDENCE = 0.9


def judge_repeats(document: Document) -> Iterator[Finding]:
    """Propose the second copy of a sentence of ``MIN_WORDS`` words or more that stands there twice, case aside.

    What stands there more often is left alone: listings describe several things in the same words.
    """
    copies: dict[str, list[int]] = {}
    for i, facts in enumerate(document.facts):
        if facts.words >= MIN_WORDS and facts.prose and not document.is_code(i):
            copies.setdefault(document.blocks[i].plain.casefold(), []).append(i)
    for places in copies.values():
        if len(places) == PULL_QUOTE_COPIES:
            yield Finding(
                block=places[1],
                span=document.blocks[places[1]].span,
                kind=Kind.REPEAT,
                judge=JUDGE,
                rule="repeated-paragraph",
                confidence=CONFIDENCE,
                reason="the same words stand earlier in the text",
            )
