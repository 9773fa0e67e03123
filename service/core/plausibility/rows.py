"""The tables as integers: one for each letter or pair of letters, which holds its cost in all languages side by side.

So a text's costs in thirty languages are one sum of integers, which Python adds up in C: half a millisecond for 600
characters, a fortieth of what a loop over the languages takes.  Languages of one script share a layout of lanes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from service.core.plausibility.symbols import script_of
from service.core.plausibility.tables import TABLES, UNITS, Table, Tiers

LANE = 24
"""Bits for each language's sum: room for 16 million units, and a sum over a sample has not a tenth of that."""
LANE_MASK = (1 << LANE) - 1

UNSEEN = round(13.8 * UNITS)
"""A letter that a language was never seen with: one in a million."""

_LEVELS = MappingProxyType({"zh-Hans": ("gb2312", 0xD7), "zh-Hant": ("big5", 0xC6), "ja": ("shift_jis", 0x97)})
"""Languages of Han characters, the standard that sorts these by use, and the last lead byte of the common ones."""
_LAST_SYLLABLE = 0xC8
"""The last lead byte of the common syllables in the standard of South Korea; Han characters follow."""

_COMMON, _RARE, _HANJA, _STRANGE = (round(nats * UNITS) for nats in (10, 12.6, 13, 15))
"""Costs of characters that the tables lack: of the common part of their standard, of the rest of it, Han characters in
Korean, and those that no standard has: what is left of the likelihood, spread over so many characters."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Integers with a lane of ``LANE`` bits for each language of a script."""

    lanes: Mapping[str, int]
    """Language → how many bits its lane is away."""
    script: Mapping[str, str]
    """Language → its script."""
    letters: dict[str, int]
    """What a letter costs by itself."""
    surprise: dict[str, int]
    """What a letter costs the one behind it, when the two were never seen together."""
    pairs: dict[str, int]
    """What the second letter of a pair costs; a pair with a space is of the script of its letter."""
    ends: dict[str, int]
    """Script → what the end of a word costs."""
    starts: dict[str, int]
    """Script → what the start of a word costs the letter behind it, when no word was seen to begin with it."""
    unseen: Mapping[str, int]
    """Script → what a letter costs that no language was seen with."""


def _spread(tiers: Tiers, width: int = 1) -> Iterator[tuple[str, int]]:
    for units, pieces in tiers.items():
        for start in range(0, len(pieces), width):
            yield pieces[start : start + width], units


def _script_of_language(letters: Tiers) -> str:
    """The script of a language's commonest letter."""
    return next(script_of(letter) for letter, _ in _spread(letters) if letter != " ")


@cache
def load_rows() -> Rows:
    """The rows, made once: 60 ms, 4 MB."""
    script = {tag: _script_of_language(table.letters) for tag, table in TABLES.items()}
    lanes: dict[str, int] = {}
    for tag in TABLES:
        lanes[tag] = LANE * sum(script[other] == script[tag] for other in lanes)
    names = set(script.values())
    unseen = {name: sum(UNSEEN << lanes[tag] for tag in TABLES if script[tag] == name) for name in names}
    rows = Rows(lanes, script, {}, {}, {}, dict.fromkeys(names, 0), dict.fromkeys(names, 0), unseen)
    for tag, table in TABLES.items():
        _add_letters(rows, tag, table)
    for tag, table in TABLES.items():
        _add_pairs(rows, tag, table)
    return rows


def _add_letters(rows: Rows, tag: str, table: Table) -> None:
    script, lane = rows.script[tag], rows.lanes[tag]
    surprises = dict(_spread(table.surprise))
    for letter, units in _spread(table.letters):
        if letter == " ":
            rows.ends[script] += units << lane
            rows.starts[script] += surprises[letter] << lane
        elif script_of(letter) == script:
            rows.letters[letter] = rows.letters.get(letter, rows.unseen[script]) + ((units - UNSEEN) << lane)
            rows.surprise[letter] = rows.surprise.get(letter, 0) + (surprises[letter] << lane)


def _add_pairs(rows: Rows, tag: str, table: Table) -> None:
    script, lane = rows.script[tag], rows.lanes[tag]
    costs, surprises = dict(_spread(table.letters)), dict(_spread(table.surprise))
    for pair, units in _spread(table.pairs, 2):
        if all(letter == " " or script_of(letter) == script for letter in pair):
            row = rows.pairs[pair] if pair in rows.pairs else unseen_pair(rows, script, pair)
            rows.pairs[pair] = row + ((units - costs[pair[1]] - surprises[pair[0]]) << lane)


def unseen_pair(rows: Rows, script: str, pair: str) -> int:
    """What the second of a pair costs that was never seen, both of one script or one of them a space."""
    first, second = pair[0], pair[1]
    cost = rows.ends[script] if second == " " else rows.letters.get(second, rows.unseen[script])
    return cost + (rows.starts[script] if first == " " else rows.surprise.get(first, 0))


@cache
def _ideographs() -> tuple[tuple[int, str, Mapping[str, int]], ...]:
    lanes = load_rows().lanes
    return tuple((lanes[tag], tag, dict(_spread(TABLES[tag].ideographs))) for tag in (*_LEVELS, "ko"))


def ideograph_row(character: str) -> int:
    """What one Han character or syllable costs on top of ``HAN`` or ``HANGUL``."""
    row = 0
    for shift, tag, known in _ideographs():
        row += (known[character] if character in known else _by_standard(character, tag)) << shift
    return row


def _by_standard(character: str, tag: str) -> int:
    """What a character costs that the tables lack, by its place in the national standard."""
    codec, last = _LEVELS.get(tag, ("euc_kr", _LAST_SYLLABLE))
    try:
        lead = character.encode(codec)[0]
    except UnicodeEncodeError:
        return _STRANGE
    if tag == "ko":
        return _COMMON if lead <= last else _HANJA
    return _COMMON if lead <= last else _RARE
