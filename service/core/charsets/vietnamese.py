r"""The Vietnamese encodings that Python does not know: TCVN3, VISCII and VNI.

TCVN3 and VISCII have one byte for each letter, some of them where ASCII has control characters.  VNI writes a letter
and then its marks: ``Vieät Nam`` where windows-1252 is assumed.

Sources: TCVN 5712:1993 (VN1) and RFC 1456, both as the C library's ``iconv`` reads them; VNI's table as its own program
for Windows wrote it, the same in all converters that were looked at.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

_TCVN3_LOW = "\0ÚỤ\x03ỪỬỮ\a\b\t\n\v\f\r\x0e\x0f\x10ỨỰỲỶỸÝỴ"
_TCVN3_HIGH = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒ"
    "ĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII_LOW = "\0\x01Ẳ\x03\x04ẴẪ\a\b\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13Ỷ\x15\x16\x17\x18Ỹ\x1a\x1b\x1c\x1dỴ"
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủ"
    "ýợỮ"
)
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI_SIGNS = (("ùøûõï", ""), ("áàåãä", "\u0302"), ("éèúüë", "\u0306"), ("â", "\u0302"), ("ê", "\u0306"))
"""How windows-1252 shows the bytes of the five tones: alone, on a hat, on a bowl; and the hat and the bowl alone."""
_VNI_LETTERS = MappingProxyType(dict(zip("íìæóòôöîñ", "íìỉĩịơưỵđ", strict=True)))


def _vni() -> Iterator[tuple[int, str]]:
    """What each byte beyond ASCII stands for: a sign behind its letter, a letter, or what it is in windows-1252."""
    shown = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0x100)}
    marks = dict(_VNI_LETTERS)
    for signs, shape in _VNI_SIGNS:
        marks.update(
            (sign, shape + (tone if len(signs) > 1 else "")) for sign, tone in zip(signs, _TONES, strict=False)
        )
    for code, character in shown.items():
        mark = marks.get(character.lower(), character)
        yield code, mark.upper() if character.isupper() else mark


def _table(low: str, high: Iterable[tuple[int, str]]) -> Mapping[int, str]:
    """A table for ``codecs.charmap_decode``."""
    return MappingProxyType({**{code: chr(code) for code in range(0x80)}, **dict(enumerate(low)), **dict(high)})


TABLES: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "tcvn3": _table(_TCVN3_LOW, enumerate(_TCVN3_HIGH, 0x80)),
        "viscii": _table(_VISCII_LOW, enumerate(_VISCII_HIGH, 0x80)),
        "vni": _table("", _vni()),
    }
)
"""Codec → byte → what it stands for."""


def decode_vietnamese(data: bytes, codec: str) -> str:
    r"""The text of bytes in one of the three encodings, in normal form C.

    >>> decode_vietnamese("Vieät Nam, Ñaø Naüng".encode("latin-1"), "vni")
    'Việt Nam, Đà Nẵng'
    >>> decode_vietnamese(b"Vi\xd6t Nam", "tcvn3"), decode_vietnamese(b"Vi\xaet Nam", "viscii")
    ('Việt Nam', 'Việt Nam')
    """
    text, _ = codecs.charmap_decode(data, "strict", dict(TABLES[codec]))
    return unicodedata.normalize("NFC", text)
