"""How far a section of other stories reaches: its headlines, and its summaries as long as they are off topic."""

from __future__ import annotations

from dataclasses import dataclass

from service.core.document import Document
from service.core.model import BlockKind
from service.core.topic import content_words, shared_share, typical_share

MIN_BODY_WORDS = 60
"""Words of prose before a header that make it the end of an article rather than a label above one."""
OFF_TOPIC_SHARE = 0.6
"""A block is off topic when it shares less than this part of what a paragraph of the body shares with the others."""
SUMMARY_MAX_WORDS = 90
"""Words; a summary below a headline is no longer (the longest in the seeds has 47)."""
PROSE_RUN_MAX = 3
"""Blocks of prose in a row inside a section: a summary, a headline that ends in a full stop, and its summary.  More is an
article."""
SUBHEAD_MAX_WORDS = 5
"""Words; a last short headline before the article goes on is taken for its subhead, and stays."""
_STRUCTURAL = frozenset({BlockKind.CODE, BlockKind.QUOTE, BlockKind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks ``[start, end)`` from the header on; ``closes`` when nothing of the article follows."""

    start: int
    end: int
    closes: bool


class _Topic:
    """The vocabulary of the body before a header."""

    def __init__(self, document: Document, end: int) -> None:
        body = [content_words(document.blocks[i].plain) for i in range(end) if document.facts[i].prose]
        self.vocabulary = frozenset().union(*body)
        self.threshold = OFF_TOPIC_SHARE * typical_share(body)

    def off(self, text: str) -> bool:
        return shared_share(content_words(text), self.vocabulary) < self.threshold


def section_after(document: Document, header: int) -> Section | None:
    """The section that a header opens, or ``None`` when it stands before the body."""
    facts = document.facts
    body_words = sum(f.words for f in facts[:header] if f.prose and f.cue is None)
    if body_words < MIN_BODY_WORDS:
        return None
    topic: _Topic | None = None
    summary_words = run = 0
    end = header + 1
    while end < len(facts) and document.blocks[end].kind not in _STRUCTURAL:
        if facts[end].prose and facts[end].cue is None:
            topic = topic or _Topic(document, header)
            summary_words += facts[end].words
            run += 1
            expected = not facts[end - 1].prose or summary_words > facts[end].words
            if not expected or end == header + 1 or run > PROSE_RUN_MAX or facts[end].words > SUMMARY_MAX_WORDS:
                break
            if summary_words > body_words or not topic.off(document.blocks[end].plain):
                break
        else:
            run = 0
        end += 1
    if end == len(facts):
        return Section(header, end, closes=True)
    return Section(header, _without_subhead(document, header, end), closes=False)


def _without_subhead(document: Document, header: int, end: int) -> int:
    """The end of a box: a short last line, or a heading, before the article goes on belongs to the article."""
    last = end - 1
    if last > header and (
        document.blocks[last].kind is BlockKind.HEADING or document.facts[last].words <= SUBHEAD_MAX_WORDS
    ):
        return last
    return end
