"""Lines of the development data: that clean ones are not touched, and none is passed over that ftfy restores."""

from __future__ import annotations

import hashlib
import json
import tarfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from service.core.repair.mojibake import mojibake
from service.core.repair.wrong_decoding import restore, suspicious
from tests.bench.records import NEWS, PAGES, RESIDUE, read_raw

WCXB = "wcxb-dev.tar.xz"


@dataclass(slots=True)
class Lines:
    """What was counted."""

    lines: int = 0
    """Different lines, ASCII ones among them."""
    beyond: int = 0
    """Those with characters beyond ASCII."""
    clean: int = 0
    """Those that ftfy leaves as they are."""
    false_repairs: list[tuple[str, str]] = field(default_factory=list)
    """Clean lines, and what became of them."""
    restored: int = 0
    """Lines that ftfy restores."""
    documents: int = 0
    """Different texts."""
    in_texts: list[tuple[str, str]] = field(default_factory=list)
    """Lines that change when the step sees them as part of their text, and neither by ftfy."""
    missed: list[str] = field(default_factory=list)
    """Lines that ftfy would restore, and that the test before it let go."""


def different_lines(data: Path) -> Iterator[str]:
    """Every different line of the development data: of gold texts, of whole pages, of what extractors made of them."""
    seen: set[str] = set()
    for text in _texts(data):
        for line in text.split("\n"):
            stripped = line.strip()
            if stripped and stripped not in seen:
                seen.add(stripped)
                yield stripped


def repaired_by_step(text: str) -> str:
    """The text after the step for mojibake alone."""
    for start, end, new in reversed(mojibake(text).edits):
        text = text[:start] + new + text[end:]
    return text


def different_documents(data: Path) -> Iterator[str]:
    """Every different text of the development data."""
    seen: set[bytes] = set()
    for text in _texts(data):
        digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
        if digest not in seen and not text.isascii():
            seen.add(digest)
            yield text


def changed_beyond_ftfy(text: str) -> list[tuple[str, str]]:
    """Lines that the step changes, looked at as one text, other than ftfy changes each of them."""
    old, new = text.split("\n"), repaired_by_step(text).split("\n")
    return [
        (before, after)
        for before, after in zip(old, new, strict=True)
        if unicodedata.normalize("NFC", after)
        not in {unicodedata.normalize("NFC", t) for t in (before, restore(before)[0])}
    ]


def _texts(data: Path) -> Iterator[str]:
    for raw in read_raw(data, NEWS):
        yield from orjson.loads(raw)["paragraphs"]
    for name in (PAGES, RESIDUE):
        for raw in read_raw(data, name):
            yield orjson.loads(raw)["text"]
    with tarfile.open(data / WCXB) as archive:
        for member in archive:
            file = archive.extractfile(member) if "ground-truth" in member.name and member.isfile() else None
            if file:
                truth = json.load(file)
                yield str((truth.get("ground_truth") or truth).get("main_content") or "")


def count(lines: Iterator[str]) -> Lines:
    """Look at each line by itself."""
    found = Lines()
    for line in lines:
        found.lines += 1
        if line.isascii():
            found.clean += 1
            continue
        found.beyond += 1
        by_ftfy = restore(line)[0]
        if by_ftfy != line:
            found.restored += 1
            if not suspicious(line):
                found.missed.append(line)
            continue
        found.clean += 1
        repaired = repaired_by_step(line)
        if unicodedata.normalize("NFC", repaired) != unicodedata.normalize("NFC", line):
            found.false_repairs.append((line, repaired))
    return found
