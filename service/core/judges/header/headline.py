"""What a headline looks like, and whether the text below takes up what it says.

The figures are of the 519 first lines of the development data (page and residue texts, each line of a page once) that
have the shape of a headline with a longer paragraph below: 299 are the page's title, 220 are not.
"""

from __future__ import annotations

import re

from service.core.document import Document
from service.core.judges.edges.names import is_name
from service.core.judges.edges.words import EdgeWords, edge_words
from service.core.model import BlockKind

MIN_WORDS, MAX_WORDS = 4, 30
MIN_SPACELESS = 8
"""Characters of a headline in a script without spaces."""
MAX_LENGTH = 120
"""Characters: of 270 headlines 2 are longer, and standfirsts begin there."""
MAX_LINKED = 0.5
"""Share of a headline that is link text; a line that is all link leads to another story."""
LETTERS = 0.8
"""Share of letters and spaces in a headline; lines of prices and codes have fewer."""
STEM_LENGTH = 4
"""Characters of a word that have to come back: enough across inflections."""
RETURNING = 1 / 3
"""Share of the longer words of a headline that come back: 298 of 299 titles reach it, 22 of 220 other lines do not."""
LONG_TEXT = 3000
"""Characters of a text in which more of the words must come back, and from a longer line."""
RETURNING_LONG = 0.75
"""The same share there: with ``MIN_LENGTH_LONG`` 244 of 299 titles pass, and 101 of 220 other lines."""
MIN_LENGTH_LONG = 30
SAMPLE = 20_000
"""Characters of the text in which the words are looked for."""

SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
_ENDS_SENTENCE = re.compile(r"[.…。；;:：,]['\"”’»)\]）」』*_]*$")
_ENDS_QUESTION = re.compile(r"[?？؟]['\"”’»)\]）」』*_]*$")
_SPEECH = re.compile(r"[,!?][\"”’»]\s[^\W\d_]")
_MARKED = re.compile(
    r"[-*•·>|#\d]+[.)]?\s*$|\d{1,3}[.)]\s|[-*•–—·▪►»]\s|https?://|www\.|@|[(\[（【].*[)\]）】]$",
)
_SPACES = re.compile(r"[ \t\n\r\u00a0]+")
_WORD = re.compile(r"[^\W\d_]{4,}")


def one_line(text: str) -> str:
    """The text with single spaces; a wide space is part of a Japanese headline and stays."""
    return _SPACES.sub(" ", text).strip()


def may_be_title(document: Document, index: int) -> bool:
    """Whether a block is of a kind that a title is: headings below the first level head parts of the text."""
    block = document.blocks[index]
    return block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and (block.level or 1) == 1


def is_marked(plain: str) -> bool:
    """Whether a line is a list item, an address or a note in brackets."""
    return _MARKED.match(plain) is not None


def _is_label(plain: str, words: EdgeWords) -> bool:
    """Whether a line begins like a credit, a source or a byline that could not be read whole."""
    for label in (words.photo.after(plain), words.source.after(plain)):
        if label and plain[label:].lstrip()[:1] in (":", "："):
            return True
    byline = words.byline.after(plain)
    return byline is not None and is_name(plain[byline:].strip(" :").partition(",")[0])


def has_headline_shape(document: Document, index: int) -> bool:
    """Whether a block may be a headline by its looks alone."""
    block, plain = document.blocks[index], document.blocks[index].plain.strip()
    if not may_be_title(document, index) or document.facts[index].cue is not None or len(plain) > MAX_LENGTH:
        return False
    if _ENDS_SENTENCE.search(plain[-8:]) or is_marked(plain) or plain[:1].islower() or _SPEECH.search(plain):
        return False
    letters = sum(c.isalpha() or c.isspace() or c > "\u0900" for c in plain)
    if letters < LETTERS * len(plain) or block.link_density > MAX_LINKED:
        return False
    if _is_label(plain, edge_words(document.lexicon)):
        return False
    return MIN_WORDS <= len(plain.split()) <= MAX_WORDS or len(SPACELESS.findall(plain)) >= MIN_SPACELESS


def stems(text: str) -> set[str]:
    """The beginnings of the longer words, or the pairs of characters in a script without spaces."""
    found = {w[:STEM_LENGTH] for w in _WORD.findall(text.casefold())}
    if SPACELESS.search(text):
        run = "".join(c for c in text if c.isalnum())
        found |= {run[i : i + 2] for i in range(len(run) - 1)}
    return found


def returning(line: str, document: Document, start: int) -> float:
    """The share of a line's stems that come back in the blocks from ``start`` on, 0 to 1."""
    wanted = stems(line)
    body: list[str] = []
    length = 0
    for block in document.blocks[start:]:
        body.append(block.plain[:SAMPLE])
        length += len(block.plain)
        if length > SAMPLE:
            break
    return len(wanted & stems("\n".join(body))) / len(wanted) if wanted else 0.0


def is_taken_up(document: Document, index: int, following: int) -> bool:
    """Whether the text from block ``following`` on takes up what a line says; a question may be the first subhead."""
    plain = document.blocks[index].plain
    if _ENDS_QUESTION.search(plain[-8:]):
        return False
    long = sum(len(b.plain) for b in document.blocks[following:]) > LONG_TEXT
    if long and len(plain) < MIN_LENGTH_LONG and not SPACELESS.search(plain):
        return False
    return returning(plain, document, following) >= (RETURNING_LONG if long else RETURNING)
