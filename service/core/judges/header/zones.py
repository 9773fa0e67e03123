"""Where a header can be: the lines above the text.

The text begins with its first paragraph of prose.  What is removed above it does not move that beginning, so judging
again looks at the same place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from service.core.document import Document
from service.core.judges.captions import caption_at
from service.core.judges.edges.text import is_text, last_text
from service.core.judges.edges.words import EdgeWords, edge_words
from service.core.judges.header.advisory import is_advisory
from service.core.judges.header.byline import read_byline
from service.core.judges.header.metaline import MAX_LENGTH, Part, read_meta_line
from service.core.model import BlockKind

READ_LINES = 4096
"""Lines of at most ``MAX_LENGTH`` characters of which it is remembered what they consist of: 2 MB at most."""
NO_TEXT_LINES = 40
"""Blocks that are looked at where there is no text; more bylines and dates in a row are a list of them."""
SAMPLE = 3000
"""Characters by which the language is told apart from English, in at most ``SAMPLE_BLOCKS`` blocks."""
SAMPLE_BLOCKS = 60
SAMPLE_MIN_WORDS = 10
ENGLISH_SHARE = 0.018
"""Share of the four words from which a text is English: .026 is the least in 791 English texts of the development data,
.010 the most in 120 texts of 20 other languages."""
_ENGLISH = frozenset({"the", "of", "and", "to"})
_LINE_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTE})


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above the text, and what they are."""

    lines: range
    """Blocks above the first paragraph of prose."""
    parts: Mapping[int, tuple[Part, ...]]
    """Bylines, dates and reading times by block."""
    advisories: frozenset[int]
    captions: frozenset[int]
    cues: frozenset[int]
    """Lines that are chrome by their own words."""
    day_first: bool
    """See ``writes_day_first``."""

    @property
    def metadata(self) -> frozenset[int]:
        """Blocks with a byline or a date."""
        return frozenset(self.parts)

    @property
    def furniture(self) -> frozenset[int]:
        """Blocks that go anyway, so that the line behind them is next to the one before."""
        return frozenset(self.parts) | self.advisories | self.captions | self.cues


def writes_day_first(document: Document) -> bool:
    """Whether a text writes 03/04/2025 for the third of April: all do but the English of America.

    English is known by its four commonest words, an eighth of all words in it.
    """
    sample = " ".join(b.plain[:SAMPLE] for b in document.blocks[:SAMPLE_BLOCKS])[:SAMPLE]
    tokens = sample.casefold().split()
    return len(tokens) >= SAMPLE_MIN_WORDS and sum(t in _ENGLISH for t in tokens) < ENGLISH_SHARE * len(tokens)


def parts_of(document: Document, index: int, words: EdgeWords, *, day_first: bool) -> tuple[Part, ...]:
    """The bylines and dates that a block consists of; empty when it is anything else.  ``day_first``: see
    ``find_dates``."""
    block = document.blocks[index]
    if block.kind not in _LINE_KINDS:
        return ()
    return _read_line(block.plain, words, day_first) if len(block.plain) <= MAX_LENGTH else ()


@lru_cache(maxsize=READ_LINES)
def _read_line(plain: str, words: EdgeWords, day_first: bool) -> tuple[Part, ...]:
    """What a line consists of, remembered: several judges ask of the same lines, in each round."""
    parts = read_meta_line(plain, words, day_first=day_first)
    if not parts and (byline := read_byline(plain, words)):
        parts = (Part("byline", (0, len(plain)), byline),)
    return parts


def first_text(document: Document) -> int | None:
    """The first paragraph of prose that is no caption, no note to editors and no cue ("We use cookies …")."""
    last, words = last_text(document), edge_words(document.lexicon)
    for i, (block, facts) in enumerate(zip(document.blocks, document.facts, strict=True)):
        text = is_text(facts) and block.kind in _LINE_KINDS and not facts.cue
        if text and not is_advisory(block.plain) and caption_at(document, i, words, last=last) is None:
            return i
    return None


def _lines_above(document: Document, words: EdgeWords, *, day_first: bool) -> range:
    """The blocks above the text; without a text, those above the first block that is more than byline or date."""
    text = first_text(document)
    if text is not None:
        return range(text)
    blocks = range(min(NO_TEXT_LINES, len(document.blocks)))
    return range(next((i for i in blocks if not parts_of(document, i, words, day_first=day_first)), 0))


def read_head(document: Document) -> Head:
    """The lines above the text of a document, each read once."""
    last, words = last_text(document), edge_words(document.lexicon)
    day_first = writes_day_first(document)
    lines = _lines_above(document, words, day_first=day_first)
    parts = {i: found for i in lines if (found := parts_of(document, i, words, day_first=day_first))}
    captions = {i for i in lines if caption_at(document, i, words, last=last)}
    advisories = {i for i in lines if is_advisory(document.blocks[i].plain)}
    cues = {i for i in lines if (rule := document.facts[i].cue) and rule.where != "tail"}
    return Head(lines, parts, frozenset(advisories), frozenset(captions), frozenset(cues), day_first)
