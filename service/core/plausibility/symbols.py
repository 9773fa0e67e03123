"""How a text is looked at when its plausibility is counted: letters in lower case, words apart, symbols by kind."""

from __future__ import annotations

import re
from bisect import bisect_right

HAN = "一"
"""Stands for every Han character where pairs are counted: which one it is, is counted for itself."""
HANGUL = "가"
"""The same for the syllables of Hangul."""

TYPOGRAPHIC = "“”„‚‘’«»‹›–—―…·•\u00a0\u202f\u2009"
"""What every careful text has: quotation marks, dashes, an ellipsis, a no-break space."""
USUAL = "©®™°§€£½²³ºª¿¡×№"
"""Signs that texts have now and then."""
UNUSUAL = "¶±÷¢¥¨¬¯´¸¹¼¾µ†‡‰ˆ˜\u00ad"
"""Signs that texts hardly ever have, but wrongly decoded letters often become."""
NUMERIC = "½¼¾¹²³"
"""Those of them that stand behind digits."""
STRAY = "".join(map(chr, range(0x80, 0xA0))) + "¤¦"
"""Controls, and signs that only keyboards know."""
PRIVATE = "\ue000-\uf8ff"
"""The range of characters that mean something to one font alone; for a pattern."""
PICTURES = (
    "\u2010-\u2012\u2016\u2017\u201b\u201f\u2023-\u2025\u2027-\u202e\u2031-\u2038\u203b-\u20ab\u20ad-\u20cf\u2100-\u2115"
    "\u2117-\u2121\u2123-\u2bff\ufe00-\ufe0f\ufffd\U0001f000-\U0001faff\U000e0000-\U000e01ff"
)
"""Ranges of what is neither letter nor listed above: arrows, boxes, mathematics, emoji; for a pattern."""
POINTS = "\u0591-\u05c7\u064b-\u065f\u0670"
"""Ranges of the points for vowels and tones of Hebrew and Arabic, which texts leave out as a rule; for a pattern."""

_NAMED = f"{TYPOGRAPHIC}{USUAL}{UNUSUAL}{STRAY}"
# Joiners, direction marks and their like stand inside words and are no letters.
_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_POINTS = re.compile(f"[{POINTS}{_UNSEEN}]+")
_APART = re.compile(f"[\\x00-@\\[-`{{-\\x7f{_NAMED}{PICTURES}{PRIVATE}]+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")

_BOUNDS = (
    *(0x370, 0x400, 0x530, 0x590, 0x600, 0x700, 0x900, 0x980, 0xA00, 0xA80, 0xB00, 0xB80, 0xC00, 0xC80, 0xD00, 0xD80),
    *(0xE00, 0xE80, 0x1000, 0x10A0, 0x1100, 0x1200, 0x1E00, 0x1F00, 0x2E80, 0xFB1D, 0xFB50, 0xFE00, 0xFE70, 0xFF00),
)
_LATIN, _GREEK, _CYRILLIC, _HEBREW, _ARABIC, _EAST_ASIAN = "Latn", "Grek", "Cyrl", "Hebr", "Arab", "Hani"
_SCRIPTS = (
    *(
        _LATIN,
        _GREEK,
        _CYRILLIC,
        "Armn",
        _HEBREW,
        _ARABIC,
        "Syrc",
        "Deva",
        "Beng",
        "Guru",
        "Gujr",
        "Orya",
        "Taml",
        "Telu",
    ),
    *("Knda", "Mlym", "Sinh", "Thai", "Laoo", "Mymr", "Geor", _EAST_ASIAN, "Ethi", _LATIN, _GREEK, _EAST_ASIAN),
    *(_HEBREW, _ARABIC, "Zyyy", _ARABIC, _EAST_ASIAN),
)


def words_of(text: str) -> str:
    """The text in lower case, with one space for whatever stands between words.

    >>> words_of("“Ça va”, dit-il; 3 €")
    ' ça va dit il '
    """
    words = text.lower()
    return _APART.sub(" ", words if words.isascii() else _POINTS.sub("", words))


def paired(words: str) -> str:
    """What pairs are counted in: all Han characters alike, and all syllables of Hangul.

    >>> paired("首相 said 한국")
    '一一 said 가가'
    """
    return words if words.isascii() else _HANGUL.sub(HANGUL, _HAN.sub(HAN, words))


def ideographs(words: str) -> list[str]:
    """The Han characters, and then the syllables of Hangul."""
    return _HAN.findall(words) + _HANGUL.findall(words)


def script_of(letter: str) -> str:
    """The script of a letter (ISO 15924), by the block it stands in; those of East Asia are one.

    >>> [script_of(letter) for letter in "éđжக가"]
    ['Latn', 'Latn', 'Cyrl', 'Taml', 'Hani']
    """
    return _SCRIPTS[bisect_right(_BOUNDS, ord(letter))]
