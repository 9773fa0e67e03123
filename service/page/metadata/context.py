"""All that the fields are read from, gathered once per page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from service.core.dates import Months
from service.core.judges.edges.words import EdgeWords, edge_words
from service.core.lexicon import Lexicon
from service.page.metadata.addresses import page_key
from service.page.metadata.elements import Elements, read_elements
from service.page.metadata.endings import words_of
from service.page.metadata.graph import Graph, build_graph
from service.page.metadata.head import Head, read_head
from service.page.metadata.headings import read_headings, read_lower_headings
from service.page.metadata.lines import lines_after, lines_before
from service.page.metadata.loose_json import Json, read_json
from service.page.metadata.markup import read_markup
from service.page.metadata.moments import known_months, parse_moment
from service.page.metadata.pieces import Line
from service.page.metadata.site_names import name_sites
from service.page.metadata.sites import Sites, parts_of
from service.page.metadata.text import key_of, title_agrees
from service.page.metadata.things import Main, Page, choose_main

MAX_SCRIPTS = 200
"""JSON-LD scripts of a page; the development data has up to 104."""
MIN_WORDS = 3
"""Words of a heading of a lower level that may be the headline; shorter ones name sections.

2 to 4 give the same on the development pages."""
MAX_SCRIPTED = 1_000_000
"""Characters of all of them together; the development data has up to 153,095."""
_SOLD = frozenset(
    "product productgroup individualproduct someproducts offer localbusiness restaurant hotel jobposting "
    "realestatelisting event softwareapplication mobileapplication webapplication service course movie".split()
)
_LISTING = frozenset({"collectionpage", "searchresultspage", "productcollection", "offercatalog", "onlinestore"})
_WRITTEN_KINDS = frozenset({"article", "blog", "blogpost", "news", "post", "newsarticle"})
_THREADS = frozenset({"discussionforumposting", "question"})
_FORUM_SOFTWARE = re.compile(
    r"discourse|phpbb|vbulletin|xenforo|mybb|smf|simple machines|invision|ips community|flarum|vanilla|nodebb|"
    r"punbb|fluxbb|bbpress|fudforum|lithium",
    re.IGNORECASE,
)
_THREAD_ADDRESS = re.compile(
    r"/(?:threads?/[^/]|t/[^/]{1,200}/\d|topics?/\d|discussions?/\d|questions?/\d|r/\w{1,30}/comments/|forums?/[^/]|"
    r"(?:thread|topic)-\d|(?:viewtopic|showthread|showtopic)\b)|[?&;](?:topic|thread|showtopic)=\d",
    re.IGNORECASE,
)
"""Addresses of threads in the forms that the common forum programs give them."""


def _scripts(elements: Elements) -> list[Json]:
    values: list[Json] = []
    left = MAX_SCRIPTED
    for node, _ in elements.scripts[:MAX_SCRIPTS]:
        text = node.text()[:left]
        left -= len(text)
        values.extend(read_json(text))
    return values


@dataclass(frozen=True, eq=False)
class Context:
    """A page as the fields see it; what is expensive is made when a field first asks for it."""

    tree: LexborHTMLParser
    elements: Elements
    url: str | None
    """The address under which the page was fetched, if the caller knows it; else the one it gives itself."""
    addresses: tuple[str, ...]
    """Its own addresses: the caller's, the canonical one, that of Open Graph."""
    lexicon: Lexicon
    words: EdgeWords
    head: Head
    data: Graph
    """JSON-LD."""
    markup: Graph
    """Microdata and RDFa."""
    headings: tuple[tuple[LexborNode, str], ...]
    main: Main
    marked: Main
    """The same as ``main``, of the markup."""
    sites: Sites

    @property
    def graphs(self) -> tuple[tuple[Graph, Main], ...]:
        """Both kinds of structured data, the more trusted first."""
        return (self.data, self.main), (self.markup, self.marked)

    @cached_property
    def is_written(self) -> bool:
        """Whether the page says that it is an article, a post or a thread."""
        if self.main.written or self.marked.written:
            return True
        return (self.head.first("og:type") or "").lower() in _WRITTEN_KINDS or self.has_published_time

    @cached_property
    def may_be_written(self) -> bool:
        """Whether nothing speaks against an article: neither a shop's data nor the address of a home page."""
        if self.is_written:
            return True
        if any(main.shown and not _SOLD.isdisjoint(main.shown.types) for main in (self.main, self.marked)):
            return False
        kind = (self.head.first("og:type") or "").lower()
        if kind.startswith(("product", "og:product")) or self.head.first("product:price:amount", "og:price:amount"):
            return False
        types = {kind for graph, _ in self.graphs for thing in graph.things for kind in thing.types}
        return types.isdisjoint(_LISTING) and not self.is_home

    @property
    def is_home(self) -> bool:
        """Whether the address is that of the site as a whole."""
        return bool(self.url) and "/" not in page_key(self.url or "")

    @property
    def is_thread(self) -> bool:
        """Whether the page is a thread of a forum: its data, its software or its address say so."""
        for main in (self.main, self.marked):
            if main.written and not _THREADS.isdisjoint(main.written.types):
                return True
        if _FORUM_SOFTWARE.search(self.head.first("generator") or ""):
            return True
        return _THREAD_ADDRESS.search(next(iter(self.addresses), "")) is not None

    @property
    def has_published_time(self) -> bool:
        """Whether the head names a time of publication."""
        return bool(self.head.first("article:published_time", "article:published"))

    @property
    def language(self) -> str | None:
        """The language that the page states."""
        return self.head.language or self.head.first("og:locale", "content-language") or None

    def moment(self, raw: str) -> str | None:
        """A value of a date as ISO 8601, read as in the page's language."""
        return parse_moment(raw, self.months, language=self.language)

    @cached_property
    def months(self) -> Months:
        """Names of months as they are read in data."""
        return known_months(self.words.months)

    @cached_property
    def said_headline(self) -> LexborNode | None:
        """The heading that says the title of the document."""
        titles = [t for t in (self.head.first("og:title"), self.head.title) if t]
        for node, text in self.headings:
            key = key_of(text)
            agrees = any(title_agrees(text, t) or (key and key_of(t).startswith(key)) for t in titles)
            if agrees and not self.sites.is_name(text):
                return node
        return next((node for node, _ in self.lower_headings), None)

    @cached_property
    def headline(self) -> LexborNode | None:
        """The heading that says the title of the document, or the first one that is not the site's name."""
        return self.said_headline or next((n for n, text in self.headings if not self.sites.is_name(text)), None)

    @cached_property
    def lower_headings(self) -> tuple[tuple[LexborNode, str], ...]:
        """The headings of lower levels that a title says, where a page has none of the first besides the site's name.

        Forums and old sites begin at the second level.  Not those that only say where on the site the page is, and
        none that no title says: such a page's other headings are those of boxes and sections.
        """
        if not all(self.sites.is_name(text) for _, text in self.headings):
            return ()
        titles = [t for t in (self.head.first("og:title"), self.head.title) if t]
        said = frozenset(key for title in titles for key in parts_of(title))
        return tuple(
            (node, text)
            for node, text in read_lower_headings(self.tree)
            if key_of(text) in said and len(words_of(text)) >= MIN_WORDS and not self.sites.is_name(text)
        )

    @cached_property
    def lines_after(self) -> list[Line]:
        """The lines behind the headline; of a page without one, its first lines."""
        start = self.headline or self.tree.body
        return lines_after(start, inside=self.headline is None) if start is not None else []

    @cached_property
    def lines_before(self) -> list[Line]:
        """The lines before the headline, the nearest first."""
        return lines_before(self.headline) if self.headline is not None else []


def read_context(tree: LexborHTMLParser, url: str | None, lexicon: Lexicon) -> Context:
    """Everything that is read of every page: head, structured data, headings, and what they agree on."""
    elements = read_elements(tree)
    head, data = read_head(tree, elements), build_graph(_scripts(elements), "json-ld")
    markup, headings = read_markup(elements.marked), read_headings(elements.headings)
    addresses = [a for a in (url, *head.links.get("canonical", ()), head.first("og:url")) if a]
    titles = [head.title, head.first("og:title") or "", *(text for _, text in headings)]
    page = Page(
        frozenset(key for t in titles if (key := key_of(t))), frozenset(key for a in addresses if (key := page_key(a)))
    )
    main, marked = choose_main(data, page), choose_main(markup, page)
    named = [text for _, text in headings]
    sites = name_sites(head, ((data, main), (markup, marked)), next(iter(addresses), None), named)
    return Context(
        tree=tree,
        elements=elements,
        url=next(iter(addresses), None),
        addresses=tuple(addresses),
        lexicon=lexicon,
        words=edge_words(lexicon),
        head=head,
        data=data,
        markup=markup,
        headings=headings,
        main=main,
        marked=marked,
        sites=sites,
    )
