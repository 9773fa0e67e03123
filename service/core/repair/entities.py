"""HTML entities that stand in text as they were escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5, name2codepoint
from itertools import chain
from sys import maxsize

from service.core.repair.edits import NOTHING, Edit, Found

WORDS = frozenset(
    "and ang cap cong crarr cup darr empty equiv exist fnof forall image int isin lang loz nabla ni not or part perp"
    " piv prod prop radic rang real sdot sim sub sube sum sup supe there4 weierp".split()
)
"""HTML 4 names that are words or program names: ``&image;`` in running text is more likely code than an entity."""

PUNCTUATION = frozenset(
    "apos colon comma commat dollar equals excl lowbar lpar lsqb percnt period plus quest rpar rsqb semi sol"
    " AMP COPY GT LT QUOT REG".split()
)
"""HTML 5 names that content systems write in prose.  Not ``num`` or ``grave``: they are code, or make code."""

_LATIN_EXTENDED = range(0x100, 0x250)

_MARKUP = frozenset("&<>\"'")

UNREADABLE = frozenset(["", "\ufffd", "`"])
"""What numbers are not read as: no character at all, or one that would make code of what follows."""


def _names() -> dict[str, str]:
    """The names that are read, with their characters: HTML 4, plus punctuation and Latin letters of HTML 5."""
    names = {name: chr(code) for name, code in name2codepoint.items() if name not in WORDS}
    for name, value in html5.items():
        bare = name.removesuffix(";")
        if name != bare and (bare in PUNCTUATION or (len(value) == 1 and ord(value) in _LATIN_EXTENDED)):
            names[bare] = value
    return names


NAMES = _names()

# ``amp;`` any number of times, so that escapes of escapes cost one reading, then the entity that was escaped, if any.
_ENTITY = re.compile(
    r"&(?P<escapes>(?:amp;)*+)"
    r"(?:(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,23})|#(?P<number>[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6}));)?"
)
_CODE = re.compile(r"`[^`\n]{1,400}`")
_TAG = re.compile(r"<[/!A-Za-z]")
NO_SPAN = (maxsize, maxsize)
"""A span that nothing reaches."""

_FENCES = ("```", "~~~")


def entity(text: str) -> Found:
    r"""Read entities as the characters they stand for, however often they were escaped.

    A scraper that cut tags out with a regular expression leaves ``It&#8217;s`` behind.  Read are numbers and the names
    that prose has, closed by a semicolon: ``AT&T;`` and ``&image;`` stay.  ``&lt;`` becomes ``<`` too: that is what
    the page showed; but not in code (backticks, fences), and on a line that has tags of its own the five characters of
    markup stay escaped, as there they tell what is markup from what is shown.

    >>> entity("It&rsquo;s &amp;quot;new&amp;quot;").edits
    [(2, 9, '’'), (11, 21, '"'), (24, 34, '"')]
    >>> entity("<b>a &lt; b</b>, AT&T; `&lt;`").edits
    []
    """
    if "&" not in text or ";" not in text:
        return NOTHING
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.lstrip().startswith(_FENCES)]
    code = set(chain.from_iterable(range(a, b) for a, b in zip(fences[::2], fences[1::2], strict=False)))
    edits: list[Edit] = []
    position = 0
    for number, line in enumerate(lines):
        if "&" in line and number not in code:
            edits.extend((position + start, position + end, new) for start, end, new in _entities(line))
        position += len(line) + 1
    return Found(edits)


def _entities(line: str) -> Iterator[Edit]:
    has_tags = _TAG.search(line) is not None
    code = (m.span() for m in _CODE.finditer(line))
    code_start, code_end = next(code, NO_SPAN)
    for match in _ENTITY.finditer(line):
        while code_end <= match.start():
            code_start, code_end = next(code, NO_SPAN)
        if code_start < match.end():
            continue
        new = _read(match)
        if new is not None and not (has_tags and new[0] in _MARKUP):
            yield match.start(), match.end(), new


def _read(match: re.Match[str]) -> str | None:
    """What an entity stands for, or ``None`` for one that stays."""
    escapes, name, number = match["escapes"], match["name"], match["number"]
    if name and name not in NAMES:
        return f"&{name};" if escapes else None
    if name:
        return NAMES[name]
    if number:
        character = html.unescape(f"&#{number};")
        return None if character in UNREADABLE else character
    return "&" if escapes else None
