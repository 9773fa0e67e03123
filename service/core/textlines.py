"""Joining the lines of one paragraph: only white space changes."""

from __future__ import annotations

import re
from itertools import pairwise

# Scripts that write no spaces between words: a line break between two of their characters is not a space.
_SPACELESS = r"\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_SPACELESS_CHARACTER = re.compile(f"[{_SPACELESS}]")
CLOSING = re.compile(
    r"""[,;.](?=$|[\s"”’)\]])|,(?=\w)|[)\]]|[’'](?=(?:s|t|d|m|re|ll|ve)\b)|[、。，．；：）」』】》！？،؛؟।]"""
)
"""What belongs to the word before it.  Not ``:``, ``!`` and ``?``, which some languages set off with a space."""
_OPENING = "(["

_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")


def columns(text: str) -> int:
    """Columns that a text takes on a terminal: characters, those of East Asian scripts counted twice.

    >>> columns("新華社 2026")
    11
    """
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _glue(before: str, after: str) -> str:
    """What stands for the break between two lines: a space, or nothing."""
    last, first = before[-1], after[0]
    if (
        not (last.isascii() and first.isascii())
        and _SPACELESS_CHARACTER.match(last)
        and _SPACELESS_CHARACTER.match(first)
    ):
        return ""
    if last in _OPENING or CLOSING.match(after):
        return ""
    if last == "-" and first.islower() and before[-2:-1].isalpha():
        return ""
    return " "


def join_lines(raw: str) -> str:
    """One line out of several.

    A break becomes a space; or nothing between characters of a script without spaces, after a hyphen inside a word, and
    before punctuation that belongs to the word before it.  Characters other than white space stay as they are, so a
    hyphen that was put in at a line end stays too.

    >>> join_lines("a hard\\n  wrapped line")
    'a hard wrapped line'
    >>> join_lines("新華社\\n北京")
    '新華社北京'
    >>> join_lines("a well-\\nknown tool (\\nKiCad\\n), which")
    'a well-known tool (KiCad), which'
    """
    lines = raw.splitlines()
    if len(lines) < 2:
        return raw
    stripped = [line for line in map(str.strip, lines) if line]
    parts = stripped[:1]
    for before, after in pairwise(stripped):
        parts.append(_glue(before, after))
        parts.append(after)
    return "".join(parts)
