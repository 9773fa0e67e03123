"""One walk over the tree of a page, in document order, to the pieces of text that become its blocks.

A piece is a run of inline text under one block-level element.  The parser (lexbor, through selectolax) builds the tree
that the HTML standard prescribes for broken markup too.  Everything here is linear in the number of nodes.
"""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from service.core.model import BlockKind, Element
from service.page.pieces import Attributes, Context, Piece, apart, common, is_hidden, tokens_of
from service.page.tags import BLOCKS, CAPTION_TOKENS, COPIES, CREDIT_TOKENS, KINDS, LANDMARKS, ROLES, SKIPPED, SPACE

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
        self.pieces: list[Piece] = []
        self.scripts = 0
        self.framesets = 0
        self._contexts: dict[int, Context | None] = {}
        self._current: Piece | None = None
        self._block: Element | None = None
        self._breaks = 0
        self._last = Element("", None, (), frozenset(), 0)
        self._tables: dict[int, _Table] = {}
        self._read: dict[tuple[str | None, ...], tuple[str, ...]] = {}
        self._landmarks: dict[frozenset[str], frozenset[str]] = {}

    def run(self, tree: LexborHTMLParser) -> list[Piece]:
        """The pieces of text of a page, in order."""
        root = tree.root
        if root is None:
            return []
        contexts = self._contexts
        origin = Element("html", None, (), frozenset(), 0)
        start = Context(origin, origin)
        for node in root.traverse(include_text=True):
            parent = node.parent
            context = start if parent is None else contexts.get(parent.mem_id, start)
            if node.is_text_node:
                if context is not None:
                    self._text(node.text_content or "", context)
            elif node.is_element_node:
                contexts[node.mem_id] = None if context is None else self._element(node, context)
        self._flush()
        return self.pieces

    def _element(self, node: LexborNode, outer: Context) -> Context | None:
        """The context of what is in an element; ``None`` when that is no text."""
        tag = node.tag or ""
        if tag in SKIPPED:
            self.scripts += tag == "script"
            return None
        if tag == "br":
            self._break(outer)
            return outer
        is_block = tag in BLOCKS
        if is_block and outer.kind is BlockKind.CAPTION and tag not in KINDS:
            self._space()  # a caption is one block, its credit in a line of its own or not
            is_block = False
        elif is_block:
            self._flush()
        attributes = node.attributes
        if not attributes and not is_block and tag not in OWN_CONTEXT:
            return outer
        if tag == "frameset":
            self.framesets += 1
        return self._inner(tag, attributes, outer, is_block=is_block)

    def _inner(self, tag: str, attributes: Attributes, outer: Context, *, is_block: bool) -> Context:
        """The context of what is in an element that matters for it."""
        around = outer.element
        tokens: tuple[str, ...] = ()
        inside, hides, credits_it = around.inside, False, False
        if attributes:
            tokens = self._tokens(attributes)
            hides = is_hidden(tag, attributes, tokens)
            credits_it = "figure" in inside and not CREDIT_TOKENS.isdisjoint(tokens)
            role = ROLES.get(attributes.get("role") or "")
            if role is not None:
                inside = self._within(inside, role)
        if tag in LANDMARKS:
            inside = self._within(inside, tag)
        element = Element(tag, around, tokens, inside, around.depth + 1)
        context = Context(
            element,
            element if is_block else outer.block,
            outer.kind,
            outer.level,
            (attributes.get("href") or outer.link) if tag == "a" else outer.link,
            outer.hidden or hides,
            not is_block and (hides or outer.left_out),
            outer.copy or tag in COPIES,
            outer.credit or credits_it,
            outer.cell,
            outer.lists,
        )
        if is_block:
            self._block_kind(tag, attributes, context)
        return context

    def _tokens(self, attributes: Attributes) -> tuple[str, ...]:
        """The same as ``tokens_of``, read once for each of the class names that a page repeats."""
        key = (attributes.get("class"), attributes.get("id"), attributes.get("role"), attributes.get("itemprop"))
        tokens = self._read.get(key)
        if tokens is None:
            tokens = self._read[key] = tokens_of(attributes)
        return tokens

    def _within(self, inside: frozenset[str], landmark: str) -> frozenset[str]:
        """The landmarks around an element, itself included: the same object for the same set."""
        if landmark in inside:
            return inside
        wider = inside | {landmark}
        return self._landmarks.setdefault(wider, wider)

    def _block_kind(self, tag: str, attributes: Attributes, context: Context) -> None:
        """Note what a block-level element makes of its text."""
        if tag in ("ul", "ol", "menu", "dir"):
            context.lists += 1
        elif tag in ("table", "tr", "td", "th"):
            self._place(tag, attributes, context)
        elif tag in KINDS:
            context.kind = KINDS[tag]
            context.level = int(tag[1]) if context.kind is BlockKind.HEADING else None
            if tag == "li":
                context.level = max(1, context.lists)
        elif attributes.get("role") == "heading":
            level = attributes.get("aria-level") or ""
            context.kind, context.level = BlockKind.HEADING, int(level) if level in LEVELS else 2
        elif not CAPTION_TOKENS.isdisjoint(context.element.tokens) and context.kind is BlockKind.PARAGRAPH:
            context.kind = BlockKind.CAPTION

    def _place(self, tag: str, attributes: Attributes, context: Context) -> None:
        """Number tables, rows and cells."""
        if tag == "table":
            table = _Table(len(self._tables) + 1)
            self._tables[table.number] = table
            layout = attributes.get("role") in ("presentation", "none")
            context.cell = None if layout else (table.number, 0, 0)
        elif context.cell is not None:
            table = self._tables[context.cell[0]]
            if tag == "tr":
                table.rows += 1
                table.cells = 0
            else:
                table.cells += 1
            context.cell = (table.number, table.rows, table.cells)

    def _break(self, context: Context) -> None:
        if context.kind is BlockKind.CODE:
            self._append("\n", context)
        else:
            self._breaks += 1

    def _text(self, text: str, context: Context) -> None:
        """Add the text of one node to the current piece, or begin a new one."""
        if context.left_out or not text:
            return
        if context.kind is BlockKind.CODE:
            if text.strip() or (self._current is not None and self._block is context.block):
                self._append(text, context)
            return
        if text.isspace():
            text = " " if "\xa0" not in text else SPACE.sub(" ", text)
        elif "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
            text = SPACE.sub(" ", text)
        if text == " ":
            if self._current is not None and self._block is context.block and not self._breaks:
                self._append(text, context)
            return
        piece = self._current
        if piece is not None and self._breaks:
            if context.block is self._block and self._goes_on(piece, text):
                text = text if text[0] == " " else " " + text
                self._breaks = 0
            else:
                self._flush()
        self._append(text, context)

    def _goes_on(self, piece: Piece, text: str) -> bool:
        """Whether the line after a line break belongs to the line before: in titles always, else by its letters."""
        if piece.kind in (BlockKind.HEADING, BlockKind.CAPTION) or piece.cell is not None:
            return True
        if self._breaks > 1:
            return False
        last = piece.parts[-1].rstrip()[-1:]
        return text.lstrip()[:1].islower() and (last.isalnum() or last == ",")

    def _append(self, text: str, context: Context) -> None:
        piece = self._current
        if piece is None or self._block is not context.block:
            self._flush()
            if not text.strip():
                return
            piece = self._current = Piece(
                context.kind, context.level, context.element, context.hidden, context.copy, context.cell
            )
            self._block = context.block
        elif piece.element is not context.element and piece.element is not self._block:
            piece.element = common(piece.element, context.element, context.block)
        if context.kind is not BlockKind.CODE:
            if not piece.length or piece.parts[-1][-1] == " ":
                text = text.lstrip(" ")
            elif text[:1] != " " and apart(self._last, context.element):
                text = " " + text
        if text:
            self._last = context.element
            piece.add(text, link=context.link, credit=context.credit)

    def _space(self) -> None:
        """End a word: what comes next is set apart."""
        piece = self._current
        if piece is not None and piece.length and piece.parts[-1][-1] != " ":
            piece.add(" ", link=None, credit=False)

    def _flush(self) -> None:
        if self._current is not None:
            self.pieces.append(self._current)
        self._current = self._block = None
        self._breaks = 0
