"""What a block is, by its own characters alone.

A shape never depends on the text around it: the body is segmented again when it is cleaned again, with some blocks
gone, and must give the same blocks.
"""

from __future__ import annotations

import re

from service.core.links import only_images
from service.core.model import BlockKind

_HEADING = re.compile(r"(#{1,6})[^\S\n]+\S")
_BULLET = re.compile(r"[-*+–·●▪•◦‣\uf0b7]\s+\S|[•◦‣\uf0b7][^\W_]")
_NUMBER = re.compile(r"(?:\d{1,3}[.)]|[A-Za-z]\))\s+\S")
_DATE = re.compile(r"\d{1,2}\.\s+[^\W\d_]{3,12}\.?\s+\d{4}\b")
"""A date that starts like a numbered item: ``26. Februar 2026``."""
_BARE_MARKER = re.compile(r"(?:\d{1,3}[.)]|[a-z]\))$")
FENCE = re.compile(r"(?:(?:[-*+]|\d{1,3}[.)])\s+)?(`{3,})([^`]*)$")
"""A line that opens or closes fenced code, perhaps as the first line of a list item."""

RULE_MARKS = frozenset("-*_=~—–•·")
RULE_MIN_LENGTH = 3
"""Marks; two dashes open a signature, one star is a footnote."""
MIXED_RULE_MIN_LENGTH = 8
"""Marks of different kinds (``-=-=-=-=``); fewer are an item without text (``* __``)."""
_TABLE_RULE = frozenset("|-:+= \t")
_ATTACHED_PIPE = re.compile(r"\S\| ")
"""How html2text parts cells: ``a| b``.  A title is parted from its site by `` | ``."""
LONE_PIPE_MAX_LENGTH = 40
"""Characters of a row with one attached pipe; longer lines are titles more often than rows."""
CELL_MAX_LENGTH = 100
"""Characters before the first tab of a row; a tab after more is a slip inside a paragraph."""
HEADING_MAX_LENGTH = 120
"""Characters of a heading that an underline marks; longer lines are paragraphs above a rule."""
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})$")
_SENTENCE_END = re.compile(r"[.!?…。！？։।؟][\"'”’»)\]）」』*_]*$")


def heading_level(text: str) -> int | None:
    """The level of a Markdown heading, 1 to 6; ``None`` for any other text.

    >>> heading_level("## Background"), heading_level("Background\\n====="), heading_level("#hashtag")
    (2, 1, None)
    """
    match = _HEADING.match(text)
    if match:
        return len(match[1])
    if "\n" in text and line_kind(text[: text.index("\n")]) is BlockKind.PARAGRAPH:
        return 1 if text[-1] == "=" else 2
    return None


def is_setext(line: str, underline: str) -> bool:
    """Whether the second line marks the first as a heading; both without outer white space.

    Leaves alone: a sentence above a rule, and anything that is not a plain short line.
    """
    if not _UNDERLINE.match(underline) or len(line) > HEADING_MAX_LENGTH:
        return False
    if underline[0] == "-" and _SENTENCE_END.search(line[-8:]):
        return False
    return line_kind(line) is BlockKind.PARAGRAPH and not FENCE.match(line)


def is_bare_marker(line: str) -> bool:
    """A number that lost its item to the next line.  A lone bullet is a separator more often."""
    return len(line) <= 4 and _BARE_MARKER.match(line) is not None


def is_bare_quote(line: str) -> bool:
    """A line of nothing but quote marks."""
    return line[0] == ">" and not line.strip("> \t")


def _is_rule(line: str) -> bool:
    compact = line.replace(" ", "").replace("\t", "")
    if len(compact) < RULE_MIN_LENGTH or not RULE_MARKS.issuperset(compact):
        return False
    return len(compact) >= MIXED_RULE_MIN_LENGTH or compact == compact[0] * len(compact)


def _is_row(line: str) -> bool:
    if "|" in line:
        if line[0] == line[-1] == "|" and len(line) > 2:
            return True
        if "-" in line and _TABLE_RULE.issuperset(line):
            return True
        attached = len(_ATTACHED_PIPE.findall(line))
        if attached > 1 or (attached and len(line) <= LONE_PIPE_MAX_LENGTH):
            return True
    if "\t" in line:
        first, _, rest = line.partition("\t")
        return len(first) <= CELL_MAX_LENGTH and not rest.isspace()
    return False


def line_kind(line: str) -> BlockKind:
    """The kind of a line without outer white space.

    >>> [line_kind(line).value for line in ("- milk", "1. milk", "> milk", "| a | b |", "* * *", "26. Mai 2026")]
    ['list_item', 'list_item', 'quote', 'table_row', 'rule', 'paragraph']
    """
    first = line[0]
    if not first.isalnum() and (kind := _marked_kind(line, first)):
        return kind
    if ("\t" in line or "|" in line) and not _NUMBER.match(line) and _is_row(line):
        return BlockKind.TABLE_ROW
    if first.isalnum() and _NUMBER.match(line) and not _DATE.match(line):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _marked_kind(line: str, first: str) -> BlockKind | None:
    """The kind that the first characters of a line give it, if any."""
    if first == "#" and _HEADING.match(line):
        return BlockKind.HEADING
    if first == ">" and not is_bare_quote(line):
        return BlockKind.QUOTE
    if first in RULE_MARKS and _is_rule(line):
        return BlockKind.RULE
    if _BULLET.match(line):
        return BlockKind.LIST_ITEM
    return BlockKind.IMAGE if only_images(line) else None


def text_kind(text: str) -> BlockKind:
    """The kind of a block by its text: of more than one line, it is code, a quote, an underlined heading or prose."""
    raw = text.splitlines()
    lines = [line.strip() for line in raw]
    if len(lines) < 2:
        return line_kind(lines[0]) if lines and lines[0] else BlockKind.PARAGRAPH
    if (FENCE.match(lines[0]) and FENCE.match(lines[-1])) or all(line[0].isspace() for line in raw if line):
        return BlockKind.CODE
    if all(line.startswith(">") for line in lines) and not all(map(is_bare_quote, lines)):
        return BlockKind.QUOTE
    is_heading = len(lines) == 2 and is_setext(lines[0], lines[1])
    return BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH


def without_quote_marks(line: str) -> str:
    """A line of a quote without the marks of all its levels."""
    return line.lstrip("> \t")
