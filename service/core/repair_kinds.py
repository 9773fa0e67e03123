"""The kinds of repairs: which a caller may ask to leave, and which are always made."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class OptionalRepair(StrEnum):
    """Repairs that can be left, in the order in which they are made; each is the name of its step."""

    TERMINAL_ESCAPE = "terminal_escape"
    CONTROL_CHARACTER = "control_character"
    JSON_ESCAPE = "json_escape"
    PERCENT_ESCAPE = "percent_escape"
    QUOTED_PRINTABLE = "quoted_printable"
    ENCODED_WORD = "encoded_word"
    ENTITY = "entity"
    MOJIBAKE = "mojibake"
    STRAY_C1 = "stray_c1"
    SOFT_HYPHEN = "soft_hyphen"
    ZERO_WIDTH = "zero_width"
    SPACE = "space"
    BIDI_CONTROL = "bidi_control"
    TAG_CHARACTER = "tag_character"
    PRIVATE_USE = "private_use"
    PRESENTATION_FORM = "presentation_form"
    NFC = "nfc"


OPTIONAL_REPAIRS: tuple[str, ...] = tuple(kind.value for kind in OptionalRepair)

ALWAYS_REPAIRED: Mapping[str, str] = MappingProxyType(
    {
        "surrogate": "the answer could not be sent",
        "line_break": "the document could not be cut into lines",
    }
)
"""Repairs that cannot be left → what would be, if they were."""


def why_not_left(kind: str) -> str:
    """What an error says of a kind that cannot be left, after naming it.

    >>> why_not_left("line_break")[:68]
    ', which cannot be left: the document could not be cut into lines. Us'
    >>> why_not_left("spaces")[:41]
    '. Use one of terminal_escape, control_cha'
    """
    reason = f", which cannot be left: {ALWAYS_REPAIRED[kind]}" if kind in ALWAYS_REPAIRED else ""
    return f"{reason}. Use one of {', '.join(OPTIONAL_REPAIRS)}."
