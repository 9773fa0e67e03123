"""Reader comments: everything below their header, down to the end."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.document import Document
from service.core.judges.teasers import MIN_BODY_WORDS
from service.core.model import Finding, Kind

JUDGE = "comments"
CONFIDENCE = 0.85


def _opens(document: Document, index: int) -> bool:
    """Whether the block is the header of the comments.

    One that a subhead or a link above the article could say as well ("Comments" beside "37") needs a cue beside it.
    """
    facts = document.facts
    rule = facts[index].cue
    if rule is None or rule.role != "header" or rule.kind is not Kind.COMMENTS:
        return False
    beside = (i for i in (index - 1, index + 1) if 0 <= i < len(facts))
    return rule.risk == "low" or any(facts[i].cue is not None for i in beside)


def judge_comments(document: Document) -> Iterator[Finding]:
    """Propose all that follows a comments header which stands after the body."""
    words = 0
    for i, facts in enumerate(document.facts):
        rule = facts.cue
        if rule is not None and words >= MIN_BODY_WORDS and _opens(document, i):
            for j in range(i, len(document.blocks)):
                yield Finding(
                    block=j,
                    span=document.blocks[j].span,
                    kind=Kind.COMMENTS,
                    judge=JUDGE,
                    rule=rule.id,
                    confidence=CONFIDENCE,
                    reason="header of the reader comments"
                    if j == i
                    else "stands below the header of the reader comments",
                )
            return
        if facts.prose and rule is None:
            words += facts.words
