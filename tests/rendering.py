"""Articles made by hand, for the tests of rendering."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.article import body_text
from service.core.model import Article, BlockKind, BodyBlock, Digest, Encoding, Link, Quality, Version

P, H, LI, QUOTE, CODE = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CODE
ROW, RULE, IMAGE = BlockKind.TABLE_ROW, BlockKind.RULE, BlockKind.IMAGE


def block(kind: BlockKind, text: str, plain: str | None = None, level: int | None = None) -> BodyBlock:
    """A block of the body; ``plain`` differs from ``text`` where the input was Markdown."""
    return BodyBlock(kind, text, text if plain is None else plain, (0, len(text)), level)


def article(*blocks: BodyBlock, **fields: Any) -> Article:
    """An article of these blocks and fields, and nothing else."""
    empty = Article(
        text=body_text(blocks),
        blocks=blocks,
        removals=(),
        repairs=(),
        source="",
        encoding=Encoding(None, "given"),
        quality=Quality(None, 1.0),
        digest=Digest("a" * 64, "b" * 64),
        version=Version("0.1.0", "r1"),
    )
    return replace(empty, **fields)


def plain(kind: BlockKind, text: str, *links: Link, level: int | None = None, start: int = 0) -> BodyBlock:
    """A block of a page: its text is characters."""
    return BodyBlock(kind, text, text, (start, start + len(text)), level, marked=False, links=links)
