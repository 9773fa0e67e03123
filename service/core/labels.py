"""Labels that stand before another story's headline: "Read also: …", "Next articleThe Water Paradox"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from service.core.lexicon import Rule

Form = Literal["alone", "glued", "colon", "space"]

_STEM_LENGTH = 3
"""Characters by which labels are looked up before their pattern is tried."""
_OPENING = frozenset("“\"«„‘'《「『【‹")
_COLON = re.compile(r"\s*[:：»›>]\s*")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that begins with a label: its rule, what follows, and how the two are joined."""

    rule: Rule
    form: Form
    rest: str


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of roles ``prefix`` and ``glued``, ready to be found at the start of a line."""

    patterns: Mapping[str, re.Pattern[str]]
    rules: Mapping[str, Rule]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Labels:
        by_label = {
            line.strip(" :：").casefold(): rule
            for rule in rules
            if rule.role in ("prefix", "glued")
            for line in rule.lines
        }
        stems: dict[str, list[str]] = defaultdict(list)
        for label in sorted(by_label, key=lambda s: (-len(s), s)):
            stems[label[:_STEM_LENGTH]].append(re.escape(label).replace(r"\ ", r"\s"))
        return cls({stem: re.compile("|".join(group), re.IGNORECASE) for stem, group in stems.items()}, by_label)

    def find(self, line: str) -> Labelled | None:
        """The longest label that the line begins with, when what follows can be told from it."""
        pattern = self.patterns.get(line[:_STEM_LENGTH].casefold())
        match = pattern.match(line) if pattern else None
        if match is None:
            return None
        rule = self.rules.get(" ".join(match.group().casefold().split()))
        if rule is None:
            return None
        rest = line[match.end() :]
        form = _form(match.group(), rest)
        return Labelled(rule, form, _COLON.sub("", rest, count=1).strip()) if form else None


def _form(label: str, rest: str) -> Form | None:
    if not any(map(str.isalnum, rest)):
        return "alone"
    if _COLON.match(rest):
        return "colon"
    first = rest[0]
    if first in _OPENING or (first.isupper() and label[-1].islower()):
        return "glued"
    body = rest.lstrip()
    return "space" if first.isspace() and (body[0].isupper() or body[0] in _OPENING) else None
