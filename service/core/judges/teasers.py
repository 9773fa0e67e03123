"""How far a section of other stories reaches: its headlines, and its summaries as long as they are off topic."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from service.core.document import Document
from service.core.model import BlockKind
from service.core.topic import content_words, shared_share, typical_share

MIN_BODY_WORDS = 30
"""Words of prose before a header that make it the end of an article rather than a label above one."""
PAIRS_MAX_SHARE = 1.0
"""Words of prose below a header, relative to those above it, up to which headline/summary pairs count as teasers by
their shape alone: in short texts every paragraph brings new words, so that topic says little."""
MIN_PAIRS = 2
OFF_TOPIC_SHARE = 0.6
"""A block is off topic when it shares less than this part of what a paragraph of the body shares with the others."""
SUMMARY_MAX_WORDS = 90
"""Words; a summary below a headline is no longer (the longest in the seeds has 47)."""
PROSE_RUN_MAX = 3
"""Blocks of prose in a row inside a section: a summary, a headline that ends in a full stop, and its summary.  More is
an article."""
SETTLED_SUMMARIES = 2
"""Off-topic summaries after which one more below a headline needs no proof of its topic."""
HEADLINE_MIN_WORDS = 4
"""Words; the least that a headline of another story has."""
SUBHEAD_MAX_WORDS = 5
"""Words; a last short headline before the article goes on is taken for its subhead, and stays."""
MAX_TOPICS = 16
"""Sections of one document whose topic is looked at; the others end at their first prose.  It bounds the time of a text
that is nothing but headers."""
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
        self.vocabulary = frozenset[str]().union(*body)
        self.threshold = OFF_TOPIC_SHARE * typical_share(body)

    def off(self, text: str) -> bool:
        return shared_share(content_words(text), self.vocabulary) < self.threshold


class Teasers:
    """The sections of one document.  What every header asks is computed once, so that many headers stay cheap."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.prose = [f.prose and f.cue is None for f in document.facts]
        words = (f.words if p else 0 for f, p in zip(document.facts, self.prose, strict=True))
        self.words_before = [0, *accumulate(words)]
        self.prose_before = [0, *accumulate(map(int, self.prose))]
        self.last_lone = max((i for i, p in enumerate(self.prose) if p and not self._is_summary(i)), default=-1)
        """The last prose that is no summary below a headline."""
        self.topics = 0

    def after(self, header: int) -> Section | None:
        """The section that a header opens, or ``None`` when it stands before the body."""
        if self.words_before[header] < MIN_BODY_WORDS:
            return None
        last = len(self.prose)
        if self._pairs_to_the_end(header):
            return Section(header, last, closes=True)
        summaries = _Summaries(self, header)
        end = header + 1
        while end < last and self.document.blocks[end].kind not in _STRUCTURAL:
            if self.prose[end] and not summaries.take(end):
                break
            end += 1
        if end == last:
            return Section(header, end, closes=True)
        return Section(header, self._without_subhead(header, end), closes=False)

    def below_headline(self, index: int, least: int) -> bool:
        """Whether a block stands below a line that has the words of a headline."""
        return index > 0 and not self.prose[index - 1] and self.document.facts[index - 1].words >= least

    def _is_summary(self, index: int) -> bool:
        short = self.document.facts[index].words <= SUMMARY_MAX_WORDS
        return (
            short
            and self.document.blocks[index].kind not in _STRUCTURAL
            and self.below_headline(index, HEADLINE_MIN_WORDS)
        )

    def _pairs_to_the_end(self, header: int) -> bool:
        """Whether all below the header is headlines with one summary each."""
        pairs = self.prose_before[-1] - self.prose_before[header]
        words, body = self.words_before[-1] - self.words_before[header], self.words_before[header]
        follows = header + 1 < len(self.prose) and not self.prose[header + 1]
        return follows and self.last_lone <= header and pairs >= MIN_PAIRS and words <= PAIRS_MAX_SHARE * body

    def _without_subhead(self, header: int, end: int) -> int:
        """The end of a box: a short last line, or a heading, before the article goes on belongs to the article."""
        last = end - 1
        heading = self.document.blocks[last].kind is BlockKind.HEADING
        return last if last > header and (heading or self.document.facts[last].words <= SUBHEAD_MAX_WORDS) else end


class _Summaries:
    """The prose taken so far below a header: each piece of it must be a summary of another story."""

    def __init__(self, teasers: Teasers, header: int) -> None:
        self.teasers = teasers
        self.header = header
        self.words_left = teasers.words_before[header]
        self.taken = self.run = 0
        self.last = header
        self.topic: _Topic | None = None

    def take(self, index: int) -> bool:
        """Whether this block of prose is a summary; remembers it when it is."""
        document = self.teasers.document
        words = document.facts[index].words
        self.run = self.run + 1 if self.last == index - 1 and self.taken else 1
        if index == self.header + 1 or self.run > PROSE_RUN_MAX or words > min(SUMMARY_MAX_WORDS, self.words_left):
            return False
        settled = self.run == 1 and self.taken >= SETTLED_SUMMARIES and self._alone_below_headline(index)
        if not settled and not self._off_topic(index):
            return False
        self.taken += 1
        self.last = index
        self.words_left -= words
        return True

    def _off_topic(self, index: int) -> bool:
        if self.topic is None:
            if self.teasers.topics == MAX_TOPICS:
                return False
            self.teasers.topics += 1
            self.topic = _Topic(self.teasers.document, self.header)
        return self.topic.off(self.teasers.document.blocks[index].plain)

    def _alone_below_headline(self, index: int) -> bool:
        """A single paragraph below a line long enough for a headline."""
        prose = self.teasers.prose
        alone = index + 1 == len(prose) or not prose[index + 1]
        return alone and self.teasers.below_headline(index, SUBHEAD_MAX_WORDS + 1)
