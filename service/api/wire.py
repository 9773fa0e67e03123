"""The wire types of requests: they are decoded with these, strictly, and an unknown field is an error."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from msgspec import UNSET, Meta, Struct, UnsetType

from service.core.model import Kind, Mode
from service.core.repair_kinds import OptionalRepair
from service.render import Part

MODES: tuple[str, ...] = get_args(Mode)
KINDS: tuple[str, ...] = tuple(kind.value for kind in Kind)

ID_MAX_LENGTH = 512
"""Characters: longer than any UUID, URN or storage key in use."""
URL_MAX_LENGTH = 8192
"""Characters: the longest request line that common servers take."""
LANGUAGE_PATTERN = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}$"
"""The shape of a BCP 47 tag (RFC 5646); whether the subtags are registered is not looked up."""

Id = Annotated[str, Meta(max_length=ID_MAX_LENGTH, description="The caller's own name of the document; echoed.")]
Url = Annotated[
    str,
    Meta(
        max_length=URL_MAX_LENGTH,
        description="Where the document was found; echoed, never fetched. Relative links of a page are resolved "
        "against it.",
    ),
]
Language = Annotated[str, Meta(pattern=LANGUAGE_PATTERN, description="BCP 47 tag.", examples=["en", "pt-BR"])]


class OptionsIn(Struct, frozen=True, forbid_unknown_fields=True):
    """What a caller may choose."""

    mode: Annotated[Mode, Meta(description="`precision` removes more, `recall` removes less.")] = "balanced"
    language: Language | None = None
    keep: Annotated[tuple[Kind, ...], Meta(description="Kinds that must not be removed.")] = ()
    leave: Annotated[tuple[OptionalRepair, ...], Meta(description="Kinds of repairs that must not be made.")] = ()
    include: Annotated[tuple[Part, ...], Meta(description="Parts of the answer.")] = (
        "blocks",
        "removals",
        "repairs",
    )


class CleanRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """One document: one of `text`, `html`, and `data` with its `content_type`."""

    text: Annotated[str, Meta(description="A text.")] | UnsetType = UNSET
    html: Annotated[str, Meta(description="A page.")] | UnsetType = UNSET
    data: Annotated[str, Meta(description="The bytes of a text or a page, in base64.")] | UnsetType = UNSET
    content_type: (
        Annotated[
            str,
            Meta(
                description="Of `data`: `text/plain`, `text/html` or `application/xhtml+xml`, perhaps with a charset.",
                examples=["text/html; charset=windows-1251"],
            ),
        ]
        | UnsetType
    ) = UNSET
    id: Id | None = None
    url: Url | None = None
    options: OptionsIn = OptionsIn()


class BatchRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """A small batch in one JSON body.  What is wrong with a document is said in its place, not of the whole."""

    documents: Annotated[list[Any], Meta(description="One request object for each document, as for `/v1/clean`.")]
