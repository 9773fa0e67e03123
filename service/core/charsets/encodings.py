"""Which encodings there are, and which languages were published in each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_WESTERN = tuple("en de fr es pt it nl sv da nb nn fi is ca gl eu af sq id ms ga gd br cy sw".split())
_CENTRAL = tuple("pl cs sk hu hr sl ro bs sr-Latn sq de".split())
_CYRILLIC = tuple("ru uk bg sr mk be".split())
_BALTIC = tuple("lt lv et".split())

ENCODINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cp1252": _WESTERN,
        "cp1251": _CYRILLIC,
        "cp1250": _CENTRAL,
        "gb18030": ("zh-Hans", "zh-Hant"),
        "cp932": ("ja",),
        "euc_jp": ("ja",),
        "big5hkscs": ("zh-Hant",),
        "cp949": ("ko",),
        "cp1258": ("vi",),
        "cp1254": ("tr",),
        "cp1256": ("ar", "fa", "ur"),
        "cp1255": ("he",),
        "cp1253": ("el",),
        "cp1257": _BALTIC,
        "cp874": ("th",),
        "iso8859-2": _CENTRAL,
        "koi8-r": ("ru", "bg"),
        "koi8-u": ("uk", "be"),
        "iso8859-15": tuple("fr fi et de nl es ca pt it sv da nb".split()),
        "iso8859-7": ("el",),
        "iso8859-5": _CYRILLIC,
        "iso8859-6": ("ar",),
        "iso8859-8": ("he",),
        "iso8859-13": _BALTIC,
        "iso8859-4": _BALTIC,
        "iso8859-3": ("eo",),
        "tcvn3": ("vi",),
        "vni": ("vi",),
        "viscii": ("vi",),
        "cp866": ("ru", "uk", "bg", "be"),
        "mac-cyrillic": _CYRILLIC,
        "mac-roman": _WESTERN,
        "mac-latin2": _CENTRAL,
        "mac-greek": ("el",),
        "mac-turkish": ("tr",),
        "cp850": _WESTERN,
        "cp437": _WESTERN,
        "cp852": _CENTRAL,
        "cp857": ("tr",),
        "cp775": _BALTIC,
        "cp737": ("el",),
        "cp862": ("he",),
    }
)
"""Python's name of an encoding → the languages written in it (tags of the plausibility tables), the commonest encoding
first, which wins where two readings are the same.  Windows' encodings, ISO's, those of the web in East Asia, of
Vietnamese typewriting, and of DOS and the Macintosh, in which archives were kept.

Not among them: ISO-8859-16, whose Romanian has the same bytes as windows-1250; ISO-8859-9 and -11, which are parts of
their windows kin; and what hardly any page was published in (ISO-8859-10, -14, KZ-1048, ARMSCII)."""

_RARITY = (
    ("cp1252", 0.0),
    ("cp12 cp874 koi8-r iso8859-2", 2.0),
    ("iso koi8 tcvn vni viscii", 3.0),
    ("cp932 cp949 gb big5 euc", 5.0),
)
_RAREST = 5.0


def rarity(codec: str) -> float:
    """Nats that an encoding costs before a byte was looked at: how seldom pages are in it.

    Rough: windows-1252 is most of what is not UTF-8 on the web (W3Techs, 2025: some nine tenths with ISO-8859-1), then
    come Windows' and the national encodings, then the rest; those of DOS and the Macintosh are in archives.  Multi-byte
    encodings, which make one letter of two, need more than one letter.  It decides where a few bytes could be anything.
    """
    return next((nats for names, nats in _RARITY if codec.startswith(tuple(names.split()))), _RAREST)


MULTI_BYTE = frozenset("gb18030 cp932 euc_jp big5hkscs cp949".split())
"""Those in which a character may take more than a byte."""
