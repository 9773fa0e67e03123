"""Lines of a page with what the mark-up says of them: classes, links to people, machine-readable dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from selectolax.lexbor import LexborNode

MARKED_LEVELS = 4
"""Elements around a text whose class, id and itemprop speak of it."""
MAX_MARKING = 600
"""Characters of an element's class and its kin that are read."""
MAX_ADDRESS = 300
"""Characters of an address that are read."""

_MARKING = ("class", "id", "rel", "itemprop", "data-testid", "slot", "property")
_AUTHOR_PATH = re.compile(
    r"[/?&](?:@|~|u/|(?:authors?|autor(?:es|en)?|auteurs?|autori|autore|writers?|contributors?|redakteur\w{0,3}|"
    r"journalists?|profiles?|users?|members?|columnists?|reporters?|viewprofile|member\.php)(?:[/=?&-]|\Z))",
    re.IGNORECASE,
)
"""Addresses of the page of somebody who writes."""
_PEOPLE_PATH = re.compile(r"/(?:people|persons?|staff|our-team|team|by|experts?|our-experts|bio)/\w", re.IGNORECASE)
"""Addresses of the page of somebody, who need not have written anything."""
_NETWORK = re.compile(
    r"(?:https?:)?//(?:[\w-]{1,20}\.){0,3}(?:facebook|twitter|x|linkedin|instagram|youtube|tiktok|pinterest|medium|"
    r"threads|bsky|reddit|tumblr|flipboard|vimeo|github|wa|t|mastodon)\.(?:com|net|me|app|social)/",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")
_STATE = re.compile(r"(?<!\S)(?:[\w-]{0,20}--?|is-)?current(?!\S)")


class Marks:
    """The words that mark elements, each element read once per walk: a line's neighbours share most of them."""

    def __init__(self) -> None:
        self.known: dict[int, frozenset[str]] = {}

    def around(self, node: LexborNode, levels: int) -> frozenset[str]:
        """The words that mark an element and those right around it."""
        found: list[frozenset[str]] = []
        for element in ancestors(node, levels):
            key = element.mem_id
            words = self.known.get(key)
            if words is None:
                words = self.known[key] = words_of(element.attributes)
            if words:
                found.append(words)
        return frozenset[str]().union(*found)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of a line under one element."""

    text: str
    holder: LexborNode
    """The element right around it."""
    known: Marks

    def marks(self, levels: int = MARKED_LEVELS) -> frozenset[str]:
        """Words of class, id, rel and itemprop of the elements around it.  Read when asked: most lines never are."""
        return self.known.around(self.holder, levels)

    def leads_to(self) -> Literal["author", "person"] | None:
        """Whether it links to the page of somebody, on this site: networks are where everybody is to be followed."""
        for node in ancestors(self.holder, MARKED_LEVELS):
            if node.tag == "a":
                attributes = node.attributes
                href = (attributes.get("href") or "")[:MAX_ADDRESS]
                if "author" in (attributes.get("rel") or "").lower().split():
                    return "author"
                if _NETWORK.match(href):
                    return None
                if _AUTHOR_PATH.search(href):
                    return "author"
                return "person" if _PEOPLE_PATH.search(href) else None
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Stamp:
    """A machine-readable date in a line."""

    value: str
    holder: LexborNode
    known: Marks

    def marks(self, levels: int) -> frozenset[str]:
        """Words of class, id, rel and itemprop of the element and those around it."""
        return self.known.around(self.holder, levels)


@dataclass(eq=False)
class Line:
    """A line of the page: its pieces in order, and the dates of its elements."""

    pieces: list[Piece] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)

    def add(self, part: Piece | Stamp) -> None:
        """What comes next in it."""
        if isinstance(part, Piece):
            self.pieces.append(part)
        else:
            self.stamps.append(part)

    @cached_property
    def text(self) -> str:
        """The whole line; asked for only when it is complete."""
        return " ".join([p.text for p in self.pieces])

    def marks(self, levels: int = MARKED_LEVELS) -> frozenset[str]:
        """The marks of all its pieces."""
        return frozenset[str]().union(*(p.marks(levels) for p in self.pieces))


def words_of(attributes: dict[str, str | None]) -> frozenset[str]:
    """The words of an element's class, id, rel, itemprop and their kin: ``postAuthor`` and ``post-author`` alike.

    Not the state of a link that leads to the page itself, which says nothing of what it is (``w--current``).

    >>> sorted(words_of({"class": "postAuthor meta__by-line"}))
    ['author', 'by', 'line', 'meta', 'post']
    """
    raw = " ".join([value for name in _MARKING if (value := attributes.get(name))])
    return frozenset(_WORD.findall(_HUMP.sub(" ", _STATE.sub(" ", raw[:MAX_MARKING])).lower())) if raw else frozenset()


def ancestors(node: LexborNode, levels: int) -> Iterator[LexborNode]:
    """An element and those right around it."""
    current: LexborNode | None = node
    for _ in range(levels):
        if current is None:
            return
        yield current
        current = current.parent
