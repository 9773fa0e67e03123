"""What the bytes of a page say of their encoding where labels are wrong or missing."""

from __future__ import annotations

import re

from service.decode.detection import SAMPLE, detect

MIN_LETTERS = 8
"""Bytes that would be letters, from which statistics are believed more than the label that a server adds unasked."""

MAX_CROWDED = 0.5
"""Share of accented letters in Latin script that have a neighbour beyond ASCII.  On pages of news-multilingual-dev: at
most .20 (Turkish) in Latin script, .91 (Shift_JIS) and more in others read as windows-1252."""

MIN_WELL_FORMED = 0.8
"""Share of bytes beyond ASCII that must be letters of well-formed Cyrillic words, for bytes that nothing else explains.
Russian pages of news-multilingual-dev have .98 in the right encoding, random bytes .16 at most."""

CLEARLY = 1.2
"""How many times as many letters of well-formed words another encoding must show than the detected one: windows-1251
has .92 of its own when read as ISO-8859-5, all other pairs of encodings .39 at most."""

_HIGH = bytes(range(0x80, 0x100))
_CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866")
_LETTER = re.compile(rb"[\xc0-\xff]")
# No-break spaces, dashes and quotation marks of windows-1252 and its kin stand beside letters of every script.
_NEIGHBOUR = rb"[\x80-\x84\x86-\x90\x98-\x9a\x9c-\x9f\xa1-\xaa\xac-\xba\xbc-\xff]"
_SIGNIFICANT = re.compile(_NEIGHBOUR)
_CROWDED = re.compile(rb"(?<=" + _NEIGHBOUR + rb")[\xc0-\xff]|[\xc0-\xff](?=" + _NEIGHBOUR + rb")")
# The euro sign; "š", "ž" and "œ" inside a word, and "œu" before it, where windows-1252 has signs that no word has.
_OF_LATIN_9 = re.compile(rb"\xa4|[A-Za-z][\xa8\xb8\xbd][a-z]|(?<![0-9])[\xbc\xbd]u[a-z]")
_C1 = re.compile(rb"[\x80-\x9f]")
_WELL_FORMED = re.compile(r"(?<!\w)[\u0400-\u042f\u0490]?[\u0430-\u045f\u0491]++(?!\w)")


def has_letters(text: bytes) -> bool:
    """Whether there are enough bytes beyond ASCII, letters in about every encoding, to tell anything by."""
    return len(_SIGNIFICANT.findall(text)) >= MIN_LETTERS


def is_crowded(text: bytes) -> bool:
    r"""Whether bytes that would be accented letters in Latin script stand beside each other, as they do not there.

    >>> is_crowded("Où êtes-vous allés, à l'été, chère Zoé ?".encode("cp1252"))
    False
    >>> is_crowded("Где вы были летом".encode("cp1251"))
    True
    """
    letters = len(_LETTER.findall(text))
    return letters >= MIN_LETTERS and len(_CROWDED.findall(text)) > MAX_CROWDED * letters


def detect_in_page(text: bytes) -> str | None:
    """As ``detect``, but the encodings of Cyrillic by their words, and ISO-8859-15 by its euro sign and its letters.

    The euro stands where windows-1252 has the currency sign, which no article uses.  ISO-8859-15 in turn lacks the
    quotation marks of word processors, which windows-1252 has.

    >>> detect_in_page("Le billet coûte 20 €, a annoncé la société à ses abonnés.".encode("iso8859-15"))
    'iso8859-15'
    >>> detect_in_page("Премьер-министр заявил, что налоги не вырастут.".encode("iso8859-5"))
    'iso8859-5'
    """
    detected = detect(text)
    if detected == "cp1252" and _OF_LATIN_9.search(text) and not _C1.search(text):
        return "iso8859-15"
    if detected is None or detected in _CYRILLIC:
        return _best_cyrillic(text, detected)
    return detected


def _best_cyrillic(text: bytes, detected: str | None) -> str | None:
    """The Cyrillic encoding that makes most letters into words without a capital or a sign in their middle.

    The encodings have the same letters in other places: read as the wrong one, words become a jumble of both cases.
    """
    sample = text[:SAMPLE]
    found = {codec: _well_formed(sample, codec) for codec in _CYRILLIC}
    best = max(found, key=found.__getitem__)
    if detected:
        return best if found[best] > CLEARLY * found[detected] else detected
    high = len(sample) - len(sample.translate(None, _HIGH))
    return best if found[best] >= MIN_WELL_FORMED * high else None


def _well_formed(sample: bytes, codec: str) -> int:
    """How many Cyrillic letters stand in well-formed words."""
    return sum(map(len, _WELL_FORMED.findall(sample.decode(codec, "replace"))))
