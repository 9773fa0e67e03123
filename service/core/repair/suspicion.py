"""Whether a text may have been misread: a look at which characters it has, that lets clean text go at once.

It can err on one side only: what it lets go stays as it is; what it stops is looked at closely (``misreading``), and
mostly let go as well.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from itertools import chain

from service.core.plausibility.score import BOX_AT_LETTER, LOWER, UPPER
from service.core.plausibility.symbols import STRAY, TYPOGRAPHIC, UNUSUAL, USUAL
from service.core.plausibility.tables import TABLES, UNITS

ORDINARY = round(9.5 * UNITS)
"""Cost up to which a letter is an ordinary one of a language: once in 13,000 letters."""

ONE_CASE_MIN = 150
"""Letters of a script with two cases from which a text has both."""
CAPITALS_MIN, CAPITALS_MAX = 0.008, 0.9
"""Share of capitals among them, at least and at most; news has .02 to .1."""

FEW = 3
"""Odd places that a clean text may have: names, brands, a formula."""

ODD_SHARE = 0.04
"""Share of the letters beyond ASCII that one language may fail to explain: foreign names."""

ODD_EAST_ASIAN_SHARE = 0.12
"""Share of East Asian characters that may be uncommon: .03 in clean text, .3 and more in wrong ones."""

_ASCII = bytes(range(0x80))
_SYMBOLS = frozenset(TYPOGRAPHIC + USUAL + UNUSUAL)
_STRAY = frozenset(STRAY)
_INSIDE = _SYMBOLS - frozenset("’·\u00a0\u202f\u2009\u00ad")
_UPPER = frozenset(letter for letter in UPPER if not letter.isascii())
_SYMBOL_INSIDE = re.compile(f"[{''.join(sorted(_INSIDE))}](?<=[{LOWER}].)(?=[{LOWER}])")
_CAPITAL_INSIDE = re.compile(f"[{''.join(sorted(_UPPER))}](?<=[{LOWER}].)")
_SIGN_INSIDE = re.compile(
    f"[{''.join(sorted(_INSIDE - frozenset(TYPOGRAPHIC)))}](?<=[\u0590-\u0eff].)(?=[\u0590-\u0eff])"
)
"""The same for scripts without case, Hebrew to Thai, in which quotation marks may stand between letters."""
# What all Cyrillic alphabets have is most of a text, and tells none from another: a run of it counts as one letter.
_CYRILLIC = re.compile("[абвгдежзклмнопрстуфхцчш]+")
_OF_CYRILLIC = "а"
_CAPITAL = re.compile("[\u0386-\u03ab\u0400-\u042f]")
_BOXES = frozenset(map(chr, range(0x2500, 0x25A0)))
_PICTURE = re.compile("[\u2190-\u21ff\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff\ufe00-\ufe0f\ufffd\U0001f000-\U0001faff]")
"""Arrows, numbers in circles, shapes, emoji, what was lost: texts have them, and no wrong decoding makes them."""
_SCRIPTS_MEET = re.compile(r"[\u0370-\u1dff\u1f00-\u1fff](?:(?<=[A-Za-z].)|(?=[A-Za-z]))")
MOSTLY_ASCII = 0.3
"""Bytes beyond one that a character takes on average, below which letters of another script stand among Latin ones."""

EAST_ASIAN_SHARE = 0.2
"""Share of the characters beyond ASCII from which a text is East Asian."""
_HAN_LEADS, _HANGUL_LEADS = bytes(range(0xE4, 0xEA)), bytes(range(0xEA, 0xEE))
_WIDE_LEADS = b"\xe3" + _HAN_LEADS + _HANGUL_LEADS + b"\xef"
"""First bytes of East Asian characters in UTF-8."""
LATIN_AND_MORE = 2
"""Times as many characters as there are beyond ASCII, from which a text with East Asian ones is in Latin script."""
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]+")
_WIDE_INSIDE = re.compile(r"[\u2e80-\ud7a3](?<=[a-z].)(?=[a-z])")
SYLLABLES_A_HAN = 3
"""Syllables of Hangul that a Korean text has at least for each Han character; news has ten and more."""
THAI_LEADS_SHARE = 0.05
"""Times that these stand in a text for each of its characters; clean Thai has .01."""
_THAI_LEADS = ("เธ", "เน")
"""What windows-874 makes of the first two bytes of every Thai letter in UTF-8."""


def is_suspicious(text: str) -> bool:
    """Whether the text may have been misread.

    >>> is_suspicious("Příliš žluťoučký kůň úpěl ďábelské ódy."), is_suspicious("Pøíliš žluouèký kùò úpìl ódy.")
    (False, True)
    """
    data = text.encode("utf-8", "replace").translate(None, _ASCII)
    if not data:
        return False
    beyond = data.decode()
    wide = len(data) - len(data.translate(None, _WIDE_LEADS))
    if wide > EAST_ASIAN_SHARE * len(beyond):
        if _is_odd_east_asian(text, beyond, data):
            return True
        beyond = _WIDE.sub("", beyond)  # what stands among it, perhaps in lines of its own
    rest = _CYRILLIC.sub(_OF_CYRILLIC, beyond) if _OF_CYRILLIC in beyond else beyond
    distinct = set(rest)
    if not _STRAY.isdisjoint(distinct):
        return True
    if not _INSIDE.isdisjoint(distinct) and len(_SYMBOL_INSIDE.findall(text)) >= FEW:
        return True
    if not _BOXES.isdisjoint(distinct) and len(BOX_AT_LETTER.findall(text)) >= FEW:
        return True
    letters = {letter for letter in distinct - _SYMBOLS if not _PICTURE.match(letter)}
    return bool(letters) and (_is_nobodys(beyond, letters) or _is_jumbled(text, beyond, letters))


def _is_nobodys(beyond: str, letters: Collection[str]) -> bool:
    """Whether no language has these letters: all of them, or all but a few."""
    speakers = _ordinary_letters()
    shared = _EVERY
    for letter in letters:
        shared &= speakers.get(letter, 0)
    if shared:
        return False
    shared, odd = _EVERY, 0
    counts = {letter: beyond.count(letter) for letter in letters}
    for letter in sorted(counts, key=lambda letter: (-counts[letter], letter)):
        if left := shared & speakers.get(letter, 0):
            shared = left
        else:
            odd += counts[letter]
    return odd >= FEW and odd > ODD_SHARE * sum(counts.values())


_EVERY = (1 << len(TABLES)) - 1


@cache
def _ordinary_letters() -> Mapping[str, int]:
    """Letter → the languages that have it, a bit each."""
    speakers: dict[str, int] = {}
    for number, table in enumerate(TABLES.values()):
        for letter in chain.from_iterable(letters for units, letters in table.letters.items() if units <= ORDINARY):
            speakers[letter] = speakers.get(letter, 0) | 1 << number
            speakers[letter.upper()] = speakers[letter]
    return speakers


def _is_jumbled(text: str, beyond: str, letters: Collection[str]) -> bool:
    """Whether letters stand where they do not: capitals behind small ones, two scripts in a word, Thai of two bytes."""
    if not _UPPER.isdisjoint(letters) and len(_CAPITAL_INSIDE.findall(text)) >= FEW:
        return True
    last = max(letters)
    if last < "\u0370":
        return False
    if "\u0391" <= last <= "\u052f" and len(beyond) >= ONE_CASE_MIN and _is_of_one_case(beyond):
        return True
    if last >= "\u0590" and (_has_thai_of_two_bytes(text) or len(_SIGN_INSIDE.findall(text)) >= FEW):
        return True
    size = len(text.encode("utf-8", "replace")) - len(text)
    return size < MOSTLY_ASCII * len(text) and len(_SCRIPTS_MEET.findall(text)) >= FEW


def _is_of_one_case(beyond: str) -> bool:
    """Whether letters of Greek or Cyrillic are nearly all of one case, as they are where it was Hebrew."""
    capitals = len(_CAPITAL.findall(beyond)) / len(beyond)
    return not CAPITALS_MIN <= capitals <= CAPITALS_MAX


def _has_thai_of_two_bytes(text: str) -> bool:
    """Whether there are so many of what windows-874 makes of Thai in UTF-8 that it is no word."""
    return sum(map(text.count, _THAI_LEADS)) >= FEW + THAI_LEADS_SHARE * len(text)


def _is_odd_east_asian(text: str, beyond: str, data: bytes) -> bool:
    """Whether too many characters are such as nobody uses, or stand within Latin words, or Han ones among Hangul."""
    if len(text) > LATIN_AND_MORE * len(beyond) and len(_WIDE_INSIDE.findall(text)) >= FEW:
        return True
    odd = len(_uncommon().findall(beyond))
    if odd >= FEW and odd > ODD_EAST_ASIAN_SHARE * len(beyond):
        return True
    hangul = len(data) - len(data.translate(None, _HANGUL_LEADS))
    han = len(data) - len(data.translate(None, _HAN_LEADS))
    return hangul > FEW and hangul < SYLLABLES_A_HAN * han


@cache
def _uncommon() -> re.Pattern[str]:
    """East Asian characters that no national standard counts among the common ones, half-width ones among them."""
    common = (
        _block("gb2312", range(0xA1, 0xD8), range(0xA1, 0xFF))
        | _block("big5", range(0xA1, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
        | _block("euc_jp", range(0xA1, 0xD0), range(0xA1, 0xFF))
        | _block("euc_kr", range(0xA1, 0xC9), range(0xA1, 0xFF))
    )
    return re.compile(f"[^{re.escape(''.join(sorted(common)))}\\x00-\u303f\uff00-\uff60\uffe0-\uffef]")


def _block(codec: str, leads: Collection[int], trails: Collection[int]) -> frozenset[str]:
    pairs = b"".join(bytes([lead, trail]) for lead in leads for trail in trails)
    return frozenset(pairs.decode(codec, "ignore"))
