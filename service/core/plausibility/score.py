"""The cost of a text: how much it surprises, in the languages in which it surprises least."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from service.core.plausibility.rows import LANE_MASK, UNSEEN, ideograph_row, load_rows, unseen_pair
from service.core.plausibility.symbols import (
    HAN,
    HANGUL,
    NUMERIC,
    PICTURES,
    POINTS,
    PRIVATE,
    STRAY,
    TYPOGRAPHIC,
    UNUSUAL,
    USUAL,
    ideographs,
    paired,
    script_of,
    words_of,
)
from service.core.plausibility.tables import UNITS

_BICAMERAL = tuple(chr(code) for code in (*range(0x41, 0x590), *range(0x1E00, 0x2000)))
LOWER = "".join(letter for letter in _BICAMERAL if letter.islower())
UPPER = "".join(letter for letter in _BICAMERAL if letter.isupper())
"""Letters of scripts with two cases: Latin, Greek, Cyrillic, Armenian."""

_IN_WORD = TYPOGRAPHIC.translate({ord(c): None for c in "’·\u00a0"}) + USUAL + UNUSUAL + STRAY
_CAPITAL_INSIDE = re.compile(f"[{UPPER}](?<=[{LOWER}].)")
_SYMBOL_INSIDE = re.compile(f"[{_IN_WORD}{PICTURES}](?=[{LOWER}])(?:(?<=[{LOWER}].)|(?<=[{NUMERIC}]))")
_PICTURES = re.compile(f"([{PICTURES}])\\1*")
BOX_AT_LETTER = re.compile(r"[\u2500-\u259f](?:(?<=[^\W\d_].)|(?=[^\W\d_]))")

_POINTS = re.compile(f"(?:(?<=([\u05d0-\u07ff])))?[{POINTS}]")

CAPITAL_INSIDE = 4 * UNITS
"""A capital behind a small letter: one in fifty words of English, and names such as ``McDonald``."""
SYMBOL_INSIDE = 6 * UNITS
"""A symbol between two small letters, or a fraction or exponent before one, as no language has it; or a letter that
touches the line of a box."""
SYMBOL_COSTS = ((TYPOGRAPHIC, 5), (USUAL, 8), (UNUSUAL, 10), (STRAY, 16))
"""Kinds of symbols and what one costs in nats, about minus the logarithm of how often it stands in the gold text of the
development data; the last are there next to never."""
POINT = 4 * UNITS
"""A point of Arabic or Hebrew on a letter of theirs; elsewhere it is a letter that was never seen."""
PICTURE = 6 * UNITS
"""An arrow, a star, an emoji; the next of the same, as in a row of stars or the line of a box, costs nothing."""
MEETING = UNSEEN + 4 * UNITS
"""A letter right beside one of another script; twice that where it is of East Asia, as two bytes are needed for it."""
MEETING_HAN = 3 * UNITS
"""The same in texts that write no spaces."""
FOREIGN_WORD = 10 * UNITS
"""A word in another script than the text's main one."""
NO_TABLE = 7 * UNITS
"""A letter of a script that was not counted."""
_EAST_ASIAN = "Hani"
_NOT_COUNTED = frozenset(["Gujr", "Orya", "Sinh", "Laoo", "Ethi"])
"""Scripts that text is written in, but that have no tables."""

_SYMBOLS = tuple((re.compile(f"[{kind}]"), nats * UNITS) for kind, nats in (*SYMBOL_COSTS, (PRIVATE, 16)))
_SYMBOL_UNITS = MappingProxyType({symbol: nats * UNITS for kind, nats in SYMBOL_COSTS for symbol in kind})

REMEMBERED = 4_096
"""Characters whose rows are remembered; alphabets, and the commonest Han characters of a text."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a text costs: in all languages of each of its scripts, and what is the same in all."""

    totals: Mapping[str, int]
    """Script → integer with a lane for each of its languages."""
    units: int = 0

    def __add__(self, other: Cost) -> Cost:
        scripts = {*self.totals, *other.totals}
        return Cost(
            {script: self.totals.get(script, 0) + other.totals.get(script, 0) for script in scripts},
            self.units + other.units,
        )

    def cheapest(self, languages: Collection[str] | None = None) -> float:
        """Nats in the languages in which the text costs least: of each of its scripts one.

        Args:
            languages: Those that count, for their script; all when ``None``.
        """
        rows = load_rows()
        units = self.units
        for script, total in self.totals.items():
            own = [tag for tag in rows.lanes if rows.script[tag] == script]
            wanted = [tag for tag in own if languages is not None and tag in languages]
            units += min((total >> rows.lanes[tag]) & LANE_MASK for tag in wanted or own)
        return units / UNITS


def cost_of(text: str) -> Cost:
    """What the text costs.  A sample of some thousand characters is enough; the time is linear in its length.

    >>> cost_of("Российское правительство").cheapest() < cost_of("пНЯЯХИЯЙНЕ ОПЮБХРЕКЭЯРБН").cheapest()
    True
    """
    rows = load_rows()
    words = words_of(f" {text} ")
    seen = paired(words)
    totals: defaultdict[str, int] = defaultdict(int)
    letters: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    units, meetings, with_han = _odd_units(text), 0, 0
    for pair, count in Counter(map("".join, pairwise(seen))).items():
        script = _script_of_pair(pair)
        if script is None:
            meetings += count
            with_han += count * (_EAST_ASIAN in (script_of(pair[0]), script_of(pair[1])))
            continue
        letters[script] += count
        if pair[0] == " ":
            starts[script] += count
        if script in rows.unseen:
            row = rows.pairs.get(pair)
            totals[script] += (unseen_pair(rows, script, pair) if row is None else row) * count
        else:
            units += (NO_TABLE if script in _NOT_COUNTED else UNSEEN) * count
    if HAN in seen or HANGUL in seen:
        singles = Counter(ideographs(words))
        totals[_EAST_ASIAN] += sum(_ideograph_row(character) * count for character, count in singles.items())
    if meetings or len(letters) > 1:
        main = max(letters, key=lambda script: (letters[script], script))
        units += MEETING_HAN * meetings if main == _EAST_ASIAN else MEETING * (meetings + with_han)
        units += FOREIGN_WORD * (starts.total() - starts[main])
    return Cost(totals, units)


@lru_cache(maxsize=4 * REMEMBERED)
def _script_of_pair(pair: str) -> str | None:
    """The script of a pair's letters, or ``None`` where they are of two."""
    first, second = pair[0], pair[1]
    if second == " ":
        return script_of(first)
    script = script_of(second)
    return script if first == " " or script_of(first) == script else None


def _odd_units(text: str) -> int:
    """What symbols and capitals cost, which is the same in every language."""
    units = CAPITAL_INSIDE * len(_CAPITAL_INSIDE.findall(text))
    if text.isascii():
        return units
    units += SYMBOL_INSIDE * (len(_SYMBOL_INSIDE.findall(text)) + len(BOX_AT_LETTER.findall(text)))
    units += PICTURE * len(_PICTURES.findall(text))
    units += sum(POINT if is_at_home else UNSEEN for is_at_home in map(bool, _POINTS.findall(text)))
    return units + sum(each * len(kind.findall(text)) for kind, each in _SYMBOLS)


def letters_cost(letters: Iterable[tuple[str, int]]) -> Cost:
    """What characters beyond ASCII cost by themselves, whatever stands beside them: a first, cheap look.

    Args:
        letters: Characters, and how many times each is there.
    """
    rows = load_rows()
    totals: defaultdict[str, int] = defaultdict(int)
    units = 0
    for letter, count in letters:
        if letter in _SYMBOL_UNITS:
            units += _SYMBOL_UNITS[letter] * count
            continue
        small = letter.lower()[:1]
        script = script_of(small)
        if script in rows.unseen:
            totals[script] += rows.letters.get(small, rows.unseen[script]) * count
        else:
            units += UNSEEN * count
    return Cost(totals, units)


@lru_cache(maxsize=REMEMBERED)
def is_foreign(letter: str) -> bool:
    """Whether a character is a letter of another script than Latin."""
    return letter.isalpha() and script_of(letter) != "Latn"


@lru_cache(maxsize=REMEMBERED)
def _ideograph_row(character: str) -> int:
    return ideograph_row(character)
