"""The dateline at the start of the text: which paragraph may have one, and the findings for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.core.document import Document
from service.core.field_values import Byline, Dateline
from service.core.judges.edges.ground import LIKELY, SURE, Ground, find
from service.core.judges.edges.words import EdgeWords, edge_words
from service.core.judges.header.dateline import HEAD_LENGTH, Reading, read_dateline
from service.core.judges.header.wire import read_wire_header
from service.core.judges.header.zones import Head
from service.core.model import BlockKind, Finding, Kind
from service.core.spans import Span

WIRE = Ground("header", "wire_header", SURE, "the header of an agency's dispatch: place, day, agency")
REPORTER = Ground("header", "wire_reporter", SURE, "the reporter named in the header of a dispatch")
PLACE = "where, when or by whom the story was filed, before its first sentence"

FIRST_PARAGRAPHS = 2
"""Paragraphs of prose whose beginning is looked at: a standfirst may stand above the one with the dateline."""
REST_MIN_WORDS = 5
"""Words of the paragraph behind its dateline."""
TERMS_SEARCH = 40
"""Blocks below the first paragraph that are compared with it."""
PAIR_SEARCH = 20_000
"""Characters in which the words around a dash are looked for as a pair."""

_MARKS = re.compile(r"[*_]{1,3}(?=\S)")
_NEXT_WORD = re.compile(r"\w+")


def _without_marks(head: str) -> tuple[str, int, int] | None:
    """The head of a paragraph without the emphasis at its start: the text, the marks' length, where they close."""
    opening = _MARKS.match(head)
    if opening is None:
        return head, 0, 0
    marks = opening.group()
    close = head.find(marks, len(marks))
    if close < 0:
        return None
    return head[len(marks) : close] + head[close + len(marks) :], len(marks), close - len(marks)


def _is_pair(document: Document, place: str, rest: str) -> bool:
    """Whether the words around the dash stand together elsewhere too: "Vietnam – Russia", "Russia–Vietnam"."""
    following = _NEXT_WORD.match(rest)
    if following is None:
        return False
    one, other = re.escape(place), re.escape(following.group())
    pair = re.compile(rf"{one}\s?[-–—]\s?{other}(?!\w)|(?<!\w){other}\s?[-–—]\s?{one}", re.IGNORECASE)
    # The blocks, not the source: what was taken out must not count when the cleaned text is cleaned again.
    text = "\n".join(block.plain for block in document.blocks)
    return len(pair.findall(text[:PAIR_SEARCH])) > 1


def _is_list_of_terms(document: Document, index: int, words: EdgeWords) -> bool:
    """Whether another paragraph begins like this one, as in a glossary or a list of tips: a story has one place."""
    for block in document.blocks[index + 1 : index + 1 + TERMS_SEARCH]:
        reading = read_dateline(block.plain, words)
        if reading is not None and reading.agency is None and reading.date is None:
            return True
    return False


def _dateline(document: Document, index: int, words: EdgeWords) -> Finding | None:
    raw = document.raw(index)
    start, end = document.blocks[index].span
    bare = _without_marks(raw[: HEAD_LENGTH + len("***") * 2])
    reading = read_dateline(bare[0], words) if bare else None
    if bare is None or reading is None:
        return None
    _, marks, close = bare
    if marks and reading.end < close:
        return None
    stop = reading.end + 2 * marks
    rest = raw[stop:]
    if len(rest.split()) < REST_MIN_WORDS and rest.isascii():
        return None
    if reading.agency is None and not _holds(document, index, reading, rest):
        return None
    stop += len(rest) - len(rest.lstrip())
    span: Span = (start, min(end, start + stop))
    value = Dateline(document.source[slice(*span)], reading.place, reading.date, reading.agency, span)
    ground = Ground("header", f"dateline_{reading.rule}", reading.confidence, PLACE)
    return find((index, span), Kind.DATELINE, ground, value)


def _holds(document: Document, index: int, reading: Reading, rest: str) -> bool:
    """Whether a dateline without an agency stands up to a look at the document around it."""
    facts = document.facts[index]
    if not (facts.prose or facts.words >= 3 * REST_MIN_WORDS):
        return False
    if reading.date is not None:
        return True
    words = edge_words(document.lexicon)
    return not _is_pair(document, reading.place or "", rest) and not _is_list_of_terms(document, index, words)


def _wire(document: Document, index: int, words: EdgeWords) -> Iterator[Finding]:
    raw = document.raw(index)
    start = document.blocks[index].span[0]
    header = read_wire_header(raw, words)
    if header is None or len(raw[header.byline_end :].strip()) <= 2 * REST_MIN_WORDS:
        return
    if header.end:
        span = (start, start + header.end)
        value = Dateline(raw[: header.end], header.place, header.date, header.agency, span)
        yield find((index, span), Kind.DATELINE, WIRE, value)
    if header.byline_end > header.end:
        span = (start + header.end, start + header.byline_end)
        yield find((index, span), Kind.BYLINE, REPORTER, Byline(document.source[slice(*span)].strip(), header.authors))


def judge_dateline(document: Document, head: Head) -> Iterator[Finding]:
    """The dateline of the first paragraph that has one, or its wire header."""
    words = edge_words(document.lexicon)
    seen = 0
    for i in range(min(len(document.blocks), head.lines.stop + FIRST_PARAGRAPHS)):
        if document.blocks[i].kind is not BlockKind.PARAGRAPH or i in head.furniture:
            continue
        wire = [*_wire(document, i, words)]
        if wire:
            yield from wire
            return
        finding = _dateline(document, i, words)
        if finding is not None and (seen == 0 or finding.confidence >= LIKELY):
            yield finding
            return
        seen += document.facts[i].prose
