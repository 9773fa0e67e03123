"""The rule files, read once: one TOML file per language, and ``any.toml``.  ``load_lexicon`` is the way in.

The reader is strict: a row that says too little or something unknown is an error that names the file and the row.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from service.core.lexicon import CUE_MAX_LENGTH, Lexicon, Risk, Role, Rule, Where, cue_key, fold
from service.core.model import Kind

VOCABULARY = frozenset(
    {
        "agencies", "byline", "byline_suffix", "end_mark", "months", "photo_credit", "photo_credit_suffix", "reporting",
        "source_label", "timestamp_modified", "timestamp_published", "weekdays",
    }
)  # fmt: skip
"""The vocabulary groups that judges read."""

VERSION_LENGTH = 12
"""Hexadecimal digits of the hash over all rule files that is the rules' version."""

MIN_EXAMPLES = 2
"""A pattern rule shows at least this many lines that go and that stay."""

_CUE_FIELDS = frozenset({"id", "kind", "role", "where", "why", "lines", "keeps"})
_RULE_FIELDS = frozenset({"id", "kind", "where", "why", "match", "needs", "drops", "keeps"})
_ESCAPES = re.compile(r"\\.|\(\?[a-zA-Z<!=:]+")
_Choice = TypeVar("_Choice", bound=str)


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file, the row and the remedy."""


class _Row:
    """One table of a rule file, with errors that say where it stands."""

    def __init__(self, table: Mapping[str, Any], place: str) -> None:
        self.table = table
        self.place = f"{place} ({table['id']})" if isinstance(table.get("id"), str) else place

    def error(self, problem: str) -> RuleError:
        return RuleError(f"{self.place}: {problem}")

    def check_fields(self, required: frozenset[str], optional: frozenset[str]) -> None:
        if missing := sorted(required - self.table.keys()):
            raise self.error(f"missing: {', '.join(missing)}")
        if unknown := sorted(self.table.keys() - required - optional):
            raise self.error(f"unknown: {', '.join(unknown)}")

    def text(self, name: str) -> str:
        value = self.table[name]
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"{name} must be a text that is not empty")
        return value

    def texts(self, name: str, minimum: int = 1) -> tuple[str, ...]:
        value = self.table[name]
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.error(f"{name} must be a list of texts, none of them empty")
        if len(value) < minimum:
            raise self.error(f"{name} needs at least {minimum}")
        if len(set(value)) < len(value):
            raise self.error(f"{name} says something twice")
        return tuple(value)

    def choice(self, name: str, choices: tuple[_Choice, ...], default: _Choice | None = None) -> _Choice:
        value = self.table.get(name, default)
        for choice in choices:
            if value == choice:
                return choice
        raise self.error(f"{name} must be one of {', '.join(choices)}, not {value!r}")


def _common(row: _Row, language: str) -> dict[str, Any]:
    """The fields that cues and rules share."""
    if not row.text("id").startswith(f"{language}."):
        raise row.error(f"id must begin with {language}.")
    role: tuple[Role, ...] = get_args(Role)
    where: tuple[Where, ...] = get_args(Where)
    risk: tuple[Risk, ...] = get_args(Risk)
    return {
        "id": row.text("id"),
        "kind": Kind(row.choice("kind", tuple(k.value for k in Kind))),
        "language": language,
        "where": row.choice("where", where),
        "role": row.choice("role", role, "line"),
        "risk": row.choice("risk", risk, "low"),
        "why": row.text("why"),
    }


def _cue(row: _Row, language: str) -> Rule:
    """A row of whole-line cues."""
    row.check_fields(_CUE_FIELDS, frozenset({"risk"}))
    lines = row.texts("lines")
    keys = {cue_key(line) for line in lines}
    for line in lines:
        if not cue_key(line) or len(line) > CUE_MAX_LENGTH:
            raise row.error(f"lines: {line!r} has no letter or digit, or more than {CUE_MAX_LENGTH} characters")
    for keep in row.texts("keeps"):
        if cue_key(keep) in keys:
            raise row.error(f"keeps: {keep!r} is one of the lines")
    return Rule(**_common(row, language), lines=lines, keeps=row.texts("keeps"))


def _pattern(row: _Row, language: str) -> Rule:
    """A pattern rule.  Its examples are tried by the tests."""
    row.check_fields(_RULE_FIELDS, frozenset({"risk", "role"}))
    match = row.text("match")
    literals = _ESCAPES.sub("", match)
    if literals != unicodedata.normalize("NFKC", literals).casefold():
        raise row.error("match must be written in case-folded form, as lines are folded before they are matched")
    try:
        pattern = re.compile(match)
    except re.error as error:
        raise row.error(f"match is not a regular expression: {error}") from error
    needs = row.texts("needs")
    drops = row.texts("drops", MIN_EXAMPLES)
    for need in needs:
        if need != fold(need):
            raise row.error(f"needs: write {need!r} as {fold(need)!r}")
    for drop in drops:
        if not any(need in fold(drop) for need in needs):
            raise row.error(f"drops: {drop!r} has none of the needs")
    return Rule(
        **_common(row, language), pattern=pattern, needs=needs, drops=drops, keeps=row.texts("keeps", MIN_EXAMPLES)
    )


def read_rules(text: str, name: str) -> tuple[list[Rule], dict[str, tuple[str, ...]]]:
    """The rows and the vocabulary of one rule file.

    Args:
        text: The file's TOML.
        name: The file's name, which is its language: ``de.toml``.

    Raises:
        RuleError: A row is not one; the message names file and row.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: not TOML: {error}") from error
    top = _Row(data, name)
    top.check_fields(frozenset({"language"}), frozenset({"vocabulary", "cues", "rules"}))
    language = top.text("language")
    if name != f"{language}.toml":
        raise top.error(f"language {language!r} belongs into {language}.toml")
    words = _Row(data.get("vocabulary", {}), f"{name}: [vocabulary]")
    words.check_fields(frozenset(), VOCABULARY)
    rules: list[Rule] = []
    for table, read in (("cues", _cue), ("rules", _pattern)):
        for i, row in enumerate(data.get(table, []), start=1):
            rules.append(read(_Row(row, f"{name}: [[{table}]] row {i}"), language))
    return rules, {group: words.texts(group) for group in words.table}


def _check_together(rules: Iterable[Rule]) -> None:
    """Ids are unique, and a line that two rows name means the same in both, so that their order does not matter."""
    ids: set[str] = set()
    owners: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in ids:
            raise RuleError(f"{rule.language}.toml: ({rule.id}): the id is used twice")
        ids.add(rule.id)
        for line in rule.lines if rule.role in ("line", "header") else ():
            other = owners.setdefault(cue_key(line), rule)
            if (rule.kind, rule.role, rule.where, rule.risk) != (other.kind, other.role, other.where, other.risk):
                here = "/".join((rule.kind, rule.role, rule.where, rule.risk))
                there = "/".join((other.kind, other.role, other.where, other.risk))
                raise RuleError(
                    f"{rule.language}.toml: ({rule.id}): lines: {line!r} is {here} here, but {there} in {other.id}"
                )


def build_lexicon(texts: Mapping[str, str]) -> Lexicon:
    """The lexicon of rule files given as name → TOML.  Raises ``RuleError``."""
    rules: list[Rule] = []
    vocabulary: dict[str, tuple[str, ...]] = {}
    digest = hashlib.sha256()
    for name in sorted(texts, key=lambda n: (n != "any.toml", n)):
        rows, words = read_rules(texts[name], name)
        rules.extend(rows)
        for group, entries in words.items():
            vocabulary[group] = tuple(dict.fromkeys((*vocabulary.get(group, ()), *entries)))
        digest.update(f"{name}\n{texts[name]}\n".encode())
    _check_together(rules)
    return Lexicon.of(rules, MappingProxyType(vocabulary), digest.hexdigest()[:VERSION_LENGTH])


@cache
def load_lexicon() -> Lexicon:
    """The packaged rules, compiled."""
    packaged = (entry for entry in files(__package__).iterdir() if entry.name.endswith(".toml"))
    return build_lexicon({entry.name: entry.read_text(encoding="utf-8") for entry in packaged})
