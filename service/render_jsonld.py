"""An article as schema.org JSON-LD."""

from __future__ import annotations

from typing import Any

import orjson

from service.core.article import body_text
from service.core.link_targets import links_of
from service.core.model import Article


def to_jsonld(article: Article, *, links: bool = False) -> bytes:
    """The article as a schema.org NewsArticle; a property without a value is absent.

    ``links`` gives the links of the body as ``citation``.
    """
    properties: dict[str, Any] = {
        "identifier": article.id,
        "url": article.url,
        "mainEntityOfPage": article.canonical_url,
        "headline": article.title,
        "description": article.description,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": article.site_name and {"@type": "Organization", "name": article.site_name},
        "datePublished": article.date_published,
        "dateModified": article.date_modified,
        "dateline": article.dateline and article.dateline.raw.strip(),
        "inLanguage": article.language,
        "articleSection": article.section,
        "keywords": list(article.tags),
        "articleBody": body_text(article.blocks, plain=True),
        "creditText": "; ".join(c.raw.strip() for c in article.credits),
        "sourceOrganization": [{"@type": "Organization", "name": name} for name in _agencies(article)],
        "image": _images(article),
        "license": article.license,
        "citation": _citations(article) if links else None,
    }
    return orjson.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            **{name: value for name, value in properties.items() if value},
        }
    )


def _agencies(article: Article) -> list[str]:
    """The agencies of the dateline and of the credits, each once."""
    line = article.dateline
    agencies = [*([line.agency] if line and line.agency else []), *(a for c in article.credits for a in c.agencies)]
    return list(dict.fromkeys(agencies))


def _images(article: Article) -> list[dict[str, str]]:
    """The image that the page names, and the captions; which of them is the image's own is not known."""
    named = [{"@type": "ImageObject", "url": article.image}] if article.image else []
    return named + [
        {"@type": "ImageObject", "caption": c.text, **({"creditText": c.credit} if c.credit else {})}
        for c in article.captions
    ]


def _citations(article: Article) -> list[dict[str, str]]:
    return [
        {"@type": "CreativeWork", "name": " ".join(article.source[slice(*link.span)].split()), "url": link.url}
        for link in links_of(article.source, article.blocks)
    ]
