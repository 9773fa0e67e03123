"""Blocks that stand there twice: pull quotes, paragraphs that a page carries in two layouts."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.document import Document
from service.core.model import Finding, Kind

JUDGE = "repeats"
MIN_WORDS = 12
"""Words; shorter sentences are repeated on purpose: refrains, slogans, answers in an interview."""
CONFIDENCE = 0.9


def judge_repeats(document: Document) -> Iterator[Finding]:
    """Propose the later copies of a sentence of ``MIN_WORDS`` words or more that stands there twice, case aside."""
    seen: dict[str, int] = {}
    for i, facts in enumerate(document.facts):
        if facts.words < MIN_WORDS or not facts.prose or document.is_code(i):
            continue
        first = seen.setdefault(document.blocks[i].plain.casefold(), i)
        if first != i:
            yield Finding(
                block=i,
                span=document.blocks[i].span,
                kind=Kind.REPEAT,
                judge=JUDGE,
                rule="repeated-paragraph",
                confidence=CONFIDENCE,
                reason="the same words stand earlier in the text",
            )
