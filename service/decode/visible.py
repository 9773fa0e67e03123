"""The bytes of a page that its readers see, as far as they tell its encoding."""

from __future__ import annotations

import re

_UNSEEN = (b"script", b"style")
_ENTITY_OR_BLANKS = re.compile(rb"&\#?+[0-9A-Za-z]{1,8};|[\t\n\f\r ]+")


def visible(data: bytes) -> bytes:
    r"""The pieces of text between the tags that are not all ASCII, the longest first, each on a line.

    Markup is ASCII and says nothing of the encoding, so it dilutes every statistic; so do menus in another script, and
    programs the more.  A rough cut, several times as fast as one by the rules: a tag ends at the next ``>``, quoted or
    not, and what slips through is at least of the same encoding.  Where no text is beyond ASCII, the page is returned
    as it is: then its attributes and scripts must tell.

    For every encoding in which the bytes ``<`` and ``>`` are these characters: all but ISO-2022-JP, UTF-16 and UTF-32.

    >>> visible("<p title='Größe'>Straße</p><p>street</p><Script>'<b>ß'</script><p>Eine lange Straße".encode("latin-1"))
    b'Eine lange Stra\xdfe\nStra\xdfe'
    """
    shown = data
    for name in _UNSEEN:
        shown = _without(shown, name)
    pieces = []
    for piece in shown.split(b"<"):
        if not piece.isascii() and not piece.startswith(b"!"):
            text = piece.partition(b">")[2]
            if not text.isascii():
                pieces.append(_ENTITY_OR_BLANKS.sub(b" ", text).strip())
    pieces.sort(key=len, reverse=True)
    return b"\n".join(pieces) or data


def _without(data: bytes, name: bytes) -> bytes:
    """The page without its elements of a name, nor their content; one that is not closed reaches to the end."""
    lower, kept, end = data.lower(), [], 0
    while (start := lower.find(b"<" + name, end)) >= 0:
        kept.append(data[end:start])
        end = lower.find(b"</" + name, start)
        if end < 0:
            return b"".join(kept)
    return b"".join([*kept, data[end:]])
