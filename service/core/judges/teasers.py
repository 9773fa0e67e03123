"""How far a section of other stories reaches: its headlines, and its summaries as long as they are off topic."""

from __future__ import annotations

from dataclasses import dataclass

from service.core.document import Document
from service.core.model import BlockKind
from service.core.topic import content_words, shared_share, typical_share

MIN_BODY_WORDS = 30
"""Words of prose before a header that make it the end of an article rather than a label above one."""
PAIRS_MAX_SHARE = 1.0
"""Words of prose below a header, relative to those above it, up to which headline/summary pairs count as teasers by their
shape alone: in short texts every paragraph brings new words, so that topic says little."""
MIN_PAIRS = 2
OFF_TOPIC_SHARE = 0.6
"""A block is off topic when it shares less than this part of what a paragraph of the body shares with the others."""
SUMMARY_MAX_WORDS = 90
"""Words; a summary below a headline is no longer (the longest in the seeds has 47)."""
PROSE_RUN_MAX = 3
"""Blocks of prose in a row inside a section: a summary, a headline that ends in a full stop, and its summary.  More is an
article."""
SETTLED_SUMMARIES = 2
"""Off-topic summaries after which one more below a headline needs no proof of its topic."""
HEADLINE_MIN_WORDS = 4
"""Words; the least that a headline of another story has."""
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
    if _pairs_to_the_end(document, header, body_words):
        return Section(header, len(facts), closes=True)
    summaries = _Summaries(document, header, body_words)
    end = header + 1
    while end < len(facts) and document.blocks[end].kind not in _STRUCTURAL:
        if facts[end].prose and facts[end].cue is None and not summaries.take(end):
            break
        end += 1
    if end == len(facts):
        return Section(header, end, closes=True)
    return Section(header, _without_subhead(document, header, end), closes=False)


def _pairs_to_the_end(document: Document, header: int, body_words: int) -> bool:
    """Whether all below the header is headlines with one summary each."""
    facts = document.facts
    prose = [i for i in range(header + 1, len(facts)) if facts[i].prose and facts[i].cue is None]
    if len(prose) < MIN_PAIRS or sum(facts[i].words for i in prose) > PAIRS_MAX_SHARE * body_words:
        return False
    return all(
        i > header + 1
        and not facts[i - 1].prose
        and facts[i - 1].words >= HEADLINE_MIN_WORDS
        and facts[i].words <= SUMMARY_MAX_WORDS
        and document.blocks[i].kind not in _STRUCTURAL
        for i in prose
    )


class _Summaries:
    """The prose taken so far below a header: each piece of it must be a summary of another story."""

    def __init__(self, document: Document, header: int, body_words: int) -> None:
        self.document = document
        self.header = header
        self.words_left = body_words
        self.taken = self.run = 0
        self.last = header
        self.topic: _Topic | None = None

    def take(self, index: int) -> bool:
        """Whether this block of prose is a summary; remembers it when it is."""
        facts = self.document.facts
        words = facts[index].words
        self.run = self.run + 1 if self.last == index - 1 and self.taken else 1
        if index == self.header + 1 or self.run > PROSE_RUN_MAX or words > min(SUMMARY_MAX_WORDS, self.words_left):
            return False
        if self.run == 1 and self.taken >= SETTLED_SUMMARIES and self._below_headline(index):
            expected = True
        else:
            self.topic = self.topic or _Topic(self.document, self.header)
            expected = self.topic.off(self.document.blocks[index].plain)
        self.taken += expected
        self.last = index
        self.words_left -= words
        return expected

    def _below_headline(self, index: int) -> bool:
        """A single paragraph below a line long enough for a headline."""
        facts = self.document.facts
        alone = index + 1 == len(facts) or not facts[index + 1].prose
        return alone and not facts[index - 1].prose and facts[index - 1].words > SUBHEAD_MAX_WORDS


def _without_subhead(document: Document, header: int, end: int) -> int:
    """The end of a box: a short last line, or a heading, before the article goes on belongs to the article."""
    last = end - 1
    if last > header and (
        document.blocks[last].kind is BlockKind.HEADING or document.facts[last].words <= SUBHEAD_MAX_WORDS
    ):
        return last
    return end
