"""Markdown marks: what a text says without them, and how much of it is inside links."""

from __future__ import annotations

import re
from bisect import bisect_left

from service.core.emphasis import find_emphasis
from service.core.links import Marked, find_links
from service.core.model import BlockKind
from service.core.shapes import line_kind, text_kind, without_quote_marks
from service.core.spans import Span
from service.core.textlines import join_lines

_HEADING_MARKS = re.compile(r"^#{1,6}\s++")
_HEADING_TAIL = re.compile(r"\s#+$")
_BULLET_MARK = re.compile(r"^(?:[*+]\s++|-\s++(?=!?\[|\*\*|`|_))")
"""Bullets that only Markdown uses.  A dash before plain words stays: it opens dialogue and sign-offs too."""
_SPACES = re.compile(r"  +")
_HARD_BREAK = re.compile(r"\\(?=\s|$)")
"""What Firecrawl leaves at the line ends inside a link."""


def plain_text(text: str) -> str:
    """The text without Markdown marks: links and images by their text, no marks of emphasis, headings, quotes and rows.

    Leaves alone: code, list numbers, ``snake_case``, ``2 * 3 * 4``, footnote marks (``*``, ``[1]``), ``5 > 3``.

    >>> plain_text("## The **new** [plan](https://a.b/c \\"t\\")")
    'The new plan'
    >>> plain_text("price* of snake_case is 2 * 3 [1], and 5 > 3")
    'price* of snake_case is 2 * 3 [1], and 5 > 3'
    """
    return read_marks(text)[0]


def link_density(text: str) -> float:
    """Share of the visible characters that are inside links, 0 to 1.

    >>> link_density("[four](https://a.b) six")
    0.5
    """
    return read_marks(text)[1]


def read_marks(text: str, kind: BlockKind | None = None) -> tuple[str, float]:
    """The plain text and the link density, in one reading; ``kind`` is that of the block, when it is known."""
    kind = kind or text_kind(text)
    if kind in (BlockKind.CODE, BlockKind.RULE):
        return text, 0.0
    if kind is BlockKind.QUOTE:
        return _read_quote(text)
    if kind is BlockKind.HEADING:
        first, _, _ = text.partition("\n")
        return _read_inline(_HEADING_TAIL.sub("", _HEADING_MARKS.sub("", first, count=1)))
    if kind is BlockKind.TABLE_ROW:
        return _read_row(text)
    if kind is BlockKind.LIST_ITEM:
        return _read_inline(_BULLET_MARK.sub("", text, count=1))
    return _read_inline(text)


def _read_row(text: str) -> tuple[str, float]:
    if not text.strip("|-:+= \t"):
        return "", 0.0
    return _read_inline(text.strip("| \t"))


def _read_quote(text: str) -> tuple[str, float]:
    """The quote's own lines, joined into paragraphs where it has empty lines, items of lists kept apart."""
    paragraphs: list[tuple[str, list[str]]] = []
    separator = ""
    for line in text.splitlines():
        inner = without_quote_marks(line.strip()).strip()
        if not inner:
            separator = "\n\n"
            continue
        if not separator and paragraphs and line_kind(inner) is BlockKind.PARAGRAPH:
            paragraphs[-1][1].append(inner)
        else:
            paragraphs.append((separator or "\n", [inner]))
            separator = ""
    parts: list[str] = []
    linked = 0.0
    for before, lines in paragraphs:
        plain, density = read_marks(join_lines("\n".join(lines)))
        linked += density * len(plain)
        parts += [before, plain]
    whole = "".join(parts).strip()
    return whole, min(1.0, linked / len(whole)) if whole else 0.0


def _has_marks(text: str) -> bool:
    """Whether a text holds a character that inline marks are made of.  Written out: it is asked of every block."""
    return "*" in text or "_" in text or "[" in text or "`" in text or "\\" in text or "<" in text or "~~" in text


def _read_inline(text: str) -> tuple[str, float]:
    if not _has_marks(text):
        return text, 0.0
    found = find_links(text) if "[" in text or "<" in text else Marked()
    marks = sorted(found.marks)
    marks += find_emphasis(text, marks)
    for start, end in found.labels:
        marks += [match.span() for match in _HARD_BREAK.finditer(text, start, end)]
    if not marks:
        return text, 0.0
    marks.sort()
    plain = _SPACES.sub(" ", _without(text, marks, (0, len(text)), found.parted)).strip()
    if not found.labels or not plain:
        return plain, 0.0
    linked = sum(len(_without(text, marks, label, found.parted).strip()) for label in found.labels)
    return plain, min(1.0, linked / len(plain))


def _without(text: str, marks: list[Span], span: Span, parted: set[int]) -> str:
    """A part of the text without the marks, which are sorted, but with a space for those that part two words."""
    position, stop = span
    parts: list[str] = []
    for number in range(bisect_left(marks, (position, 0)), len(marks)):
        start, end = marks[number]
        if start >= stop:
            break
        parts.append(text[position:start])
        if start in parted:
            parts.append(" ")
        position = max(position, end)
    parts.append(text[position:stop])
    return "".join(parts)
