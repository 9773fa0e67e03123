"""Input that is not text: images, archives, documents of office programs."""

from __future__ import annotations

import re

from service.core.errors import BinaryInput

_MAGIC = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"II*\0": "a TIFF image",
    b"MM\0*": "a TIFF image",
    b"RIFF": "a WebP image, or sound or video",
    b"OggS": "sound or video",
    b"ID3": "sound",
    b"fLaC": "sound",
    b"\x1aE\xdf\xa3": "video",
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive, or a document of an office program",
    b"\xd0\xcf\x11\xe0": "a document of an office program",
    b"\x1f\x8b": "gzip-compressed data",
    b"BZh": "bzip2-compressed data",
    b"\xfd7zXZ\0": "xz-compressed data",
    b"\x28\xb5\x2f\xfd": "zstd-compressed data",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"\0asm": "a program",
    b"SQLite format 3\0": "a database",
    b"wOFF": "a font",
    b"wOF2": "a font",
}
"""What files of a format begin with (their specifications; the ``file`` program's list agrees)."""

_READABLE = frozenset([b"RIFF", b"OggS", b"ID3", b"fLaC", b"BZh", b"Rar!", b"wOFF", b"wOF2"])
"""Marks that an article may begin with: they count only when the input has control characters too."""

_MIN_ASCII = 3
"""ASCII bytes of a mark that must be left to know it by where a decoder lost the others: ``?PNG``, but not ``???``."""

_LOSSY = {
    magic: re.sub(rb"[\x80-\xff]", b"?", magic) for magic in _MAGIC if sum(byte < 0x80 for byte in magic) >= _MIN_ASCII
}

_ANY_MAGIC = (*_MAGIC, *_LOSSY.values())

MARK = 16
"""Characters that hold the longest mark."""

MAX_CONTROLS = 0.05
"""Share of control characters (tab, line breaks, form feed and escape aside) from which data is not text.  Text has
about none; of random or compressed bytes 11 % are controls."""

MIN_ODD = 8
"""Controls or U+FFFD that must be there at all: the shares of shorter texts say nothing."""

MAX_LOST = 0.3
"""Share of U+FFFD from which a text is of no use: binary data read as UTF-8 has .5 and more, damaged text little."""

HEAD = 4_096
"""Bytes or characters that are looked at: what is binary is so from the start, and every text pays for this."""

_CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_REMEDY = "Extract the text from it and send that."


def controls_in(data: bytes) -> int:
    """How many bytes are control characters, other than tab, line breaks, form feed and escape."""
    return len(data) - len(data.translate(None, _CONTROLS))


def refuse_binary_bytes(data: bytes, controls: int, *, wide: bool) -> None:
    """Raise ``BinaryInput`` for bytes that are not text; a stray control character is damage, which ``repair`` mends.

    Args:
        data: The bytes.
        controls: How many of the first ``HEAD`` are control characters.
        wide: Whether they are UTF-16 or UTF-32, where NUL bytes are half of letters.
    """
    _refuse_magic(data, controls=controls)
    looked_at = min(len(data), HEAD)
    if controls > max(MIN_ODD, MAX_CONTROLS * looked_at) and not wide:
        raise BinaryInput(f"{controls} of {looked_at} bytes are control characters: the input is not text. {_REMEDY}")


def refuse_binary_text(text: str) -> None:
    r"""Raise ``BinaryInput`` for a text that is binary data which somebody decoded.

    >>> refuse_binary_text("caf\ufffd\x00")
    >>> refuse_binary_text("%PDF-1.7\n%\ufffd\ufffd\ufffd\ufffd\n1 0 obj")
    Traceback (most recent call last):
    service.core.errors.BinaryInput: The input is not text but a PDF document. Extract the text from it and send that.
    """
    sample = text[:HEAD]
    controls, lost = len(_CONTROL.findall(sample)), sample.count("\ufffd")
    if not controls and not lost:
        return
    _refuse_magic(sample[:MARK].encode("latin-1", "replace"), controls=controls)
    if controls > max(MIN_ODD, MAX_CONTROLS * len(sample)):
        raise BinaryInput(
            f"{controls} of {len(sample)} characters are control characters: the input is not text. {_REMEDY}"
        )
    if lost > max(MIN_ODD, MAX_LOST * len(sample)):
        raise BinaryInput(
            f"{lost} of {len(sample)} characters are U+FFFD: the input is binary data, or text that was decoded with "
            "the wrong charset and is lost. Send the bytes as they were received."
        )


def _refuse_magic(head: bytes, *, controls: int) -> None:
    """Raise ``BinaryInput`` for the marks that file formats begin with."""
    if not head.startswith(_ANY_MAGIC):
        return
    for magic, what in _MAGIC.items():
        if head.startswith((magic, _LOSSY.get(magic, magic))) and (controls or magic not in _READABLE):
            raise BinaryInput(f"The input is not text but {what}. {_REMEDY}")
