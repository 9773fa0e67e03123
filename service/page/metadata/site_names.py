"""What a page calls its site: in meta elements, in structured data, and beside its own title."""

from __future__ import annotations

from collections.abc import Iterable

from service.page.metadata.addresses import host_labels, page_key, slug_of
from service.page.metadata.endings import likeness, words_of
from service.page.metadata.graph import Graph
from service.page.metadata.head import Head
from service.page.metadata.sites import Sites, names_beside
from service.page.metadata.text import key_of
from service.page.metadata.things import Main

MIN_WORDS = 3
"""Words of a heading that may be the page's own though it stands in the place of the site's name."""
SAID_BY_ADDRESS = 0.6
"""Share of words of a heading and of the address in common, from which the address says the heading.

.4 to .8 give the same on the development pages."""
_PUBLISHERS = frozenset(
    "website organization newsmediaorganization corporation onlinestore onlinebusiness localbusiness".split()
)
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "dc.publisher", "cre")


def name_sites(
    head: Head, graphs: tuple[tuple[Graph, Main], ...], address: str | None, headings: Iterable[str]
) -> Sites:
    """What the page calls its site and its section, without what is the page's own title in their place."""
    names = [value for name in _SITE_NAMES for value in head.metas.get(name, ())]
    names.extend(head.metas.get("article:section", ()))
    known = Sites.of(names, host_labels(address))
    if (shared := head.first("og:title")) and not known.is_name(shared):
        names.extend(names_beside(head.title, shared))
    for graph, main in graphs:
        for thing in graph.things:
            if not _PUBLISHERS.isdisjoint(thing.types):
                names.extend(graph.texts(thing.data.get("name")))
            names.extend(graph.texts(thing.data.get("publisher")))
        if main.written:
            names.extend(graph.texts(main.written.data.get("articleSection")))
    own = {key_of(heading) for heading in headings if _is_own(heading, head, address)}
    return Sites.of((name for name in names if key_of(name) not in own), host_labels(address))


def _is_own(heading: str, head: Head, address: str | None) -> bool:
    """Whether a heading is what this page alone is called, though its data name the site so, as careless ones do.

    The whole document title says it, or the address does.  Not on a home page, which is called as its site is.
    """
    if "/" not in page_key(address or "") or len(words_of(heading)) < MIN_WORDS:
        return False
    slug = words_of(slug_of(address or ""))
    return key_of(heading) == key_of(head.title) or likeness(words_of(heading), slug) >= SAID_BY_ADDRESS
