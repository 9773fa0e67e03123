"""What stands before the text of an article: the judge of its header.

In order: what a scraper or an assistant wrote (``scrape_meta``, ``llm``); bylines, dates and reading times
(``metaline``, ``byline``); notes to editors (``advisory``); the headline (``title``); the dateline (``dateline``,
``wire``).  While a scraper's prefix stands before the first word, nothing else is looked for: the next round sees the
text without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.core.document import Document
from service.core.field_values import DateValue, FieldName
from service.core.judges.edges.ground import CLEAR, Ground, find
from service.core.judges.edges.words import edge_words
from service.core.judges.header.filed import judge_dateline
from service.core.judges.header.llm import assistant_lines, citation_marks
from service.core.judges.header.metaline import Part
from service.core.judges.header.scrape_meta import scrape_meta
from service.core.judges.header.title import judge_title
from service.core.judges.header.zones import Head, parts_of, read_head
from service.core.model import BlockKind, Finding, Kind
from service.core.spans import Span

BYLINE = Ground("header", "byline", CLEAR, "a line that names the authors and says nothing else")
TIMESTAMP = Ground("header", "timestamp", CLEAR, "a line that says when the text appeared and nothing else")
READING_TIME = Ground("header", "reading_time", CLEAR, "how long the text takes to read")
ADVISORY = Ground("header", "advisory", CLEAR, "a note to editors above the text")

TAIL_LINES = 12
"""Lines behind the last paragraph that are looked at for a byline or a labelled date."""


def _source_span(document: Document, index: int, part: Span) -> Span:
    """The span in the source of a part of a block's plain text: marks of Markdown and line breaks are stepped over."""
    block, raw = document.blocks[index], document.raw(index)
    offsets: list[int] = []
    position = 0
    for character in block.plain:
        while (
            position < len(raw) and raw[position] != character and not (character.isspace() and raw[position].isspace())
        ):
            position += 1
        offsets.append(position)
        position += 1
    offsets.append(len(raw))
    first = 0 if part[0] == 0 else offsets[part[0]]
    last = len(raw) if part[1] >= len(block.plain) else offsets[part[1]]
    return (block.span[0] + min(first, len(raw)), block.span[0] + min(last, len(raw)))


def _part_finding(document: Document, index: int, part: Part) -> Finding:
    at = (index, _source_span(document, index, part.span))
    if part.kind == "byline":
        return find(at, Kind.BYLINE, BYLINE, part.value)
    if part.kind == "reading_time":
        return find(at, Kind.READING_TIME, READING_TIME)
    date: FieldName = "date_modified" if part.kind == "modified" else "date_published"
    return find(at, Kind.TIMESTAMP, TIMESTAMP, part.value if isinstance(part.value, DateValue) else None, date=date)


def _head_lines(document: Document, head: Head) -> Iterator[Finding]:
    for index, parts in head.parts.items():
        for part in parts:
            yield _part_finding(document, index, part)
    for index in head.advisories:
        yield find((index, document.blocks[index].span), Kind.ADVISORY, ADVISORY)


def _tail_lines(document: Document, head: Head) -> Iterator[Finding]:
    """Bylines and dates behind the text: only lines with a label prove themselves there."""
    words = edge_words(document.lexicon)
    for i in range(len(document.blocks) - 1, max(head.lines.stop, len(document.blocks) - 1 - TAIL_LINES), -1):
        if document.facts[i].prose:
            return
        if document.blocks[i].kind is not BlockKind.PARAGRAPH:
            continue
        parts = parts_of(document, i, words, day_first=head.day_first)
        if parts and all(p.kind in ("published", "modified", "byline") for p in parts):
            yield from (_part_finding(document, i, part) for part in parts)


def judge_header(document: Document) -> Iterator[Finding]:
    """The header of the document, and what assistants left at its edges."""
    if not document.blocks:
        return
    yield from citation_marks(document)
    before = [*scrape_meta(document)]
    yield from before
    if before:
        return
    lines = [*assistant_lines(document)]
    yield from lines
    if any(f.block == 0 for f in lines):
        return
    head = read_head(document)
    yield from _head_lines(document, head)
    if not document.titled:
        yield from judge_title(document, head)
    yield from judge_dateline(document, head)
    yield from _tail_lines(document, head)
