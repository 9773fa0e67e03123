"""Plain text and Markdown to blocks."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.blocks import block_of, block_text
from service.core.model import Block, BlockKind
from service.core.segment.code_blocks import bind_fences, bind_indented, part_front_matter
from service.core.segment.inline import join_inline
from service.core.segment.lines import Layout, read_lines
from service.core.segment.structures import bind_structures, part_letter_bullets
from service.core.segment.wraps import join_wraps
from service.core.shapes import line_kind
from service.core.spans import Span
from service.core.textlines import join_lines

__all__ = ["segment"]

FIRST_GAP = 1
"""Blank lines before the first block: as before any paragraph, however the text starts."""


def segment(source: str) -> tuple[Block, ...]:
    """The blocks of a text, in order.

    Their spans are apart, have no white space at their ends, and together cover all of the text but white space.  Lines
    are joined where the evidence says that they are one paragraph: hard wraps, inline elements on lines of their own,
    list items over several lines.  Nothing is joined across a blank line, save for fenced code.

    Joined lines make a block of one line; quotes, code and underlined headings keep their line breaks.  What a block
    is, its own characters say: so the body, with blocks taken out or not, gives the same blocks when it is segmented.

    >>> blocks = segment("# News\\n- one\\n\\nDrawn with\\nKiCad\\n, which is free.")
    >>> [(block.kind.value, block.text) for block in blocks]
    [('heading', '# News'), ('list_item', '- one'), ('paragraph', 'Drawn with KiCad, which is free.')]
    """
    layout = Layout(read_lines(source))
    bind_fences(layout)
    bind_indented(layout)
    if any(not line.gap for line in layout.lines[1:]):
        part_front_matter(layout)
        part_letter_bullets(layout)
        bind_structures(layout)
        join_wraps(layout)
        join_inline(layout)
    return tuple(_blocks(source, layout))


def _blocks(source: str, layout: Layout) -> Iterator[Block]:
    lines = layout.lines
    depths: list[int] = []
    first = 0
    while first < len(lines):
        last = first
        while last + 1 < len(lines) and layout.continues[last + 1]:
            last += 1
        line = lines[first]
        span = (line.start, lines[last].end)
        text, kind = _read(source, layout, first, span)
        level = None
        if kind is BlockKind.LIST_ITEM:
            level = _depth(depths, line.indent)
        elif not line.indent:
            depths.clear()
        yield block_of(text, span, kind, level=level, gap=line.gap if first else FIRST_GAP)
        first = last + 1


def _read(source: str, layout: Layout, first: int, span: Span) -> tuple[str, BlockKind]:
    """The text and the kind of the block that starts with the line of this number."""
    line = layout.lines[first]
    if first in layout.kinds:
        kind = layout.kinds[first]
        return block_text(source, span, kind), kind
    if span[1] == line.end:
        return line.text, line.kind
    text = join_lines(source[slice(*span)])
    return text, line_kind(text)


def _depth(indents: list[int], indent: int) -> int:
    """The nesting depth of a list item, from 1; ``indents`` are those of the items that it may be nested in."""
    while indents and indents[-1] >= indent:
        indents.pop()
    indents.append(indent)
    return len(indents)
