"""Bytes and a declared charset to text, with the choice and its reason.

The order, in which the first that can be true wins: byte order mark, UTF-16 and UTF-32 by their NUL bytes, UTF-8 (valid
UTF-8 beyond ASCII is about never anything else, whatever was declared), declared charset, statistics.  What is
overruled is said in a warning, and so is what was lost.
"""

from __future__ import annotations

import codecs

from service.core.errors import Undecodable
from service.core.model import Encoding, EncodingSource
from service.decode.binary import refuse_binary_bytes, refuse_binary_text
from service.decode.detection import detect, detect_wide, is_plausible
from service.decode.labels import codec_of, is_multi_byte, is_wide, public_name

__all__ = ["decode", "detect", "refuse_binary_text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

SOUND_PER_BROKEN = 4
"""UTF-8 characters beyond ASCII that must be sound for each that is broken, for a text to be damaged UTF-8.  Text in
Latin-1 has nearly none (accented letters in a row seldom make a sequence), a truncated page has all but one."""

MIN_SOUND = 4
"""UTF-8 characters beyond ASCII from which a label of a multi-byte encoding is overruled.  Two bytes of GB 2312 are
valid UTF-8 in about one case of seven, so one or two prove nothing; four are there by chance once in 2,000 times."""

MAX_BROKEN_SHARE = 0.01
"""Share of characters, above the first, that may be broken in a declared encoding: it is damage, not a wrong label."""

_ASCII = bytes(range(0x80))
_JAPANESE_ESCAPE = b"\x1b$"
_REPLACEMENT = "\ufffd"


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
    label = codec_of(declared) if declared and declared.strip() else None
    codec, source, start = _choose(data, label)
    text, broken = _decoded(data[start:], codec)
    used = public_name(codec)
    warnings = []
    if label not in (None, codec) and not (is_wide(codec) and source == "bom"):
        warnings.append(f'The declared charset "{declared}" was overruled: the bytes are {used}.')
    if broken:
        warnings.append(f"Byte sequences that are not valid {used} and became U+FFFD: {broken}.")
    return text, Encoding(used, source, declared), tuple(warnings)


def _choose(data: bytes, label: str | None) -> tuple[str, EncodingSource, int]:
    """The codec, why it, and where the text starts."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return codec, "bom", len(mark)
    wide = detect_wide(data)
    refuse_binary_bytes(data, wide=wide is not None)
    if wide:
        return wide, "header" if wide == label else "detected", 0
    if data.isascii():
        return *_choose_for_ascii(data, label), 0
    if _is_utf8(data, label):
        return "utf-8", "header" if label == "utf-8" else "utf-8", 0
    if label and label != "utf-8" and _can_be(data, label):
        return label, "header", 0
    detected = detect(data)
    if detected is None:
        raise Undecodable(
            "The bytes are not text in any encoding that could be detected. Send UTF-8, or name the charset."
        )
    return detected, "detected", 0


def _choose_for_ascii(data: bytes, label: str | None) -> tuple[str, EncodingSource]:
    """The codec for bytes that are all ASCII: nearly any would do, so the label holds."""
    if label and not is_wide(label):
        return label, "header"
    if _JAPANESE_ESCAPE in data and _can_be(data, "iso2022_jp"):
        return "iso2022_jp", "detected"
    return "utf-8", "utf-8"


def _decoded(data: bytes, codec: str) -> tuple[str, int]:
    """The text, and how many byte sequences had to be replaced."""
    try:
        return data.decode(codec), 0
    except UnicodeDecodeError:
        text = data.decode(codec, "replace")
        sent = data.count(_REPLACEMENT.encode()) if codec == "utf-8" else 0
        return text, text.count(_REPLACEMENT) - sent


def _is_utf8(data: bytes, label: str | None) -> bool:
    """Whether the bytes are UTF-8, damaged perhaps, and not by chance."""
    text, broken = _decoded(data, "utf-8")
    if not broken and not (label and is_multi_byte(label)):
        return True
    sound = len(text) - text.count(_REPLACEMENT) - (len(data) - len(data.translate(None, _ASCII)))
    if sound < SOUND_PER_BROKEN * broken:
        return False
    by_chance = sound < MIN_SOUND and label is not None and is_multi_byte(label) and _can_be(data, label)
    return not by_chance


def _can_be(data: bytes, label: str | None) -> bool:
    """Whether a declared encoding explains the bytes, a little damage aside."""
    if label is None:
        return False
    text, broken = _decoded(data, label)
    if is_wide(label) and not is_plausible(text):
        return False
    return broken <= 1 + MAX_BROKEN_SHARE * len(text)
