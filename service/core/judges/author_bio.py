"""The author box: what follows its header below the text."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.document import Document
from service.core.judges.teasers import MIN_BODY_WORDS
from service.core.model import Finding, Kind

JUDGE = "author_bio"
CONFIDENCE = 0.85
MAX_BLOCKS = 4
"""Blocks of an author box: name, role, and one or two paragraphs."""
MAX_WORDS = 120
"""Words of one of its paragraphs; more is an article."""


def judge_author_bio(document: Document) -> Iterator[Finding]:
    """Propose the box below an author header, where nothing but it is left of the text.

    An author header amid the text takes nothing with it: the next paragraph may be the article's.
    """
    facts = document.facts
    words = 0
    for i, fact in enumerate(facts):
        rule = fact.cue
        if rule is not None and rule.role == "header" and rule.kind is Kind.AUTHOR_BIO and words >= MIN_BODY_WORDS:
            box = range(i + 1, len(facts))
            prose = [j for j in box if facts[j].cue is None]
            if len(prose) <= MAX_BLOCKS and all(facts[j].words <= MAX_WORDS for j in prose):
                for j in prose:
                    yield Finding(
                        block=j,
                        span=document.blocks[j].span,
                        kind=Kind.AUTHOR_BIO,
                        judge=JUDGE,
                        rule=rule.id,
                        confidence=CONFIDENCE,
                        reason="stands below the header of the author box",
                    )
            return
        if fact.prose and rule is None:
            words += fact.words
