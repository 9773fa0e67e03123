"""Whole pages flattened to text: menus above the article, footers and further stories below it.

The article is the stretch of blocks where running text outweighs labels: every line of prose counts for it with its
words, every short label against it with a fixed cost, and the stretch with the best sum wins (Kadane's algorithm).
What stands outside goes only when enough whole-line cues and labels out there show that this is a page.  An extracted
article has next to none outside, so it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.core.document import PROSE_MIN_WORDS, Document
from service.core.headline import HEADLINE_DISTANCE, headline_of_page
from service.core.judges.captions import caption_at
from service.core.judges.edges.text import last_text
from service.core.judges.edges.words import edge_words
from service.core.judges.header.zones import parts_of, writes_day_first
from service.core.model import BlockKind, Finding, Kind

JUDGE = "structure"

# Weights of the search, found on half of the whole-page development texts; F1 is flat around them (.867 to .869 for
# label costs 3 and 4, cue costs 4 and 8).
LABEL_COST = 3.0
"""Words of prose that one short label outweighs."""
CUE_COST = 8.0
"""The same for a line that is a cue."""
LIST_ITEM_COST = 1.0
"""The same for a list item: articles have lists too."""
LONG_LINE_WORDS = 8
"""Words from which a line without sentence end counts neither way: a subhead, a caption, a cell of a table."""

CUES_PER_HALVED_DOUBT = 3.0
"""Different cues outside the article that halve the doubt that the text is a whole page: with 3 confidence is .5, and
on the residue of extractors 0.2 % of the texts lost more than a tenth of their content; with 2 it was 0.5 %."""


LABELS_PER_HALVED_DOUBT = 30.0
"""Different short labels that do the same, as far as cues bear them out: lists are made of short lines as well.  20 to
45 give .889 to .891 on whole pages and the same loss on residue."""


MARGIN_PROSE_SHARE = 0.5
"""Words of prose on one side, relative to those of the article, from which that side is no margin.  1.0 and 0.5 give
the same F1 on whole pages (.914), 0.25 gives .910; without a limit list articles lose all but one of their sections."""


def block_score(document: Document, index: int) -> float:
    """How much a block speaks for the article (positive) or for the page around it (negative), in words of prose."""
    block, facts = document.blocks[index], document.facts[index]
    if facts.cue is not None:
        return -CUE_COST
    if facts.prose:
        return float(facts.words)
    if block.kind in (BlockKind.CODE, BlockKind.TABLE_ROW):
        return 0.0
    if block.kind is BlockKind.LIST_ITEM:
        return -LIST_ITEM_COST
    if facts.words >= LONG_LINE_WORDS or block.kind is BlockKind.HEADING:
        return 0.0
    return -LABEL_COST


def article_region(document: Document) -> tuple[int, int]:
    """The stretch of blocks ``[start, end)`` with the best sum of scores; ``(0, 0)`` when there is no prose at all."""
    best = running = 0.0
    region = (0, 0)
    start = 0
    for i in range(len(document.blocks)):
        if running <= 0:
            running, start = 0.0, i
        running += block_score(document, i)
        if running > best:
            best, region = running, (start, i + 1)
    return region


def page_confidence(document: Document, region: tuple[int, int]) -> float:
    """How sure it is that the text is a whole page, from the different cues and labels outside the article: 0 to 1."""
    cues: set[str] = set()
    labels: set[str] = set()
    for i in (*range(region[0]), *range(region[1], len(document.blocks))):
        facts = document.facts[i]
        if facts.cue is not None:
            cues.add(document.blocks[i].plain.casefold())
        elif facts.words < PROSE_MIN_WORDS and not facts.terminal:
            labels.add(document.blocks[i].plain.casefold())
    proof = len(cues) / CUES_PER_HALVED_DOUBT
    doubt: float = 0.5 ** (proof + min(proof, len(labels) / LABELS_PER_HALVED_DOUBT))
    return 1.0 - doubt


def widen(document: Document, region: tuple[int, int]) -> tuple[int, int]:
    """The region with the prose on either side that no cue sets apart from it: an article may have a loose end.

    On the whole-page development texts this halves the share that lose more than a tenth of their content (.053 to
    .028) for .001 of word-F1.
    """
    facts = document.facts
    start, end = region
    i = start
    while i > 0 and facts[i - 1].cue is None:
        i -= 1
        start = i if facts[i].prose else start
    i = end
    while i < len(facts) and facts[i].cue is None:
        i += 1
        end = i if facts[i - 1].prose else end
    return start, end


def spare(document: Document, region: tuple[int, int]) -> tuple[int, int]:
    """The region, stretched over a side that holds too much prose to be a page's margin: an article broken up by lists.

    Only the edges without any prose are given up there.
    """
    prose = [i for i, f in enumerate(document.facts) if f.prose and f.cue is None]
    words = [document.facts[i].words for i in prose]
    start, end = region
    above = sum(w for i, w in zip(prose, words, strict=True) if i < start)
    below = sum(w for i, w in zip(prose, words, strict=True) if i >= end)
    most = MARGIN_PROSE_SHARE * (sum(words) - above - below)
    return (prose[0] if above > most else start, prose[-1] + 1 if below > most else end)


def _header_lines(document: Document, region: tuple[int, int]) -> frozenset[int]:
    """The headline, and the bylines and dates between it and the article: they are left for their fields."""
    words, day_first = edge_words(document.lexicon), writes_day_first(document)
    near = range(max(0, region[0] - HEADLINE_DISTANCE), region[0])
    meta = frozenset(i for i in near if parts_of(document, i, words, day_first=day_first))
    cues = frozenset(i for i in near if document.facts[i].cue is not None)
    last = last_text(document)
    captions = frozenset(i for i in near if caption_at(document, i, words, last=last) is not None)
    headline = headline_of_page(document, region, meta | cues | captions)
    return frozenset() if headline is None else frozenset((headline, *(i for i in meta if i > headline)))


def judge_structure(document: Document) -> Iterator[Finding]:
    """Propose what stands outside the article of a whole page, headline and header lines excepted."""
    region = article_region(document)
    if document.is_list or region == (0, 0):
        return
    confidence = page_confidence(document, region)
    if confidence == 0.0:
        return
    start, end = spare(document, widen(document, region))
    spared = _header_lines(document, (start, end))
    for i, block in enumerate(document.blocks):
        if start <= i < end or i in spared:
            continue
        above = i < start
        label = document.facts[i].words < PROSE_MIN_WORDS
        yield Finding(
            block=i,
            span=block.span,
            kind=(Kind.NAVIGATION if above else Kind.WIDGET) if label else Kind.OTHER,
            judge=JUDGE,
            rule="above-article" if above else "below-article",
            confidence=confidence,
            reason=f"stands {'above' if above else 'below'} the stretch of running text in a whole page",
        )
