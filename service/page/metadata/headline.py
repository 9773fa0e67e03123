"""What a page offers as its title, gathered for the decision."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.metadata import Found, MetadataSource
from service.page.metadata.addresses import absolute, page_key, slug_of
from service.page.metadata.context import Context
from service.page.metadata.text import key_of
from service.page.metadata.things import names_of
from service.page.metadata.titles import Candidates, find_title

_META: tuple[tuple[str, MetadataSource], ...] = (
    ("og:title", "opengraph"), ("twitter:title", "opengraph"), ("citation_title", "meta"), ("parsely-title", "meta"),
    ("sailthru.title", "meta"), ("dc.title", "meta"), ("dcterms.title", "meta"), ("headline", "meta"),
    ("title", "meta"),
)  # fmt: skip
"""Names of ``meta`` elements with the page's title, the most careful first."""

MAX_LINKS = 1_000
"""Links of a page that are asked whether they name a section; menus stand before all else."""
MAX_NAME = 200
"""Characters of a link that may name one."""


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


def _is_linked(name: str, context: Context) -> bool:
    """Whether a link to another page of the web says just this name."""
    key, own = key_of(name), {page_key(address) for address in context.addresses}
    for node in context.tree.css("a[href]")[:MAX_LINKS]:
        text = node.text()
        if len(text) <= MAX_NAME and key_of(text) == key:
            address = absolute(node.attributes.get("href") or "", context.url)
            if address and page_key(address) not in own:
                return True
    return False


def read_title(context: Context) -> Found | None:
    """The title of a page."""
    headings = tuple(text for _, text in (*context.headings, *context.lower_headings))
    slug = slug_of(context.addresses[0]) if context.addresses else ""
    candidates = Candidates(
        said=tuple(_said(context)),
        named=tuple(_named(context)),
        headings=headings,
        is_written=context.is_written,
        slug=slug,
        is_home=context.is_home,
        is_linked=lambda name: _is_linked(name, context),
    )
    return find_title(candidates, context.sites)
