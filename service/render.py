"""An article as bytes or text: JSON as the contract has it, and plain text.

Markdown and JSON-LD have modules of their own and are offered here as well.  Nothing is decided here: the same article
always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Any, Literal, get_args

import orjson

from service.core.article import body_text
from service.core.link_targets import links_of
from service.core.model import Article, BodyBlock, Removal, Repair
from service.render_jsonld import to_jsonld
from service.render_markdown import to_markdown

__all__ = [
    "DEFAULT_PARTS",
    "PARTS",
    "Part",
    "to_dict",
    "to_json",
    "to_jsonld",
    "to_markdown",
    "to_text",
]

Part = Literal["blocks", "removals", "repairs", "links", "source"]
"""The parts of the answer that a caller may ask for or leave out; ``links`` also of Markdown and JSON-LD."""
PARTS: tuple[Part, ...] = get_args(Part)
DEFAULT_PARTS: frozenset[Part] = frozenset({"blocks", "removals", "repairs"})


def to_json(article: Article, include: AbstractSet[Part] = DEFAULT_PARTS) -> bytes:
    """The article as JSON: the fields of ``to_dict``, in that order, compact, UTF-8."""
    return orjson.dumps(to_dict(article, include))


def to_dict(article: Article, include: AbstractSet[Part] = DEFAULT_PARTS) -> dict[str, Any]:
    """The article as the contract names it.  Parts that were not asked for are absent.

    Spans become lists, so that the result equals what a JSON reader gives back.
    """
    parts: dict[Part, Callable[[], Any]] = {
        "blocks": lambda: [_block(b) for b in article.blocks],
        "links": lambda: _links(article),
        "removals": lambda: [_removal(r) for r in article.removals],
        "repairs": lambda: [_repair(r) for r in article.repairs],
    }
    encoding, quality, version = article.encoding, article.quality, article.version
    return {
        **_fields(article),
        "text": article.text,
        **{name: part() for name, part in parts.items() if name in include},
        "encoding": {"used": encoding.used, "source": encoding.source, "declared": encoding.declared},
        **({"source": article.source} if "source" in include else {}),
        "quality": {"article_probability": quality.article_probability, "kept_ratio": quality.kept_ratio},
        "digest": {"input": article.digest.input, "text": article.digest.text},
        "warnings": list(article.warnings),
        "version": {"service": version.service, "rules": version.rules, "model": version.model},
    }


def _fields(article: Article) -> dict[str, Any]:
    """What is known of the article, apart from its text."""
    line = article.dateline
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "authors": [{"name": name} for name in article.authors],
        "byline": article.byline,
        "dateline": line
        and {"raw": line.raw, "place": line.place, "date": line.date, "agency": line.agency, "span": list(line.span)},
        "date_published": article.date_published,
        "date_modified": article.date_modified,
        "credits": [{"raw": c.raw, "agencies": list(c.agencies), "span": list(c.span)} for c in article.credits],
        "captions": [
            {"text": c.text, "credit": c.credit, "raw": c.raw, "span": list(c.span)} for c in article.captions
        ],
        "language": article.language,
        "canonical_url": article.canonical_url,
        "site_name": article.site_name,
        "description": article.description,
        "image": article.image,
        "tags": list(article.tags),
        "section": article.section,
        "license": article.license,
        "sources": dict(article.sources),
    }


def _links(article: Article) -> list[dict[str, Any]]:
    """The links of the body; the text of each is ``source[start:end]``."""
    return [
        {"url": link.url, "text": article.source[slice(*link.span)], "span": list(link.span)}
        for link in links_of(article.source, article.blocks)
    ]


def _block(block: BodyBlock) -> dict[str, Any]:
    level = {} if block.level is None else {"level": block.level}
    return {"kind": block.kind.value, "text": block.text, "span": list(block.span), **level}


def _repair(repair: Repair) -> dict[str, Any]:
    return {
        "kind": repair.kind,
        "before": repair.before,
        "after": repair.after,
        "span": list(repair.span),
        "count": repair.count,
    }


def _removal(removal: Removal) -> dict[str, Any]:
    return {
        "kind": removal.kind.value,
        "judge": removal.judge,
        "rule": removal.rule,
        "reason": removal.reason,
        "confidence": removal.confidence,
        "raw": removal.raw,
        "span": list(removal.span),
        "moved_to": removal.moved_to,
    }


def to_text(article: Article) -> str:
    """The body as plain text: Markdown marks of a text dropped, blocks joined as in ``Article.text``."""
    return body_text(article.blocks, plain=True)
