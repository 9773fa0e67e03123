"""Lines that are boilerplate by their own words: the whole-line cues and the pattern rules of the rule files.

A cue inside a sentence is never a verdict: only whole lines are looked up.  Code is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from service.core.document import Document
from service.core.lexicon import Risk, Rule, Where
from service.core.model import Finding

CONFIDENCE: Mapping[Risk, float] = MappingProxyType({"low": 0.97, "med": 0.75})
"""By a rule's risk.  Measured as precision on the development pages (distinct lines of a page): rules of either risk
.99 and more at the places where they may fire, but for the labels of inline links (.67), which annotators keep about as
often as not.  Medium is above the threshold of ``balanced`` and below that of ``recall``: a line that a heading could
say as well goes by default, and stays for callers who want all of the text."""


def rule_of(document: Document, index: int) -> Rule | None:
    """The rule that the whole block is a case of: a cue, or else a pattern."""
    return None if document.is_code(index) else document.facts[index].cue


def prose_bounds(document: Document, rules: list[Rule | None]) -> tuple[int, int] | None:
    """The first and the last block of running text; ``None`` when there is none.

    A sentence that is a cue itself ("Your email address will not be published.") is not running text.
    """
    prose = [i for i, facts in enumerate(document.facts) if facts.prose and rules[i] is None]
    return (prose[0], prose[-1]) if prose else None


def _in_place(where: Where, index: int, bounds: tuple[int, int] | None, rules: list[Rule | None]) -> bool:
    """Whether a rule may fire at this block.  Without any prose there are no ends, only runs."""
    if where == "anywhere":
        return True
    if where == "run" and any(rules[i] is not None for i in (index - 1, index + 1) if 0 <= i < len(rules)):
        return True
    if bounds is None:
        return False
    lead, tail = index < bounds[0], index > bounds[1]
    return lead if where == "lead" else tail if where == "tail" else lead or tail


def judge_cues(document: Document) -> Iterable[Finding]:
    """The blocks that are cues or match a pattern rule, where their rule may fire.

    Example:
        ``Share this:`` after the last paragraph is a finding (``share``); ``Share this: it is your right.`` is none.
    """
    return _findings(document)


def _findings(document: Document) -> Iterator[Finding]:
    rules = [rule_of(document, i) for i in range(len(document.blocks))]
    if not any(rules):
        return
    bounds = prose_bounds(document, rules)
    for i, rule in enumerate(rules):
        if rule is not None and _in_place(rule.where, i, bounds, rules):
            what = "is the cue" if rule.lines else "has the form"
            yield Finding(
                block=i,
                span=document.blocks[i].span,
                kind=rule.kind,
                judge="cues",
                rule=rule.id,
                confidence=CONFIDENCE[rule.risk],
                reason=f"the whole line {what}: {rule.why}",
            )
