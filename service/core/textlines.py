"""Joining the lines of one paragraph: only white space changes."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[^\S\n]*\n\s*")
# Scripts that write no spaces between words: a line break between two of their characters is not a space.
_SPACELESS = r"\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_SPACELESS_BREAK = re.compile(rf"(?<=[{_SPACELESS}])[^\S\n]*\n\s*(?=[{_SPACELESS}])")


def join_lines(raw: str) -> str:
    """One line out of several: a break becomes a space, or nothing between characters of a script without spaces.

    >>> join_lines("a hard\\n  wrapped line")
    'a hard wrapped line'
    >>> join_lines("新華社\\n北京")
    '新華社北京'
    """
    if "\n" not in raw:
        return raw
    return _BREAK.sub(" ", _SPACELESS_BREAK.sub("", raw))
