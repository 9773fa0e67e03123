"""The systems that the page bench compares: Winnow and its peers, each behind one function from page to answer.

A peer that is not installed is left out, and the bench says so.  They come with the extra ``bench``; rs-trafilatura
has no wheels and needs a Rust toolchain, so nothing asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from service import Article, Kind, Options
from tests.bench.flatten import flatten
from tests.bench.pages_metrics import Fields
from tests.bench.pages_records import Page

WINNOW, TRAFILATURA, NO_COMMENTS = "winnow", "trafilatura", "trafilatura-nc"
WITH_COMMENTS = "winnow-comments"
"""Winnow with the comments of articles kept: run when asked for."""
READABILITY, RESILIPARSE, RS_TRAFILATURA = "readability", "resiliparse", "rs-trafilatura"

METADATA_MAX_DATE = "2026-12-31"
"""The latest date that trafilatura may give, after the last page was fetched: its default is today, which moves."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system made of a page."""

    text: str
    fields: Fields | None = None
    article: Article | None = None
    """Winnow's, with its account of what was removed."""


@dataclass(frozen=True, slots=True)
class System:
    """One system, ready to run."""

    name: str
    answer: Callable[[Page], Answer]
    """This is what is timed."""
    gives_fields: bool = False
    """Its answers have fields."""
    fields: Callable[[Page], Fields] | None = None
    """Where the fields take another call, which is not timed."""


def text_of(page: Page) -> str:
    """The page as text: all pages of the archives are UTF-8, whatever they declare."""
    return page.document if isinstance(page.document, str) else page.document.decode()


def _winnow(name: str = WINNOW, *keep: Kind) -> System:
    from service import clean_page

    options = Options(keep=frozenset(keep))

    def answer(page: Page) -> Answer:
        article = clean_page(page.document, options=options, url=page.url)
        fields = Fields(article.title, ", ".join(article.authors) or None, article.date_published)
        return Answer(article.text, fields, article)

    return System(name, answer, gives_fields=True)


def _trafilatura(name: str, *, comments: bool) -> System:
    from trafilatura import extract

    def answer(page: Page) -> Answer:
        return Answer(extract(page.document, url=page.url, include_comments=comments) or "")

    return System(name, answer, fields=_trafilatura_fields if comments else None)


def _trafilatura_fields(page: Page) -> Fields:
    """Its metadata, also of pages in which it finds no text."""
    from trafilatura.metadata import extract_metadata

    config = {"original_date": True, "extensive_search": True, "max_date": METADATA_MAX_DATE}
    found = extract_metadata(text_of(page), page.url, config)
    return Fields(found.title, found.author, found.date)


def _readability() -> System:
    from readability import Document

    def answer(page: Page) -> Answer:
        return Answer("\n".join(flatten(Document(text_of(page)).summary(html_partial=True))))

    return System(READABILITY, answer)


def _resiliparse() -> System:
    from resiliparse.extract.html2text import extract_plain_text

    return System(RESILIPARSE, lambda page: Answer(extract_plain_text(text_of(page), main_content=True)))


def _rs_trafilatura() -> System:
    import rs_trafilatura

    def answer(page: Page) -> Answer:
        found: Any = rs_trafilatura.extract(text_of(page))
        return Answer(found.main_content, Fields(found.title, found.author, found.date))

    return System(RS_TRAFILATURA, answer, gives_fields=True)


LOADERS: Mapping[str, Callable[[], System]] = MappingProxyType(
    {
        WINNOW: _winnow,
        WITH_COMMENTS: partial(_winnow, WITH_COMMENTS, Kind.COMMENTS),
        TRAFILATURA: partial(_trafilatura, TRAFILATURA, comments=True),
        NO_COMMENTS: partial(_trafilatura, NO_COMMENTS, comments=False),
        READABILITY: _readability,
        RESILIPARSE: _resiliparse,
        RS_TRAFILATURA: _rs_trafilatura,
    }
)
"""Raise ``ImportError`` where the system is not installed."""


def load_systems(names: Iterable[str]) -> tuple[list[System], list[str]]:
    """The systems of these names, and a note for each that is not installed."""
    systems, notes = [], []
    for name in names:
        try:
            systems.append(LOADERS[name]())
        except ImportError as missing:
            notes.append(f"{name} is left out: {missing}")
    return systems, notes
