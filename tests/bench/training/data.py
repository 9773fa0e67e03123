"""Reading the development data into examples, by the service's own code, on all cores."""

from __future__ import annotations

import hashlib
import multiprocessing
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from service.core.errors import CleanError
from service.core.repair import repair
from service.decode import decode_page
from service.page import read_page
from service.rules import load_lexicon
from tests.bench.flatten import flatten
from tests.bench.pages_records import PAGE_SETS, WCXB, RawPage, parse_page, read_pages
from tests.bench.records import NEWS, PAGES, RESIDUE, read_raw
from tests.bench.training.examples import About, Example, page_example, text_example
from tests.bench.training.folds import group_of

WALKED, GOLD = "walked", "gold"
"""Further texts that pages give: their blocks as lines, and their gold alone, which must come through whole."""
ARTICLE = "article"
"""The page type whose gold is a text that might be sent as it is."""
ROOT = Path(__file__).resolve().parents[3]
CODE = (
    "service/core", "service/decode", "service/model", "service/page", "service/rules",
    "tests/bench/flatten.py", "tests/bench/metrics.py", "tests/bench/pages_records.py", "tests/bench/records.py",
    "tests/bench/training/data.py", "tests/bench/training/examples.py", "tests/bench/training/folds.py",
    "tests/bench/training/labels.py",
)  # fmt: skip
"""What the examples depend on besides the data."""
CHUNK = 4
"""Documents that a process takes at a time."""


@dataclass(frozen=True, slots=True)
class RawText:
    """One line of a set of texts."""

    set: str
    line: bytes


@dataclass(frozen=True, slots=True)
class Corpus:
    """All examples, in the order of the archives."""

    pages: list[Example]
    texts: list[Example]
    groups: dict[str, tuple[str, str]]
    """Of every document, read or not, ``set/id`` → its group and its language."""


Raw = RawPage | RawText
Read = tuple[About, list[Example], list[Example]]
"""A document, its examples as a page, and its examples as a text."""


def read_corpus(data: Path, *, jobs: int, cache: Path | None = None) -> Corpus:
    """Everything there is to learn from.

    Args:
        data: The folder of the development data.
        jobs: Processes.
        cache: A folder in which what was read is kept until the code that reads it changes; ``None`` to keep nothing.

    Raises:
        FileNotFoundError: An archive is not in ``data``.
    """
    file = cache / f"examples-{code_digest()}.pickle" if cache else None
    if file and file.is_file():
        with file.open("rb") as stored:
            found: Corpus = pickle.load(stored)
        return found
    corpus = Corpus([], [], {})
    with multiprocessing.Pool(jobs) as pool:
        for about, pages, texts in pool.imap(read_raw_document, _raw(data), CHUNK):
            corpus.groups[f"{about.set}/{about.id}"] = (about.group, about.language)
            corpus.pages.extend(pages)
            corpus.texts.extend(texts)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as store:
            pickle.dump(corpus, store, protocol=pickle.HIGHEST_PROTOCOL)
    return corpus


def code_digest() -> str:
    """The beginning of the SHA-256 of the code and the rules that make examples."""
    digest = hashlib.sha256()
    for name in CODE:
        place = ROOT / name
        files = [place] if place.is_file() else [p for p in place.rglob("*") if p.suffix in {".py", ".toml"}]
        for path in sorted(files):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _raw(data: Path) -> Iterator[Raw]:
    for name in PAGE_SETS:
        yield from read_pages(data, name, lambda outlines: [i for i, _ in outlines])
    for name in (PAGES, RESIDUE):
        for line in read_raw(data, name):
            yield RawText(name, line)


def read_raw_document(raw: Raw) -> Read:
    """The examples that one document gives: the unit of work of a process."""
    return _read_page(raw) if isinstance(raw, RawPage) else _read_text(raw)


def _read_page(raw: RawPage) -> Read:
    page = parse_page(raw)
    row: dict[str, Any] = orjson.loads(raw.gold)
    kind = page.groups[0].removeprefix("country ")
    language = "en" if raw.set == WCXB else page.groups[1].removeprefix("language ")
    group = group_of(page.url or page.id) if raw.set == WCXB else row["publisher"]
    about = About(raw.set, page.id, kind, group, language, page.in_characters)
    texts = []
    if isinstance(page.document, str):
        texts.append(_text(about, raw.set, "\n".join(flatten(page.document)), page.gold.text))
    try:
        html = page.document if isinstance(page.document, str) else decode_page(page.document, None)[0]
        read = read_page(html, page.url, load_lexicon())
    except CleanError:
        return about, [], texts
    texts.append(_text(about, f"{raw.set} {WALKED}", "\n".join(b.text for b in read.blocks), page.gold.text))
    if page.gold.text and (raw.set == NEWS or kind == ARTICLE):
        texts.append(_text(about, f"{raw.set} {GOLD}", page.gold.text, page.gold.text))
    return about, [page_example(about, read, page.gold.text)], texts


def _read_text(raw: RawText) -> Read:
    row: dict[str, Any] = orjson.loads(raw.line)
    id = row["id"]  # noqa: A001 -- what the sets call it
    group = group_of(row.get("url") or id.removeprefix(f"{WCXB}-"))
    about = About(raw.set, id, row["kind"], group, "en")
    # Of the residue every other page: nine texts of each page say much the same.
    if raw.set == RESIDUE and int(id[-1]) % 2:
        return about, [], []
    return about, [], [_text(about, raw.set, row["text"], row["gold_text"])]


def _text(about: About, name: str, text: str, gold: str) -> Example:
    source, _, _ = repair(text)
    said = About(name, about.id, about.kind, about.group, about.language, about.in_characters)
    return text_example(said, source, gold)
