"""Halves of UTF-16 characters that got into text."""

from __future__ import annotations

import re

from service.core.repair.edits import NOTHING, Found

REPLACEMENT = "\ufffd"

_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


def surrogate(text: str) -> Found:
    r"""Join surrogate pairs to the character they encode; a lone one becomes U+FFFD, with a warning.

    JSON can spell them (``"\ud83d"``), UTF-8 cannot: text with one could not be sent on.

    >>> surrogate("\ud83d\ude00 \ud83d").edits
    [(0, 2, '😀'), (3, 4, '\ufffd')]
    """
    if text.isascii():
        return NOTHING
    edits = [(m.start(), m.end(), _joined(m[0]) if len(m[0]) > 1 else REPLACEMENT) for m in _SURROGATES.finditer(text)]
    lone = sum(new == REPLACEMENT for _, _, new in edits)
    return Found(edits, f"Lone surrogates, halves of lost characters, that became U+FFFD: {lone}." if lone else None)


def _joined(pair: str) -> str:
    return pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
