"""Reader comments: everything below their header, down to the end."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.document import Document
from service.core.model import Finding, Kind

JUDGE = "comments"
CONFIDENCE = 0.85
MIN_BODY_WORDS = 60
"""Words of prose before a header that make it the end of an article rather than a link above one."""
MIN_BODY_SHARE = 0.5
"""Words of prose before a header, relative to those after it, below which it must prove that comments follow."""
MIN_PROOFS = 2
"""Lines of the comments themselves ("Reply") that prove it."""


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
    """Propose all that follows the first comments header which stands after the body."""
    words = [f.words if f.prose and f.cue is None else 0 for f in document.facts]
    total = sum(words)
    before = 0
    for i, facts in enumerate(document.facts):
        rule = facts.cue
        if (
            rule is not None
            and before >= MIN_BODY_WORDS
            and _opens(document, i)
            and (before >= MIN_BODY_SHARE * (total - before) or _proofs(document, i) >= MIN_PROOFS)
        ):
            yield from _to_the_end(document, i, rule.id)
            return
        before += words[i]


def _proofs(document: Document, header: int) -> int:
    cues = (f.cue for f in document.facts[header + 1 :])
    return sum(cue is not None and cue.kind is Kind.COMMENTS and cue.role == "line" for cue in cues)


def _to_the_end(document: Document, header: int, rule: str) -> Iterator[Finding]:
    for i in range(header, len(document.blocks)):
        yield Finding(
            block=i,
            span=document.blocks[i].span,
            kind=Kind.COMMENTS,
            judge=JUDGE,
            rule=rule,
            confidence=CONFIDENCE,
            reason="header of the reader comments" if i == header else "stands below the header of the reader comments",
        )
