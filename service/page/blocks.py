"""A parsed page as blocks, and their text joined as the source into which every span points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from service.core.blocks import block_text, strip_span
from service.core.document import PROSE_MIN_WORDS
from service.core.model import Block, BlockKind, Link, Repair
from service.core.repair import repair_with_spans
from service.core.segment import segment
from service.core.spans import Span
from service.page.pieces import Piece
from service.page.tables import join_rows
from service.page.walk import Walk

COPY_MIN_WORDS = 50
"""Words from which what is not shown (``noscript``, hidden elements) may be the page's only copy of its text, if it
also outweighs what is shown: forums that scripts draw, pages behind a curtain."""

PROSE_SHARE = 0.7
"""Share of the words of a ``pre`` element that must be running text for it to be text, not code."""

JOINED = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page, repaired, and where its pieces stand in it."""

    source: str
    pieces: tuple[Piece, ...]
    spans: tuple[Span, ...]
    """Of each piece, white space at the ends left out."""
    inner: tuple[Span, ...]
    """Of the links and the credits in the pieces, in order."""
    repairs: tuple[Repair, ...]
    warnings: tuple[str, ...]
    scripts: int
    """How many ``script`` elements the page has."""
    framesets: int


def read_text(tree: LexborHTMLParser, *, leave: frozenset[str] = frozenset()) -> PageText:
    """The text of a page in document order; empty when it has none."""
    walk = Walk()
    shown = join_rows(choose(walk.run(tree)))
    pieces: list[Piece] = []
    for piece in shown:
        if piece.kind is BlockKind.CODE:
            pieces.extend(_unfold(piece))
        else:
            pieces.append(piece)
    source, spans = _laid_out(pieces)
    inner = [
        (start + a, start + b)
        for piece, (start, _) in zip(pieces, spans, strict=True)
        if piece.links or piece.credit
        for a, b in (*(span for _, span in piece.links), *([piece.credit] if piece.credit else ()))
    ]
    source, repairs, warnings, moved = repair_with_spans(source, [*spans, *inner], leave=leave)
    stripped = [strip_span(source, span) for span in moved[: len(spans)]]
    return PageText(
        source,
        tuple(pieces),
        tuple(stripped),
        tuple(moved[len(spans) :]),
        repairs,
        warnings,
        walk.scripts,
        walk.framesets,
    )


def make_blocks(text: PageText) -> tuple[Block, ...]:
    """The blocks of a page."""
    places = iter(text.inner)
    blocks: list[Block] = []
    before: BlockKind | None = None
    for piece, span in zip(text.pieces, text.spans, strict=True):
        links = [(url, next(places)) for url, _ in piece.links] if piece.links else ()
        credit = next(places) if piece.credit else None
        if span[0] < span[1]:
            gap = 0 if piece.kind is before and before in JOINED else 1
            before = piece.kind
            blocks.append(_block(text.source, piece, Inner(span, gap, links, credit)))
    return tuple(blocks)


def choose(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that are shown; those that are not where they are the only copy of the text."""
    if not any(piece.hidden or piece.copy for piece in pieces):
        return list(pieces)
    weights = {(hidden, copy): 0 for hidden in (False, True) for copy in (False, True)}
    for piece in pieces:
        words = piece.text.count(" ") + 1
        weights[piece.hidden, piece.copy] += words if words >= PROSE_MIN_WORDS else 0
    shown, hidden = weights[False, False], weights[True, False]
    copied = weights[False, True] + weights[True, True]
    with_hidden = hidden >= COPY_MIN_WORDS and hidden > shown
    with_copy = copied >= COPY_MIN_WORDS and copied > shown + (hidden if with_hidden else 0)
    return [piece for piece in pieces if (with_copy if piece.copy else (with_hidden or not piece.hidden))]


def _unfold(piece: Piece) -> Iterator[Piece]:
    """A ``pre`` element that holds running text is the blocks that a text would be: mails, RFCs, old pages."""
    text = piece.text
    blocks = () if "code" in piece.element.inside else segment(text)
    words = [len(block.plain.split()) for block in blocks]
    prose = sum(w for w, b in zip(words, blocks, strict=True) if b.kind is BlockKind.PARAGRAPH and w >= PROSE_MIN_WORDS)
    if not blocks or prose < PROSE_SHARE * sum(words):
        yield piece
        return
    for block in blocks:
        start, end = block.span
        part = Piece(block.kind, block.level, piece.element, piece.hidden, piece.copy)
        part.add(" ".join(text[start:end].split()), link=None, credit=False)
        yield part


def _laid_out(pieces: Sequence[Piece]) -> tuple[str, list[Span]]:
    """The text of all pieces, and the span of each."""
    parts: list[str] = []
    spans: list[Span] = []
    position = 0
    before: BlockKind | None = None
    for piece in pieces:
        if spans:
            separator = "\n" if piece.kind is before and before in JOINED else "\n\n"
            parts.append(separator)
            position += len(separator)
        text = piece.text
        parts.append(text)
        spans.append((position, position + len(text)))
        position += len(text)
        before = piece.kind
    return "".join(parts), spans


class Inner(NamedTuple):
    """What is known of a block besides its piece."""

    span: Span
    gap: int
    links: Sequence[tuple[str, Span]]
    credit: Span | None


def _block(source: str, piece: Piece, inner: Inner) -> Block:
    start, end = inner.span
    text = source[start:end]
    if "\n" in text:
        text = block_text(source, (start, end), piece.kind)
    links = _links(inner.links, inner.span) if inner.links else ()
    linked = sum([link.span[1] - link.span[0] for link in links]) if links else 0
    credit = inner.credit
    if credit is not None:
        credit = strip_span(source, (max(credit[0], start), min(credit[1], end)))
    return Block(
        piece.kind,
        (start, end),
        text,
        text,
        piece.level,
        inner.gap,
        min(1.0, linked / (end - start)),
        piece.element,
        links,
        credit if credit and credit[0] < credit[1] else None,
    )


def _links(links: Sequence[tuple[str, Span]], span: Span) -> tuple[Link, ...]:
    """The links in a span, apart: a repair that falls between two of them stretches both."""
    found: list[Link] = []
    free, end = span
    for url, (first, last) in links:
        first, last = max(first, free), min(last, end)  # noqa: PLW2901 -- cut to what is free
        if first < last:
            found.append(Link(url, (first, last)))
            free = last
    return tuple(found)
