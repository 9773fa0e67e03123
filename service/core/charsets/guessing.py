"""Which encoding bytes are in that say nothing of it: the one that makes the most plausible text of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from service.core.charsets.encodings import ENCODINGS, MULTI_BYTE, rarity
from service.core.charsets.readings import read, read_leniently
from service.core.plausibility.score import (
    CAPITAL_INSIDE,
    FOREIGN_WORD,
    MEETING,
    SYMBOL_INSIDE,
    Cost,
    cost_of,
    is_foreign,
    letters_cost,
)
from service.core.plausibility.tables import UNITS

SAMPLE = 1_600
"""Bytes that are looked at, from lines that have any beyond ASCII; no text of the corpus is read otherwise for more."""

LEAD_IN = 80
"""Bytes before the first one beyond ASCII that are kept of a long line: words that tell the language."""

FINALISTS = 4
"""Encodings that are looked at closely, those whose letters are the most plausible by themselves.  On the fitting half
of the corpus, cut to 60, 200 and all characters, the right one is among the first four in 788 of 788 cases, and the
first in 710."""

COMMONEST = "cp1252"
"""The encoding that is looked at closely always: a sign or two mean the same in many."""

MAX_NATS, MAX_NATS_EAST_ASIAN = 4.0, 9.0
"""Nats a character of text in a language that was counted, at most: in the corpus, cut to 60 characters and more, 3.8
(Persian) and 7.8 (traditional Chinese)."""

NOT_BY_LETTER = frozenset(["vni", "cp1258"])
"""Encodings that write a letter as several characters: looked at closely always, as single letters say little."""

MAX_BROKEN = 0.01
"""Share of bytes, above the first, that may be damage in a multi-byte encoding."""
BROKEN = 14.0
"""Nats of a character that was lost."""

MAX_HIGH_SHARE = 0.3
"""Share of bytes beyond ASCII up to which a text is in Latin script: it has at most .24 there (Vietnamese)."""

_ASCII = bytes(range(0x80))
_NOT_ASCII = bytes(range(0x80, 0x100))
_PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        rb"[\x80-\xff](?=[A-Za-z])",
        rb"(?<=[A-Za-z])[\x80-\xff]",
        rb"(?<=[a-z])[\x80-\xff]",
        rb"(?<=[a-z])[\x80-\xff](?=[a-z])",
    )
)
_EAST_ASIAN = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read bytes: Python's name of the encoding, the text, and what both cost in nats."""

    codec: str
    text: str
    nats: float

    @property
    def is_likely(self) -> bool:
        """Whether it looks like text in a language that was counted, and not only better than other readings."""
        most = MAX_NATS_EAST_ASIAN if _EAST_ASIAN.search(self.text) else MAX_NATS
        return self.nats <= most * len(self.text)


def sample_of(data: bytes) -> bytes:
    """Lines that are not all ASCII, up to ``SAMPLE`` bytes."""
    if len(data) <= SAMPLE:
        return data
    taken, size = [], 0
    for line in data.split(b"\n"):
        if line.isascii():
            continue
        piece = line
        if len(line) > SAMPLE - size:
            first = _HIGH.search(line)
            start = max(0, first.start() - LEAD_IN) if first else 0
            piece = line[start : start + SAMPLE - size]
        taken.append(piece)
        size += len(piece)
        if size >= SAMPLE:
            break
    return b"\n".join(taken)


def readings_of(sample: bytes, *, cut: bool = False) -> list[Reading]:
    """The plausible ways to read bytes, the most plausible first.  Not UTF-8, which shows by itself.

    Args:
        sample: The bytes; some thousand are enough.
        cut: They may end within a character.

    >>> readings_of("Премьер-министр заявил, что налоги не вырастут.".encode("koi8-r"))[0].codec
    'koi8-r'
    """
    found: list[Reading] = []
    costs: dict[str, Cost] = {}
    finalists = _finalists(sample)
    for codec in ENCODINGS:
        if codec in finalists or codec in NOT_BY_LETTER or codec in MULTI_BYTE:
            text, broken = read_sample(sample, codec, cut=cut)
            if broken <= 1 + MAX_BROKEN * len(sample):
                cost = costs[text] = costs.get(text) or cost_of(text)
                nats = cost.cheapest(ENCODINGS[codec]) + BROKEN * broken + rarity(codec)
                found.append(Reading(codec, text, nats))
    return sorted(found, key=lambda reading: reading.nats)


def read_sample(sample: bytes, codec: str, *, cut: bool) -> tuple[str, int]:
    """The text, and how many characters of it are lost."""
    text = read(sample, codec, cut=cut)
    return (text, 0) if text is not None else read_leniently(sample, codec)


def _finalists(sample: bytes) -> list[str]:
    """Single-byte encodings, the ones with the most plausible letters first."""
    counts = Counter(sample.translate(None, _ASCII))
    places = _Places.of(sample)
    allowed = 1 + MAX_BROKEN * len(sample)
    rest = cost_of(_HIGH.sub(b"\0", sample).decode("ascii"))
    costs = {}
    for codec, table in _high_letters().items():
        letters = [(table[byte], count) for byte, count in counts.items() if byte in table]
        broken = counts.total() - sum(count for _, count in letters)
        if broken <= allowed:
            units = sum(places.units_of(byte, table[byte], count) for byte, count in counts.items() if byte in table)
            nats = (rest + letters_cost(letters)).cheapest(ENCODINGS[codec])
            costs[codec] = nats + units / UNITS + BROKEN * broken
    return [*sorted(costs, key=costs.__getitem__)[:FINALISTS], COMMONEST]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where bytes beyond ASCII stand, as far as one beside another tells."""

    is_latin: bool
    before: Counter[int]
    """How often a byte stands right before a Latin letter."""
    behind: Counter[int]
    behind_small: Counter[int]
    inside: Counter[int]
    """Between two small letters."""

    @classmethod
    def of(cls, sample: bytes) -> _Places:
        before, behind, behind_small, inside = (Counter(b"".join(each.findall(sample))) for each in _PLACES)
        high = len(sample) - len(sample.translate(None, _NOT_ASCII))
        return cls(high < MAX_HIGH_SHARE * len(sample), before, behind, behind_small, inside)

    def units_of(self, byte: int, letter: str, count: int) -> int:
        """What the places of a byte cost on top of the letter that it is: as ``cost_of`` has it, but of one letter."""
        if is_foreign(letter):
            return MEETING * (self.before[byte] + self.behind[byte]) + FOREIGN_WORD * self.is_latin * count
        if letter.isalpha():
            return CAPITAL_INSIDE * self.behind_small[byte] if letter.isupper() else 0
        return SYMBOL_INSIDE * self.inside[byte]


@cache
def _high_letters() -> Mapping[str, Mapping[int, str]]:
    """Of each single-byte encoding, the characters of its bytes beyond ASCII."""
    return {
        codec: {byte: letter for byte in range(0x80, 0x100) if (letter := read(bytes([byte]), codec))}
        for codec in ENCODINGS
        if codec not in MULTI_BYTE and codec not in NOT_BY_LETTER
    }
