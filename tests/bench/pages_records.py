"""Reading the development pages straight from their archives: one page is one document with its gold."""

from __future__ import annotations

import lzma
import tarfile
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import orjson

from tests.bench.flatten import language_of
from tests.bench.records import NEWS, SPACELESS_LANGUAGES, hashed, read_raw

WCXB = "wcxb-dev"
PAGE_SETS = (WCXB, NEWS)

Outline = tuple[str, tuple[str, ...]]
"""The id of a page and the groups that it counts in."""
Wanted = Callable[[Sequence[Outline]], Collection[str]]
"""From the outlines of all pages of a set, the ids of those to read."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What a perfect answer says of a page.  ``None`` and empty mean that the gold does not say."""

    text: str
    required: tuple[str, ...] = ()
    """Snippets that the body must hold."""
    forbidden: tuple[str, ...] = ()
    """Snippets that it must not hold."""
    title: str | None = None
    author: str | None = None
    """All names, joined by commas."""
    date: str | None = None
    """Of publication: ISO 8601, date or date and time."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page to clean, and its gold."""

    id: str
    groups: tuple[str, ...]
    """The page type, or country and language: the groups whose figures are shown beside those of the whole set."""
    document: str | bytes
    """Bytes where the archive has a file of its own for the page, else text."""
    gold: Gold
    url: str | None = None

    @property
    def in_characters(self) -> bool:
        """The page's language writes no spaces between words: characters are counted instead."""
        return any(group == f"language {code}" for group in self.groups for code in SPACELESS_LANGUAGES)


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it lies in the archive, to be handed to a worker."""

    set: str
    id: str
    gold: bytes
    """JSON; of the news set the whole line, the page included."""
    html: bytes = b""


def half(identifier: str) -> int:
    """1 or 2: the half of a set that a page is in, by its id alone."""
    return 1 + hashed(identifier)[-1] % 2


def read_pages(data: Path, name: str, wanted: Wanted) -> Iterator[RawPage]:
    """The wanted pages of a set, in the order of the archive.

    Raises:
        FileNotFoundError: The archive is not in ``data``; the message names the option to set.
    """
    if name == NEWS:
        rows = {row["id"]: (_news_groups(row), raw) for raw in read_raw(data, NEWS) for row in [orjson.loads(raw)]}
        ids = wanted([(i, groups) for i, (groups, _) in rows.items()])
        yield from (RawPage(name, i, raw) for i, (_, raw) in rows.items() if i in ids)
    else:
        yield from _read_wcxb(data, wanted)


def _read_wcxb(data: Path, wanted: Wanted) -> Iterator[RawPage]:
    """Pages of the tar archive, in which all gold files stand before the pages."""
    packed = data / f"{WCXB}.tar.xz"
    if not packed.is_file():
        raise FileNotFoundError(f"{packed.name} is not in {data}; name the folder of the development data with --data.")
    golds: dict[str, bytes] = {}
    ids: Collection[str] | None = None
    with lzma.open(packed) as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            file = archive.extractfile(member)
            if file is None:
                continue
            if path.suffix == ".json":
                golds[path.stem] = file.read()
            elif path.suffix == ".html":
                if ids is None:
                    ids = wanted([(i, _wcxb_groups(orjson.loads(gold))) for i, gold in golds.items()])
                if path.stem in ids:
                    yield RawPage(WCXB, path.stem, golds[path.stem], file.read())


def parse_page(raw: RawPage) -> Page:
    """The page and its gold."""
    row: dict[str, Any] = orjson.loads(raw.gold)
    if raw.set == NEWS:
        authors = ", ".join(row["authors"] or ())
        gold = Gold("\n\n".join(row["paragraphs"]), (), (), row["title"], authors or None, row["publishing_date"])
        return Page(raw.id, _news_groups(row), row["html"], gold)
    said: dict[str, Any] = row["ground_truth"]
    gold = Gold(
        text=said.get("main_content") or "",
        required=tuple(said.get("with") or ()),
        forbidden=tuple(said.get("without") or ()),
        title=said.get("title") or None,
        author=said.get("author") or None,
        date=said.get("publish_date") or None,
    )
    return Page(raw.id, _wcxb_groups(row), raw.html, gold, row.get("url"))


def _wcxb_groups(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["_internal"]["page_type"]["primary"],)


def _news_groups(row: dict[str, Any]) -> tuple[str, ...]:
    return (f"country {row['country']}", f"language {language_of(row['html'], row['paragraphs'])}")
