"""The elements that every page is asked for, found in one search of the tree: each search of its own costs as much."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_ELEMENTS = 1_000
"""``meta``, ``link`` and other elements of one kind that are read; of ``meta`` and ``link`` the development data has up
to 303."""
MAX_MARKED = 2_000
"""Elements with microdata of a page that are read; a long list of offers has more, its head has all that is of use."""

_WANTED = (
    'meta[content],link[rel][href],script[type*="ld+json" i],h1,a[rel~="tag"],a[rel~="license"][href],'
    "[itemscope],[itemprop],[typeof],[property]"
)

Attributes: TypeAlias = dict[str, str | None]
Element: TypeAlias = tuple[LexborNode, Attributes]


@dataclass(slots=True, eq=False)
class Elements:
    """Elements by what they are asked for, in document order, with their attributes."""

    metas: list[Element] = field(default_factory=list)
    links: list[Element] = field(default_factory=list)
    """``link`` elements."""
    scripts: list[Element] = field(default_factory=list)
    """JSON-LD."""
    headings: list[Element] = field(default_factory=list)
    """Those of the first level."""
    anchors: list[Element] = field(default_factory=list)
    """Links to tags and licences."""
    marked: list[Element] = field(default_factory=list)
    """Elements with microdata or RDFa."""


def _is_wanted(tag: str, attributes: Attributes) -> bool:
    """Whether an element has what its tag is asked for: it may have been found for its microdata alone."""
    if tag == "meta":
        return "content" in attributes
    if tag == "link":
        return "rel" in attributes and "href" in attributes
    if tag == "script":
        return "ld+json" in (attributes.get("type") or "").lower()
    return tag == "h1" or "rel" in attributes


def _is_marked(tag: str, attributes: Attributes) -> bool:
    if "itemprop" in attributes or "itemscope" in attributes or "typeof" in attributes:
        return True
    return tag != "meta" and "property" in attributes


def read_elements(tree: LexborHTMLParser) -> Elements:
    """The elements of a page; one that several selectors find is found several times in a row and counts once.

    Lists that are full take no more, so a page of a million marked elements costs little more than the search.
    """
    found = Elements()
    by_tag = {
        "meta": found.metas, "link": found.links, "script": found.scripts, "h1": found.headings, "a": found.anchors,
    }  # fmt: skip
    last = 0
    for node in tree.css(_WANTED):
        if (identity := node.mem_id) == last:
            continue
        last = identity
        tag = node.tag or ""
        own = by_tag.get(tag)
        if own is not None and len(own) >= MAX_ELEMENTS:
            own = None
        is_open = len(found.marked) < MAX_MARKED
        if own is None and not is_open:
            continue
        attributes = node.attributes
        if own is not None and _is_wanted(tag, attributes):
            own.append((node, attributes))
        if is_open and _is_marked(tag, attributes):
            found.marked.append((node, attributes))
    return found
