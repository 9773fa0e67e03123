"""The bytes of a page to text: HTTP names a charset, the page names one, and either can be wrong.

Servers and HTTP clients add a charset to what they know nothing of, mostly ISO-8859-1; pages are moved to UTF-8 with
their old ``<meta>``.  So neither is believed before the bytes have been looked at; where both can be true, the bytes
decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.core.errors import UnknownCharset
from service.core.model import Encoding
from service.decode.choice import Label, can_be, choose, decoded_by, is_japanese_escape
from service.decode.detection import LATIN
from service.decode.labels import MAX_LABEL, codec_of, codec_of_meta
from service.decode.page_detection import detect_in_page, has_letters, is_crowded
from service.decode.prescan import prescan
from service.decode.visible import visible

PASSED_OVER = 'The charset "{}" is not one that is read and was passed over.'
# Not windows-1258, in which a letter is followed by its tone.
_LATIN = frozenset([*LATIN, *(f"iso8859-{part}" for part in (3, 4, 10, 13, 14, 16))]) - {"cp1258"}


def decode_page(data: bytes, declared: str | None) -> tuple[str, Encoding, tuple[str, ...]]:
    """The page's text, markup included, the encoding used, and warnings.

    Byte order mark, UTF-16 by its NUL bytes and UTF-8 win over what was declared; then comes the charset of HTTP, then
    that of the page's ``<meta>`` or XML declaration, each when it can be true; where both can be and they disagree, the
    one that statistics find; last statistics alone.  A charset that was declared and is not known is passed over with a
    warning: it came from a server or a page, and who sends the page cannot help it.

    Args:
        data: The page as received, compression undone.
        declared: The charset label of its ``Content-Type``, if any.

    Raises:
        BinaryInput: The bytes are not text.
        Undecodable: No encoding explains the bytes.

    >>> decode_page("<meta charset=latin1><p>Où ?".encode("cp1252"), None)[1]
    Encoding(used='windows-1252', source='meta', declared='latin1')
    >>> decode_page("<meta charset=latin1><p>Où ?".encode(), None)[2]
    ('The charset "latin1" that the page itself declares was overruled: the bytes are utf-8.',)
    """
    header, meta = _stripped(declared), prescan(data)
    labels, warnings = _labels(header, meta)
    candidates = labels
    if data.isascii() and is_japanese_escape(data):
        candidates = [label for label in labels if label.codec == "iso2022_jp"]
    text, encoding, overruled = decoded_by(data, choose(data, candidates, _settle), labels)
    return text, replace(encoding, declared=header or meta), (*warnings, *overruled)


def _stripped(declared: str | None) -> str | None:
    """The label, or ``None`` where it is blank, as of ``Content-Type: text/html; charset=``."""
    return (declared or "").strip() or None


def _labels(header: str | None, meta: str | None) -> tuple[list[Label], list[str]]:
    """The labels that are known, and a warning of each that is not."""
    labels, warnings = [], []
    if header:
        try:
            labels.append(Label(header, codec_of(header), "header"))
        except UnknownCharset:
            warnings.append(PASSED_OVER.format(header[:MAX_LABEL]))
    if meta:
        try:
            labels.append(Label(meta, codec_of_meta(meta), "meta"))
        except UnknownCharset:
            warnings.append(PASSED_OVER.format(meta[:MAX_LABEL]))
    return labels, warnings


def _settle(data: bytes, labels: Sequence[Label]) -> str | None:
    """The encoding of bytes that do not show by themselves what they are.

    A label that can be true holds.  Where two can be, and where the only one is the windows-1252 of a header, which
    servers and HTTP clients fill in unasked, statistics decide between them and what they find.
    """
    text = visible(data)
    possible = [label for label in labels if label.codec != "utf-8" and can_be(text, label.codec)]
    likely = [label for label in possible if not (label.codec in _LATIN and is_crowded(text))]
    likely.sort(key=_is_filled_in)
    if len({label.codec for label in likely}) == 1 and not (_is_filled_in(likely[0]) and has_letters(text)):
        return likely[0].codec
    detected = detect_in_page(text)
    if detected in [label.codec for label in possible]:
        return detected
    if likely and not (detected and _is_filled_in(likely[0])):
        return likely[0].codec
    return detected or (possible[0].codec if possible else None)


def _is_filled_in(label: Label) -> bool:
    """Whether a label may be there only because a program had to say something."""
    return label.source == "header" and label.codec == "cp1252"
