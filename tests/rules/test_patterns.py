"""The pattern rules: folded, needed, and linear on lines that are made to hurt."""

import random
import time
from itertools import chain

import pytest

from service.core.lexicon import PATTERN_MAX_LENGTH, Rule, fold
from service.rules import load_lexicon

PATTERNS = load_lexicon().patterns
SECONDS_PER_LINE = 0.02
"""Seconds for one pattern on one line.  The slowest takes a tenth of it here; a pattern that backtracks over the whole
line in two places at once takes seconds."""
SEED = 20_260_131
MIXTURES = 12
"""Random lines for each pattern, made of its own words: what it almost matches hurts most."""


def stretched(text: str) -> str:
    """A text, again and again up to the longest line that is looked at."""
    return (text * (PATTERN_MAX_LENGTH // max(1, len(text)) + 1))[:PATTERN_MAX_LENGTH]


HOSTILE = tuple(
    map(stretched, ["a", " ", "- ", "\"'", "(", "a b ", "1 2 ", "1/", "> ", "| ", ".", "a.", ", and ", "\u0301"])
)


def hostile_to(rule: Rule) -> list[str]:
    """Lines that begin, go on or end as the rule wants them, and then do not."""
    drops = [fold(drop) for drop in rule.drops]
    words = [*rule.needs, *chain.from_iterable(drop.split() for drop in drops)]
    chance = random.Random(SEED)
    mixed = [stretched(" ".join(chance.choices(words, k=60))) for _ in range(MIXTURES)]
    almost = [stretched(drop + " ") for drop in drops] + [
        (drop + stretched(" x"))[:PATTERN_MAX_LENGTH] for drop in drops
    ]
    return [*HOSTILE, *mixed, *almost, *(line[:-1] + "\0" for line in (*mixed, *almost))]


def seconds(rule: Rule, line: str) -> float:
    """The time of one match; the better of two, as a machine may be busy."""
    assert rule.pattern is not None
    times = []
    for _ in range(2):
        start = time.perf_counter()
        rule.pattern.fullmatch(line)
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.parametrize("rule", PATTERNS, ids=[rule.id for rule in PATTERNS])
def test_pattern_is_quick_on_hostile_lines(rule: Rule) -> None:
    """No line of the greatest length keeps a pattern busy."""
    slow = [line for line in hostile_to(rule) if seconds(rule, line) > SECONDS_PER_LINE]

    assert [] == slow


@pytest.mark.parametrize("rule", PATTERNS, ids=[rule.id for rule in PATTERNS])
def test_pattern_matches_its_drops_and_not_its_keeps(rule: Rule) -> None:
    """A pattern matches the whole of each line that it drops, and none that it keeps."""
    assert rule.pattern is not None
    lines = [*rule.drops, *rule.keeps]

    assert [*rule.drops] == [line for line in lines if rule.pattern.fullmatch(fold(line))]


@pytest.mark.parametrize("rule", PATTERNS, ids=[rule.id for rule in PATTERNS])
def test_pattern_is_tried_on_its_drops(rule: Rule) -> None:
    """The words that a rule needs let each of its examples through: else it would never be tried."""
    lexicon = load_lexicon()
    position = lexicon.patterns.index(rule)

    assert [] == [drop for drop in rule.drops if position not in lexicon.needs.candidates(fold(drop))]
