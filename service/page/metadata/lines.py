"""The lines around the headline, where a page prints who wrote it and when: bounded walks forwards and backwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from service.page.metadata.pieces import Line, Marks, Piece, Stamp
from service.page.metadata.text import one_line

NODES_AFTER, NODES_BEFORE = 250, 80
"""Nodes that are walked behind and before the headline."""
LINES_AFTER, LINES_BEFORE = 50, 8
"""Lines that are kept of them; menus and share buttons may stand between the headline and the byline."""
MAX_CLIMB = 12
"""Elements between a text and the block that holds its line."""
PROSE_LENGTH = 200
"""Characters of a line that is the article's own text: it is kept, but nothing is looked for in it."""
MAX_KEPT = 2 * PROSE_LENGTH
"""Characters of a text that are kept, enough to tell prose."""
MAX_PROSE = 3
"""Lines of prose behind the headline after which nobody prints a byline any more."""

_SKIPPED = frozenset("script style template svg button select option textarea iframe nav".split())
_INLINE = frozenset("a abbr b bdi cite em font i ins mark s small span strong sub sup time u data label".split())
_STAMPED = frozenset("time relative-time abbr".split())


def _after(node: LexborNode, *, inside: bool) -> LexborNode | None:
    """The next node in document order; ``inside`` enters the node's own children first."""
    if inside and (child := node.first_child) is not None:
        return child
    current: LexborNode | None = node
    while current is not None:
        if (following := current.next) is not None:
            return following
        current = current.parent
    return None


def _before(node: LexborNode) -> LexborNode | None:
    """The node before in document order."""
    current = node.prev
    if current is None:
        return node.parent
    while (child := current.last_child) is not None and current.tag not in _SKIPPED:
        current = child
    return current


def _forwards(start: LexborNode, *, inside: bool) -> Iterator[LexborNode]:
    node = _after(start, inside=inside)
    for _ in range(NODES_AFTER):
        if node is None:
            return
        yield node
        node = _after(node, inside=node.tag not in _SKIPPED)


def _backwards(start: LexborNode) -> list[LexborNode]:
    """The nodes before, in document order."""
    found: list[LexborNode] = []
    node = _before(start)
    while node is not None and len(found) < NODES_BEFORE:
        found.append(node)
        node = _before(node)
    return found[::-1]


def _block_of(node: LexborNode | None) -> int:
    """Identity of the block-level element that holds a line."""
    for _ in range(MAX_CLIMB):
        if node is None:
            return 0
        if node.tag not in _INLINE:
            return node.mem_id
        node = node.parent
    return 0


def _stamp(node: LexborNode, marks: Marks) -> Stamp | None:
    """The machine-readable date of an element."""
    attributes = node.attributes
    value = attributes.get("datetime") or attributes.get("title")
    return Stamp(value, node, marks) if value else None


def _piece(node: LexborNode, marks: Marks) -> Piece | None:
    """A text with the element that holds it."""
    raw, holder = node.text_content, node.parent
    if not raw or raw.isspace() or holder is None:
        return None
    text = one_line(raw, limit=MAX_KEPT)
    return Piece(text, holder, marks) if text else None


def _lines(nodes: Iterable[LexborNode]) -> Iterator[Line]:
    """Nodes in document order as lines: one for each run of text, and of machine-readable dates, in one block."""
    line, block, marks = Line(), 0, Marks()
    for node in nodes:
        if node.is_text_node:
            part: Piece | Stamp | None = _piece(node, marks)
        elif node.tag in _STAMPED:
            part = _stamp(node, marks)
        else:
            if node.tag == "br" and line.pieces:
                yield line
                line = Line()
            continue
        if part is None:
            continue
        around = _block_of(part.holder)
        if around != block and line.pieces:
            yield line
            line = Line()
        block = around
        line.add(part)
    if line.pieces or line.stamps:
        yield line


def lines_after(headline: LexborNode, *, inside: bool = False) -> list[Line]:
    """The lines behind a headline, or ``inside`` an element, up to where the text is under way."""
    found: list[Line] = []
    prose = 0
    for line in _lines(_forwards(headline, inside=inside)):
        prose += len(line.text) >= PROSE_LENGTH
        found.append(line)
        if prose >= MAX_PROSE or len(found) >= LINES_AFTER:
            break
    return found


def lines_before(headline: LexborNode) -> list[Line]:
    """The lines before a headline, the nearest first."""
    return list(_lines(_backwards(headline)))[::-1][:LINES_BEFORE]
