"""From what is left of the document, and the account of what is not, to the article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from service.core.decide import Verdict, separator_lines
from service.core.document import Document
from service.core.errors import NoContent
from service.core.field_values import Byline, Caption, Credit, Dateline, DateValue, Title
from service.core.model import Article, BodyBlock, Digest, Encoding, Quality, Repair, Version


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a document before it is judged."""

    source: str
    input_digest: str
    repairs: tuple[Repair, ...]
    encoding: Encoding
    warnings: tuple[str, ...]
    version: Version
    language: str | None
    article_probability: float | None = None


def body_text(blocks: Sequence[BodyBlock], *, plain: bool = False) -> str:
    """The body as text: paragraphs joined by a blank line, list items and table rows by a line break."""
    parts: list[str] = []
    for i, block in enumerate(blocks):
        if i:
            parts.append("\n" * (1 + separator_lines(blocks[i - 1], block)))
        parts.append(block.plain if plain else block.text)
    return "".join(parts)


def _visible(text: str) -> int:
    return len("".join(text.split()))


def make_article(document: Document, verdicts: Sequence[Verdict], given: Given) -> Article:
    """The article.  Raises ``NoContent`` when everything was taken out."""
    blocks = tuple(
        BodyBlock(b.kind, b.text, b.plain, b.span, b.level, b.element is None, b.links) for b in document.blocks
    )
    ordered = sorted(verdicts, key=lambda v: v.removal.span)
    removals = tuple([v.removal for v in ordered])
    if not blocks:
        kinds = ", ".join(sorted({r.kind.value for r in removals}))
        raise NoContent(
            f"All {len(removals)} pieces of the text are boilerplate or fields ({kinds}); no article is left. "
            "To keep a kind, name it in options.keep."
        )
    values = [(v.removal.moved_to, v.value) for v in ordered if v.value is not None]
    titles = [v.text for _, v in values if isinstance(v, Title)]
    bylines = [v for _, v in values if isinstance(v, Byline)]
    datelines = [v for _, v in values if isinstance(v, Dateline)]
    dates = {name: v.value for name, v in reversed(values) if isinstance(v, DateValue)}
    text = body_text(blocks)
    return Article(
        text=text,
        blocks=blocks,
        removals=removals,
        repairs=given.repairs,
        source=given.source,
        encoding=given.encoding,
        quality=Quality(given.article_probability, round(_visible(text) / _visible(given.source), 4)),
        digest=Digest(given.input_digest, hashlib.sha256(text.encode()).hexdigest()),
        version=given.version,
        title=titles[0] if titles else None,
        byline=bylines[0].raw if bylines else None,
        authors=tuple(dict.fromkeys(name for b in bylines for name in b.authors)),
        dateline=datelines[0] if datelines else None,
        date_published=dates.get("date_published"),
        date_modified=dates.get("date_modified"),
        credits=tuple(v for _, v in values if isinstance(v, Credit)),
        captions=tuple(v for _, v in values if isinstance(v, Caption)),
        language=given.language,
        warnings=given.warnings,
    )
