"""The wire types of answers.

Answers are not made with these (``service.render`` makes them): they document them in OpenAPI, and a test reads real
answers with them, strictly.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from service.api.wire import Language
from service.core.field_values import FieldName, FieldOfPage
from service.core.lexicon import Role, Where
from service.core.metadata import MetadataSource
from service.core.model import BlockKind, EncodingSource, Kind

Offsets = Annotated[
    tuple[int, int], Meta(description="[start, end) in Unicode code points of `source`, the repaired text.")
]
Ratio = Annotated[float, Meta(ge=0, le=1)]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Author(Struct, forbid_unknown_fields=True):
    """One author."""

    name: str


class DatelineOut(Struct, forbid_unknown_fields=True):
    """Where, often when, and by which agency a story was filed."""

    raw: str
    place: str | None
    date: Annotated[str, Meta(description="ISO 8601; without a year as `--01-31`.")] | None
    agency: str | None
    span: Offsets


class CreditOut(Struct, forbid_unknown_fields=True):
    """A sign-off or source line."""

    raw: str
    agencies: list[str]
    span: Offsets


class CaptionOut(Struct, forbid_unknown_fields=True):
    """The text of a picture, and its credit."""

    text: str
    credit: str | None
    raw: str
    span: Offsets


class BlockOut(Struct, forbid_unknown_fields=True):
    """One block of the body."""

    kind: BlockKind
    text: str
    span: Offsets
    level: Annotated[int, Meta(description="Of a heading or a list item.")] | UnsetType = UNSET


class LinkOut(Struct, forbid_unknown_fields=True):
    """One link of the body: its `text` is what stands at `span`."""

    url: Annotated[str, Meta(description="As written; of a page, resolved against its address.")]
    text: str
    span: Offsets


class RemovalOut(Struct, forbid_unknown_fields=True):
    """Something that is not in the body, and why."""

    kind: Kind
    judge: str
    rule: str
    reason: str
    confidence: Ratio
    raw: str
    span: Offsets
    moved_to: Annotated[FieldName, Meta(description="The field of the article that it became.")] | None


class RepairOut(Struct, forbid_unknown_fields=True):
    """A change of characters that loses no content."""

    kind: str
    before: str
    after: str
    span: Offsets
    count: int


class EncodingOut(Struct, forbid_unknown_fields=True):
    """How bytes became text; `given` when the input was text already."""

    used: str | None
    source: EncodingSource
    declared: str | None


class QualityOut(Struct, forbid_unknown_fields=True):
    """How sure we are, and how much is left."""

    article_probability: Ratio | None
    kept_ratio: Ratio


class DigestOut(Struct, forbid_unknown_fields=True):
    """SHA-256 of what was sent and of the body."""

    input: Sha256
    text: Sha256


class VersionOut(Struct, forbid_unknown_fields=True):
    """What made the answer: the same input, options and version give the same bytes."""

    service: str
    rules: str
    model: str | None


class ArticleOut(Struct, forbid_unknown_fields=True):
    """The article, and an account of all that was taken out or repaired."""

    id: str | None
    url: str | None
    title: str | None
    authors: list[Author]
    byline: str | None
    dateline: DatelineOut | None
    date_published: str | None
    date_modified: str | None
    credits: list[CreditOut]
    captions: list[CaptionOut]
    language: Language | None
    canonical_url: Annotated[str, Meta(description="The address that the page names as its own.")] | None
    site_name: str | None
    description: Annotated[str, Meta(description="The summary that the page gives of itself.")] | None
    image: Annotated[str, Meta(description="The URL of the picture that the page names.")] | None
    tags: list[str]
    section: str | None
    license: str | None
    sources: Annotated[dict[FieldOfPage, MetadataSource], Meta(description="Where the value of each field was found.")]
    text: Annotated[str, Meta(description="The body: paragraphs joined by a blank line.")]
    encoding: EncodingOut
    quality: QualityOut
    digest: DigestOut
    warnings: list[str]
    version: VersionOut
    blocks: list[BlockOut] | UnsetType = UNSET
    links: Annotated[list[LinkOut], Meta(description="The links of the body, in order; on request.")] | UnsetType = (
        UNSET
    )
    removals: list[RemovalOut] | UnsetType = UNSET
    repairs: list[RepairOut] | UnsetType = UNSET
    source: Annotated[str, Meta(description="The repaired text; on request.")] | UnsetType = UNSET


class ProblemOut(Struct, forbid_unknown_fields=True):
    """RFC 9457 problem details."""

    type: Annotated[str, Meta(description="A stable name of the cause: `urn:winnow:problem:<code>`.")]
    title: str
    status: int
    detail: Annotated[str, Meta(description="What is wrong and the remedy.")]
    instance: Annotated[str, Meta(description="The request's id, as in `X-Request-ID`.")]
    retryable: Annotated[bool, Meta(description="Whether sending the same again may help.")]


class ExamplesOut(Struct, forbid_unknown_fields=True):
    """Lines that must go by a rule, and look-alikes that must stay."""

    drops: list[str]
    keeps: list[str]


class RuleOut(Struct, forbid_unknown_fields=True):
    """One rule in force."""

    id: str
    kind: Kind
    language: str
    role: Role
    where: Where
    why: str
    lines: Annotated[list[str], Meta(description="Whole lines that are cues.")]
    pattern: str | None
    examples: ExamplesOut


class RulesOut(Struct, forbid_unknown_fields=True):
    """The rules in force."""

    version: str
    count: int
    rules: list[RuleOut]


class StatusOut(Struct, forbid_unknown_fields=True):
    """The answer of a probe that is content."""

    status: Literal["alive", "ready", "started"]


class HealthOut(Struct, forbid_unknown_fields=True):
    """A summary for people and for simple checkers."""

    state: Literal["ready", "starting", "draining", "not-ready"]
    alive: bool
    version: VersionOut
    uptime_seconds: float
    workers: int
    running: Annotated[int, Meta(description="Documents being cleaned.")]
    waiting: Annotated[int, Meta(description="Documents waiting for a worker.")]
    last_answer_seconds: Annotated[float, Meta(description="Age of the last answer of a worker.")] | None


LineNumber = Annotated[int, Meta(ge=1, description="From 1, blank lines counted; of a JSON array, of the document.")]


class RecordOut(ArticleOut, forbid_unknown_fields=True, kw_only=True):
    """One article of a batch."""

    line: LineNumber


class LineProblemOut(ProblemOut, forbid_unknown_fields=True):
    """What came of one line of a batch instead of an article."""

    id: Annotated[str, Meta(description="Of the document, where so much of the line can be read.")] | None
    line: LineNumber


class InterruptedOut(ProblemOut, forbid_unknown_fields=True):
    """The end of a batch that was not taken in whole, and why."""

    interrupted: Literal[True]
    line: Annotated[int, Meta(ge=0, description="Up to this line all have their records; send what follows again.")]
