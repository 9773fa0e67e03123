"""What stands behind the last sentence: agencies, reporters and editors, sources, end marks.

Only at the end of the last paragraph of the text and on the short lines behind it.  The sentence keeps its own full
stop: of "homeland./." only "/." goes.  An author behind a quotation ("— Jane Doe"), a fraction ("1/2.") and a sentence
that begins with a label ("Reporting by the commission was late") are not sign-offs.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.core.document import Document
from service.core.field_values import Byline, Credit
from service.core.judges.edges.credit import agencies_in
from service.core.judges.edges.ground import Ground, find
from service.core.judges.edges.reporters import reporters_in
from service.core.judges.edges.signature_lines import sign_off_line
from service.core.judges.edges.signatures import REPORTING, Match, sign_off_at_end
from service.core.judges.edges.words import edge_words
from service.core.model import BlockKind, Finding, Kind
from service.core.spans import Span

TAIL_LENGTH = 700
"""Characters at the end of a paragraph in which a sign-off begins; three reporting lines fit."""
LAST_LINES = 12
"""Blocks at the end that are looked at."""
BODY_MIN_WORDS = 3
"""Words of a paragraph that is left when its sign-off is gone."""
LONG_LINE_WORDS = 12
"""Words from which a line without sentence end is text too."""
STACKED = 4
"""Sign-offs one behind the other: "… (Reporting by …) — VNA/VNS ./."."""

_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM})
_LINES = _TEXT | {BlockKind.HEADING, BlockKind.RULE}


def _finding(document: Document, at: tuple[int, Span], match: Match) -> Finding:
    form, (_, span) = match.form, at
    ground = Ground("signoff", form.rule, form.confidence, form.reason)
    raw = document.source[slice(*span)]
    if form.kind is Kind.BYLINE:
        return find(at, form.kind, ground, Byline(raw.strip(), reporters_in(match.credit)))
    if form.kind is Kind.CREDIT:
        words = edge_words(document.lexicon)
        agencies = agencies_in(match.credit, words) or ((match.credit,) if form.rule == "capitals_behind_dash" else ())
        return find(at, form.kind, ground, Credit(raw, agencies, span))
    return find(at, form.kind, ground)


def _at_end(document: Document, index: int) -> Iterator[Finding]:
    """The sign-offs at the end of a block, from the last to the first."""
    words = edge_words(document.lexicon)
    start, end = document.blocks[index].span
    for _ in range(STACKED):
        text = document.source[max(start, end - TAIL_LENGTH) : end]
        match = sign_off_at_end(text, words)
        if match is None:
            return
        begin = end - len(text) + match.start
        left = document.source[start:begin]
        if not left.strip() or (left.isascii() and len(left.split()) < BODY_MIN_WORDS):
            return
        yield _finding(document, (index, (begin, end)), match)
        end = begin


def judge_signoff(document: Document) -> Iterator[Finding]:
    """The sign-offs of the text."""
    words = edge_words(document.lexicon)
    last = len(document.blocks) - 1
    text_reached = False
    for i in range(last, max(-1, last - LAST_LINES), -1):
        block, facts = document.blocks[i], document.facts[i]
        if block.kind not in _LINES:
            return
        match = sign_off_line(document.raw(i), words) if i else None
        if match is not None and (not text_reached or match.form is REPORTING):
            # A line of reporters is one wherever it stands: another story's summary may have been left behind it.
            yield _finding(document, (i, block.span), match)
        elif not text_reached:
            found = [*_at_end(document, i)] if block.kind in _TEXT else []
            yield from found
            text_reached = bool(found) or facts.prose or facts.words >= LONG_LINE_WORDS
