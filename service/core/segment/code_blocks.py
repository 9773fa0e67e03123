"""Code: fenced, and indented where it looks like code.  And the front matter at the start of a file."""

from __future__ import annotations

import re

from service.core.model import BlockKind
from service.core.segment.lines import Layout, Line
from service.core.shapes import FENCE

CODE_INDENT = 4
"""Columns; less is an indented paragraph (CommonMark)."""
CODE_MIN_SHARE = 0.6
"""Share of the lines of an indented block that must look like code: plain texts indent paragraphs, poems and addresses
too, which have a bracket or a colon at a line end now and then."""
_CODE_SIGNS = re.compile(
    r"[{};]$|\w\(|\)$|[\w\]] ?[-+*/:!]?= ?\S|[\w)\]]:$|^(?:[$#@>]|//|/\*|</?\w|import |from \w+ import)|->|=>|::"
)
FRONT_MATTER_MAX_LINES = 40
"""Lines that are looked through for the end of a front matter."""
_FRONT_MATTER_LINE = re.compile(r"[\w.-]{1,40}:(?:\s|$)|- |\s|#")


def bind_fences(layout: Layout) -> None:
    """Fenced code.  A fence that nothing closes is an ordinary line: it must not swallow the rest of the text."""
    fences: list[tuple[int, int, bool]] = []
    for number, line in enumerate(layout.lines):
        if "```" in line.text:
            match = FENCE.match(line.text)
            if match:
                fences.append((number, len(match[1]), match[0] == match[1]))
    longest_after = [0] * (len(fences) + 1)
    for index in range(len(fences) - 1, -1, -1):
        _, length, closes = fences[index]
        longest_after[index] = max(longest_after[index + 1], length if closes else 0)
    index = 0
    while index < len(fences):
        first, length, _ = fences[index]
        index += 1
        if longest_after[index] < length:
            continue
        while not (fences[index][2] and fences[index][1] >= length):
            index += 1
        layout.bind(first, fences[index][0], BlockKind.CODE)
        index += 1


def bind_indented(layout: Layout) -> None:
    """Code that is marked by its indentation alone: two lines or more between blank lines, all of them indented."""
    lines = layout.lines
    first = 0
    while first < len(lines):
        last = first
        if lines[first].indent >= CODE_INDENT and first not in layout.kinds:
            while last + 1 < len(lines) and not lines[last + 1].gap and lines[last + 1].indent >= CODE_INDENT:
                last += 1
            closed = last + 1 == len(lines) or lines[last + 1].gap
            opened = not first or lines[first].gap
            if opened and closed and last > first and _looks_like_code(lines[first : last + 1]):
                layout.bind(first, last, BlockKind.CODE)
        first = last + 1


def _looks_like_code(lines: list[Line]) -> bool:
    signs = sum(1 for line in lines if _CODE_SIGNS.search(line.text))
    return signs >= CODE_MIN_SHARE * len(lines)


def part_front_matter(layout: Layout) -> None:
    """Keep the lines of a front matter apart: ``---``, keys and values, ``---`` at the very start."""
    lines = layout.lines
    if not lines or lines[0].text != "---":
        return
    for number in range(1, min(len(lines), FRONT_MATTER_MAX_LINES)):
        line = lines[number]
        if line.gap:
            return
        if line.text == "---":
            for inside in lines[1:number]:
                inside.flows = False
            return
        if not line.indent and not _FRONT_MATTER_LINE.match(line.text):
            return
