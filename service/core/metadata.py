"""What a page says of its article outside the running text, each value with where it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MetadataSource = Literal["json-ld", "microdata", "opengraph", "meta", "html", "extractor", "text"]
"""Where a value was found: schema.org in JSON-LD or in attributes, Open Graph (and its kin of Twitter), other ``meta``
and ``link`` elements, other markup (``title``, ``h1``, ``html lang``, ``time``), trafilatura, or the visible text."""


@dataclass(frozen=True, slots=True)
class Found:
    """One value of one field."""

    value: str
    source: MetadataSource


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a page, in the names of the HTTP contract; ``None`` or empty for what is not said.

    Dates are ISO 8601, URLs absolute where the page's address is known, languages BCP 47.
    """

    title: Found | None = None
    authors: tuple[Found, ...] = ()
    date_published: Found | None = None
    date_modified: Found | None = None
    language: Found | None = None
    canonical_url: Found | None = None
    site_name: Found | None = None
    description: Found | None = None
    image: Found | None = None
    tags: tuple[Found, ...] = ()
    section: Found | None = None
    license: Found | None = None
    page_types: tuple[str, ...] = ()
    """What the page says it is: schema.org types of its main things and ``og:type``, lower case, in order."""
    bodies: tuple[str, ...] = ()
    """Article texts in structured data (``articleBody``): evidence for blocks, never a replacement of them."""
