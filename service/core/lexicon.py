"""The rules in force, compiled: whole-line cues, pattern rules and vocabulary, from rows that ``service.rules`` reads.

A cue is a verdict only as a whole line: on the pages of 41 countries it was right 2,037 times and wrong once, while as
the beginning of a line it was wrong 12 % of the time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from service.core.model import Kind
from service.core.words import words_of

Where = Literal["lead", "tail", "edge", "run", "anywhere"]
"""Where a rule may fire: before the first prose, after the last, at either end, there or beside a cue, anywhere."""
Role = Literal["line", "header", "prefix", "glued"]
Risk = Literal["low", "med"]
"""``low``: the line says nothing else.  ``med``: a heading or a caption may say it too."""

CUE_MAX_LENGTH = 250
"""Characters; the longest cue has 222 (a consent text), so longer lines are not looked up."""
PATTERN_MAX_LENGTH = 400
"""Characters; longer lines are no chrome: of the boilerplate lines that patterns find on the development data, the
longest has 391.  It also bounds the time of one pattern on one line."""

FOUND_LINES = 20_000
"""Lines of which it is remembered what they are: pages of one site share their menus, and all share some.  Of at most
``FOUND_MAX_LENGTH`` characters, so that they take 4 MB at most."""
FOUND_MAX_LENGTH = 60

_ROW_MARK = re.compile(r" ?[|·•] ?")
MIN_ROW_PARTS = 2
"""Cues in a row, with marks between, that make the row a cue."""
_QUESTION_MARKS = ("?", "？", "؟", "՞", ";")  # the semicolon is the Greek question mark
_LEVELLED: Mapping[str, str] = MappingProxyType(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2013": "-",
        "\u2014": "-",
        # Characters without width: joiners, bidirectional marks, soft hyphen, byte order mark.
        **dict.fromkeys("\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff", ""),
    }
)
# One search finds the few characters to level; ``str.translate`` looks up every character in a mapping, which costs
# more than all the rest together.
_TO_LEVEL = re.compile(f"[{''.join(_LEVELLED)}]")
# Scripts whose words are not set apart by spaces, and those whose vowel signs ``\w`` does not count as letters.
_NO_WORD_INDEX = re.compile(r"[\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def fold(line: str) -> str:
    """The form in which patterns see a line: NFKC, case folded, one kind of quote and dash, single spaces.

    >>> fold("  Don\\u2019t miss \\u2014 Sign\\u00a0up ")
    "don't miss - sign up"
    """
    if line.isascii():
        return " ".join(line.lower().split())
    folded = unicodedata.normalize("NFKC", line).casefold()
    return " ".join(_TO_LEVEL.sub(_level, folded).split())


def _asks(line: str) -> bool:
    return line.rstrip().endswith(_QUESTION_MARKS)


def _level(match: re.Match[str]) -> str:
    return _LEVELLED[match.group()]


def _trim(text: str) -> str:
    """Without what is neither letter nor digit at the ends; vowel signs stay with their letter."""
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Mc"):
        end += 1
    return text[start:end]


def cue_key(line: str) -> str:
    """The form in which a line is compared with cues: ``fold``, without outer punctuation.

    >>> cue_key("  Share this: ")
    'share this'
    >>> cue_key("» Weiterlesen …")
    'weiterlesen'
    """
    return _trim(fold(line))


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rule files.

    ``line``: the whole line is the cue.  ``header``: it is, and opens a section that is boilerplate too (related
    stories, comments, author box).  ``prefix``: a label before another story's headline ("Read also: …").  ``glued``:
    the same, with nothing between label and headline ("Next articleThe Water Paradox").
    """

    id: str
    kind: Kind
    language: str
    where: Where
    role: Role
    why: str
    lines: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    drops: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    risk: Risk = "low"
    needs: tuple[str, ...] = ()
    """Words or marks, folded, of which a line must have one before the pattern is tried on it."""


def _is_word(need: str) -> bool:
    """Whether ``words_of`` finds it as a word of its own."""
    return "_" not in need and words_of(need) == [need] and not _NO_WORD_INDEX.search(need)


@dataclass(frozen=True, slots=True)
class Needs:
    """Which patterns a line can match at all, by the words and the marks in it: positions in ``Lexicon.patterns``."""

    words: Mapping[str, tuple[int, ...]]
    marks: tuple[tuple[str, tuple[int, ...]], ...]
    """Looked for as substrings: punctuation, and words of scripts without spaces."""
    foreign_marks: tuple[tuple[str, tuple[int, ...]], ...]
    """The same, for marks that are not ASCII."""
    foreign: re.Pattern[str]
    """One character of each of those, without which none of them need be looked for."""

    @classmethod
    def of(cls, patterns: Iterable[Rule]) -> Needs:
        by_need: dict[str, list[int]] = {}
        for i, rule in enumerate(patterns):
            for need in rule.needs:
                by_need.setdefault(need, []).append(i)
        words = {n: tuple(p) for n, p in by_need.items() if _is_word(n)}
        marks = tuple((n, tuple(p)) for n, p in by_need.items() if n not in words)
        foreign = tuple((n, p) for n, p in marks if not n.isascii())
        rarest = {next(c for c in n if not c.isascii()) for n, _ in foreign}
        return cls(
            MappingProxyType(words),
            tuple((n, p) for n, p in marks if n.isascii()),
            foreign,
            re.compile(f"[{re.escape(''.join(sorted(rarest)))}]" if rarest else r"(?!)"),
        )

    def candidates(self, folded: str) -> list[int]:
        """Positions of the patterns worth trying, in the order of the rule files."""
        found: set[int] = set()
        for word in self.words.keys() & words_of(folded.replace("_", " ")):
            found.update(self.words[word])
        for mark, positions in self.marks:
            if mark in folded:
                found.update(positions)
        if not folded.isascii() and self.foreign.search(folded):
            for mark, positions in self.foreign_marks:
                if mark in folded:
                    found.update(positions)
        return sorted(found)


@dataclass(frozen=True, slots=True, eq=False)  # compared and hashed as an object: there is one in a process
class Lexicon:
    """All rules of all languages.  Build with ``Lexicon.of``."""

    rules: tuple[Rule, ...]
    version: str
    cues: Mapping[str, Rule]
    """``cue_key`` of a whole line → its rule (roles ``line`` and ``header``)."""
    patterns: tuple[Rule, ...]
    vocabulary: Mapping[str, tuple[str, ...]]
    """Words that judges read by name (``photo_credit``, ``byline``, ``months`` …), all languages together."""
    needs: Needs = field(default_factory=lambda: Needs.of(()))
    questions: frozenset[str] = frozenset()
    """``cue_key`` of the cues that are questions.  Of the others, a question is none: "Comments?" is a subhead."""

    @classmethod
    def of(cls, rules: Iterable[Rule], vocabulary: Mapping[str, tuple[str, ...]], version: str) -> Lexicon:
        rows = tuple(rules)
        cues: dict[str, Rule] = {}
        questions: set[str] = set()
        for rule in rows:
            if rule.role in ("line", "header"):
                for line in rule.lines:
                    cues.setdefault(cue_key(line), rule)
                    if _asks(line):
                        questions.add(cue_key(line))
        patterns = tuple(r for r in rows if r.pattern is not None)
        by_key = MappingProxyType(cues)
        return cls(rows, version, by_key, patterns, vocabulary, Needs.of(patterns), frozenset(questions))

    def find(self, line: str) -> Rule | None:
        """The rule of which this whole line is a case: a cue, or else a pattern; ``None`` when it is neither."""
        if len(line) > PATTERN_MAX_LENGTH:
            return None
        return _find(self, line) if len(line) <= FOUND_MAX_LENGTH else self.find_anew(line)

    def find_anew(self, line: str) -> Rule | None:
        """The same of a line of at most ``PATTERN_MAX_LENGTH`` characters, not remembered."""
        folded = fold(line)
        return self._cue(line, folded) or self._row(folded) or self._match(folded)

    def cue(self, line: str) -> Rule | None:
        """The cue that this whole line is, or ``None``."""
        return self._cue(line, fold(line)) if len(line) <= CUE_MAX_LENGTH else None

    def match(self, line: str) -> Rule | None:
        """The pattern rule that this whole line matches, the first in the order of the rule files, or ``None``."""
        return self._match(fold(line)) if len(line) <= PATTERN_MAX_LENGTH else None

    def _cue(self, line: str, folded: str) -> Rule | None:
        if len(line) > CUE_MAX_LENGTH:
            return None
        key = _trim(folded)
        rule = self.cues.get(key)
        return None if rule is not None and key not in self.questions and _asks(line) else rule

    def _row(self, folded: str) -> Rule | None:
        """The rule of the first part when all parts of a line ("Privacy Policy | Terms of Use") are cues."""
        if "|" not in folded and "·" not in folded and "•" not in folded:
            return None
        parts = _ROW_MARK.split(folded)
        if len(parts) < MIN_ROW_PARTS:
            return None
        rules = [self.cues.get(_trim(part)) for part in parts]
        return rules[0] if all(rules) else None

    def _match(self, folded: str) -> Rule | None:
        for i in self.needs.candidates(folded):
            pattern = self.patterns[i].pattern
            if pattern is not None and pattern.fullmatch(folded):
                return self.patterns[i]
        return None


@lru_cache(maxsize=FOUND_LINES)
def _find(lexicon: Lexicon, line: str) -> Rule | None:
    """The rule of a short line, remembered."""
    return lexicon.find_anew(line)
