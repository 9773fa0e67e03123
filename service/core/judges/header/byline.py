"""Bylines without date and western label: "Jane Doe | Reuters", "記者王大明／台北報導", "박민수 기자"."""

from __future__ import annotations

import re

from service.core.field_values import Byline
from service.core.judges.edges.names import is_name
from service.core.judges.edges.reporters import HANGUL_NAMES, KOREAN_REPORTER, korean_names, reporter_line
from service.core.judges.edges.words import EdgeWords

MAX_LENGTH = 100
"""Characters of such a line."""

_KOREAN = re.compile(
    rf"[\[(【]?\s?(?P<names>{HANGUL_NAMES})\s?{KOREAN_REPORTER}\s?[\])】]?(?:\s*[(<]?[\w.+-]{{1,40}}@[\w.-]{{3,40}}[)>]?)?"
)
_NAME_AND_AGENCY = re.compile(r"(?P<name>[^|,•·–—]{3,60}?)\s?[|•·,–—]\s?(?P<agency>[^|]{2,40})")


def read_byline(line: str, words: EdgeWords) -> Byline | None:
    """The byline that a whole line is, or ``None``.

    >>> from service.core.lexicon import Lexicon
    >>> words = EdgeWords.of(Lexicon.of((), {"agencies": ("Reuters",)}, "0"))
    >>> read_byline("Jane Doe | Reuters", words).authors
    ('Jane Doe',)
    >>> read_byline("記者王大明／台北報導", words).authors
    ('王大明',)
    >>> read_byline("記者會將於明日舉行", words) is read_byline("Putin | The Man", words) is None
    True
    """
    line = line.strip()
    if len(line) > MAX_LENGTH:
        return None
    if not line.isascii():
        if match := _KOREAN.fullmatch(line):
            return Byline(line, korean_names(match["names"]))
        if authors := reporter_line(line):
            return Byline(line, authors)
    match = _NAME_AND_AGENCY.fullmatch(line)
    if match and words.is_agency(match["agency"]) and is_name(match["name"]):
        return Byline(line, (match["name"].strip(),))
    return None
