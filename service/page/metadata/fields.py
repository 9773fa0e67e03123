"""The plain fields: language, addresses, site, description, picture, tags, section, licence, types, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from service.core.metadata import Found, MetadataSource
from service.page.metadata.addresses import absolute, page_key
from service.page.metadata.context import Context
from service.page.metadata.elements import Element
from service.page.metadata.graph import Graph, Thing
from service.page.metadata.text import one_line, plain_body, plain_text

MAX_TAGS, MAX_TAG = 50, 100
"""Tags of a page, and characters of one; longer ones are sentences."""
MAX_TYPES = 20
"""Types of a page."""
MAX_BODIES, MIN_BODY = 5, 100
"""Texts in structured data that are kept, and characters of the shortest: less is a description."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?=-|$)", re.IGNORECASE)
_REGION_LENGTH, _SCRIPT_LENGTH = 2, 4
_TAG_MARKS = re.compile(r"\s*[,;|、，]\s*")
_SUPPORTING = frozenset(
    "organization website breadcrumblist imageobject person searchaction sitenavigationelement wpheader wpfooter "
    "newsmediaorganization corporation listitem postaladdress hentry wpsidebar webpageelement".split()
)
"""Types that say nothing of what a page is."""
_DESCRIPTIONS: tuple[tuple[str, MetadataSource], ...] = (
    ("og:description", "opengraph"), ("twitter:description", "opengraph"), ("description", "meta"),
    ("sailthru.description", "meta"), ("dcterms.abstract", "meta"), ("dc.description", "meta"),
    ("dcterms.description", "meta"), ("citation_abstract", "meta"),
)  # fmt: skip
_IMAGES: tuple[tuple[str, MetadataSource], ...] = (
    ("og:image:secure_url", "opengraph"), ("og:image", "opengraph"), ("og:image:url", "opengraph"),
    ("twitter:image", "opengraph"), ("twitter:image:src", "opengraph"), ("parsely-image-url", "meta"),
    ("sailthru.image.full", "meta"), ("thumbnail", "meta"), ("image", "meta"),
)  # fmt: skip
_TAGS: tuple[tuple[str, MetadataSource], ...] = (
    ("article:tag", "opengraph"), ("og:article:tag", "opengraph"), ("news_keywords", "meta"), ("parsely-tags", "meta"),
    ("sailthru.tags", "meta"), ("citation_keywords", "meta"), ("keywords", "meta"), ("dc.subject", "meta"),
)  # fmt: skip
_SECTIONS: tuple[tuple[str, MetadataSource], ...] = (
    ("article:section", "opengraph"), ("og:article:section", "opengraph"), ("parsely-section", "meta"),
    ("sailthru.section", "meta"), ("section", "meta"), ("dcterms.type.category", "meta"),
)  # fmt: skip
_LICENSES: tuple[tuple[str, MetadataSource], ...] = (
    ("dcterms.license", "meta"), ("dc.rights.license", "meta"), ("license", "meta"),
)  # fmt: skip


def language_tag(raw: str) -> str | None:
    """A tag of BCP 47, in its usual case; ``None`` for what is none ("English", "x-default").

    >>> language_tag("EN_us"), language_tag("zh-hant-tw"), language_tag("German"), language_tag("de-DE-formal")
    ('en-US', 'zh-Hant-TW', None, 'de-DE')
    """
    match = _LANGUAGE.match(raw.strip().replace("_", "-"))
    if match is None:
        return None
    first, *rest = match.group().split("-")
    cased = [p.upper() if len(p) == _REGION_LENGTH else p.title() if len(p) == _SCRIPT_LENGTH else p for p in rest]
    return "-".join([first.lower(), *cased])


def _things(context: Context) -> Iterator[tuple[Graph, Thing]]:
    """The things that speak for the page, the most telling first."""
    for graph, main in context.graphs:
        for thing in (main.written, main.shown, main.page, graph.loose):
            if thing is not None:
                yield graph, thing


def _first(found: Iterable[Found | None]) -> Found | None:
    return next((f for f in found if f), None)


def _structured(context: Context, *names: str, inner: tuple[str, ...] = ()) -> Iterator[Found]:
    for graph, thing in _things(context):
        for name in names:
            yield from (Found(text, thing.source) for text in graph.texts(thing.data.get(name), *inner))


def _from_meta(context: Context, names: Iterable[tuple[str, MetadataSource]]) -> Iterator[Found]:
    for name, source in names:
        yield from (Found(value, source) for value in context.head.metas.get(name, ()))


def _anchors(context: Context, rel: str) -> list[Element]:
    """The links of a page whose ``rel`` has a word."""
    return [element for element in context.elements.anchors if rel in (element[1].get("rel") or "").lower().split()]


def find_language(context: Context) -> Found | None:
    """The language that the page states, as BCP 47."""
    stated = [
        *_structured(context, "inLanguage", inner=("alternateName", "@id", "name")),
        *_from_meta(context, (("og:locale", "opengraph"), ("content-language", "meta"), ("language", "meta"))),
        Found(context.head.language, "html"),
    ]
    # The attribute of the root is what browsers go by; the others win where they are more precise about it.
    root = language_tag(context.head.language)
    tags = [Found(tag, f.source) for f in stated if (tag := language_tag(f.value))]
    return _first(t for t in tags if root is None or t.value.partition("-")[0] == root.partition("-")[0])


def find_canonical(context: Context) -> Found | None:
    """The page's one address.  The link that is made for it comes first, whatever the data say.

    A link to the home page from any other page is a slip of a template and is left out.
    """
    links = (Found(value, "meta") for value in context.head.links.get("canonical", ()))
    shared = _from_meta(context, (("og:url", "opengraph"), ("twitter:url", "opengraph")))
    written = _structured(context, "url", "mainEntityOfPage", inner=("@id", "url"))
    is_inner = "/" in page_key(context.url or "")
    for found in chain(links, shared, written):
        address = absolute(found.value, context.url)
        if address and not (is_inner and "/" not in page_key(address)):
            return Found(address, found.source)
    return None


def find_site_name(context: Context) -> Found | None:
    """What the site calls itself."""
    sites = [(g, t) for g, _ in context.graphs for t in g.things if "website" in t.types]
    own = (Found(name, t.source) for g, t in sites for name in g.texts(t.data.get("name"))[:1])
    return _first(
        chain(
            own,
            _from_meta(context, (("og:site_name", "opengraph"),)),
            _structured(context, "publisher", "provider", inner=("name",)),
            _from_meta(context, (("application-name", "meta"), ("apple-mobile-web-app-title", "meta"))),
        )
    )


def find_description(context: Context) -> Found | None:
    """The description or standfirst that the page gives of itself."""
    return _first(chain(_structured(context, "description", "abstract"), _from_meta(context, _DESCRIPTIONS)))


def find_image(context: Context) -> Found | None:
    """The address of the picture that stands for the page."""
    links = (Found(value, "meta") for value in context.head.links.get("image_src", ()))
    inner = ("url", "contentUrl", "@id")
    candidates = chain(
        _structured(context, "image", "thumbnailUrl", "primaryImageOfPage", inner=inner),
        _from_meta(context, _IMAGES),
        links,
    )
    base = context.addresses[0] if context.addresses else None
    return _first(Found(a, f.source) if (a := absolute(f.value, base)) else None for f in candidates)


def find_tags(context: Context) -> tuple[Found, ...]:
    """The tags of the first source that has any."""
    sources = (
        list(_structured(context, "keywords", inner=("name", "termCode"))),
        *(list(_from_meta(context, (name,))) for name in _TAGS),
        [Found(plain_text(node.text()), "html") for node, _ in _anchors(context, "tag")[:MAX_TAGS]],
    )
    for source in sources:
        tags: dict[str, Found] = {}
        for found in source:
            for part in _TAG_MARKS.split(found.value):
                tag = one_line(part).strip(" #\"'")
                if tag and len(tag) <= MAX_TAG:
                    tags.setdefault(tag.casefold(), Found(tag, found.source))
        if tags:
            return tuple(tags.values())[:MAX_TAGS]
    return ()


def find_section(context: Context) -> Found | None:
    """The section of the site that the page says it is in."""
    return _first(chain(_structured(context, "articleSection"), _from_meta(context, _SECTIONS)))


def find_license(context: Context) -> Found | None:
    """The licence of the text: its address, or what the page says in words."""
    links = [Found(value, "meta") for value in context.head.links.get("license", ())]
    anchors = [Found(attributes.get("href") or "", "html") for _, attributes in _anchors(context, "license")[:1]]
    named = (*_structured(context, "license", inner=("url", "@id", "name")), *links)
    for found in (*named, *_from_meta(context, _LICENSES), *anchors):
        address = absolute(found.value, context.url)
        if address or (found.value and " " in found.value):
            return Found(address or found.value, found.source)
    return None


def find_types(context: Context) -> tuple[str, ...]:
    """What the page says it is: the types of the things that speak for it, then of its others, then of Open Graph."""
    speaking = (kind for _, thing in _things(context) for kind in thing.types)
    others = (kind for graph, _ in context.graphs for thing in graph.things for kind in thing.types)
    shared = (context.head.first("og:type") or "").lower()
    kinds = [kind for kind in (*speaking, *others) if kind not in _SUPPORTING]
    return tuple(dict.fromkeys([*kinds[:MAX_TYPES], *filter(None, [shared])]))


def find_bodies(context: Context) -> tuple[str, ...]:
    """The texts of the page's own article in JSON-LD; those of microdata are the text of the page itself."""
    bodies: list[str] = []
    if (thing := context.main.written) is not None:
        for name in ("articleBody", "text", "reviewBody"):
            value = thing.data.get(name)
            for raw in value if isinstance(value, list) else [value]:
                if isinstance(raw, str) and len(body := plain_body(raw)) >= MIN_BODY:
                    bodies.append(body)
    return tuple(bodies[:MAX_BODIES])
