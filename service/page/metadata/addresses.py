"""Addresses: made absolute, compared as pages, and the parts of them that name a site or a day."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from service.page.metadata.text import MAX_URL

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:")
_GENERIC_LABELS = frozenset("www m mobile amp en de fr es co com org net gov edu ac blog news shop store".split())
"""Labels of a host that name no site."""
MIN_LABEL = 3
"""Characters of a host's label that may name a site."""


def absolute(address: str, base: str | None) -> str | None:
    """An address in full; ``None`` for what is no address of the web, and for a relative one without a base.

    >>> absolute("/a?b=1", "https://example.org/x"), absolute("//example.org/a", None), absolute("/a", None)
    ('https://example.org/a?b=1', 'https://example.org/a', None)
    >>> absolute("javascript:void(0)", "https://example.org/"), absolute("https://[bad", None)
    (None, None)
    """
    address = "".join(address.split())
    if not address or len(address) > MAX_URL:
        return None
    try:
        if base and not _SCHEME.match(address):
            address = urljoin(base, address)
        elif address.startswith("//"):
            address = f"https:{address}"
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def page_key(address: str) -> str:
    """What two addresses of one page share: host and path, without ``www.``, query, and slash at the end.

    >>> page_key("https://www.Example.org/a/?utm=1"), page_key("http://example.org/a")
    ('example.org/a', 'example.org/a')
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = parts.path.rstrip("/").removesuffix(".html").removesuffix("/amp")
    return f"{parts.netloc.lower().removeprefix('www.')}{path}" if parts.netloc else ""


def host_labels(address: str | None) -> tuple[str, ...]:
    """The labels of a host that may name its site, the most telling first.

    >>> host_labels("https://www.nationalbusiness.co.uk/a"), host_labels("https://forums.docker.com/t")
    (('nationalbusiness',), ('docker', 'forums'))
    """
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return ()
    labels = host.split(".")[:-1] or [host]
    return tuple(x for x in reversed(labels) if len(x) >= MIN_LABEL and x not in _GENERIC_LABELS)


def slug_of(address: str) -> str:
    """The last part of an address's path, without its ending.

    >>> slug_of("https://example.org/a/ferry-fares.html?x=1"), slug_of("https://example.org/")
    ('ferry-fares', '')
    """
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    last = path.rstrip("/").rpartition("/")[2]
    return last.rpartition(".")[0] or last
