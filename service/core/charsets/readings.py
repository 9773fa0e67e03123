"""Bytes read as text, and a text back to the bytes that it was read from."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping
from functools import cache

from service.core.charsets.encodings import MULTI_BYTE
from service.core.charsets.vietnamese import TABLES, decode_vietnamese

REPLACEMENT = "\ufffd"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def read(data: bytes, codec: str, *, cut: bool = False) -> str | None:
    r"""The text that bytes are in an encoding, or ``None`` where they are none.  Vietnamese letters are composed.

    Args:
        data: The bytes.
        codec: Python's name of the encoding, or one of ``vietnamese.TABLES``.
        cut: The bytes may end within a character, which is then left out.

    >>> read(b"Vi\xea\xf2t", "cp1258"), read(b"\xff\xff", "euc_jp")
    ('Việt', None)
    """
    try:
        if codec in TABLES:
            return decode_vietnamese(data, codec)
        text = codecs.getincrementaldecoder(codec)().decode(data) if cut else data.decode(codec)
    except UnicodeDecodeError:
        return None
    return unicodedata.normalize("NFC", text) if codec == "cp1258" else text


def read_leniently(data: bytes, codec: str) -> tuple[str, int]:
    r"""The text, and how many byte sequences that mean nothing became U+FFFD in it.

    >>> read_leniently(b"caf\x81 \xe9", "cp1252")
    ('caf\ufffd é', 1)
    """
    text = read(data, codec)
    if text is not None:
        return text, 0
    sent = data.count(REPLACEMENT.encode()) if codec == "utf-8" else 0
    text = data.decode(codec, "replace")
    return text, text.count(REPLACEMENT) - sent


def unread(text: str, codec: str) -> bytes | None:
    r"""The bytes that an encoding reads as this text, or ``None`` where it never makes such a text.

    A byte that the encoding lacks counts as the control or letter of Latin-1 in its place, which is what lenient
    decoders make of it; windows-1258, whose tones are characters of their own, also where somebody has composed them.

    >>> unread("Ðîññèÿ", "cp1252"), unread("\x81", "cp1252"), unread("Ω", "cp1252")
    (b'\xd0\xee\xf1\xf1\xe8\xff', b'\x81', None)
    """
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        if codec in MULTI_BYTE:
            return None
    if codec == "cp1258":
        text = _taken_apart(text)
    table = _bytes_of(codec)
    return bytes(table[letter] for letter in text) if table.keys() >= set(text) else None


@cache
def _bytes_of(codec: str) -> Mapping[str, int]:
    """Character → byte, in a single-byte encoding."""
    table: dict[str, int] = {}
    for byte in range(0x100):
        table.setdefault(bytes([byte]).decode(codec, "ignore") or chr(byte), byte)
    return table


def _taken_apart(text: str) -> str:
    """Vietnamese letters as windows-1258 has them: the letter, and its tone behind it."""
    known = _bytes_of("cp1258")
    apart = {}
    for letter in set(text).difference(known):
        pieces = unicodedata.normalize("NFD", letter)
        shape = "".join(piece for piece in pieces if piece not in _TONES)
        tones = "".join(piece for piece in pieces if piece in _TONES)
        apart[ord(letter)] = unicodedata.normalize("NFC", shape) + tones
    return text.translate(apart)
