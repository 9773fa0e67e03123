"""Other stories: sections under a header, "read also" lines, previous/next links.

A header ("You may also like") opens a section of headlines and summaries.  The section is followed as far as it holds
only headlines and summaries that are about something else; when the article goes on after it, only the box is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from service.core.document import Document
from service.core.judges.teasers import Section, Teasers
from service.core.labels import Labelled, Labels
from service.core.lexicon import Lexicon, Rule
from service.core.model import Finding, Kind

JUDGE = "related"

HEADER_KINDS = frozenset({Kind.RELATED, Kind.WIDGET, Kind.PAGING})
LABEL_MAX_LENGTH = 300
"""Characters; a labelled headline is shorter."""
GLUED_CONFIDENCE = 0.95
"""A label that runs into a capital letter is no sentence."""
COLON_CONFIDENCE = 0.9
"""A label, a colon and a headline without full stop."""
SENTENCE_CONFIDENCE = 0.6
"""The same with a full stop: it may be a sentence of the article."""
SPACE_CONFIDENCE = 0.6
"""A label and a headline with nothing but a space between, after the last paragraph."""
SECTION_CONFIDENCE = 0.9
BOX_CONFIDENCE = 0.75
"""A section after which the article goes on."""


@lru_cache(maxsize=4)
def _labels(lexicon: Lexicon) -> Labels:
    return Labels.of(lexicon.rules)


def judge_related(document: Document) -> Iterator[Finding]:
    """Propose sections of other stories, labelled links to them, and previous/next links."""
    labels = _labels(document.lexicon)
    last_prose = max((i for i, f in enumerate(document.facts) if f.prose and f.cue is None), default=-1)
    section_end = 0
    teasers: Teasers | None = None
    for i, block in enumerate(document.blocks):
        if document.is_code(i):
            continue
        labelled = labels.find(block.plain) if len(block.plain) <= LABEL_MAX_LENGTH else None
        finding = _labelled(document, i, labelled, after_prose=i > last_prose) if labelled else None
        if finding is not None:
            yield finding
        elif i >= section_end and (rule := _opening(document, i, labelled)) is not None:
            teasers = teasers or Teasers(document)
            section = teasers.after(i)
            if section is not None:
                section_end = section.end
                yield from _section(document, section, rule, labels)


def _opening(document: Document, index: int, labelled: Labelled | None) -> Rule | None:
    """The rule by which a line opens a section: a header, or a label that stands alone."""
    cue = document.facts[index].cue
    if cue is not None and cue.role == "header" and cue.kind in HEADER_KINDS:
        return cue
    return labelled.rule if labelled is not None and labelled.form == "alone" else None


def _section(document: Document, section: Section, rule: Rule, labels: Labels) -> Iterator[Finding]:
    confidence = SECTION_CONFIDENCE if section.closes else BOX_CONFIDENCE
    for i in range(section.start, section.end):
        header = i == section.start
        labelled = None if header else labels.find(document.blocks[i].plain[:LABEL_MAX_LENGTH])
        if labelled is not None and labelled.form in ("glued", "colon"):
            continue  # said more exactly by its label
        yield Finding(
            block=i,
            span=document.blocks[i].span,
            kind=Kind.PAGING if rule.kind is Kind.PAGING else Kind.RELATED if header else Kind.TEASER,
            judge=JUDGE,
            rule=rule.id,
            confidence=confidence,
            reason="header of a section of other stories" if header else "headline or summary of another story",
        )


def _labelled(document: Document, index: int, labelled: Labelled, *, after_prose: bool) -> Finding | None:
    facts = document.facts[index]
    if labelled.form == "glued":
        confidence = GLUED_CONFIDENCE if labelled.rule.role == "glued" or not facts.terminal else SENTENCE_CONFIDENCE
    elif labelled.form == "colon":
        headline = not facts.terminal or labelled.rest.endswith(("?", "!"))
        confidence = COLON_CONFIDENCE if headline else SENTENCE_CONFIDENCE
    elif labelled.form == "space" and labelled.rule.role == "glued" and after_prose and not facts.terminal:
        confidence = SPACE_CONFIDENCE
    else:
        return None
    return Finding(
        block=index,
        span=document.blocks[index].span,
        kind=labelled.rule.kind,
        judge=JUDGE,
        rule=labelled.rule.id,
        confidence=confidence,
        reason=f"label before the headline of another story ({labelled.form}): {labelled.rule.why}",
    )
