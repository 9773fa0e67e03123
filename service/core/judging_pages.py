"""Judging a page: first its blocks, by the learned model; then what is left, as a text in rounds.

Between the headline and the text, a page has byline, dates and a lead picture.  The model leaves them out, but they
are fields of the article; so they stay until the judges of text have read them, and go then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from service.core.decide import accept, decide
from service.core.document import Document
from service.core.field_values import Title
from service.core.headline import headline_block, same_letters
from service.core.judges.learned import Learned, judge_learned, weighed_with
from service.core.judges.named import judge_named
from service.core.judges.standfirst import standfirst_below
from service.core.model import Finding, Kind, Options
from service.core.rounds import Judged, judge, prose_words

HEADER_BLOCKS = 12
"""Blocks below the headline that may belong to the header: standfirst, byline, dates, picture, share buttons."""

TITLE_CONFIDENCE = 0.97
"""That a heading which says the page's title is its headline."""

ALL_OUTSIDE = "The page was judged by its text alone: the model leaves no main content."


class PageKind(NamedTuple):
    """What a page says it is."""

    is_article: bool
    is_thread: bool
    """A thread of a forum: other people's posts are its content."""


class PageAbout(NamedTuple):
    """What a page says of itself."""

    title: str | None
    kind: PageKind
    likely_article: bool
    """The model takes it for one, and it is no thread."""


def judge_page_document(page: Document, options: Options, *, learned: Learned, about: PageAbout) -> Judged:
    """Judge the blocks of a page.

    Args:
        page: All blocks of the page, with their cues.
        options: What to do.
        learned: What the model says of them.
        about: What the page says of itself.
    """
    title = about.title
    kept = [i for i, keeps in enumerate(learned.kept) if keeps]
    unlikely = list(judge_learned(page, learned, options.mode))
    findings = [*unlikely, *judge_named(page, kept, is_article=about.likely_article)]
    headline, standfirst = headline_block(page, title) if title else None, None
    if headline is not None and title is not None:
        standfirst = standfirst_below(page, headline, learned, {f.block for f in unlikely})
        findings = [f for f in findings if f.block not in (headline, standfirst)]
        findings.append(_title_finding(page, headline, title))
        findings.extend(_title_repeats(page, headline))

    def as_text(document: Document) -> Document:
        return replace(document, titled=title is not None, is_list=not about.likely_article)

    going = set(accept(findings, options))
    if len(going) == len(page.blocks):
        judged = judge(as_text(page), options)
        if prose_words(judged.document):
            return replace(judged, warnings=(*judged.warnings, ALL_OUTSIDE))
        none, verdicts = decide(page, findings, options)
        return Judged(none, tuple(verdicts))
    zone = _header_zone(page, headline, standfirst, going)
    first, verdicts = decide(page, [f for f in findings if f.block not in zone], options)
    weigh = weighed_with(page, learned)
    text = judge(as_text(first), options, weigh=weigh)
    if text.warnings:
        text = Judged(first, (), text.warnings)
    left = _still_there(text.document, [f for f in findings if f.block in zone])
    last, late = decide(text.document, left, options)
    if not late:
        return Judged(text.document, (*verdicts, *text.verdicts), text.warnings)
    again = judge(last, options, weigh=weigh)
    return Judged(again.document, (*verdicts, *text.verdicts, *late, *again.verdicts), text.warnings + again.warnings)


def _of_header(page: Document, index: int, kind: Kind, reason: str) -> Finding:
    return Finding(index, page.blocks[index].span, kind, "header", f"page_{kind.value}", TITLE_CONFIDENCE, reason)


def _title_finding(page: Document, index: int, title: str) -> Finding:
    found = _of_header(page, index, Kind.TITLE, "a heading that says the page's title")
    return replace(found, moved_to="title", value=Title(min(title, page.blocks[index].text, key=len)))


def _title_repeats(page: Document, headline: int) -> Iterator[Finding]:
    """The lines above the text that say the headline again: the last crumb of a trail, the headline of a sticky bar."""
    for i, block in enumerate(page.blocks):
        if page.facts[i].prose and i > headline:
            return
        if i != headline and same_letters(block.text, page.blocks[headline].text):
            yield _of_header(page, i, Kind.TITLE_REPEAT, "says the headline again")


def _header_zone(page: Document, headline: int | None, standfirst: int | None, going: set[int]) -> frozenset[int]:
    """The blocks between the headline and the text that would go now, and may be fields of the article.

    A standfirst that was left out may stand above them.
    """
    if headline is None:
        return frozenset()
    zone: list[int] = []
    for i in range(headline + 1, min(headline + 1 + HEADER_BLOCKS, len(page.blocks))):
        if i in going:
            zone.append(i)
        elif page.facts[i].prose and i != standfirst:
            break
    else:
        return frozenset()
    return frozenset(zone)


def _still_there(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """The findings whose block is still whole, with its new number."""
    places = {block.span: i for i, block in enumerate(document.blocks)}
    return [replace(f, block=places[f.span]) for f in findings if f.span in places]
