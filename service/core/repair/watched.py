"""Characters that are rare in clean text and that steps of their own look for: one test tells which steps to ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

LETTER_FORMS = "\ufb50-\ufbb1\ufbd3-\ufc5d\ufc64-\ufcf1\ufcf5-\ufd3d\ufd50-\ufdc7\ufdf2\ufdf4\ufdf6-\ufdf9\ufe80-\ufefc"
"""Arabic presentation forms that are letters or ligatures of letters, and words that are spelled as they are said."""

WATCHED: Mapping[str, str] = MappingProxyType(
    {
        "surrogate": "\ud800-\udfff",
        "line_break": "\\x0b-\\x0d\\x85\u2028\u2029",
        "terminal_escape": "\\x1b",
        "control_character": "\\x00-\\x08\\x0e-\\x1f\\x7f\u206a-\u206f\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff",
        "stray_c1": "\\x80-\\x9f",
        "soft_hyphen": "\u00ad",
        "zero_width": "\u200b-\u200d\u2060\ufeff",
        "space": "\u00a0\u1680\u2000-\u200a\u202f\u205f",
        "bidi_control": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
        "tag_character": "\U000e0000-\U000e007f",
        "private_use": "\ue000-\uf8ff\U000f0000-\U0010ffff",
        "presentation_form": LETTER_FORMS,
    }
)
"""Step → the characters it looks for, as they stand in a pattern between brackets."""

_ANY = re.compile(f"[{''.join(WATCHED.values())}]")
_OF_STEP = tuple((name, re.compile(f"[{characters}]")) for name, characters in WATCHED.items())
# How UTF-8 begins those of them that count as printable, and a few others.
_PRINTABLE = re.compile(rb"\xef[\xad-\xb7\xba\xbb\xbf]")
_ASCII_UNSEEN = bytes([*range(0x09), *range(0x0B, 0x20), 0x7F])
# With the characters without which none of the steps for what can be seen finds anything in ASCII.
_ASCII_LOOKED_AT = _ASCII_UNSEEN + b"&%=\\"
NONE: frozenset[str] = frozenset()


def is_plain(text: str) -> bool:
    r"""Whether no step can find anything: ASCII with none of the characters that any of them needs.

    >>> is_plain("Nothing to see.\n"), is_plain("5 %"), is_plain("café"), is_plain("amp;quot;")
    (True, False, False, False)
    """
    if not text.isascii():
        return False
    data = text.encode()
    return len(data) == len(data.translate(None, _ASCII_LOOKED_AT)) and b"amp;" not in data


def has_watched(text: str) -> bool:
    r"""Whether any of the characters could be in a text: cheap, and right where it says no.

    All but two kinds of them are what Python does not call printable, which it tells faster than a
    pattern can; and bytes are searched faster than characters.

    >>> has_watched("Clean – text\n\twith «quotes»"), has_watched("a\r\n"), has_watched("\ufeffa")
    (False, True, True)
    """
    if text.isascii():
        data = text.encode()
        return len(data) != len(data.translate(None, _ASCII_UNSEEN))
    if not text.replace("\n", " ").replace("\t", " ").isprintable():
        return True
    return _PRINTABLE.search(text.encode("utf-8", "surrogatepass")) is not None


def watching_steps(text: str) -> frozenset[str]:
    r"""The steps that look for a character that is there.

    >>> sorted(watching_steps("\ufeffone\u00a0two\r\n")), watching_steps("Clean – text")
    (['line_break', 'space', 'zero_width'], frozenset())
    """
    if not has_watched(text):
        return NONE
    found = "".join(set(_ANY.findall(text)))
    return frozenset(name for name, characters in _OF_STEP if characters.search(found))
