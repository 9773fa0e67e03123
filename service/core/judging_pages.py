"""Judging a page: first its parts, by the markup and the extractor; then what is left, as a text in rounds.

Between the headline and the text, a page has byline, dates and a lead picture.  The extractor leaves them out, but they
are fields of the article; so they stay until the judges of text have read them, and go then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.core.decide import accept, decide
from service.core.document import Document
from service.core.headline import headline_block, same_letters
from service.core.judges.page import PageKind, judge_page
from service.core.model import Finding, Kind, Options, Title
from service.core.rounds import MIN_PROSE_WORDS, Judged, judge, prose_words

HEADER_BLOCKS = 12
"""Blocks below the headline that may belong to the header: standfirst, byline, dates, picture, share buttons."""

TITLE_CONFIDENCE = 0.97
"""That a heading which says the page's title is its headline."""

ALL_OUTSIDE = "The page was judged by its text alone: its markup leaves no main content."


def judge_page_document(page: Document, options: Options, *, title: str | None, kind: PageKind) -> Judged:
    """Judge the blocks of a page.

    Args:
        page: All blocks of the page.
        options: What to do.
        title: The title, as the page's metadata say.
        kind: What the page says it is.
    """
    findings, is_list = judge_page(page, kind)
    headline = headline_block(page, title) if title else None
    if headline is not None and title is not None:
        findings = [f for f in findings if f.block != headline]
        findings.append(_title_finding(page, headline, title))
        findings.extend(_title_repeats(page, headline))

    def as_text(document: Document) -> Document:
        return replace(document.with_cues(), titled=title is not None, is_list=is_list)

    going = set(accept(findings, options))
    if not _enough_is_left(page, going):
        judged = judge(as_text(page), options)
        return replace(judged, warnings=(*judged.warnings, ALL_OUTSIDE))
    zone = _header_zone(page, headline, going)
    first, verdicts = decide(page, [f for f in findings if f.block not in zone], options)
    text = judge(as_text(first), options)
    if text.warnings:
        text = Judged(first, (), text.warnings)
    left = _still_there(text.document, [f for f in findings if f.block in zone])
    last, late = decide(text.document, left, options)
    if not late:
        return Judged(text.document, (*verdicts, *text.verdicts), text.warnings)
    again = judge(last, options)
    return Judged(again.document, (*verdicts, *text.verdicts, *late, *again.verdicts), text.warnings + again.warnings)


def _title_finding(page: Document, index: int, title: str) -> Finding:
    block = page.blocks[index]
    return Finding(
        block=index,
        span=block.span,
        kind=Kind.TITLE,
        judge="header",
        rule="page_title",
        confidence=TITLE_CONFIDENCE,
        reason="a heading that says the page's title",
        moved_to="title",
        value=Title(min(title, block.text, key=len)),
    )


def _title_repeats(page: Document, headline: int) -> Iterator[Finding]:
    """The lines above the text that say the headline again: the last crumb of a trail, the headline of a sticky bar."""
    for i, block in enumerate(page.blocks):
        if page.facts[i].prose and i > headline:
            return
        if i != headline and same_letters(block.text, page.blocks[headline].text):
            yield Finding(
                block=i,
                span=block.span,
                kind=Kind.TITLE_REPEAT,
                judge="header",
                rule="page_title_repeat",
                confidence=TITLE_CONFIDENCE,
                reason="says the headline again",
            )


def _enough_is_left(page: Document, going: set[int]) -> bool:
    """Whether running text is left where the page has much of it."""
    left = (i for i in range(len(page.blocks)) if i not in going)
    return prose_words(page) < MIN_PROSE_WORDS or prose_words(page, left) > 0


def _header_zone(page: Document, headline: int | None, going: set[int]) -> frozenset[int]:
    """The blocks between the headline and the text that would go now, and may be fields of the article."""
    if headline is None:
        return frozenset()
    zone: list[int] = []
    for i in range(headline + 1, min(headline + 1 + HEADER_BLOCKS, len(page.blocks))):
        if i in going:
            zone.append(i)
        elif page.facts[i].prose:
            break
    else:
        return frozenset()
    return frozenset(zone)


def _still_there(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """The findings whose block is still whole, with its new number."""
    places = {block.span: i for i, block in enumerate(document.blocks)}
    return [replace(f, block=places[f.span]) for f in findings if f.span in places]
