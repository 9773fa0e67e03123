"""One walk over the tree of a page, in document order, to the pieces of text that become its blocks.

A piece is a run of inline text under one block-level element.  The parser (lexbor, through selectolax) builds the tree
that the HTML standard prescribes for broken markup too.  Everything here is linear in the number of nodes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from service.core.model import BlockKind, Element
from service.page.lines import Lines
from service.page.pieces import (
    HIDING,
    NAMELESS,
    SHAPES,
    Attributes,
    CellAt,
    Context,
    Names,
    Piece,
    Reading,
    is_hidden,
    names_of,
    shaped,
)
from service.page.tags import BLOCKS, COPIES, KINDS, LANDMARKS, SKIPPED, TABLES

LEVELS = frozenset("123456")

OWN_CONTEXT = frozenset({"a", "code", "q", "b", "strong", "span"})
"""Inline elements that matter without attributes too: links, code, and labels set in bold beside a link."""


@dataclass(slots=True)
class _Table:
    number: int
    rows: int = 0
    cells: int = 0


class Walk:
    """The state of one walk."""

    def __init__(self) -> None:
        self.scripts = 0
        self.framesets = 0
        self._lines = Lines()
        self._tables: dict[int, _Table] = {}
        self._names: dict[tuple[str | None, ...], Names] = {}
        self._landmarks: dict[tuple[frozenset[str], str, str | None], frozenset[str]] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}

    def run(self, tree: LexborHTMLParser) -> list[Piece]:
        """The pieces of text of a page, in order."""
        origin = Element("html", None, (), frozenset(), 0)
        ahead: list[tuple[LexborNode | None, Context]] = [(tree.root, Context(origin, origin, None, Reading()))]
        add_text, enter = self._lines.text, self._element
        while ahead:
            node, context = ahead.pop()
            while node is not None:
                if node.is_text_node:
                    text = node.text_content
                    if text and not context.reading.left_out:
                        add_text(text, context)
                elif node.is_element_node:
                    inner = enter(node, context)
                    child = node.first_child
                    if inner is not None and child is not None:
                        ahead.append((node.next, context))
                        node, context = child, inner
                        continue
                node = node.next
        self._lines.end()
        return self._lines.pieces

    def _element(self, node: LexborNode, outer: Context) -> Context | None:
        """The context of what is in an element; ``None`` when that is no text."""
        tag = node.tag or ""
        if tag in SKIPPED:
            self.scripts += tag == "script"
            return None
        if tag == "br":
            self._lines.line_break(outer)
            return outer
        is_block = tag in BLOCKS
        if is_block:
            if outer.reading.kind is BlockKind.CAPTION and tag not in KINDS:
                self._lines.space()  # a caption is one block, its credit in a line of its own or not
                is_block = False
            else:
                self._lines.end()
        attributes = node.attributes
        if not attributes and not is_block and tag not in OWN_CONTEXT:
            return outer
        if tag == "frameset":
            self.framesets += 1
        return self._inner(tag, attributes, outer, is_block=is_block)

    def _inner(self, tag: str, attributes: Attributes, outer: Context, *, is_block: bool) -> Context:
        """The context of what is in an element that matters for it."""
        around, reading, link = outer.element, outer.reading, outer.link
        inside, names, hides = around.inside, NAMELESS, False
        if attributes:
            names = self._named(attributes.get)
            hides = names.hides or (not HIDING.isdisjoint(attributes) and is_hidden(attributes))
            if tag == "a":
                link = attributes.get("href") or link
        if tag == "dialog" and "open" not in attributes:
            hides = True
        if tag in LANDMARKS or names.landmark is not None:
            inside = self._within(inside, tag, names.landmark)
        credit = names.credits and "figure" in around.inside
        if hides or credit or tag in COPIES or (is_block and reading.left_out):
            reading = reading._replace(
                hidden=reading.hidden or hides,
                left_out=not is_block and (hides or reading.left_out),
                copy=reading.copy or tag in COPIES,
                credit=reading.credit or credit,
            )
        element = Element(tag, around, names.tokens, inside, around.depth + 1)
        if not is_block:
            return Context(element, outer.block, link, reading)
        if tag in SHAPES:
            reading = shaped(tag, reading)
        elif tag in TABLES:
            reading = reading._replace(cell=self._place(tag, attributes, reading.cell))
        elif names is not NAMELESS:
            reading = _named_shape(names, attributes, reading)
        return Context(element, element, link, reading)

    def _named(self, get: Callable[[str], str | None]) -> Names:
        """What names an element has, read once for each of those that a page repeats."""
        said = (get("class"), get("id"), get("role"), get("itemprop"))
        names = self._names.get(said)
        if names is None:
            names = self._names[said] = names_of(said)
        return names

    def _within(self, inside: frozenset[str], tag: str, landmark: str | None) -> frozenset[str]:
        """The landmarks around an element, itself included: the same object for the same set."""
        key = (inside, tag, landmark)
        wider = self._landmarks.get(key)
        if wider is None:
            wider = inside | LANDMARKS.intersection((tag, landmark))
            wider = self._landmarks[key] = self._sets.setdefault(wider, wider)
        return wider

    def _place(self, tag: str, attributes: Attributes, cell: CellAt | None) -> CellAt | None:
        """Where text stands in a table, a row or a cell, which are numbered."""
        if tag == "table":
            table = _Table(len(self._tables) + 1)
            self._tables[table.number] = table
            layout = attributes.get("role") in ("presentation", "none")
            return None if layout else (table.number, 0, 0)
        if cell is None:
            return None
        table = self._tables[cell[0]]
        if tag == "tr":
            table.rows += 1
            table.cells = 0
        else:
            table.cells += 1
        return (table.number, table.rows, table.cells)


def _named_shape(names: Names, attributes: Attributes, reading: Reading) -> Reading:
    """How text is read in a block-level element that only its attributes tell of."""
    if attributes.get("role") == "heading":
        level = attributes.get("aria-level") or ""
        return reading._replace(kind=BlockKind.HEADING, level=int(level) if level in LEVELS else 2)
    if names.captions and reading.kind is BlockKind.PARAGRAPH:
        return reading._replace(kind=BlockKind.CAPTION)
    return reading
