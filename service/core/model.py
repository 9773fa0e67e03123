"""The values of the domain: blocks, findings, removals, repairs and the article; those of its fields are in
``field_values``.

All are frozen, those of which a page makes thousands only to the type checker (see ``frozen``).  Spans are
``(start, end)``, half open, in Unicode code points of ``source``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from service.core.field_values import Caption, Credit, Dateline, FieldName, FieldOfPage, FieldValue
from service.core.frozen import value
from service.core.metadata import MetadataSource
from service.core.repair_kinds import OPTIONAL_REPAIRS, why_not_left
from service.core.spans import Span

Mode = Literal["balanced", "precision", "recall"]


class Kind(StrEnum):
    """What a piece of text is when it is not body: boilerplate, or a field of the article."""

    SEO_TITLE = "seo_title"
    SCRAPE_META = "scrape_meta"
    LLM_ARTIFACT = "llm_artifact"
    TITLE_REPEAT = "title_repeat"
    TIMESTAMP = "timestamp"
    READING_TIME = "reading_time"
    ADVERT = "advert"
    PROMO = "promo"
    NEWSLETTER = "newsletter"
    RELATED = "related"
    TEASER = "teaser"
    PAGING = "paging"
    SHARE = "share"
    COMMENTS = "comments"
    NAVIGATION = "navigation"
    TAGS = "tags"
    AUTHOR_BIO = "author_bio"
    CONSENT = "consent"
    PAYWALL = "paywall"
    LEGAL = "legal"
    END_MARK = "end_mark"
    WIDGET = "widget"
    REPEAT = "repeat"
    ADVISORY = "advisory"
    OTHER = "other"
    # Parts of the article that leave the body for a field (``Removal.moved_to``).
    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"


class BlockKind(StrEnum):
    """What a block is in the structure of the text."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CODE = "code"
    CAPTION = "caption"
    TABLE_ROW = "table_row"
    IMAGE = "image"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the text: its words are ``source[start:end]``."""

    url: str
    span: Span


@value(frozen=True, slots=True, eq=False)
class Element:
    """An element of a page that has text in it, as far as judges look at it.  Two are equal when they are the same."""

    tag: str
    parent: Element | None
    tokens: tuple[str, ...]
    """Lower-case words of ``class``, ``id``, ``role`` and ``itemprop``, in that order."""
    inside: frozenset[str]
    """Tags that matter for judging (landmarks, forms, figures and their kin) among this element and those around it."""
    depth: int


@value(frozen=True, slots=True)
class Block:
    """The smallest unit that is kept or dropped whole (or trimmed at its ends).

    ``text`` is ``source[start:end]`` with line breaks joined: equal to it up to white space.
    ``plain`` is ``text`` without Markdown marks; judges read this.
    """

    kind: BlockKind
    span: Span
    text: str
    plain: str
    level: int | None = None
    """Heading level, 1 to 6, or nesting depth of a list item, from 1."""
    gap: int = 1
    """Blank lines between the block before and this one; 0 means the very next line."""
    link_density: float = 0.0
    """Share of the characters of ``plain`` that are inside links, 0 to 1."""
    element: Element | None = None
    """The element of the page that holds the text; ``None`` for a text."""
    links: tuple[Link, ...] = ()
    """The links of a page's block, in order; those of a text are in its Markdown."""
    credit: Span | None = None
    """The part of a caption that the page marks as its credit."""


@value(frozen=True, slots=True)
class Finding:
    """A judge's proposal: this span of this block is not body, for this reason.

    ``block`` indexes ``Document.blocks``.  A span shorter than the block must touch one of its ends (white space
    aside).
    """

    block: int
    span: Span
    kind: Kind
    judge: str
    rule: str
    confidence: float
    """0 to 1.  From ``CERTAIN`` up no other evidence can overrule it."""
    reason: str
    moved_to: FieldName | None = None
    value: FieldValue | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """A finding carried out."""

    kind: Kind
    judge: str
    rule: str
    reason: str
    confidence: float
    raw: str
    span: Span
    moved_to: FieldName | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A change of characters that loses no content.

    ``span`` is where the first change stands in ``source``; ``count`` is how many times this kind was applied.
    """

    kind: str
    before: str
    after: str
    span: Span
    count: int = 1


EncodingSource = Literal["bom", "header", "meta", "utf-8", "detected", "given"]


@dataclass(frozen=True, slots=True)
class Encoding:
    """How bytes became text; ``given`` when the input was text already."""

    used: str | None
    source: EncodingSource
    declared: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose."""

    mode: Mode = "balanced"
    """``precision`` removes more, ``recall`` removes less."""
    language: str | None = None
    """BCP 47 hint; when given, it is the article's language."""
    keep: frozenset[Kind] = frozenset()
    """Kinds that must not be removed."""
    leave: frozenset[str] = frozenset()
    """Kinds of repairs that must not be made: ``OptionalRepair`` has them all."""

    def __post_init__(self) -> None:
        for kind in sorted(self.leave.difference(OPTIONAL_REPAIRS)):
            raise ValueError(f"leave has {str(kind)!r}{why_not_left(kind)}")


@dataclass(frozen=True, slots=True)
class Quality:
    article_probability: float | None
    """0 to 1; ``None`` until a model judges it."""
    kept_ratio: float
    """Share of the source's characters, white space aside, that are in the body."""


@dataclass(frozen=True, slots=True)
class Digest:
    """SHA-256 in hexadecimal."""

    input: str
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    service: str
    rules: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """A block of the body as the article gives it: ``text`` is a slice of ``source`` up to white space."""

    kind: BlockKind
    text: str
    plain: str
    span: Span
    level: int | None = None
    marked: bool = True
    """``text`` may hold Markdown marks; those of a page's block are characters like any other."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """The result: the body, the fields, and an account of all that was taken out or repaired."""

    text: str
    blocks: tuple[BodyBlock, ...]
    removals: tuple[Removal, ...]
    repairs: tuple[Repair, ...]
    source: str
    encoding: Encoding
    quality: Quality
    digest: Digest
    version: Version
    title: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: Dateline | None = None
    date_published: str | None = None
    date_modified: str | None = None
    credits: tuple[Credit, ...] = ()
    captions: tuple[Caption, ...] = ()
    language: str | None = None
    id: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    site_name: str | None = None
    description: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()
    section: str | None = None
    license: str | None = None
    sources: tuple[tuple[FieldOfPage, MetadataSource], ...] = ()
    """Where the value of each field came from, in the order of the fields."""
    warnings: tuple[str, ...] = field(default=())
