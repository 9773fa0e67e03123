"""The documents that tests read: whole ones of ``seeds/`` with their goldens, and small ones of ``tests/cases/``.

Dropping a folder or a file in adds a document.  A field that is not known is an error, so that a misspelt expectation
cannot pass for one that holds.
"""

from __future__ import annotations

import base64
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from service import Kind, Options

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
CASES = ROOT / "tests" / "cases"

Expect = Literal["pass", "fail"]

CASE_ABOUT = frozenset({"why", "language", "class", "expect"})
CASE_INPUT = frozenset({"input", "input_base64", "charset", "mode", "keep"})
CASE_EXPECTED = frozenset(
    {
        "body",
        "plain",
        "unchanged",
        "title",
        "byline",
        "authors",
        "dateline",
        "date_published",
        "date_modified",
        "captions",
        "credits",
        "removed",
        "error",
    }
)
SEED_FIELDS = frozenset({"why", "source", "language", "must_keep", "must_drop", "expect"})


@dataclass(frozen=True, slots=True)
class Case:
    """One small document and what a careful editor would make of it."""

    slug: str
    why: str
    language: str
    group: str
    """The class of the taxonomy that it shows, or the shape of text."""
    document: str | bytes
    charset: str | None
    options: Options
    expect: Expect
    expected: Mapping[str, Any]

    @property
    def unchanged(self) -> bool:
        """It is a look-alike that must stay as it is."""
        return bool(self.expected.get("unchanged"))


@dataclass(frozen=True, slots=True)
class Seed:
    """One whole document as scraped, the truth about it, and its golden."""

    slug: str
    folder: Path
    why: str
    source: str
    language: str
    must_keep: tuple[str, ...]
    must_drop: tuple[str, ...]

    @property
    def document(self) -> bytes:
        return (self.folder / "input.txt").read_bytes()

    @property
    def truth(self) -> Mapping[str, Any]:
        """Every character assigned, by hand: the regeneration command never writes it."""
        truth: Mapping[str, Any] = json.loads((self.folder / "truth.json").read_text(encoding="utf-8"))
        return truth

    @property
    def golden(self) -> Path:
        return self.folder / "expected.json"


def checked_table(path: Path, required: frozenset[str], allowed: frozenset[str]) -> dict[str, Any]:
    """The table in a file.  Raises ``ValueError`` for a field that is missing or not known."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    if wrong := (required - table.keys()) | (table.keys() - allowed):
        raise ValueError(f"{path.name}: missing or unknown fields {sorted(wrong)}")
    return table


def options_of(table: Mapping[str, Any]) -> Options:
    """What the table of a case asks for."""
    return Options(mode=table.get("mode", "balanced"), keep=frozenset(Kind(k) for k in table.get("keep", ())))


def read_case(path: Path) -> Case:
    """One case file.  Raises ``ValueError`` when it says nothing that could be checked."""
    table = checked_table(path, CASE_ABOUT - {"expect"}, CASE_ABOUT | CASE_INPUT | CASE_EXPECTED)
    if ("input" in table) == ("input_base64" in table):
        raise ValueError(f"{path.name}: give either input or input_base64")
    if not {"body", "unchanged", "error"} & table.keys():
        raise ValueError(f"{path.name}: say what becomes of the body: body, unchanged or error")
    document = table["input"] if "input" in table else base64.b64decode(table["input_base64"], validate=True)
    return Case(
        slug=path.stem,
        why=table["why"],
        language=table["language"],
        group=table["class"],
        document=document,
        charset=table.get("charset"),
        options=options_of(table),
        expect=table.get("expect", "pass"),
        expected=MappingProxyType({k: v for k, v in table.items() if k in CASE_EXPECTED}),
    )


def read_seed(folder: Path) -> Seed:
    """One golden folder."""
    table = checked_table(folder / "case.toml", SEED_FIELDS, SEED_FIELDS)
    if table["expect"] != "pass":
        raise ValueError(f"{folder.name}: a seed is exact or not a seed; small known failures go into tests/cases/")
    return Seed(
        slug=folder.name,
        folder=folder,
        why=table["why"],
        source=table["source"],
        language=table["language"],
        must_keep=tuple(table["must_keep"]),
        must_drop=tuple(table["must_drop"]),
    )


def load_cases() -> list[Case]:
    """All cases, in the order of their names."""
    return [read_case(path) for path in sorted(CASES.glob("*.toml"))]


def load_seeds() -> list[Seed]:
    """All seeds, in the order of their names."""
    return [read_seed(path.parent) for path in sorted(SEEDS.glob("*/case.toml"))]
