"""A text in an encoding, and a text that was read in the wrong one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

from service.core.charsets.encodings import ENCODINGS
from service.core.charsets.readings import unread
from service.core.charsets.vietnamese import TABLES, decode_vietnamese

VNI_BASES = "aeiouyAEIOUYôöÔÖ"
"""What VNI writes its signs behind, as windows-1252 shows it."""


def encodings_of(language: str) -> list[str]:
    """The encodings that texts of a language were published in, as far as the service knows them."""
    return [codec for codec, languages in ENCODINGS.items() if language in languages]


def written(text: str, codec: str) -> bytes | None:
    """The bytes of a text, or ``None`` where the encoding lacks a character of it."""
    if codec in TABLES:
        table = _letters(codec)
        return b"".join(table[letter] for letter in text) if table.keys() >= set(text) else None
    return unread(text, codec)


@cache
def _letters(codec: str) -> Mapping[str, bytes]:
    """Letter → its bytes in a Vietnamese encoding, found by reading all that can be a letter."""
    found: dict[str, bytes] = {}
    for byte in range(0x100):
        found.setdefault(decode_vietnamese(bytes([byte]), codec), bytes([byte]))
    if codec == "vni":
        for base in VNI_BASES.encode("latin-1"):
            for sign in range(0x80, 0x100):
                letter = decode_vietnamese(bytes([base, sign]), codec)
                if len(letter) == 1 and letter.isupper() == chr(sign).isupper():
                    found.setdefault(letter, bytes([base, sign]))
    return found


def misread(text: str, written_in: str, read_as: str) -> str | None:
    """The text written in one encoding and read as another, or ``None`` where either cannot be.

    windows-125x and windows-874 are read as browsers and ftfy read them: a byte without meaning is the control in its
    place.  All other encodings refuse such bytes.
    """
    data = written(text, written_in)
    if data is None:
        return None
    try:
        read = data.decode(read_as)
    except UnicodeDecodeError:
        if not read_as.startswith(("cp12", "cp874")):
            return None
        read = "".join(bytes([byte]).decode(read_as, "ignore") or chr(byte) for byte in data)
    return None if unicodedata.normalize("NFC", read) == text else read
