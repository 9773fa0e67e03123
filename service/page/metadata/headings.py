"""The headings of a page as they read: inline text joined, line breaks as spaces, controls left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from service.page.metadata.elements import Element
from service.page.metadata.text import MAX_RAW, one_line

MAX_HEADINGS = 30
"""Headings of the first level that are read; a page with more uses them for anything."""
MAX_NODES = 400
"""Nodes of one heading that are walked."""
_SPACED = frozenset("br div p li dd dt td small h1 h2 h3".split())
"""Elements that part words."""
_SKIPPED = frozenset("script style svg template button noscript title".split())
_PERMALINK = re.compile(r"\s*(?:Â?[¶§]|🔗)+$")
"""Signs behind a heading that link to it, as manuals have them; wrongly decoded, too, as repair comes later."""


def inline_text(node: LexborNode) -> str:
    """The text of an element as a reader sees it: ``<b>W</b>ord`` is one word, ``a<br>b`` are two."""
    parts: list[str] = []
    stack: list[LexborNode | str] = [node]
    left = MAX_NODES
    while stack and left:
        left -= 1
        current = stack.pop()
        if isinstance(current, str):
            parts.append(current)
        elif current.is_text_node:
            parts.append(current.text_content or "")
        elif current.is_element_node and current.tag not in _SKIPPED:
            space = current.tag in _SPACED
            if space:
                parts.append(" ")
                stack.append(" ")
            children: list[LexborNode] = []
            child = current.first_child
            while child is not None and len(children) < left:
                children.append(child)
                child = child.next
            stack.extend(reversed(children))
    return one_line("".join(parts)[:MAX_RAW])


def _heading_text(node: LexborNode) -> str:
    return _PERMALINK.sub("", inline_text(node))


def read_headings(elements: Iterable[Element]) -> tuple[tuple[LexborNode, str], ...]:
    """The headings of the first level that have text, in document order."""
    found = ((node, _heading_text(node)) for node, _ in islice(elements, MAX_HEADINGS))
    return tuple((node, text) for node, text in found if any(map(str.isalnum, text)))


def read_lower_headings(tree: LexborHTMLParser) -> tuple[tuple[LexborNode, str], ...]:
    """The first headings of the second and third level, in document order."""
    return tuple((node, _heading_text(node)) for node in tree.css("h2,h3")[:MAX_HEADINGS])
