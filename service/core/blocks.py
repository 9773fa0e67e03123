"""Making blocks out of spans of the source: the one place that says what a block's text is."""

from __future__ import annotations

from service.core.markdown import link_density, plain_text
from service.core.model import Block, BlockKind, Span
from service.core.textlines import join_lines

KEEPS_LINE_BREAKS = frozenset({BlockKind.CODE})


def strip_span(source: str, span: Span) -> Span:
    """The span without the white space at its ends; empty at its start when there is nothing else."""
    start, end = span
    raw = source[start:end]
    left = len(raw) - len(raw.lstrip())
    return (start + left, start + max(left, len(raw.rstrip())))


def make_block(source: str, span: Span, kind: BlockKind, *, level: int | None = None, gap: int = 1) -> Block:
    """The block of ``source[start:end]``, white space at the ends dropped."""
    start, end = strip_span(source, span)
    raw = source[start:end]
    text = raw if kind in KEEPS_LINE_BREAKS else join_lines(raw)
    plain = text if kind is BlockKind.CODE else plain_text(text)
    return Block(kind, (start, end), text, plain, level, gap, link_density(text))
