"""What the markup of a page and the extractor say of its blocks, put together.

Unlike the judges of text this one is asked once, of the whole page: what a part of a page is depends on all of the
page.  The text that is left is then judged like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from service.core.document import Document
from service.core.judges.region import LINK_SHARE, Place, Standing, standings
from service.core.model import Block, BlockKind, Finding, Kind

JUDGE = "extractor"

EXTRACTED_SHARE = 0.5
"""Share of a block's words in the extractor's output from which the block is in it."""

AGREEMENT = 0.6
"""Share of the main element's words that the extractor must keep for its word to count against the rest of them."""
AGREEMENT_ON_ARTICLES = 0.25
"""The same where the page says that it is an article: there the extractor is at home.  Both found on a third of the
development pages, where .2 to .4 and .6 to .8 differ by .001 of word-F1."""
LINKS_AGREEMENT = 0.5
"""Below this, short links in the main element are content too: the page is a list of them."""

STRUCTURES = frozenset({BlockKind.TABLE_ROW, BlockKind.CODE})
"""Kinds that extractors lose though they stand in the midst of the article."""

NEAR = 3
"""Blocks below a heading in which its text begins."""
BESIDE_TEXT_CONFIDENCE = 0.4
"""For a heading in the main element that the extractor leaves out, though it keeps the text below it, and for a
paragraph right above or below one that it keeps: on a third of the development pages half to three quarters of those
are gold.  In a thread every paragraph counts, as the extractor may keep nothing but the question: on the development
pages that raises threads from word-F1 .749 (recall .854) to .756 (.874)."""

CLEAR_NAMES = frozenset({Kind.RELATED, Kind.SHARE, Kind.COMMENTS})
"""Kinds of which a part that is named so is no content though the extractor keeps it: 0 to .2 of it is gold, comments
of threads (.7) aside; of paywalls, newsletters and menus named so, what it keeps is nearly all gold."""
CLEAR_CONFIDENCE = 0.7
"""That such a part is no content."""
KEPT_CONFIDENCE = 0.35
"""The same of comments in a thread."""

Confidences = Mapping[tuple[Place, bool], float]

TRUSTED: Confidences = MappingProxyType(
    {
        (Place.FURNITURE, False): 0.98,
        (Place.FURNITURE, True): 0.9,
        (Place.OUTSIDE, False): 0.98,
        (Place.NAMED, False): 0.95,
        (Place.LINK, False): 0.85,
        (Place.MAIN, False): 0.6,
        (Place.OUTSIDE, True): 0.45,
        (Place.NAMED, True): 0.35,
        (Place.LINK, True): 0.35,
    }
)
"""Confidence that a block is not main content, by its place and whether the extractor has it, where the extractor
agrees with the region.  From the share of gold among the words of such blocks on a third of the development pages:
outside 0 to .02, named 0 to .05, links .1, main between .1 (news) and .7 (other articles); of extracted blocks
outside .4 to .7."""

DOUBTED: Confidences = MappingProxyType(
    {**TRUSTED, (Place.NAMED, False): 0.85, (Place.LINK, False): 0.6, (Place.MAIN, False): 0.35}
)
"""The same where the extractor keeps little of the main element: lists, products, threads, or an error of its own."""

LIST_OF_LINKS: Confidences = MappingProxyType({**DOUBTED, (Place.LINK, False): 0.4})
"""The same where the main element is for the most part something else than running text: .45 of its links are gold."""

STRUCTURE_CONFIDENCE = 0.4
"""For a table or code in the main element that the extractor leaves out."""


class PageKind(NamedTuple):
    """What a page says it is."""

    is_article: bool
    is_thread: bool
    """A thread of a forum: other people's posts are its content."""


class PageJudgement(NamedTuple):
    """What the markup and the extractor say of a page."""

    findings: list[Finding]
    is_list: bool
    """The main content is a list of things rather than running text."""


def judge_page(document: Document, page: PageKind) -> PageJudgement:
    """Propose the blocks of a page that are not its main content.

    Args:
        document: All blocks of the page, with their elements and what the extractor said of them.
        page: What the page says it is.
    """
    found = standings(document, is_thread=page.is_thread)
    confidences = _confidences(document, found, page)
    findings = []
    for i, (block, standing) in enumerate(zip(document.blocks, found, strict=True)):
        extracted = is_extracted(block)
        confidence = confidences.get((standing.place, extracted), 0.0)
        if standing.place is Place.NAMED and extracted and standing.kind in CLEAR_NAMES:
            confidence = KEPT_CONFIDENCE if standing.kind is Kind.COMMENTS and page.is_thread else CLEAR_CONFIDENCE
        elif extracted and page.is_article and _is_teaser(document, found, i):
            confidence = CLEAR_CONFIDENCE
        elif standing.place is Place.MAIN and not extracted:
            confidence = min(confidence, _at_most(document, found, i, page))
        if confidence:
            findings.append(_finding(document, i, standing, confidence))
    return PageJudgement(findings, is_list=confidences is not TRUSTED and not page.is_article)


def _at_most(document: Document, found: Sequence[Standing], index: int, page: PageKind) -> float:
    """The most confidence that a block in the main element goes because the extractor leaves it out."""
    kind = document.blocks[index].kind
    if kind is BlockKind.CAPTION:
        return 0.0  # it becomes a field
    if kind in STRUCTURES:
        return STRUCTURE_CONFIDENCE
    if kind is BlockKind.HEADING:
        return BESIDE_TEXT_CONFIDENCE if _text_follows(document, found, index) else 1.0
    if document.facts[index].prose and (page.is_thread or _beside_text(document, found, index)):
        return BESIDE_TEXT_CONFIDENCE
    return 1.0


def _beside_text(document: Document, found: Sequence[Standing], index: int) -> bool:
    """Whether extracted running text in the main element stands right above or below a block."""
    near = (i for i in (index - 1, index + 1) if 0 <= i < len(found))
    return any(
        found[i].place is Place.MAIN and document.facts[i].prose and is_extracted(document.blocks[i]) for i in near
    )


def _is_teaser(document: Document, found: Sequence[Standing], index: int) -> bool:
    """Whether a block is a heading that links elsewhere and has no text of its own below it."""
    block = document.blocks[index]
    if block.kind is not BlockKind.HEADING or block.link_density <= LINK_SHARE:
        return False
    return not _text_follows(document, found, index)


def _text_follows(document: Document, found: Sequence[Standing], index: int) -> bool:
    """Whether extracted text stands right below a block, a time or a byline between them aside."""
    for i in range(index + 1, min(index + 1 + NEAR, len(found))):
        if found[i].place is not Place.MAIN or document.blocks[i].kind is BlockKind.HEADING:
            return False
        if is_extracted(document.blocks[i]):
            return True
    return False


def _finding(document: Document, index: int, standing: Standing, confidence: float) -> Finding:
    block = document.blocks[index]
    extracted = is_extracted(block)
    return Finding(
        block=index,
        span=block.span,
        kind=_kind(standing, document, block),
        judge=JUDGE,
        rule=f"{standing.place.value}-{'kept' if extracted else 'left-out'}",
        confidence=confidence,
        reason=_reason(block, standing, extracted=extracted),
    )


def is_extracted(block: Block) -> bool:
    """Whether the extractor takes a block for main content; not where it was not asked or had no answer."""
    return block.extracted is not None and block.extracted >= EXTRACTED_SHARE


def agreement(document: Document, found: Sequence[Standing]) -> float:
    """The share of the words in the main element that the extractor has."""
    main = kept = 0
    for block, facts, standing in zip(document.blocks, document.facts, found, strict=True):
        if standing.place is Place.MAIN:
            main += facts.words
            kept += facts.words if is_extracted(block) else 0
    return kept / main if main else 0.0


def _confidences(document: Document, found: Sequence[Standing], page: PageKind) -> Confidences:
    share = agreement(document, found)
    if share >= (AGREEMENT_ON_ARTICLES if page.is_article else AGREEMENT):
        return TRUSTED
    return DOUBTED if page.is_article or share >= LINKS_AGREEMENT else LIST_OF_LINKS


def _kind(standing: Standing, document: Document, block: Block) -> Kind:
    """What a block is: what its surroundings say, or else its own words."""
    if standing.kind is not None and standing.kind is not Kind.OTHER:
        return standing.kind
    cue = document.lexicon.find(block.plain)
    return cue.kind if cue is not None else Kind.OTHER


def _reason(block: Block, standing: Standing, *, extracted: bool) -> str:
    if block.extracted is None:
        return standing.why
    return f"{standing.why}; the extractor {'keeps it' if extracted else 'leaves it out'}"
