"""The rules in force, compiled: whole-line cues, pattern rules and vocabulary, from rows that ``service.rules`` reads.

A cue is a verdict only as a whole line: on the pages of 41 countries it was right 2,037 times and wrong once, while as
the beginning of a line it was wrong 12 % of the time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from service.core.model import Kind

Where = Literal["lead", "tail", "edge", "anywhere"]
Role = Literal["line", "header", "prefix", "glued"]

CUE_MAX_LENGTH = 120
"""Characters; no cue is longer, so longer lines are not looked up."""

_EDGE_MARKS = re.compile(r"^[\s\W_]+|[\s\W_]+$")
_SPACES = re.compile(r"\s+")


def cue_key(line: str) -> str:
    """The form in which a line is compared with cues: NFKC, case folded, outer punctuation and inner spacing levelled.

    >>> cue_key("  Share this: ")
    'share this'
    >>> cue_key("» Weiterlesen …")
    'weiterlesen'
    """
    folded = unicodedata.normalize("NFKC", line).casefold()
    return _SPACES.sub(" ", _EDGE_MARKS.sub("", folded))


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rule files.

    ``line``: the whole line is the cue.  ``header``: it is, and opens a section that is boilerplate too (related stories,
    comments, author box).  ``prefix``: a label before another story's headline ("Read also: …").  ``glued``: the same,
    with nothing between label and headline ("Next articleThe Water Paradox").
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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules of all languages.  Build with ``Lexicon.of``."""

    rules: tuple[Rule, ...]
    version: str
    cues: Mapping[str, Rule]
    """``cue_key`` of a whole line → its rule (roles ``line`` and ``header``)."""
    patterns: tuple[Rule, ...]
    vocabulary: Mapping[str, tuple[str, ...]]
    """Words that judges read by name (``photo_credit``, ``byline``, ``months`` …), all languages together."""

    @classmethod
    def of(cls, rules: Iterable[Rule], vocabulary: Mapping[str, tuple[str, ...]], version: str) -> Lexicon:
        rows = tuple(rules)
        cues: dict[str, Rule] = {}
        for rule in rows:
            if rule.role in ("line", "header"):
                for line in rule.lines:
                    cues.setdefault(cue_key(line), rule)
        return cls(rows, version, cues, tuple(r for r in rows if r.pattern is not None), vocabulary)

    def cue(self, line: str) -> Rule | None:
        """The cue that this whole line is, or ``None``."""
        return self.cues.get(cue_key(line)) if len(line) <= CUE_MAX_LENGTH else None
