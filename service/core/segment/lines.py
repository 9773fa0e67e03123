"""The lines of a text, with what joining them needs to know."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.core.model import BlockKind
from service.core.shapes import FENCE, is_bare_marker, is_bare_quote, line_kind

TAB_STOP = 4
"""Columns from one tab stop to the next, as in CommonMark."""
_DEFINITION = re.compile(r"\[[^\[\]]{1,200}\]:\s")
"""A reference definition: ``[1]: https://…``."""
_ALIGNED = "   "
"""Spaces that only a table laid out by hand has inside a line."""
_FLOWING = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


@dataclass(slots=True)
class Line:
    """One line that is not blank."""

    start: int
    text: str
    """Without white space at its ends."""
    indent: int
    """Columns before the text."""
    gap: int
    """Blank lines before it; 0 means the very next line."""
    kind: BlockKind
    hard: bool
    """Ends with a Markdown hard break: two spaces or a backslash."""
    flows: bool
    """May be joined with a neighbour as running text."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _flows(text: str, kind: BlockKind) -> bool:
    if kind not in _FLOWING or _ALIGNED in text:
        return False
    first = text[0]
    if first.isalpha():
        return True
    if first == "[" and _DEFINITION.match(text):
        return False
    if "```" in text and FENCE.match(text):
        return False
    return not (is_bare_marker(text) or is_bare_quote(text))


def read_lines(source: str) -> list[Line]:
    """The lines that are not blank, whatever ends them."""
    lines: list[Line] = []
    position = 0
    gap = 0
    for raw in source.splitlines(keepends=True):
        text = raw.strip()
        if text:
            lead = 0 if raw[0] == text[0] else len(raw) - len(raw.lstrip())
            indent = len(raw[:lead].expandtabs(TAB_STOP)) if lead else 0
            hard = text[-1] == "\\" or raw[lead + len(text) :].rstrip("\r\n") == "  "
            kind = line_kind(text)
            lines.append(Line(position + lead, text, indent, gap, kind, hard, _flows(text, kind)))
            gap = 0
        else:
            gap += 1
        position += len(raw)
    return lines


class Layout:
    """Which lines make one block: filled in by the rules, one after the other."""

    __slots__ = ("continues", "kinds", "lines")

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.continues = bytearray(len(lines))
        """1 where a line belongs to the block of the line before."""
        self.kinds: dict[int, BlockKind] = {}
        """Kinds of the blocks of several lines that are not running text, by the number of their first line."""

    def bind(self, first: int, last: int, kind: BlockKind | None = None) -> None:
        """Make one block of these lines, out of reach of the rules for running text."""
        if kind is not None:
            self.kinds[first] = kind
        for number in range(first, last + 1):
            self.lines[number].flows = False
            self.continues[number] = number > first

    def join(self, number: int) -> None:
        """Let a line continue the one before."""
        self.continues[number] = 1
