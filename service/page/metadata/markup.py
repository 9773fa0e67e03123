"""Microdata and RDFa of a page in the shape of JSON-LD: objects with types, in document order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from service.page.metadata.elements import Attributes, Element
from service.page.metadata.graph import Data, Graph, build_graph
from service.page.metadata.loose_json import Json
from service.page.metadata.text import MAX_RAW

MAX_CLIMB = 60
"""Elements between a property and its item; the climb is bounded because pages nest 10,000 deep."""
COMMENT_LEVELS = 10
"""Elements around a property that are asked whether they hold comments."""
_COMMENTS = re.compile(
    r"(?:^|[\s_-])comments?(?:list|area|body|thread|content|meta|author)?(?:$|[\s_-]|\d)", re.IGNORECASE
)
_IN_COMMENTS = frozenset({"author", "creator", "name", "datePublished", "dateCreated", "dateModified"})
"""Properties of comments that would pass for the article's."""
_ADDRESSES = frozenset({"url", "sameas", "image", "license", "mainentityofpage", "logo", "contenturl", "thumbnailurl"})
"""Properties whose value is where a link leads; of the others ("author") it is what the link says."""


def _names(attributes: Attributes) -> list[str]:
    raw = attributes.get("itemprop") or attributes.get("property") or ""
    return [name.replace(":", "/").rpartition("/")[2] for name in raw[:MAX_RAW].split()]


def _value(node: LexborNode, name: str, attributes: Attributes) -> str:
    """What an element says of one property."""
    if attributes.get("content") is not None:
        return attributes["content"] or ""
    if name.lower() in _ADDRESSES:
        return attributes.get("href") or attributes.get("src") or node.text(separator=" ")[:MAX_RAW]
    if node.tag in ("time", "data", "meter") and (stamp := attributes.get("datetime") or attributes.get("value")):
        return stamp
    return node.text(separator=" ")[:MAX_RAW] or attributes.get("href") or attributes.get("src") or ""


def _scope_above(node: LexborNode, scopes: dict[int, Data]) -> Data | None:
    parent = node.parent
    for _ in range(MAX_CLIMB):
        if parent is None:
            return None
        if (found := scopes.get(parent.mem_id)) is not None:
            return found
        parent = parent.parent
    return None


def _in_comments(node: LexborNode) -> bool:
    """Whether an element stands among comments, which some themes leave inside the article's own item."""
    parent: LexborNode | None = node
    for _ in range(COMMENT_LEVELS):
        if parent is None:
            return False
        attributes = parent.attributes
        if _COMMENTS.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:MAX_RAW]):
            return True
        parent = parent.parent
    return False


def _add(scope: Data, name: str, value: Json) -> None:
    known = scope.get(name)
    if known is None:
        scope[name] = value
    elif isinstance(known, list):
        known.append(value)
    else:
        scope[name] = [known, value]


def read_markup(elements: Iterable[Element]) -> Graph:
    """The things that attributes of the page mark.

    An element with text of a whole page inside costs its text once per property, so texts are cut, and long pages of
    offers end after ``MAX_MARKED``.
    """
    scopes: dict[int, Data] = {}
    loose: Data = {}
    roots: list[Json] = []
    for node, attributes in elements:
        names = _names(attributes)
        scope = _scope_above(node, scopes) if names or scopes else None
        kind = attributes.get("itemtype") or attributes.get("typeof")
        if kind or "itemscope" in attributes:
            item: Data = {"@type": list[Json](kind.split()) if kind else []}
            scopes[node.mem_id] = item
            if scope is None or not names:
                roots.append(item)
            elif not _in_comments(node):
                for name in names:
                    _add(scope, name, item)
        elif not (_IN_COMMENTS.intersection(names) and _in_comments(node)):
            for name in names:
                _add(loose if scope is None else scope, name, _value(node, name, attributes))
    return build_graph(roots, "microdata", {k: v for k, v in loose.items() if not isinstance(v, list)})
