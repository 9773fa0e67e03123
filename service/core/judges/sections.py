"""Headings that the model leaves out though the section right below them stays.

A heading is as short as a line of a menu, so the model often doubts it and not the text below, and a reader misses it.
What a heading belongs to, the page says itself: both stand in one element.  But so do the heading and the text of a
box, and the model may keep the text of a box too.  So there must be more: text above in the same element, headings of
the same level that stay beside it, or a first line of which the model is sure.

On the development pages, by models that had not seen them, this keeps 196 headings more.  175 of them stand in the
gold; of the others 15 head text that is content but not gold ("Pros" in a comparison of shoes), and six head boxes.

A line that leads in a list ("Minimum to qualify:") is the heading of its list: 14 more, 13 in the gold.  Items are no
headings: of those that the model leaves out between two that it keeps, a third are "Learn more" or a count of reviews.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from service.core.document import PROSE_MIN_WORDS, Document
from service.core.model import Block, BlockKind, Element

HEADING_LEAST = 0.1
"""Probability from which a heading stays.  Between .1 and .2 it is as often right as above."""
LINKED_LEAST = 0.3
"""The same of a heading that leads to another page: those below are headings of cards as often as of sections."""
LINKED = 0.5
"""Share of a heading's characters in links from which it leads somewhere."""
SURE = 0.8
"""Probability of its first line from which a section keeps its heading wherever it stands.  From .6 there would be 70
headings more, seven of them of boxes, and three snippets more that the gold forbids."""
DEPTH = 3
"""Elements from the first line of a section up to that which its heading stands in: a list in a box is no deeper.
With 4 there would be 30 headings more, of which three stand in no gold."""

TITLE_LEVEL = 1
LEADS_IN = (":", "：")
"""The end of a line that leads in a list."""
OUTSIDE = frozenset({"nav", "footer", "aside", "form", "dialog"})
"""Elements whose headings are left to the model."""
INLINE = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "time"})
"""Elements inside a line."""


class _Staying(NamedTuple):
    """Where blocks of a page stay."""

    text: dict[Element, int]
    """Each element that holds running text that stays, with the first block of it."""
    headings: set[tuple[int | None, Element]]
    """The level of each heading that stays, with the element that it stands in and with the one around that."""


def headings_of_sections(
    document: Document, probabilities: Sequence[float], stays: Sequence[bool], left: Iterable[int]
) -> set[int]:
    """Those of the blocks of a page that are headings of sections whose first line stays, or lead in a list that does.

    Args:
        document: All blocks of the page.
        probabilities: Of each, that it is main content.
        stays: Whether each stays.
        left: The blocks that do not, but might, in order.
    """
    found = [i for i in left if probabilities[i] >= _least(document.blocks[i]) and _may_head(document, i)]
    if not found:
        return set()
    staying = _where(document, stays)
    said = Counter(block.plain.casefold() for block in document.blocks if block.kind is BlockKind.HEADING)
    spared: set[int] = set()
    start = min(staying.text.values(), default=len(stays))
    for i in reversed(found):  # a heading may stand right above another
        block, below = document.blocks[i], i + 1
        # A long heading that is there twice is a copy, or the subject above each post of a thread; "Pros" is neither.
        copied = document.facts[i].words >= PROSE_MIN_WORDS and said[block.plain.casefold()] > 1
        if i < start or copied or below == len(stays) or not (stays[below] or below in spared):
            continue
        if _heads(block, document.blocks[below]) and (probabilities[below] >= SURE or _is_among(block, i, staying)):
            spared.add(i)
    return spared


def _least(heading: Block) -> float:
    """The probability from which a heading may stay; a link to itself, as manuals have them, leads nowhere."""
    leads_away = heading.link_density >= LINKED and not all(link.url.startswith("#") for link in heading.links)
    return LINKED_LEAST if leads_away else HEADING_LEAST


def _may_head(document: Document, index: int) -> bool:
    """Whether a block is a heading below the title or leads in a list, and is no cue and not in the margins."""
    block = document.blocks[index]
    return (
        ((block.kind is BlockKind.HEADING and block.level != TITLE_LEVEL) or _leads_in(document, index))
        and document.facts[index].cue is None
        and block.element is not None
        and block.element.inside.isdisjoint(OUTSIDE)
    )


def _leads_in(document: Document, index: int) -> bool:
    """Whether a block is a line that ends in a colon, right above a list."""
    block, below = document.blocks[index], document.blocks[index + 1 : index + 2]
    is_line = block.kind is BlockKind.PARAGRAPH and block.plain.endswith(LEADS_IN)
    return is_line and any(b.kind is BlockKind.LIST_ITEM for b in below)


def _where(document: Document, stays: Sequence[bool]) -> _Staying:
    """Where text and headings stay, in one walk over the blocks."""
    found = _Staying({}, set())
    for i, block in enumerate(document.blocks):
        element = block.element if stays[i] else None
        if element is not None and block.kind is BlockKind.HEADING:
            beside = _line(element).parent
            found.headings.update((block.level, e) for e in (beside, beside and beside.parent) if e is not None)
        if document.facts[i].prose:
            while element is not None and element not in found.text:
                found.text[element] = i
                element = element.parent
    return found


def _heads(heading: Block, first: Block) -> bool:
    """Whether the block below a heading stands beside it, or in a list or a box beside it."""
    if heading.element is None or first.element is None:
        return False
    beside, element = _line(heading.element).parent, _line(first.element)
    for _ in range(DEPTH):
        if element.parent is None:
            return False
        element = element.parent
        if element is beside:
            return True
    return False


def _is_among(heading: Block, index: int, staying: _Staying) -> bool:
    """Whether text stays above a heading in its element, or headings of its level stay beside it or its element."""
    beside = _line(heading.element).parent if heading.element is not None else None
    if beside is None:
        return False
    around = beside.parent
    return (
        staying.text.get(beside, index) < index
        or (heading.level, beside) in staying.headings
        or (around is not None and (heading.level, around) in staying.headings)
    )


def _line(element: Element) -> Element:
    """The element that a line fills, around its words in a link or in bold type."""
    while element.tag in INLINE and element.parent is not None:
        element = element.parent
    return element
