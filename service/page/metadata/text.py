"""Values of metadata as plain text: strings cleaned and capped, and the forms in which they are compared."""

from __future__ import annotations

import html
import re

from service.core.repair import repair

MAX_RAW = 20_000
"""Characters of one raw value that are looked at; a description has some hundreds."""
MAX_BODY = 300_000
"""Characters of an article's text in structured data."""
MAX_TEXT = 1_000
"""Characters of a value that is returned; of 100 descriptions of the development data 99 have less than 504."""
MAX_URL = 2_000
"""Characters of an address; browsers and proxies take no more."""
SAME_SHARE = 0.9
"""Share of the longer of two titles that the shorter must cover to be the same one; see ``title_agrees``."""
MIN_AGREEING = 8
"""Letters and digits of a title that may be a part of a heading; shorter ones must equal it."""

# The bound keeps a text of "<a<a<a" linear.  A tag that nothing closes is what a page about HTML is about ("<table>").
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]{0,500}|!--[^<>]{0,500}--)>")
_VOID_TAG = re.compile(r"<(?:br|wbr|img|hr)\b[^<>]{0,500}>", re.IGNORECASE)
# Marks without width, controls, and halves of characters, which no encoding can write.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def plain_text(value: str, *, limit: int = MAX_TEXT) -> str:
    """A raw value as text: entities that are left decoded once, tags and invisible characters out, single spaces.

    >>> plain_text("  Caf&eacute;\\n<b>open</b> &amp; warm, 3 < 5 ")
    'Café open & warm, 3 < 5'
    >>> plain_text("&lt;table&gt;: The Table element")
    '<table>: The Table element'
    """
    value = value[:MAX_RAW]
    if "&" in value:
        value = _ENTITY.sub(lambda entity: html.unescape(entity.group()), value)
    if "<" in value:
        value = (_TAG if "</" in value else _VOID_TAG).sub(" ", value)
    return one_line(value, limit=limit)


def one_line(value: str, *, limit: int = MAX_TEXT) -> str:
    """A text with single spaces and without invisible characters, cut between words where it is too long."""
    value = " ".join(_INVISIBLE.sub("", value[:MAX_RAW]).split())
    return value if len(value) <= limit else value[:limit].rsplit(" ", 1)[0]


def repaired(value: str, leave: frozenset[str] = frozenset()) -> str:
    """A value with its characters repaired as those of the article are, so that title and text agree.

    >>> repaired("An Investorâ\x80\x99s Guide"), repaired("Café à la carte")
    ('An Investor’s Guide', 'Café à la carte')
    """
    return one_line(repair(value, leave=leave)[0])


def key_of(text: str) -> str:
    """Letters and digits alone, case folded: the form in which titles and names are compared.

    >>> key_of("Spider-Man – No Way Home")
    'spidermannowayhome'
    """
    return "".join(filter(str.isalnum, text)).casefold()


def plain_body(value: str) -> str:
    """A long text as lines: entities decoded once, tags as line breaks, no empty lines.

    >>> plain_body("<p>One &amp; two.</p><p>Three.</p>")
    'One & two.\\nThree.'
    """
    value = _ENTITY.sub(lambda entity: html.unescape(entity.group()), value[:MAX_BODY])
    value = _INVISIBLE.sub("", _TAG.sub("\n", value) if "</" in value else value)
    return "\n".join(line for raw in value.splitlines() if (line := " ".join(raw.split())))


def title_agrees(title: str, heading: str) -> bool:
    """Whether a heading of the page says the title: the same letters and digits, or nearly all of them in a row.

    >>> title_agrees("Ferry fares frozen until spring", "Ferry fares frozen until spring!")
    True
    >>> title_agrees("Ferry fares frozen until spring", "UPDATE: Ferry fares frozen until spring")
    False
    >>> title_agrees("News", "News of the day")
    False
    """
    short, long = sorted((key_of(title), key_of(heading)), key=len)
    if short == long:
        return bool(short)
    return len(short) >= MIN_AGREEING and short in long and len(short) >= SAME_SHARE * len(long)
