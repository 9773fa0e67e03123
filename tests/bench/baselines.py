"""What a service would do without us: three rules that look at one line at a time, or keep everything."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

PROSE_MIN_WORDS = 5
"""Words of a line of prose in the C4 rule (Raffel et al., 2020, ask for five)."""
CHARACTERS_PER_WORD = 2.0
"""Characters that count as one word in scripts without spaces."""

_WORD = re.compile(r"\w+")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔][\"'”’»)\]」』]*$|[\"”]$")
_TAIL = 8
"""Characters at the end of a line in which its end mark is looked for: more closing marks than that are not prose."""


def word_count(line: str) -> float:
    """Words of a line; where a script writes no spaces, two characters are one.

    >>> word_count("Two words")
    2
    """
    words = len(_WORD.findall(line))
    return words if line.isascii() else max(words, len(_SPACELESS.findall(line)) / CHARACTERS_PER_WORD)


def is_prose(line: str) -> bool:
    """The C4 line rule: at least five words, and the end of a sentence or of a quotation.

    >>> is_prose("The council met on Monday."), is_prose("Read more about the council"), is_prose("Read more.")
    (True, False, False)
    """
    stripped = line.rstrip()
    return _SENTENCE_END.search(stripped[-_TAIL:]) is not None and word_count(stripped) >= PROSE_MIN_WORDS


def keep_everything(lines: Sequence[str]) -> list[bool]:
    """Every line is content."""
    return [True] * len(lines)


def c4_rule(lines: Sequence[str]) -> list[bool]:
    """Every line of prose is content, wherever it stands."""
    return [is_prose(line) for line in lines]


def prose_run(lines: Sequence[str]) -> list[bool]:
    """The one run of lines whose words of prose exceed its other words by most is content, all of it.

    >>> prose_run(["Home", "The council met on Monday.", "Background", "It will meet again on Tuesday.", "Share"])
    [False, True, True, True, False]
    """
    best = total = 0.0
    start = 0
    run = (0, 0)
    for i, line in enumerate(lines):
        words = word_count(line)
        if total <= 0:
            total, start = 0.0, i
        total += words if is_prose(line) else -words
        if total > best:
            best, run = total, (start, i + 1)
    return [run[0] <= i < run[1] for i in range(len(lines))]


BASELINES: Mapping[str, Callable[[Sequence[str]], list[bool]]] = MappingProxyType(
    {"keep everything": keep_everything, "C4 line rule": c4_rule, "prose run": prose_run}
)
