"""What judges look at: the blocks that are left, with cheap facts of each, and the rules in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.core.frozen import value
from service.core.lexicon import Lexicon, Rule
from service.core.model import Block, BlockKind, Finding
from service.core.words import count_words

PROSE_MIN_WORDS = 5
"""Words; C4's threshold for a line of prose (Raffel et al., 2020)."""

_SPACELESS_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
CHARACTERS_PER_WORD = 2.0
"""Characters that count as one word in scripts without spaces."""
_TERMINAL = re.compile(r"[.!?…。！？．।؟۔։።:;]['\"”’»)\]）」』*_]*$")


@value(frozen=True, slots=True)
class Facts:
    """Cheap facts of one block, of its ``plain`` text."""

    words: int
    terminal: bool
    """Ends like a sentence: . ! ? … and their kin in other scripts, closing quotes aside."""
    cue: Rule | None
    """The whole-line cue that the block is, or the pattern rule that it matches."""

    @property
    def prose(self) -> bool:
        """A line of running text: enough words and the end of a sentence."""
        return self.terminal and self.words >= PROSE_MIN_WORDS


def facts_of(block: Block, lexicon: Lexicon) -> Facts:
    """The facts of a block: a pure function of its plain text and the rules."""
    plain = block.plain
    words = count_words(plain)
    if not plain.isascii():
        spaceless = len(_SPACELESS_RUN.findall(plain))
        if spaceless:
            words = max(words, int(spaceless / CHARACTERS_PER_WORD))
    return Facts(words, _TERMINAL.search(plain[-8:]) is not None, lexicon.find(plain))


@dataclass(frozen=True, slots=True)
class Document:
    """An immutable view: removing blocks makes a new document.

    Judges must depend on nothing but this view, so that cleaning a cleaned body finds nothing.
    """

    source: str
    blocks: tuple[Block, ...]
    facts: tuple[Facts, ...]
    lexicon: Lexicon
    titled: bool = False
    """The title is known already, from a page's metadata: no line is to be taken for it by its looks."""
    is_list: bool = False
    """It comes from a page whose main content is a list (products, posts, links): runs of short lines are content."""

    @classmethod
    def of(cls, source: str, blocks: Sequence[Block], lexicon: Lexicon) -> Document:
        return cls(source, tuple(blocks), tuple(facts_of(b, lexicon) for b in blocks), lexicon)

    def raw(self, index: int) -> str:
        """The block as it stands in the source."""
        start, end = self.blocks[index].span
        return self.source[start:end]

    def is_code(self, index: int) -> bool:
        return self.blocks[index].kind is BlockKind.CODE


Judge = Callable[[Document], Iterable[Finding]]
"""A judge proposes and never edits: a pure function of the document."""
