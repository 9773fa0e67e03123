"""The standfirst: the sentences between headline and text that sum the article up, part of it and not of the page.

The model doubts it more than other paragraphs, as it stands among byline, date and share buttons; but pages name it.
On the development pages, by models that had not seen them, this keeps 35: all 13 of news and 14 of the other 22 stand
in the gold, and the eight that do not are standfirsts too, which that gold often leaves out.  The names of teasers
("excerpt", "summary") are not among those here: with them word-F1 of news rises once more, and that of articles falls.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from service.core.document import Document
from service.core.judges.learned import Learned
from service.core.model import BlockKind, Element

DISTANCE = 8
"""Blocks below the headline within which it begins: byline, date and picture may stand above it."""
LEAST = 0.1
"""Probability from which it stays."""
WORDS = 8
"""Words from which it is one: what is shorter is a kicker or the name of a section."""
LINKED = 0.3
"""Share of its characters in links up to which it is one."""
NAMED_WITHIN = 2
"""Elements of which one must have the name: its own and the one around."""

_NAMES = re.compile(
    "(?:^|[_-])(?:lead|lede|deck|dek|sub-?title|stand-?first|intro|ingress|vorspann|chapo|entradilla|bajada|sommario)"
    "(?=[_-]|$)"
)


def standfirst_below(document: Document, headline: int, learned: Learned, going: Collection[int]) -> int | None:
    """The block that is the standfirst, where the model leaves it out.

    Args:
        document: All blocks of the page.
        headline: Which of them is its headline.
        learned: What the model says of them.
        going: Those that it does not keep.
    """
    for i in range(headline + 1, min(headline + 1 + DISTANCE, len(document.blocks))):
        if i not in going:
            if document.facts[i].prose:
                return None
        elif learned.probabilities[i] >= LEAST and _is_standfirst(document, i):
            return i
    return None


def _is_standfirst(document: Document, index: int) -> bool:
    block, facts = document.blocks[index], document.facts[index]
    return (
        block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and facts.words >= WORDS
        and facts.cue is None
        and block.link_density <= LINKED
        and _is_named(block.element)
    )


def _is_named(element: Element | None) -> bool:
    for _ in range(NAMED_WITHIN):
        if element is None:
            return False
        if any(_NAMES.search(name) for name in element.tokens):
            return True
        element = element.parent
    return False
