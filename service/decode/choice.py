"""The choice of an encoding, as far as texts and pages have it in common.

The order, in which the first that can be true wins: byte order mark, UTF-16 and UTF-32 by their NUL bytes, UTF-8 (valid
UTF-8 beyond ASCII is about never anything else, whatever was declared), then what the caller's ``settle`` makes of the
declared charsets and of the texts that come out.  What is overruled is said in a warning, and so is what was lost.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from service.core.charsets.readings import REPLACEMENT, read_leniently
from service.core.errors import Undecodable
from service.core.model import Encoding, EncodingSource
from service.decode.binary import HEAD, controls_in, refuse_binary_bytes
from service.decode.detection import detect_wide, is_plausible
from service.decode.labels import is_multi_byte, is_wide, public_name

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

_DECLARED = MappingProxyType(
    {"header": 'The declared charset "{}"', "meta": 'The charset "{}" that the page itself declares'}
)
_ASCII = bytes(range(0x80))
_JAPANESE_ESCAPE = b"\x1b$"


@dataclass(frozen=True, slots=True)
class Label:
    """A charset that was declared: as it was written, Python's name of what it means, and where it stood."""

    name: str
    codec: str
    source: Literal["header", "meta"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Python's name of the encoding, why it, and where the text starts."""

    codec: str
    source: EncodingSource
    start: int = 0


Settle = Callable[[bytes, Sequence[Label]], str | None]
"""Python's name of the encoding of bytes that are not ASCII, UTF-8, UTF-16 nor UTF-32; ``None`` when nothing fits."""


def choose(data: bytes, labels: Sequence[Label], settle: Settle) -> Choice:
    """The encoding of the bytes.

    Args:
        data: The bytes as received, compression undone.
        labels: What was declared, the likelier first.
        settle: Who decides on the bytes that do not show by themselves what they are.

    Raises:
        BinaryInput: The bytes are not text.
        Undecodable: No encoding explains the bytes.
    """
    is_ascii = data.isascii()
    if not is_ascii:
        for mark, codec in _BOMS:
            if data.startswith(mark):
                return Choice(codec, "bom", len(mark))
    controls = controls_in(data[:HEAD])
    wide = detect_wide(data, controls)
    refuse_binary_bytes(data, controls, wide=wide is not None)
    if wide:
        return Choice(wide, _source_of(wide, labels, "detected"))
    if is_ascii:
        return _choose_for_ascii(data, labels)
    if _is_utf8(data, labels):
        return Choice("utf-8", _source_of("utf-8", labels, "utf-8"))
    settled = settle(data, labels)
    if settled is None:
        raise Undecodable(
            "The bytes are not text in any encoding that could be detected. Send UTF-8, or name the charset."
        )
    return Choice(settled, _source_of(settled, labels, "detected"))


def decoded_by(data: bytes, choice: Choice, labels: Sequence[Label]) -> tuple[str, Encoding, tuple[str, ...]]:
    """The text that the choice makes of the bytes, the account of it, and warnings of what was overruled or lost."""
    text, broken = read_leniently(data[choice.start :], choice.codec)
    used = public_name(choice.codec)
    warnings = [
        f"{_DECLARED[label.source].format(label.name)} was overruled: the bytes are {used}."
        for label in labels
        if _is_overruled(data, choice, label)
    ]
    if broken:
        warnings.append(f"Byte sequences that are not valid {used} and became U+FFFD: {broken}.")
    return text, Encoding(used, choice.source, labels[0].name if labels else None), tuple(warnings)


def is_japanese_escape(data: bytes) -> bool:
    """Whether ASCII bytes are ISO-2022-JP, which writes Japanese between escape sequences."""
    return b"\x1b" in data and _JAPANESE_ESCAPE in data and can_be(data, "iso2022_jp")


def can_be(data: bytes, codec: str) -> bool:
    """Whether a declared encoding explains the bytes, a little damage aside."""
    text, broken = read_leniently(data, codec)
    if is_wide(codec) and not is_plausible(text):
        return False
    return broken <= 1 + MAX_BROKEN_SHARE * len(text)


def _choose_for_ascii(data: bytes, labels: Sequence[Label]) -> Choice:
    """The codec for bytes that are all ASCII: nearly any would do, so the label holds."""
    for label in labels:
        if not is_wide(label.codec):
            return Choice(label.codec, label.source)
    if is_japanese_escape(data):
        return Choice("iso2022_jp", "detected")
    return Choice("utf-8", "utf-8")


def _source_of(codec: str, labels: Sequence[Label], otherwise: EncodingSource) -> EncodingSource:
    """Where an encoding was declared, if it was."""
    return next((label.source for label in labels if label.codec == codec), otherwise)


def _is_overruled(data: bytes, choice: Choice, label: Label) -> bool:
    """Whether a label is not what the bytes are.  ASCII is what most labels say; a mark tells UTF-16 more exactly."""
    if label.codec == choice.codec or (choice.source == "bom" and is_wide(choice.codec)):
        return False
    harmless = choice.source in ("header", "meta") and choice.codec != "iso2022_jp" and not is_wide(label.codec)
    return not (harmless and data.isascii())


def _is_utf8(data: bytes, labels: Sequence[Label]) -> bool:
    """Whether the bytes are UTF-8, damaged perhaps, and not by chance."""
    text, broken = read_leniently(data, "utf-8")
    others = [label.codec for label in labels if is_multi_byte(label.codec)]
    if not broken and (not others or any(label.codec == "utf-8" for label in labels)):
        return True
    sound = len(text) - text.count(REPLACEMENT) - (len(data) - len(data.translate(None, _ASCII)))
    if sound < SOUND_PER_BROKEN * broken:
        return False
    by_chance = sound < MIN_SOUND and any(can_be(data, codec) for codec in others)
    return not by_chance
