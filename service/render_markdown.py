"""An article as Markdown (CommonMark): the title, and each block as its kind says.

A block that was Markdown in the input stays as it was written.  Any other is escaped only where a reader of Markdown
would see a mark that the text does not have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.core.decide import separator_lines
from service.core.model import Article, BlockKind, BodyBlock

DEFAULT_HEADING_LEVEL = 2
"""Level of a heading whose input named none; the title has level 1."""
LIST_INDENT = 4
"""Spaces per level: falls inside the content of an item above with any marker of up to four characters."""

# What opens a block at the start of a line: heading, quote, list item, fence, link definition.
_BLOCK_OPENERS = (
    re.compile(r"(?=#{1,6}(?:\s|$))"),
    re.compile(r"(?=>)"),
    re.compile(r"(?=[-+*](?:\s|$))"),
    re.compile(r"\d{1,9}(?=[.)](?:\s|$))"),
    re.compile(r"(?=~~~)"),
    re.compile(r"(?=\[[^\]\n]{1,999}\]:)"),
)
# What opens and what closes emphasis: an asterisk anywhere, an underscore only at the edge of a word.
_ASTERISK = (re.compile(r"\*(?=\S)"), re.compile(r"(?<=[^\s*])\*"))
_UNDERSCORE = (re.compile(r"(?<![^\W_])_(?=\S)"), re.compile(r"(?<=[^\s_])_(?![^\W_])"))
# A backslash that would escape, a tag or an autolink, an entity.
_ALWAYS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|<(?=[A-Za-z/!?])|&(?=#?[0-9A-Za-z]{1,31};)")
_RULE_MARKS = frozenset("-*_=")

_LIST_MARK = re.compile(r"(?:[-+*]|\d{1,9}[.)])\s")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_BACKTICKS = re.compile(r"`+")


def _paired(text: str, marks: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    """Whether an opening mark stands before a closing one."""
    opener, closer = marks
    first = opener.search(text)
    return first is not None and closer.search(text, first.end()) is not None


def escape(text: str) -> str:
    r"""One line of plain text as Markdown that reads the same; what cannot be mistaken for a mark stays.

    >>> escape("1. is not a list, 3 * 4 * 5 is no emphasis and snake_case_name neither")
    '1\\. is not a list, 3 * 4 * 5 is no emphasis and snake_case_name neither'
    >>> escape("*this* is, <b> is a tag, AT&T is none, &amp; is an entity")
    '\\*this\\* is, \\<b> is a tag, AT&T is none, \\&amp; is an entity'
    """
    text = _ALWAYS.sub(r"\\\g<0>", text)
    if text.count("`") > 1:
        text = text.replace("`", r"\`")
    if _paired(text, _ASTERISK):
        text = text.replace("*", r"\*")
    if _paired(text, _UNDERSCORE):
        text = text.replace("_", r"\_")
    if "~~" in text:
        text = text.replace("~~", r"\~\~")
    text = text.replace("](", r"\](")
    if text[:1] in _RULE_MARKS and not text.strip(text[0] + " \t"):
        return "\\" + text
    for opener in _BLOCK_OPENERS:
        if match := opener.match(text):
            return text[: match.end()] + "\\" + text[match.end() :]
    return text


def _written(block: BodyBlock) -> str:
    """The text of a block: as it stands where it was Markdown, else escaped."""
    return block.text if block.text != block.plain else escape(block.text)


def _heading(block: BodyBlock) -> str:
    if block.text.startswith("#"):
        return block.text
    # Not ``text``: an underline of ``=`` or ``-`` is part of it, and joined to one line it would be read as words.
    return f"{'#' * (block.level or DEFAULT_HEADING_LEVEL)} {escape(block.plain)}"


def _code(block: BodyBlock) -> str:
    if _FENCE.match(block.text):
        return block.text
    longest = max((len(run) for run in _BACKTICKS.findall(block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{block.text}\n{fence}"


def _quote(block: BodyBlock) -> str:
    return block.text if block.text.startswith(">") else f"> {_written(block)}"


def _list_item(block: BodyBlock, depth: int) -> str:
    item = block.text if _LIST_MARK.match(block.text) else f"- {_written(block)}"
    return " " * (LIST_INDENT * (depth - 1)) + item


def _depths(blocks: Sequence[BodyBlock]) -> list[int]:
    """How deep each list item stands: its level, but at most one below the item before; 0 for other blocks."""
    depths: list[int] = []
    for block in blocks:
        if block.kind is BlockKind.LIST_ITEM:
            depths.append(min(block.level or 1, (depths[-1] if depths else 0) + 1))
        else:
            depths.append(0)
    return depths


def _markdown(block: BodyBlock, depth: int) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return _heading(block)
        case BlockKind.CODE:
            return _code(block)
        case BlockKind.QUOTE:
            return _quote(block)
        case BlockKind.LIST_ITEM:
            return _list_item(block, depth)
        case BlockKind.RULE | BlockKind.IMAGE:
            return block.text
        case _:
            return _written(block)


def _is_bare_row(block: BodyBlock) -> bool:
    """A table row without pipes: two of them need a hard line break, or they become one paragraph."""
    return block.kind is BlockKind.TABLE_ROW and "|" not in block.text


def to_markdown(article: Article) -> str:
    """The title as ``# ``, then the body, blocks joined as in ``Article.text``."""
    blocks = article.blocks
    parts = [f"# {escape(article.title)}\n\n"] if article.title else []
    for i, (block, depth) in enumerate(zip(blocks, _depths(blocks), strict=True)):
        if i:
            lines = separator_lines(blocks[i - 1], block)
            parts.append("\\" if not lines and _is_bare_row(blocks[i - 1]) else "")
            parts.append("\n" * (1 + lines))
        parts.append(_markdown(block, depth))
    return "".join(parts)
