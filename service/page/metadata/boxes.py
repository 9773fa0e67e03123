"""Authors that the page names far from its headline: boxes about the author, and the posts of a thread."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from service.page.metadata.bylines import FOREIGN_MARKS, names_of_piece
from service.page.metadata.context import Context
from service.page.metadata.headings import inline_text
from service.page.metadata.people import unique
from service.page.metadata.pieces import Marks, Piece

MAX_ELEMENTS = 60
"""Elements that may name an author; a list of stories has one for each, and none of them is the page's."""
MAX_NAMES = 2
"""Different people whom the boxes of one page may name; more are the authors of other stories."""
MAX_TEXT = 60
"""Characters of such an element."""
LEVELS = 6
"""Elements around one that are asked whose name it is."""
_BOXES = (
    '[rel~="author"],[itemprop~="author"],[class*="author" i],[class*="byline" i],[class*="contributor" i],'
    'a[href*="/author/" i],a[href*="/authors/" i]'
)
_POSTS = "[data-author],[data-poster-name],[data-username],shreddit-post[author]"
_POSTERS = '[class~="username"],[class~="bigusername"],[class*="author" i],[class*="poster" i],[class*="user-name" i]'


def _names(nodes: list[LexborNode], context: Context, *, strict: bool) -> Iterator[str]:
    marks = Marks()
    for node in nodes[:MAX_ELEMENTS]:
        text = inline_text(node)
        if 1 < len(text) <= MAX_TEXT and marks.around(node, LEVELS).isdisjoint(FOREIGN_MARKS):
            yield from names_of_piece(Piece(text, node, marks), context, strict=strict)


def boxed_authors(context: Context) -> list[str]:
    """The author of whom a box on the page tells, where the page tells of few."""
    names = unique(_names(context.tree.css(_BOXES), context, strict=True))
    return names if len(names) <= MAX_NAMES else []


def thread_starter(context: Context) -> list[str]:
    """Who wrote the first post of a thread."""
    for node in context.tree.css(_POSTS)[:1]:
        attributes = node.attributes
        for name in ("data-author", "data-poster-name", "data-username", "author"):
            if value := (attributes.get(name) or "").strip():
                return [value[:MAX_TEXT]]
    return list(_names(context.tree.css(_POSTERS), context, strict=False))[:1]
