"""What the walk makes and hands down: pieces of text, and what an element means for what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.core.model import BlockKind, Element, Span
from service.page.tags import HIDDEN_STYLE, HIDDEN_TOKENS

MAX_CLIMB = 32
"""Steps that the search for what holds a piece together goes up: pages nest inline elements two or three deep."""

TOKENS_MAX = 24
"""Class and id words of one element that are looked at: utility-first style sheets write dozens that name nothing."""

TOKEN_LENGTH_MAX = 64
"""Characters of a class or id that is looked at: longer ones are generated."""

Attributes = Mapping[str, str | None]

CellAt = tuple[int, int, int]
"""Numbers of the table on the page, of the row in it and of the cell in the row, from 1; 0 outside of rows or cells."""


@dataclass(slots=True)
class Piece:
    """One run of text: what will be a block, as the walk finds it."""

    kind: BlockKind
    level: int | None
    element: Element
    hidden: bool = False
    copy: bool = False
    """It stands in ``noscript`` or ``noframes``."""
    cell: CellAt | None = None
    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[tuple[str, Span]] = field(default_factory=list)
    credit: Span | None = None

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, text: str, *, link: str | None, credit: bool) -> None:
        """Add text at the end, inside a link or a credit or not."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        if link is not None:
            if self.links and self.links[-1][0] == link and self.links[-1][1][1] == start:
                self.links[-1] = (link, (self.links[-1][1][0], self.length))
            else:
                self.links.append((link, (start, self.length)))
        if credit:
            self.credit = (self.credit[0] if self.credit else start, self.length)


@dataclass(slots=True)
class Context:
    """What an element hands down to what is in it."""

    element: Element
    block: Element
    """The nearest block-level element."""
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    link: str | None = None
    hidden: bool = False
    left_out: bool = False
    """It is hidden in the midst of a line that is shown."""
    copy: bool = False
    credit: bool = False
    cell: CellAt | None = None
    lists: int = 0
    """How many lists are around it."""


def tokens_of(attributes: Attributes) -> tuple[str, ...]:
    """The words of ``class``, ``id``, ``role`` and ``itemprop``, lower case."""
    words: list[str] = []
    for name in ("class", "id", "role", "itemprop"):
        if value := attributes.get(name):
            words += value.lower().split(None, TOKENS_MAX)[:TOKENS_MAX]
    return tuple([word for word in words if len(word) <= TOKEN_LENGTH_MAX])


def is_hidden(tag: str, attributes: Attributes, tokens: tuple[str, ...]) -> bool:
    """Whether an element says of itself that it is not shown."""
    if "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found":
        return True
    if attributes.get("aria-hidden") == "true" or (tag == "dialog" and "open" not in attributes):
        return True
    if not HIDDEN_TOKENS.isdisjoint(tokens):
        return True
    style = attributes.get("style")
    return style is not None and HIDDEN_STYLE.search(style) is not None


def common(one: Element, other: Element, block: Element) -> Element:
    """The innermost element that both are in, ``block`` at most."""
    for _ in range(MAX_CLIMB):
        if one is other or one is block:
            return one
        if one.depth >= other.depth:
            one = one.parent or block
        else:
            other = other.parent or block
    return block


BARE_BOXES = frozenset({"a", "b", "strong", "span"})
"""Elements that may be boxes of their own without a class name."""


def apart(one: Element, other: Element) -> bool:
    """Whether two inline elements are boxes of their own, side by side, which pages tell apart by style alone.

    ``<a>Home</a><a>News</a>`` are two words.  Where one is inside the other (an initial set in large type), the text
    around it runs on; and so it does in code.
    """
    if one.parent is not other.parent or one is other or one.parent is None or "code" in (one.tag, one.parent.tag):
        return False
    linked = "a" in (one.tag, other.tag)
    return all(box.tokens or (linked and box.tag in BARE_BOXES) for box in (one, other))
