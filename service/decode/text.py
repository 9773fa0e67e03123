"""The bytes of a text to text: its label holds where it can be true, and the bytes decide otherwise."""

from __future__ import annotations

from service.core.model import Encoding
from service.decode.choice import Label, choose, decoded_by
from service.decode.labels import codec_of
from service.decode.settling import settle


def decode(data: bytes, declared: str | None) -> tuple[str, Encoding, tuple[str, ...]]:
    """The text, the encoding used, and warnings.

    Args:
        data: The bytes as received, compression undone.
        declared: The charset label that came with them, if any; labels mean what WHATWG's Encoding Standard says.

    Raises:
        UnknownCharset: The label is not one that is known.
        BinaryInput: The bytes are not text.
        Undecodable: No encoding explains the bytes.

    >>> decode("naïve".encode("cp1252"), "latin1")
    ('naïve', Encoding(used='windows-1252', source='header', declared='latin1'), ())
    >>> decode("naïve".encode(), "latin1")[2]
    ('The declared charset "latin1" was overruled: the bytes are utf-8.',)
    """
    labels = [Label(declared, codec_of(declared), "header")] if declared and declared.strip() else []
    return decoded_by(data, choose(data, labels, settle), labels)
