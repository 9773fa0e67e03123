"""``winnow rules``: the rules in force."""

from __future__ import annotations

import sys

import orjson

from service.core.lexicon import Rule
from service.rules import load_lexicon

COLUMNS = ("id", "kind", "language", "role", "where")


def as_row(rule: Rule) -> tuple[str, ...]:
    """What a table shows of a rule, in the order of ``COLUMNS``."""
    return (rule.id, rule.kind.value, rule.language, rule.role, rule.where)


def as_object(rule: Rule) -> dict[str, object]:
    """All of a rule that its file says, named as ``GET /v1/rules`` names it."""
    return {
        **dict(zip(COLUMNS, as_row(rule), strict=True)),
        "why": rule.why,
        "lines": rule.lines,
        "pattern": rule.pattern.pattern if rule.pattern else None,
        "examples": {"drops": rule.drops, "keeps": rule.keeps},
    }


def list_rules(*, as_json: bool) -> int:
    """Print the rules: a table, or one JSON object a line."""
    rules = load_lexicon().rules
    if as_json:
        for rule in rules:
            sys.stdout.buffer.write(orjson.dumps(as_object(rule), option=orjson.OPT_APPEND_NEWLINE))
        return 0
    rows = [COLUMNS, *(as_row(rule) for rule in rules)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.buffer.write(line.rstrip().encode() + b"\n")
    return 0
