"""HTML entities that stand in text as they were escaped."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5, name2codepoint
from sys import maxsize

from service.core.repair.code import lines_outside_fences
from service.core.repair.edits import NOTHING, Edit, Found
from service.core.spans import Span

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

LETTERS = tuple(
    name
    for name in html5
    if name.endswith(("acute", "grave", "circ", "uml", "tilde", "ring", "cedil", "slash", "lig"))
    and len(name) > len("uml")
    and name not in ("acute", "cedil")
)
"""Names of letters with marks, and of ligatures, that HTML reads without a semicolon: ``M&uumlnchen``."""

SIGNS = ("nbsp", "laquo", "raquo", "iquest", "iexcl")
"""Other such names that no word and no parameter begins with, so that a letter may follow."""

OTHERS = tuple(
    "amp lt gt quot copy reg deg middot pound sect plusmn frac12 frac14 frac34 sup1 sup2 sup3 ordm ordf shy".split()
)
"""Other such names, which end where they end.  Not ``para``, ``times``, ``cent`` or ``not``: they are words."""

QUOTES = frozenset("'\"“”‘’„«»")
"""Marks between which a name without its semicolon is named, not used."""

NO_CHARACTER = frozenset(["Cc", "Cn", "Co", "Cs"])
"""Categories of controls and of code points that are no character: no number without semicolon is read as one."""

WORDLIKE = frozenset("copy pound sect shy".split())
"""Those that are words of English: behind a letter (``cut&copy``) they are one."""

_BARE = (
    rf"(?P<bare>{'|'.join((*LETTERS, *SIGNS))}|(?:{'|'.join(OTHERS)})(?![A-Za-z0-9_])"
    r"|#(?:[0-9]{2,5}+(?![0-9])|[xX][0-9A-Fa-f]{2,4}(?![0-9A-Fa-f])))(?![=;])"
)
# ``amp;`` any number of times, so that escapes of escapes cost one reading, then the entity that was escaped, if any,
# with its semicolon or without.  Or the same behind an ``&`` that is lost.
_CLOSED = r"[A-Za-z][A-Za-z0-9]{1,23}|#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6})"
_ENTITY = re.compile(
    rf"&(?P<escapes>(?:amp;)*+)(?:(?P<closed>{_CLOSED});|{_BARE})?|(?<!amp;)(?:amp;)++(?P<lost>{_CLOSED});"
)
_CODE = re.compile(r"`[^`\n]{1,400}`")
_TAG = re.compile(r"<[/!A-Za-z]")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|\bwww\.|\?\w|[?&;]\w{1,40}=|\w\.(?:com|org|net|php|html?|aspx?)\b")
NO_SPAN = (maxsize, maxsize)
"""A span that nothing reaches."""


def entity(text: str) -> Found:
    r"""Read entities as the characters they stand for, however often they were escaped.

    A scraper that cut tags out with a regular expression leaves ``It&#8217;s`` behind.  Read are numbers and the names
    that prose has, closed by a semicolon: ``AT&T;`` and ``&image;`` stay.  Without a semicolon, numbers of characters
    beyond ASCII and the names that HTML reads so: those of letters with marks also inside a word (``M&uumlnchen``),
    others before what is no letter (``&nbsp Text``); never in addresses (``?a=1&copy=2``).  And ``amp;#39;``, an escape
    whose ``&`` is lost.

    ``&lt;`` becomes ``<`` too: that is what the page showed; but not in code (backticks, fences), and on a line that
    has tags of its own the five characters of markup stay escaped, as there they tell what is markup from what is
    shown.

    >>> entity("It&rsquo;s &amp;quot;new&amp;quot;, caf&eacute au lait").edits
    [(2, 9, '’'), (11, 21, '"'), (24, 34, '"'), (39, 46, 'é')]
    >>> entity("<b>a &lt; b</b>, AT&T; `&lt;`, R&D, x&lt=3, /?a=1&copy").edits
    []
    """
    if "&" not in text and "amp;" not in text:
        return NOTHING
    edits: list[Edit] = []
    for position, line in lines_outside_fences(text):
        if "&" in line or "amp;" in line:
            edits.extend((position + start, position + end, new) for start, end, new in _entities(line))
    return Found(edits)


def _entities(line: str) -> Iterator[Edit]:
    has_tags = _TAG.search(line) is not None
    code = (m.span() for m in _CODE.finditer(line))
    code_span = next(code, NO_SPAN)
    addresses = _addresses(line)
    address = next(addresses, NO_SPAN)
    for match in _ENTITY.finditer(line):
        while code_span[1] <= match.start():
            code_span = next(code, NO_SPAN)
        if code_span[0] < match.end():
            continue
        while address[1] <= match.start():
            address = next(addresses, NO_SPAN)
        new = _read(match, in_address=address[0] <= match.start())
        if new is not None and not (has_tags and new[0] in _MARKUP):
            yield match.start(), match.end(), new


def _addresses(line: str) -> Iterator[Span]:
    """Where addresses stand in a line, and queries, in which an ampersand parts parameters."""
    return (m.span() for m in _WORD.finditer(line) if _ADDRESS.search(m[0]))


def _read(match: re.Match[str], *, in_address: bool) -> str | None:
    """What an entity stands for, or ``None`` for one that stays."""
    escapes, bare = match["escapes"], match["bare"]
    if bare:
        before, after = (
            match.string[max(0, match.start() - 1) : match.start()],
            match.string[match.end() : match.end() + 1],
        )
        named = in_address or (before in QUOTES and after in QUOTES)
        new = None if named else _read_bare(bare, before)
        return f"&{bare}" if new is None and escapes else new
    closed = match["closed"] or match["lost"]
    if not closed:
        return "&" if escapes else None
    if closed[0] == "#":
        character = html.unescape(f"&{closed};")
        return None if character in UNREADABLE else character
    if closed in NAMES:
        return NAMES[closed]
    return f"&{closed};" if escapes else None


def _read_bare(bare: str, before: str) -> str | None:
    """What a name or number without its semicolon stands for, if it does for anything."""
    if bare[0] != "#":
        return None if bare in WORDLIKE and before.isalpha() else html5[bare]
    character = html.unescape(f"&{bare};")
    if character in _MARKUP:
        return character
    known = character not in UNREADABLE and unicodedata.category(character) not in NO_CHARACTER
    return character if known and not character.isascii() else None
