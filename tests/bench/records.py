"""Reading the development data: one record is one text with its gold."""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from tests.bench.flatten import flatten, label_lines, language_of
from tests.bench.metrics import Label

PAGES, RESIDUE, NEWS = "lines-page-dev", "lines-residue-dev", "news-multilingual-dev"
SETS = (PAGES, RESIDUE, NEWS)

SPACELESS_LANGUAGES = frozenset({"zh", "ja", "th"})
"""Languages that write no spaces between words: characters are counted instead."""


@dataclass(frozen=True, slots=True)
class Record:
    """One text to clean, and what a perfect answer keeps."""

    id: str
    kind: str
    """The flattener, the extractor, or the language of the page."""
    lines: tuple[str, ...]
    labels: tuple[Label, ...]
    gold_text: str

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def in_characters(self) -> bool:
        return self.kind in SPACELESS_LANGUAGES


def read_raw(data: Path, name: str) -> Iterator[bytes]:
    """The raw JSON lines of a set.  Raises ``FileNotFoundError`` that names the option to set."""
    packed = data / f"{name}.jsonl.xz"
    if not packed.is_file():
        raise FileNotFoundError(f"{packed.name} is not in {data}; name the folder of the development data with --data.")
    with lzma.open(packed) as file:
        yield from file


def raw_id(raw: bytes) -> str:
    return str(orjson.loads(raw)["id"])


def sample(rows: list[bytes], size: int) -> list[bytes]:
    """About ``size`` records, page by page in an order that depends on the pages' ids alone; input order is kept."""
    return rows if size >= len(rows) else [rows[i] for i in chosen([raw_id(row) for row in rows], size)]


def hashed(identifier: str) -> bytes:
    """What an id is chosen by: nothing of the record's content, and the same on every machine."""
    return hashlib.sha256(identifier.encode()).digest()


def chosen(ids: Sequence[str], size: int) -> list[int]:
    """Where the ``size`` ids that come first by their hash stand, in input order."""
    ranked = sorted(range(len(ids)), key=lambda i: hashed(ids[i]))
    return sorted(ranked[:size])


def parse(name: str, raw: bytes) -> Record:
    """The record of one JSON line of the set ``name``."""
    row: dict[str, Any] = orjson.loads(raw)
    if name == NEWS:
        return _news_record(row)
    return Record(row["id"], row["kind"], tuple(row["text"].split("\n")), tuple(row["gold_lines"]), row["gold_text"])


def _news_record(row: dict[str, Any]) -> Record:
    paragraphs: list[str] = row["paragraphs"]
    lines = flatten(row["html"])
    kind = language_of(row["html"], paragraphs)
    return Record(row["id"], kind, tuple(lines), tuple(label_lines(lines, paragraphs)), "\n\n".join(paragraphs))
