"""Blocks of several lines that Markdown marks: quotes, underlined headings, links over several lines, list items."""

from __future__ import annotations

from service.core.model import BlockKind
from service.core.segment.lines import Layout, Line
from service.core.segment.sentences import ends_sentence, starts_lower
from service.core.shapes import is_bare_marker, is_bare_quote, is_setext

_LINK_STARTS = ("[", "![", "- [", "* [", "- ![", "* ![")


def part_letter_bullets(layout: Layout) -> None:
    """Keep lines that start with ``o`` apart where that is a bullet: inscriptis nests ``*``, ``+``, ``o``.

    In a text without ``+`` bullets it is a word: Portuguese has it, and Polish and Italian.
    """
    if any(line.text.startswith("+ ") for line in layout.lines):
        for line in layout.lines:
            if line.text.startswith("o "):
                line.flows = False


def bind_structures(layout: Layout) -> None:
    """One pass over the lines that directly follow another."""
    lines = layout.lines
    number = 0
    while number < len(lines):
        line = lines[number]
        bound = number in layout.kinds or layout.continues[number]
        if bound:
            number += 1
        elif line.text[0] == ">":
            number = _bind_quote(layout, number)
        elif line.hard and line.text[-1] == "\\" and line.text.startswith(_LINK_STARTS):
            number = _bind_link(layout, number)
        elif line.kind is BlockKind.PARAGRAPH:
            number = _bind_heading(layout, number)
        elif line.kind is BlockKind.LIST_ITEM:
            number = _join_item(layout, number)
        else:
            number += 1


def _follows(layout: Layout, number: int) -> Line | None:
    """The line of this number when it directly follows the one before and belongs to no block yet."""
    if number >= len(layout.lines) or number in layout.kinds or layout.continues[number]:
        return None
    line = layout.lines[number]
    return None if line.gap else line


def _bind_quote(layout: Layout, first: int) -> int:
    """A run of quoted lines, with the empty ones among them and with a lazy line that goes on with a sentence."""
    last = first
    quoted = not is_bare_quote(layout.lines[first].text)
    while (line := _follows(layout, last + 1)) is not None:
        if line.text[0] == ">":
            quoted = quoted or line.kind is BlockKind.QUOTE
        elif not (quoted and line.flows and starts_lower(line.text) and not ends_sentence(layout.lines[last].text)):
            break
        last += 1
    if quoted:
        layout.bind(first, last, BlockKind.QUOTE)
    return last + 1


def _bind_heading(layout: Layout, number: int) -> int:
    """A heading with a line of ``=`` or ``-`` under it, or a bullet on a line of its own with its item under it.

    Dashes under the last line of a paragraph are a rule.
    """
    line = layout.lines[number]
    follower = _follows(layout, number + 1)
    if follower is None:
        return number + 1
    if line.flows and follower.kind is BlockKind.RULE and is_setext(line.text, follower.text):
        before = layout.lines[number - 1] if number else None
        if follower.text[0] == "=" or line.gap or before is None or not before.flows:
            layout.bind(number, number + 1, BlockKind.HEADING)
            return number + 2
    if is_bare_marker(line.text) and follower.flows and follower.kind is BlockKind.PARAGRAPH:
        layout.join(number + 1)
        return number + 2
    return number + 1


def _bind_link(layout: Layout, first: int) -> int:
    """A link whose text goes over several lines that end with backslashes, as Firecrawl writes cards.

    An item of a list ends where the next one starts, as everywhere.
    """
    opening = layout.lines[first]
    last = first
    if opening.text.count("[") > opening.text.count("]") and opening.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        while layout.lines[last].text[-1] == "\\" and (line := _follows(layout, last + 1)) is not None:
            if line.kind is opening.kind is BlockKind.LIST_ITEM:
                break
            last += 1
        layout.bind(first, last)
    return last + 1


def _join_item(layout: Layout, number: int) -> int:
    """The lines of a list item that are indented under its text."""
    indent = layout.lines[number].indent
    last = number
    while (line := _follows(layout, last + 1)) is not None:
        if (
            line.kind is not BlockKind.PARAGRAPH
            or not line.flows
            or line.indent <= indent + 1
            or layout.lines[last].hard
        ):
            break
        last += 1
        layout.join(last)
    return last + 1
