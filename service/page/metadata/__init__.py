"""What a page says of its article outside the running text, each value with where it was found.

``read_metadata`` is the way in.  It reads the parsed page and nothing else: no clock, no network, so a page gives the
same answer on every day.  Each field has its own order of sources, the careful before the careless: JSON-LD,
microdata, Open Graph, other ``meta`` and ``link`` elements, and then the visible page; a field that no source names
stays empty.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from service.core.lexicon import Lexicon
from service.core.metadata import Found, Metadata
from service.page.metadata.authors import find_authors
from service.page.metadata.context import read_context
from service.page.metadata.dates import find_page_dates
from service.page.metadata.fields import (
    find_bodies,
    find_canonical,
    find_description,
    find_image,
    find_language,
    find_license,
    find_section,
    find_site_name,
    find_tags,
    find_types,
)
from service.page.metadata.headline import read_title
from service.page.metadata.text import repaired, title_agrees

__all__ = ["read_metadata", "title_agrees"]

_NO_WORDS = Lexicon.of((), {}, "0")


def read_metadata(
    tree: LexborHTMLParser, url: str | None, *, lexicon: Lexicon = _NO_WORDS, leave: frozenset[str] = frozenset()
) -> Metadata:
    """The fields of a page, each with its source.

    Args:
        tree: The parsed page.
        url: The address under which it was fetched, to make others absolute; its last part is a witness for the title.
        lexicon: The rules in force, for the words of bylines and the names of months; without them only structured
            data, English and numbers are read.
        leave: Kinds of repairs that must not be made.

    >>> page = LexborHTMLParser("<title>Fares frozen | The Ferry</title><meta name=author content='By Jane Doe'>")
    >>> metadata = read_metadata(page, None)
    >>> metadata.title.value, [a.value for a in metadata.authors]
    ('Fares frozen', ['Jane Doe'])
    """
    context = read_context(tree, url, lexicon)
    published, modified = find_page_dates(context)
    title, site = read_title(context), find_site_name(context)
    description, section = find_description(context), find_section(context)

    def mended(found: Found) -> Found:
        return Found(repaired(found.value, leave), found.source)

    return Metadata(
        title=mended(title) if title else None,
        authors=tuple(map(mended, find_authors(context))),
        date_published=published,
        date_modified=modified,
        language=find_language(context),
        canonical_url=find_canonical(context),
        site_name=mended(site) if site else None,
        description=mended(description) if description else None,
        image=find_image(context),
        tags=tuple(map(mended, find_tags(context))),
        section=mended(section) if section else None,
        license=find_license(context),
        page_types=find_types(context),
        bodies=find_bodies(context),
    )
