"""What the walk makes and hands down: pieces of text, and what an element means for what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from service.core.model import BlockKind, Element
from service.core.spans import Span
from service.page.tags import CAPTION_TOKENS, CREDIT_TOKENS, HIDDEN_STYLE, HIDDEN_TOKENS, KINDS, LISTS, ROLES

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

    def join(self) -> None:
        """Make one part of all parts: the text is asked for more than once."""
        if len(self.parts) > 1:
            self.parts = ["".join(self.parts)]

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


class Reading(NamedTuple):
    """How text is read in an element: most elements leave it as it is around them."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    hidden: bool = False
    left_out: bool = False
    """It is hidden in the midst of a line that is shown."""
    copy: bool = False
    credit: bool = False
    cell: CellAt | None = None
    lists: int = 0
    """How many lists are around it."""


@dataclass(slots=True)
class Context:
    """What an element hands down to what is in it."""

    element: Element
    block: Element
    """The nearest block-level element."""
    link: str | None
    reading: Reading


@dataclass(slots=True)
class Names:
    """What the class, the id, the role and the ``itemprop`` of an element say, whatever and wherever it is."""

    tokens: tuple[str, ...] = ()
    """The words of all four, lower case."""
    hides: bool = False
    credits: bool = False
    captions: bool = False
    landmark: str | None = None
    """The element that the role means."""


NAMELESS = Names()
_TELLING = HIDDEN_TOKENS | CREDIT_TOKENS | CAPTION_TOKENS


def names_of(said: tuple[str | None, str | None, str | None, str | None]) -> Names:
    """What the values of ``class``, ``id``, ``role`` and ``itemprop`` say."""
    words: list[str] = []
    for value in said:
        if value:
            found = value.lower().split(None, TOKENS_MAX)[:TOKENS_MAX]
            words += found if len(value) <= TOKEN_LENGTH_MAX else [w for w in found if len(w) <= TOKEN_LENGTH_MAX]
    tokens = tuple(words)
    landmark = ROLES.get(said[2]) if said[2] else None
    if landmark is None and _TELLING.isdisjoint(tokens):
        return Names(tokens)
    hides, credit, caption = (not s.isdisjoint(tokens) for s in (HIDDEN_TOKENS, CREDIT_TOKENS, CAPTION_TOKENS))
    return Names(tokens, hides, credit, caption, landmark)


HIDING = frozenset({"hidden", "aria-hidden", "style"})
"""Attributes by which an element can say that it is not shown."""


def is_hidden(attributes: Attributes) -> bool:
    """Whether an element says of itself that it is not shown, other than by its class."""
    if "hidden" in attributes and (attributes["hidden"] or "").lower() != "until-found":
        return True
    if attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and HIDDEN_STYLE.search(style) is not None


SHAPES = frozenset({*LISTS, *KINDS})
"""Elements that say what kind of block is in them."""


@lru_cache(maxsize=1024)
def shaped(tag: str, reading: Reading) -> Reading:
    """How text is read in a list, or in an element that says what kind of block it is."""
    if tag in LISTS:
        return reading._replace(lists=reading.lists + 1)
    kind = KINDS[tag]
    if kind is BlockKind.HEADING:
        return reading._replace(kind=kind, level=int(tag[1]))
    return reading._replace(kind=kind, level=max(1, reading.lists) if tag == "li" else None)


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
