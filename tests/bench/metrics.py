"""What is measured of one record: words, lines, lost content.  Pure functions of texts and labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

_WORD = re.compile(r"\w+")
_WORD_CHARACTER = re.compile(r"\w")
_SPACE = re.compile(r"\s+")

T = TypeVar("T")

Label = int | None
"""1 content, 0 boilerplate, ``None`` ambiguous: not counted."""


def token_counts(text: str, *, characters: bool = False) -> Counter[str]:
    r"""The lower-cased ``\w+`` tokens of a text as a multiset; its characters where a script writes no spaces.

    >>> sorted(token_counts("Rain, rain!").items())
    [('rain', 2)]
    >>> sorted(token_counts("雨。雨", characters=True).items())
    [('雨', 2)]
    """
    return Counter(tokens(text, characters=characters))


def tokens(text: str, *, characters: bool = False) -> list[str]:
    r"""The lower-cased ``\w+`` tokens of a text in order, or its characters."""
    return (_WORD_CHARACTER if characters else _WORD).findall(text.lower())


@dataclass(frozen=True, slots=True)
class WordScore:
    """Word precision, recall and F1 of one output, each 0 to 1."""

    precision: float
    recall: float
    f1: float


NO_OUTPUT = WordScore(0.0, 0.0, 0.0)
"""What an empty output scores, also where cleaning gave up."""


def score_words(output: Counter[T], gold: Counter[T]) -> WordScore:
    """Compare two multisets of tokens.

    >>> score_words(Counter("ab"), Counter("abcd"))
    WordScore(precision=1.0, recall=0.5, f1=0.6666666666666666)
    """
    common = (output & gold).total()
    if not common:
        return NO_OUTPUT
    precision, recall = common / output.total(), common / gold.total()
    return WordScore(precision, recall, 2 * precision * recall / (precision + recall))


def visible(text: str) -> int:
    """Characters of a text, white space aside."""
    return len(_SPACE.sub("", text))


@dataclass(frozen=True, slots=True)
class LineScore:
    """What became of the labelled lines of one record.

    Lines that stand several times on a page count once: pages repeat a line up to 1,510 times.  A content line is kept
    when any of its copies is; a boilerplate line is kept by the share of its copies that are.
    """

    content_kept: int
    content_lost: int
    boilerplate_kept: float
    boilerplate_removed: float
    lost_share: float
    """Share of the characters of the content lines that are not in the output, 0 to 1; exact to the character."""

    @property
    def all_right(self) -> bool:
        """Every labelled line has the verdict that its label asks for."""
        return not self.content_lost and not self.boilerplate_kept


def score_lines(lines: Sequence[str], labels: Sequence[Label], covered: Sequence[int]) -> LineScore:
    """Score the lines of one record.

    Args:
        lines: The lines of the input.
        labels: One for each line.
        covered: For each line, how many of its visible characters are in the output.
    """
    copies: dict[tuple[str, int], list[int]] = defaultdict(list)
    for line, label, count in zip(lines, labels, covered, strict=True):
        if label is not None and (text := line.strip()):
            copies[text, label].append(count)
    kept = lost = characters = lost_characters = 0
    boilerplate_kept = boilerplate_removed = 0.0
    for (text, label), counts in copies.items():
        size = visible(text)
        if label:
            best = max(counts)
            characters += size
            lost_characters += max(0, size - best)
            if is_kept(best, size):
                kept += 1
            else:
                lost += 1
        else:
            share = sum(is_kept(count, size) for count in counts) / len(counts)
            boilerplate_kept += share
            boilerplate_removed += 1 - share
    return LineScore(kept, lost, boilerplate_kept, boilerplate_removed, lost_characters / max(1, characters))


def is_kept(covered: int, size: int) -> bool:
    """A line counts as kept when most of its visible characters are in the output."""
    return 2 * covered > size


def f1(right: float, spurious: float, missed: float) -> float:
    """F1 of counts; 1 when there was nothing to find and nothing was found.

    >>> f1(2, 1, 1)
    0.6666666666666666
    """
    total = 2 * right + spurious + missed
    return 2 * right / total if total else 1.0
