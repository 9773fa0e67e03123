"""Making blocks out of spans of the source: the one place that says what a block's text is."""

from __future__ import annotations

from dataclasses import replace

from service.core.markdown import read_marks
from service.core.model import Block, BlockKind, Link
from service.core.shapes import heading_level, is_setext, text_kind
from service.core.spans import Span
from service.core.textlines import join_lines


def strip_span(source: str, span: Span) -> Span:
    """The span without the white space at its ends; empty at its start when there is nothing else."""
    start, end = span
    raw = source[start:end]
    if raw and not raw[0].isspace() and not raw[-1].isspace():
        return span
    left = len(raw) - len(raw.lstrip())
    return (start + left, start + max(left, len(raw.rstrip())))


def make_block(source: str, span: Span, kind: BlockKind, *, level: int | None = None, gap: int = 1) -> Block:
    """The block of ``source[start:end]``, white space at the ends dropped."""
    span = strip_span(source, span)
    return block_of(block_text(source, span, kind), span, kind, level=level, gap=gap)


def block_of(text: str, span: Span, kind: BlockKind, *, level: int | None = None, gap: int = 1) -> Block:
    """The block of a span whose text is known."""
    plain, density = read_marks(text, kind)
    if kind is BlockKind.HEADING and level is None:
        level = heading_level(text)
    return Block(kind, span, text, plain, level, gap, density)


def piece_kind(whole: str, piece: str, kind: BlockKind) -> BlockKind:
    """The kind of what is left of a block: ``whole`` is the block's text, ``kind`` its kind.

    A kind that the text gave goes with the text: a list item that lost its bullet is a paragraph, and will be one when
    the body is read again.  A kind that the markup of a page gave stays.

    >>> piece_kind("- Paris. Photo: AFP", "Paris.", BlockKind.LIST_ITEM).value
    'paragraph'
    >>> piece_kind("Paris. Photo: AFP", "Paris.", BlockKind.LIST_ITEM).value
    'list_item'
    """
    if text_kind(whole) is not kind:
        return kind
    left = text_kind(piece)
    return text_kind(join_lines(piece)) if left is BlockKind.PARAGRAPH else left


def make_piece(source: str, block: Block, span: Span) -> Block:
    """The block of what is left of a block: a part of it, white space at the ends dropped."""
    start, end = strip_span(source, span)
    if block.element is not None:
        return _piece_of_page(source, block, (start, end))
    kind = piece_kind(block.text, block_text(source, (start, end), block.kind), block.kind)
    level = block.level if kind is block.kind else None
    return make_block(source, (start, end), kind, level=level, gap=block.gap)


def _piece_of_page(source: str, block: Block, span: Span) -> Block:
    """The same of a page's block: its kind is that of its element, its marks are characters like any other."""
    start, end = span
    text = block_text(source, span, block.kind)
    links = tuple(
        Link(link.url, (max(link.span[0], start), min(link.span[1], end)))
        for link in block.links
        if link.span[0] < end and link.span[1] > start
    )
    linked = sum(link.span[1] - link.span[0] for link in links)
    return replace(
        block, span=span, text=text, plain=text, links=links, link_density=min(1.0, linked / (end - start)), credit=None
    )


def block_text(source: str, span: Span, kind: BlockKind) -> str:
    """The text of a block: lines joined, but for those of code, quotes and underlined headings."""
    start, end = span
    raw = source[start:end]
    lines = raw.splitlines()
    if len(lines) < 2:
        return raw
    if kind is BlockKind.CODE:
        return _indentation(source, start) + raw
    if kind is BlockKind.QUOTE:
        return _quote_lines(lines)
    if kind is BlockKind.HEADING and len(lines) == 2 and is_setext(lines[0].strip(), lines[1].strip()):
        return f"{lines[0].strip()}\n{lines[1].strip()}"
    return join_lines(raw)


def _indentation(source: str, start: int) -> str:
    """The white space before a block on its first line: indented code is code by it."""
    line_start = start
    while line_start and source[line_start - 1] in " \t":
        line_start -= 1
    return source[line_start:start]


def _quote_lines(lines: list[str]) -> str:
    """The lines of a quote; one without a mark of its own goes with the line before."""
    marked: list[list[str]] = []
    for line in map(str.strip, lines):
        if marked and not line.startswith(">"):
            marked[-1].append(line)
        else:
            marked.append([line])
    return "\n".join(join_lines("\n".join(group)) for group in marked)
