"""Charset labels: what a page means by them, not what their standards say.

WHATWG's Encoding Standard tells what browsers do, and so what pages that say so contain: ``latin1`` is windows-1252,
``gb2312`` is GB 18030, and so on.  Python knows most labels by the same names; the differences are here.
"""

from __future__ import annotations

import codecs

from service.core.charsets.vietnamese import TABLES
from service.core.errors import UnknownCharset

MAX_LABEL = 60
"""Characters of a label; the longest that is registered has 45."""

# Labels that Python does not know, or by which it means something else.
_LABELS = {
    "unicode-1-1-utf-8": "utf-8",
    "unicode11utf8": "utf-8",
    "unicode20utf8": "utf-8",
    "x-unicode20utf8": "utf-8",
    "utf8mb4": "utf-8",
    "utf-8-sig": "utf-8",
    "unicode": "utf-16-le",
    "unicodefeff": "utf-16-le",
    "unicodefffe": "utf-16-be",
    "utf-16": "utf-16-le",
    "utf16": "utf-16-le",
    "ucs-2": "utf-16-le",
    "iso-10646-ucs-2": "utf-16-le",
    "csunicode": "utf-16-le",
    "utf-32": "utf-32-le",
    "utf32": "utf-32-le",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-cp1253": "cp1253",
    "x-cp1254": "cp1254",
    "x-cp1255": "cp1255",
    "x-cp1256": "cp1256",
    "x-cp1257": "cp1257",
    "x-cp1258": "cp1258",
    "win-1251": "cp1251",
    "x-sjis": "cp932",
    "x-x-big5": "big5hkscs",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "csiso88596e": "iso8859-6",
    "csiso88596i": "iso8859-6",
    "iso-8859-6-e": "iso8859-6",
    "iso-8859-6-i": "iso8859-6",
    "csiso88598e": "iso8859-8",
    "csiso88598i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-8-i": "iso8859-8",
    "logical": "iso8859-8",
    "visual": "iso8859-8",
    "sun_eu_greek": "iso8859-7",
    "dos-874": "cp874",
    "windows-874": "cp874",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "mac": "mac-roman",
    "csmacintosh": "mac-roman",
    "csisolatin9": "iso8859-15",
    "csgb2312": "gb18030",
    "gb_2312": "gb18030",
    "gb_2312-80": "gb18030",
    "cn-big5": "big5hkscs",
    "cseucpkdfmtjapanese": "euc_jp",
    "cseuckr": "cp949",
    "csksc56011987": "cp949",
    "iso-ir-149": "cp949",
    "ks_c_5601-1989": "cp949",
    "ksc_5601": "cp949",
    "windows-949": "cp949",
    "csviscii": "viscii",
    "viscii1.1-1": "viscii",
    "x-viet-viscii": "viscii",
    "tcvn": "tcvn3",
    "tcvn-5712": "tcvn3",
    "tcvn5712-1": "tcvn3",
    "x-viet-tcvn": "tcvn3",
    "x-viet-tcvn3": "tcvn3",
    "x-viet-tcvn5712": "tcvn3",
    "x-viet-vni": "vni",
    "vni-win": "vni",
    "vni-windows": "vni",
    **{name: name for name in TABLES},
    **{f"iso8859{part}": f"iso8859-{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15)},
}

# Python's name of an encoding to that of the one that browsers use in its place, always a superset in practice.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}

# What answers call an encoding, where it is not Python's name: the name of the WHATWG standard.
_PUBLIC = {
    "cp874": "windows-874",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "big5hkscs": "big5",
    "euc_jp": "euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "mac-roman": "macintosh",
    "mac-cyrillic": "x-mac-cyrillic",
    "cp866": "ibm866",
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "utf-32-le": "utf-32le",
    "utf-32-be": "utf-32be",
}

KNOWN = frozenset(
    [
        *("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"),
        *(f"cp{number}" for number in (437, 737, 775, 850, 852, 855, 857, 858, 862, 866, 874, 932, 949)),
        *(f"cp{number}" for number in range(1250, 1259)),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *("koi8-r", "koi8-t", "koi8-u", "mac-roman", "mac-cyrillic", "mac-greek", "mac-latin2", "mac-turkish"),
        *TABLES,
        *("big5hkscs", "gb18030", "euc_jp", "iso2022_jp", "johab", "kz1048", "ptcp154"),
    ]
)
"""Python's names of the encodings that are read.  Not UTF-7, which hides text from filters and which no browser reads,
nor codecs that are not charsets (``rot13``, ``idna``, ``unicode_escape``)."""


_MULTI_BYTE = frozenset(["big5hkscs", "cp932", "cp949", "euc_jp", "gb18030", "johab"])


def is_multi_byte(codec: str) -> bool:
    """Whether a codec, other than UTF-8, writes one character as several bytes beyond ASCII."""
    return codec in _MULTI_BYTE


def is_wide(codec: str) -> bool:
    """Whether a codec writes ASCII characters with NUL bytes."""
    return codec.startswith(("utf-16", "utf-32"))


def codec_of(label: str) -> str:
    """Python's name of the encoding that a label means.

    Raises:
        UnknownCharset: The label is unknown, or of an encoding that is refused.

    >>> codec_of("ISO-8859-1"), codec_of('"gb2312"'), codec_of("UTF8")
    ('cp1252', 'gb18030', 'utf-8')
    """
    name = label.strip().strip("\"'").strip().lower()
    try:
        name = _LABELS.get(name) or codecs.lookup(name[:MAX_LABEL]).name
    except (LookupError, ValueError):
        name = ""
    name = _SUPERSETS.get(name, name)
    if name not in KNOWN:
        raise UnknownCharset(
            f"The charset {label.strip()[:MAX_LABEL]!r} is not one that is read. Leave it out to have the encoding "
            "detected, or send the text as UTF-8."
        )
    return name


def codec_of_meta(label: str) -> str:
    """Python's name of the encoding that a page means by the label in its own markup.

    A page whose markup can be read as ASCII is not in UTF-16, and ``x-user-defined`` is windows-1252 by another name
    (HTML standard).

    Raises:
        UnknownCharset: As ``codec_of``.

    >>> codec_of_meta("UTF-16"), codec_of_meta("x-user-defined"), codec_of_meta("latin2")
    ('utf-8', 'cp1252', 'iso8859-2')
    """
    if label.strip().lower() == "x-user-defined":
        return "cp1252"
    codec = codec_of(label)
    return "utf-8" if is_wide(codec) else codec


def public_name(codec: str) -> str:
    """The name by which answers call an encoding.

    >>> public_name("cp1252"), public_name("iso8859-2"), public_name("cp949")
    ('windows-1252', 'iso-8859-2', 'euc-kr')
    """
    if codec in _PUBLIC:
        return _PUBLIC[codec]
    if codec.startswith("cp125"):
        return codec.replace("cp", "windows-")
    return codec.replace("iso8859", "iso-8859").replace("_", "-")
