"""Count which letters follow each other in which language, and write ``service/core/plausibility/tables.py``.

    python -m tests.bench.encodings.fit            # writes the tables
    python -m tests.bench.encodings.fit --check    # says whether they are what would be written

Learned from: the fitting half of our own texts, and the translations of Django's messages (Django 5.2, BSD-3-Clause,
which the extra ``train`` installs), some 25 KB of prose in each of eighty languages.  Only counts are kept.
"""

from __future__ import annotations

import argparse
import gettext
import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from service.core.plausibility.symbols import ideographs, paired, words_of
from tests.bench.encodings import corpus

OUT = Path(__file__).parents[3] / "service/core/plausibility/tables.py"

LOCALES = (
    "af ar ast az be bg bn br bs ca ckb cs cy da de dsb el en eo es et eu fa fi fr ga gd gl he hi hr hsb hu hy ia id io"
    " is it ja ka kab kk kn ko ky lb lt lv mk ml mn mr ms my nb ne nl nn os pa pl pt ro ru sk sl sq sr sr_Latn sv sw ta"
    " te tg th tk tr tt udm ug uk ur uz vi zh_Hans zh_Hant"
).split()
"""Django's names of the languages: those that national news is written in, and smaller ones, whose letters would else
look wrong."""

OWN_WEIGHT = 3
"""Times our own texts count: they are news, but few."""
UNITS = 4
"""Steps of a nat in which costs are kept: finer ones changed no decision on the fitting half."""
BACKOFF = 4.0
"""Counts that what is likely anyway weighs against what was seen; 2 to 8 are alike on the fitting half."""
UNSEEN = 1e-6
"""Probability of a letter that a language was not seen with."""
UNSEEN_COUNTS = 50
"""Counts that are set aside for letters not seen."""
KNOWN_IDEOGRAPHS = 0.85
"""Share of running text that the Han characters seen twice make up; the rest is left to the national standards."""
GAIN = 0.5
"""Nats by which a pair must differ from what its letters alone would cost, to be kept."""

_MARKUP = re.compile(r"%\([a-z_]+\)[sdi]|%[a-z%]|\{[a-z_]*\}|<[^>]*>|&\w+;|[a-zA-Z_]*_[a-zA-Z_]+|https?://\S+")
_CONTEXT = "\x04"
_CEDILLA, _COMMA = "şţŞŢ", "șțȘȚ"

HEADER = '''\
"""What follows what in which language, in ``1 / UNITS`` nats.  Written by ``python -m tests.bench.encodings.fit``.

Each level of cost has its letters, or its pairs of letters, in a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

Tiers = Mapping[int, str]


class Table(NamedTuple):
    """What was counted of one language."""

    letters: Tiers
    """What a letter costs by itself."""
    surprise: Tiers
    """What a letter costs the one behind it, when the two were never seen together."""
    pairs: Tiers
    """What the second letter of a pair costs, where that is less than the sum of the two above."""
    ideographs: Tiers
    """What a Han character or a syllable of Hangul costs among its kind."""


'''


def messages(locale: str) -> Iterator[str]:
    """Django's messages in a language, without placeholders and markup."""
    spec = find_spec("django")
    if spec is None or spec.origin is None:
        sys.exit("Django is missing: install the extra `train`.")
    folder = "de" if locale == "en" else locale
    for path in sorted(Path(spec.origin).parent.rglob(f"{folder}/LC_MESSAGES/*.mo")):
        with path.open("rb") as file:
            catalog: Mapping[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        for key, translated in catalog.items():
            source = (key if isinstance(key, str) else key[0]).rpartition(_CONTEXT)[2]
            if source and (locale == "en" or translated != source):
                yield _MARKUP.sub(" ", source if locale == "en" else translated)


def texts_of(locale: str) -> list[str]:
    """All that is learned from in a language."""
    tag = locale.replace("_", "-")
    found = list(messages(locale))
    if tag in corpus.languages():
        found += corpus.fitting(tag) * OWN_WEIGHT
    found = [unicodedata.normalize("NFC", text) for text in found]
    if locale == "ro":  # both spellings are common, and the legacy encodings have only the first
        found = [
            text.translate(str.maketrans(a, b)) for text in found for a, b in ((_COMMA, _CEDILLA), (_CEDILLA, _COMMA))
        ]
    return found


def seen_in(texts: Sequence[str]) -> list[str]:
    """The texts as they are counted; where most letters are not Latin, words in Latin letters are left out as names."""
    words = [words_of(f" {text} ") for text in texts]
    letters = [letter for text in words for letter in text if letter.isalpha()]
    if sum(letter.isascii() for letter in letters) < len(letters) / 2:
        words = [re.sub("[a-z ]+", " ", text) for text in words]
    return words


def levels(costs: Mapping[str, float]) -> str:
    """Costs as the source of a mapping from level to pieces."""
    tiers: dict[int, list[str]] = {}
    for piece, nats in sorted(costs.items()):
        tiers.setdefault(round(nats * UNITS), []).append(piece)
    return repr({level: "".join(tiers[level]) for level in sorted(tiers)})


def fit(texts: Sequence[str]) -> tuple[str, str, str, str]:
    """The four tables of a language, as source."""
    pairs: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    singles: Counter[str] = Counter()
    for words in seen_in(texts):
        singles.update(ideographs(words))
        seen = paired(words)
        letters.update(seen)
        pairs.update(a + b for a, b in pairwise(seen))
    total = letters.total() + UNSEEN_COUNTS
    alone = {letter: -math.log(count / total) for letter, count in letters.items() if count > 1}
    before: Counter[str] = Counter()
    for pair, count in pairs.items():
        before[pair[0]] += count
    surprise = {letter: math.log((before[letter] + BACKOFF) / BACKOFF) for letter in alone}
    together = {}
    for pair, count in pairs.items():
        first, second = pair[0], pair[1]
        if first in alone and second in alone:
            nats = -math.log((count + BACKOFF * math.exp(-alone[second])) / (before[first] + BACKOFF))
            if nats < alone[second] + surprise[first] - GAIN:
                together[pair] = nats
    known = {c: -math.log(KNOWN_IDEOGRAPHS * count / singles.total()) for c, count in singles.items() if count > 1}
    known = known if singles.total() > letters.total() / 10 else {}  # elsewhere they are the name of a language
    return levels(alone), levels(surprise), levels(together), levels(known)


def source() -> str:
    """The module that holds the tables."""
    rows = []
    for locale in LOCALES:
        tables = ",\n            ".join(fit(texts_of(locale)))
        rows.append(f'        "{locale.replace("_", "-")}": Table(\n            {tables},\n        ),\n')
    body = "".join(rows)
    return f"{HEADER}UNITS = {UNITS}\n\nTABLES: Mapping[str, Table] = MappingProxyType(\n    {{\n{body}    }}\n)\n"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.encodings.fit", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the tables would differ")
    args = parser.parse_args(argv)
    made = source()
    if args.check:
        same = made == OUT.read_text(encoding="utf-8")
        print("The tables are what would be written." if same else "The tables are not what would be written.")
        return 0 if same else 1
    OUT.write_text(made, encoding="utf-8")
    print(f"{len(LOCALES)} languages, {OUT.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
