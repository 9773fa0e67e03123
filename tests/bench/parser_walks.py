"""The HTML parsers that can be had from Python: how each is asked to parse, and what a walk over its tree looks like.

A walk reads what the service needs of every element (tag, class, id) and every text, and returns how many characters
it saw, so that nothing is left unread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from tests.bench.parser_cases import element, outline


@dataclass(frozen=True, slots=True)
class Parser:
    """One parser, ready to run.  Trees are its own, of any type."""

    name: str
    parse: Callable[[str], Any]
    walk: Callable[[Any], int]
    outline: Callable[[Any], str]
    """Of the children of ``body``."""


def _lexbor() -> Parser:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    def walk(tree: LexborHTMLParser) -> int:
        seen = 0
        if tree.root is not None:
            for node in tree.root.traverse(include_text=True):
                if node.is_text_node:
                    seen += len(node.text_content or "")
                elif node.is_element_node:
                    attributes = node.attributes
                    seen += len(node.tag or "") + len(attributes.get("class") or "") + len(attributes.get("id") or "")
        return seen

    def children(node: LexborNode) -> Iterator[tuple[str, str]]:
        for child in node.iter(include_text=True):
            if child.is_text_node:
                yield "text", child.text_content or ""
            elif child.is_element_node:
                yield "element", element(child.tag or "", child.attributes, outline(children(child)))

    return Parser("lexbor", LexborHTMLParser, walk, lambda tree: outline(children(tree.body)))


def _resiliparse() -> Parser:
    from resiliparse.parse.html import HTMLTree, NodeType

    is_text, is_element = NodeType.TEXT, NodeType.ELEMENT

    def walk(tree: Any) -> int:
        seen = 0
        for node in tree.document:
            sort = node.node_type
            if sort == is_text:
                seen += len(node.node_value)
            elif sort == is_element:
                seen += len(node.tag) + len(node.class_name or "") + len(node.id or "")
        return seen

    def children(node: Any) -> Iterator[tuple[str, str]]:
        for child in node.child_nodes:
            if child.node_type == is_text:
                yield "text", child.node_value
            elif child.node_type == is_element:
                attributes = {name: child.get_attribute(name) for name in child.attribute_names}
                yield "element", element(child.tag, attributes, outline(children(child)))

    return Parser("resiliparse", HTMLTree.parse, walk, lambda tree: outline(children(tree.body)))


def _lxml() -> Parser:
    from lxml import html as lxml_html  # type: ignore[import-untyped]  # lxml ships no types

    def parse(page: str) -> Any:
        # As bytes: lxml refuses text that declares an encoding.
        parser = lxml_html.HTMLParser(encoding="utf-8")
        return lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)

    def walk(root: Any) -> int:
        seen = 0
        for node in root.iter():
            if isinstance(node.tag, str):
                seen += len(node.tag) + len(node.get("class") or "") + len(node.get("id") or "") + len(node.text or "")
            seen += len(node.tail or "")
        return seen

    def children(node: Any) -> Iterator[tuple[str, str]]:
        yield "text", node.text or ""
        for child in node:
            if isinstance(child.tag, str):
                yield "element", element(child.tag, dict(child.attrib), outline(children(child)))
            yield "text", child.tail or ""

    return Parser("lxml", parse, walk, lambda root: outline(children(root.body)))


LOADERS: Mapping[str, Callable[[], Parser]] = MappingProxyType(
    {"lexbor": _lexbor, "resiliparse": _resiliparse, "lxml": _lxml}
)
"""Raise ``ImportError`` where the parser is not installed."""
