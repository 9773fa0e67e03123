"""Texts of a page, one node after the other, to pieces: runs of inline text under one block-level element."""

from __future__ import annotations

from service.core.model import BlockKind, Element
from service.page.pieces import Context, Piece, apart, common
from service.page.tags import SPACE

_ONE_BLOCK = frozenset({BlockKind.HEADING, BlockKind.CAPTION})
"""Kinds in which a line break does not end a piece."""


class Lines:
    """The pieces so far, and the one that is being written."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._current: Piece | None = None
        self._block: Element | None = None
        """The block-level element of the current piece."""
        self._breaks = 0
        self._last = Element("", None, (), frozenset(), 0)

    def text(self, text: str, context: Context) -> None:
        """Add the text of one node to the current piece, or begin a new one."""
        here = self._block is context.block
        if context.reading.kind is BlockKind.CODE:
            if here or text.strip():
                self._append(text, context)
            return
        if text.isspace():
            if "\xa0" not in text:
                if here and not self._breaks:
                    self._append(" ", context)
                return
            text = SPACE.sub(" ", text)
        elif "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
            text = SPACE.sub(" ", text)
        piece = self._current
        if piece is not None and self._breaks:
            if here and self._goes_on(piece, text):
                text = text if text[0] == " " else " " + text
                self._breaks = 0
            else:
                self.end()
        self._append(text, context)

    def line_break(self, context: Context) -> None:
        if context.reading.kind is BlockKind.CODE:
            self._append("\n", context)
        else:
            self._breaks += 1

    def space(self) -> None:
        """End a word: what comes next is set apart."""
        piece = self._current
        if piece is not None and piece.length and piece.parts[-1][-1] != " ":
            piece.add(" ", link=None, credit=False)

    def end(self) -> None:
        """End the current piece."""
        if self._current is not None:
            self._current.join()
            self.pieces.append(self._current)
            self._current = self._block = None
        self._breaks = 0

    def _goes_on(self, piece: Piece, text: str) -> bool:
        """Whether the line after a line break belongs to the line before: in titles always, else by its letters."""
        if piece.kind in _ONE_BLOCK or piece.cell is not None:
            return True
        if self._breaks > 1:
            return False
        last = piece.parts[-1].rstrip()[-1:]
        return text.lstrip()[:1].islower() and (last.isalnum() or last == ",")

    def _append(self, text: str, context: Context) -> None:
        piece, element, reading = self._current, context.element, context.reading
        if piece is None or self._block is not context.block:
            self.end()
            if not text.strip():
                return
            piece = Piece(reading.kind, reading.level, element, reading.hidden, reading.copy, reading.cell)
            self._current = piece
            self._block = context.block
        elif piece.element is not element and piece.element is not self._block:
            piece.element = common(piece.element, element, context.block)
        if reading.kind is not BlockKind.CODE:
            if not piece.length or piece.parts[-1][-1] == " ":
                text = text.lstrip(" ")
            elif text[0] != " " and self._last is not element and apart(self._last, element):
                text = " " + text
        if text:
            self._last = element
            piece.add(text, link=context.link, credit=reading.credit)
