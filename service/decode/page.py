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
from service.decode.choice import Label, choose, decoded_by, is_japanese_escape
from service.decode.labels import MAX_LABEL, codec_of, codec_of_meta
from service.decode.prescan import prescan
from service.decode.settling import settle
from service.decode.visible import visible

PASSED_OVER = 'The charset "{}" is not one that is read and was passed over.'


def decode_page(data: bytes, declared: str | None) -> tuple[str, Encoding, tuple[str, ...]]:
    """The page's text, markup included, the encoding used, and warnings.

    Byte order mark, UTF-16 by its NUL bytes and UTF-8 win over what was declared; then comes the charset of HTTP, then
    that of the page's ``<meta>`` or XML declaration, each when it can be true; where both can be and they disagree, the
    one that makes the more plausible text; last what makes the most plausible text of all.  A charset that was declared
    and is not known is passed over with a warning: it came from a server or a page, and who sends the page cannot help
    it.

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
    """The encoding by what readers see of the page: markup is ASCII and says nothing."""
    return settle(visible(data), labels, filled_in=True)
