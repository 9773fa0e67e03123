"""Links of a page: relative ones made absolute, as a browser would."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from service.core.model import Block, Link

_DROPPED = re.compile(r"[\t\n\r]+")
"""What a browser drops from an address (WHATWG URL, basic parser)."""


def base_address(tree: LexborHTMLParser, url: str | None) -> str | None:
    """What the relative links of a page are resolved against: its ``base`` element, else its own address.

    >>> base_address(LexborHTMLParser("<base href=/a/>"), "https://example.org/b")
    'https://example.org/a/'
    >>> base_address(LexborHTMLParser("<p>"), None) is None
    True
    """
    node = tree.css_first("base[href]")
    href = (node.attributes.get("href") or "") if node is not None else ""
    return _resolved(href, url) or None if href.strip() else url


def _resolved(address: str, base: str | None) -> str:
    """An address in full where that can be told, else as it was written."""
    address = _DROPPED.sub("", address.strip())
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def resolve_links(blocks: Iterable[Block], base: str | None) -> tuple[Block, ...]:
    """The blocks with the addresses of their links in full; without a base, as they were written."""
    return tuple(
        replace(block, links=tuple([Link(_resolved(link.url, base), link.span) for link in block.links]))
        if block.links
        else block
        for block in blocks
    )
