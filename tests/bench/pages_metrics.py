"""What is measured of one page besides its words: shingles, snippets, title, author, date.  Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.bench.metrics import NO_OUTPUT, T, WordScore, score_words, tokens

SHINGLE = 4
"""Tokens of a shingle, as in ScrapingHub's benchmark of article extraction, and after it in others."""
DAY = len("2026-01-31")

_SPACE = re.compile(r"\s+")

PERFECT = WordScore(1.0, 1.0, 1.0)


def shingle_counts(text: str, *, characters: bool = False) -> Counter[tuple[str, ...]]:
    """The runs of ``SHINGLE`` tokens of a text as a multiset; a shorter text is one shingle, an empty one none.

    >>> sorted(shingle_counts("a b c d e"))
    [('a', 'b', 'c', 'd'), ('b', 'c', 'd', 'e')]
    """
    words = tokens(text, characters=characters)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def score(output: Counter[T], gold: Counter[T]) -> WordScore:
    """Compare two multisets; where the gold is empty, an empty output is perfect and any other has 0."""
    return score_words(output, gold) if gold else NO_OUTPUT if output else PERFECT


def folded(text: str) -> str:
    """A text as snippets are compared: case folded, every run of white space one space.

    >>> folded("One\\n TWO")
    'one two'
    """
    return _SPACE.sub(" ", text).strip().casefold()


def snippets_found(snippets: Sequence[str], output: str) -> int:
    """How many of the snippets stand in the output as they are, case and white space aside."""
    whole = folded(output)
    return sum(folded(snippet) in whole for snippet in snippets)


def letters(text: str | None) -> str:
    """The letters and digits of a text, case folded, in normal form NFC: what titles and names are compared by.

    >>> letters("The Mayor’s “Bridge”"), letters(None)
    ('themayorsbridge', '')
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text or "").casefold()))


def same_day(value: str, gold: str) -> bool:
    """Two dates of ISO 8601 name one day, as written or in UTC; a gold without a day asks for its month alone.

    >>> same_day("2026-01-31T23:30:00-05:00", "2026-02-01 04:30:00+00:00"), same_day("2026-01-31", "2026-01-30")
    (True, False)
    """
    return value[:DAY].startswith(gold[:DAY]) or (_utc_day(value) or value) == _utc_day(gold)


def _utc_day(value: str) -> str | None:
    """The day in UTC of a moment with an offset; ``None`` for anything else."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.astimezone(UTC).date().isoformat() if moment.tzinfo else None


@dataclass(frozen=True, slots=True)
class Fields:
    """What a system says of a page besides its text."""

    title: str | None
    author: str | None
    """All names, joined in any way."""
    date: str | None


NO_FIELDS = Fields(None, None, None)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Whether the fields are right; ``None`` where the gold says nothing: there is nothing to be right about."""

    title: bool | None
    author: bool | None
    """All names, and nothing else: the letters of the joined names are those of the gold."""
    author_near: bool | None
    """One of the two is a part of the other: a name too many or too few, a role behind the name."""
    date: bool | None
    invented_date: bool | None
    """A date was given though the gold has none; ``None`` where it has one."""


def judge_fields(fields: Fields, title: str | None, author: str | None, date: str | None) -> Verdicts:
    """Compare the fields with those of the gold."""
    ours, theirs = letters(fields.author), letters(author)
    return Verdicts(
        title=letters(fields.title) == letters(title) if letters(title) else None,
        author=ours == theirs if theirs else None,
        author_near=bool(ours) and (ours in theirs or theirs in ours) if theirs else None,
        date=bool(fields.date) and same_day(fields.date or "", date) if date else None,
        invented_date=None if date else bool(fields.date),
    )


def share(verdicts: Iterable[bool | None]) -> float | None:
    """The share that is true, ``None`` aside; ``None`` when there is no other.

    >>> share([True, False, None]), share([None])
    (0.5, None)
    """
    known = [verdict for verdict in verdicts if verdict is not None]
    return sum(known) / len(known) if known else None
