"""What a page offers as its title, gathered for the decision."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.metadata import Found, MetadataSource
from service.page.metadata.addresses import slug_of
from service.page.metadata.context import Context
from service.page.metadata.things import names_of
from service.page.metadata.titles import Candidates, find_title

_META: tuple[tuple[str, MetadataSource], ...] = (
    ("og:title", "opengraph"), ("twitter:title", "opengraph"), ("citation_title", "meta"), ("parsely-title", "meta"),
    ("sailthru.title", "meta"), ("dc.title", "meta"), ("dcterms.title", "meta"), ("headline", "meta"),
    ("title", "meta"),
)  # fmt: skip
"""Names of ``meta`` elements with the page's title, the most careful first."""


def _said(context: Context) -> Iterator[Found]:
    for graph, main in context.graphs:
        if main.written:
            yield from (Found(name, main.written.source) for name in names_of(graph, main.written)[:1])
    for name, source in _META:
        if value := context.head.first(name):
            yield Found(value, source)
    if context.head.title:
        yield Found(context.head.title, "html")


def _named(context: Context) -> Iterator[Found]:
    for graph, main in context.graphs:
        if main.shown:
            yield from (Found(name, main.shown.source) for name in names_of(graph, main.shown)[:1])


def read_title(context: Context) -> Found | None:
    """The title of a page."""
    headings = tuple(text for _, text in context.headings)
    slug = slug_of(context.addresses[0]) if context.addresses else ""
    candidates = Candidates(tuple(_said(context)), tuple(_named(context)), headings, context.is_written, slug)
    return find_title(candidates, context.sites)
