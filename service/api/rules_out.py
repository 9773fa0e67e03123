"""The rules in force, as ``GET /v1/rules`` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from service.api.problems import ProblemError, quoted
from service.api.wire import KINDS
from service.core.lexicon import Lexicon, Rule

RULE_FILTERS = ("kind", "language")
"""What the list can be narrowed by."""


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind.value,
        "language": rule.language,
        "role": rule.role,
        "where": rule.where,
        "why": rule.why,
        "lines": list(rule.lines),
        "pattern": rule.pattern.pattern if rule.pattern else None,
        "examples": {"drops": list(rule.drops), "keeps": list(rule.keeps)},
    }


def rules_json(lexicon: Lexicon, wanted: Mapping[str, str]) -> bytes:
    """The rules of the wanted kind and language, all where none is named, in the order of the rule files.

    A kind that does not exist is a problem; a language without rules has an empty list.
    """
    kind, language = wanted.get("kind"), wanted.get("language")
    if kind is not None and kind not in KINDS:
        raise ProblemError("bad-value", f"kind is {quoted(kind)}. Use one of {', '.join(KINDS)}.")
    rules = [r for r in lexicon.rules if kind in (None, r.kind.value) and language in (None, r.language)]
    return orjson.dumps({"version": lexicon.version, "count": len(rules), "rules": [_rule(r) for r in rules]})
