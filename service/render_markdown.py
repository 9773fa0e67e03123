"""An article as Markdown (CommonMark, with the tables of GitHub): the title, and each block as its kind says.

A block of a text that was Markdown stays as it was written; any other is escaped only where a reader of Markdown would
see a mark that the text does not have.  The text of a page's block is plain characters throughout, and its links are
written where they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from service.core.decide import separator_lines
from service.core.link_targets import Target, leads_somewhere, span_mover
from service.core.model import Article, BlockKind, BodyBlock
from service.render_inline import escape, with_links
from service.render_tables import table

DEFAULT_HEADING_LEVEL = 2
"""Level of a heading whose input named none; the title has level 1."""
LIST_INDENT = 4
"""Spaces per level: falls inside the content of an item above with any marker of up to four characters."""

_LIST_MARK = re.compile(r"(?:[-+*]|\d{1,9}[.)])\s")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_BACKTICKS = re.compile(r"`+")
_CLOSING_HASHES = re.compile(r"(?<=\s)(?=#+$)")
"""Before the hashes that would close a heading and be dropped: ``Learn C #``."""


def to_markdown(article: Article, *, links: bool = False) -> str:
    """The title as ``# ``, then the body, blocks joined as in ``Article.text``.

    Headings keep their level; those of a page stand below the title, where there is one.  ``links`` writes the links of
    a page; those of a text that is Markdown stand in it anyway.
    """
    title = f"# {_heading_text(escape(article.title))}" if article.title else None
    parts = [f"{title}\n\n"] if title else []
    before: BodyBlock | None = None
    for in_table, group in groupby(article.blocks, _is_cells):
        blocks = list(group)
        if before is not None:
            parts.append("\n\n")
        if in_table:
            parts.append(table([(block.text, _targets(article, block, links=links)) for block in blocks]))
        else:
            parts += _run(article, blocks, links=links)
        before = blocks[-1]
    return "".join(parts)


def _is_cells(block: BodyBlock) -> bool:
    """Whether a block is a row of a page's table."""
    return block.kind is BlockKind.TABLE_ROW and not block.marked


def _run(article: Article, blocks: Sequence[BodyBlock], *, links: bool) -> list[str]:
    """Blocks in a row that are no table of a page."""
    parts: list[str] = []
    for i, (block, depth) in enumerate(zip(blocks, _depths(blocks), strict=True)):
        if i:
            lines = separator_lines(blocks[i - 1], block)
            parts.append("\\" if not lines and _is_bare_row(blocks[i - 1]) else "")
            parts.append("\n" * (1 + lines))
        if block.marked:
            parts.append(_written_block(block, depth))
        else:
            top = DEFAULT_HEADING_LEVEL if article.title else 1
            parts.append(_plain_block(block, _targets(article, block, links=links), depth, top=top))
    return parts


def _depths(blocks: Sequence[BodyBlock]) -> list[int]:
    """How deep each list item stands: its level, but at most one below the item before; 0 for other blocks."""
    depths: list[int] = []
    for block in blocks:
        if block.kind is BlockKind.LIST_ITEM:
            depths.append(min(block.level or 1, (depths[-1] if depths else 0) + 1))
        else:
            depths.append(0)
    return depths


def _written_block(block: BodyBlock, depth: int) -> str:
    """A block of a text, which may have been Markdown."""
    match block.kind:
        case BlockKind.HEADING:
            return block.text if block.text.startswith("#") else _heading(block)
        case BlockKind.CODE:
            return block.text if _FENCE.match(block.text) else _code(block.text)
        case BlockKind.QUOTE:
            return block.text if block.text.startswith(">") else f"> {_written(block)}"
        case BlockKind.LIST_ITEM:
            item = block.text if _LIST_MARK.match(block.text) else f"- {_written(block)}"
            return _indent(depth) + item
        case BlockKind.RULE | BlockKind.IMAGE:
            return block.text
        case _:
            return _written(block)


def _written(block: BodyBlock) -> str:
    """The text of a block: as it stands where it was Markdown, else escaped."""
    return block.text if block.text != block.plain else escape(block.text)


def _heading(block: BodyBlock) -> str:
    # Not ``text``: an underline of ``=`` or ``-`` is part of it, and joined to one line it would be read as words.
    return f"{'#' * (block.level or DEFAULT_HEADING_LEVEL)} {_heading_text(escape(block.plain))}"


def _heading_text(text: str) -> str:
    return _CLOSING_HASHES.sub(r"\\", text, count=1)


def _is_bare_row(block: BodyBlock) -> bool:
    """A table row without pipes: two of them need a hard line break, or they become one paragraph."""
    return block.kind is BlockKind.TABLE_ROW and "|" not in block.text


def _code(text: str) -> str:
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _indent(depth: int) -> str:
    return " " * (LIST_INDENT * (depth - 1))


def _plain_block(block: BodyBlock, links: Sequence[Target], depth: int, *, top: int) -> str:
    """A block of a page: its text is characters, whatever they look like.  No heading is above ``top``."""
    if block.kind is BlockKind.CODE:
        return _code(block.text)
    lines = with_links(block.text, links).split("\n")
    match block.kind:
        case BlockKind.HEADING:
            level = max(block.level or DEFAULT_HEADING_LEVEL, top)
            return f"{'#' * level} {_heading_text(' '.join(lines))}"
        case BlockKind.QUOTE:
            return "> " + "\\\n> ".join(lines)
        case BlockKind.LIST_ITEM:
            return f"{_indent(depth)}- " + f"\\\n{_indent(depth)}  ".join(lines)
        case _:
            return "\\\n".join(lines)


def _targets(article: Article, block: BodyBlock, *, links: bool) -> list[Target]:
    """Where the links of a page's block stand in its text, in order and apart; none unless they are asked for."""
    if not links or not block.links:
        return []
    start, end = block.span
    move = span_mover(article.source[start:end], block.text)
    targets: list[Target] = []
    position = 0
    for link in sorted(block.links, key=lambda link: link.span):
        left, right = move((max(0, link.span[0] - start), min(end, link.span[1]) - start))
        left = max(left, position)
        if left < right and leads_somewhere(link.url):
            targets.append(((left, right), link.url))
            position = right
    return targets
