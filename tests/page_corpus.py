"""The pages that tests read: those of ``tests/page_cases/``, each with what a careful editor would make of it.

Dropping a file in adds a page.  A field that is not known is an error, so that a misspelt expectation cannot pass for
one that holds.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from service import Article, Options, clean_page
from tests.corpus import ROOT, Expect, checked_table, options_of

PAGE_CASES = ROOT / "tests" / "page_cases"

ABOUT = frozenset({"why", "language", "class"})
INPUT = frozenset({"html", "html_base64", "bytes_in", "charset", "url", "mode", "keep", "expect"})
VALUES = (
    "title",
    "byline",
    "date_published",
    "date_modified",
    "site_name",
    "canonical_url",
    "page_language",
    "description",
    "image",
    "section",
    "license",
)
"""Fields that are one text or none; dates may be given without their time."""
LISTS = ("authors", "tags", "captions", "links", "body", "kinds", "levels")
"""Fields that are compared whole."""
TEXTS = ("must_keep", "must_drop", "once", "not_text", "markdown", "markdown_contains", "warnings_contain", "sources")
"""``must_keep``: in the body, in this order. ``must_drop``: not in the body. ``once``: in it one time, though the page
has it more often. ``not_text``: not even in the source, as the page does not show it."""
ERRORS = ("error", "error_says")
"""The code of the error, and words that its message has."""
ABOUT_THE_BODY = frozenset({"body", "must_keep", "must_drop", "once", "error"})


@dataclass(frozen=True, slots=True)
class PageCase:
    """One small page and what becomes of it."""

    slug: str
    why: str
    language: str
    group: str
    """What of a page it shows."""
    document: str | bytes
    charset: str | None
    url: str | None
    options: Options
    expect: Expect
    expected: Mapping[str, Any]

    @property
    def data(self) -> bytes:
        """The page as bytes."""
        if isinstance(self.document, bytes):
            return self.document
        return self.document.encode("utf-8", "surrogatepass")

    @property
    def is_error(self) -> bool:
        """There is no article on the page."""
        return "error" in self.expected

    def clean(self) -> Article:
        """The article of the page.  Raises ``CleanError`` when it has none."""
        return clean_page(self.document, options=self.options, charset=self.charset, url=self.url)


def _document(path: Path, table: Mapping[str, Any]) -> str | bytes:
    """The page: text, or the bytes of it in the encoding that the case names, or bytes that no editor could show."""
    if ("html" in table) == ("html_base64" in table):
        raise ValueError(f"{path.name}: give either html or html_base64")
    if "html_base64" in table:
        return base64.b64decode(table["html_base64"], validate=True)
    page: str = table["html"]
    return page.encode(table["bytes_in"]) if "bytes_in" in table else page


def read_page_case(path: Path) -> PageCase:
    """One case file.  Raises ``ValueError`` when it says nothing that could be checked."""
    expected = frozenset({*VALUES, *LISTS, *TEXTS, *ERRORS})
    table = checked_table(path, ABOUT, ABOUT | INPUT | expected)
    if not ABOUT_THE_BODY & table.keys():
        raise ValueError(f"{path.name}: say what becomes of the body: one of {sorted(ABOUT_THE_BODY)}")
    return PageCase(
        slug=path.stem,
        why=table["why"],
        language=table["language"],
        group=table["class"],
        document=_document(path, table),
        charset=table.get("charset"),
        url=table.get("url"),
        options=options_of(table),
        expect=table.get("expect", "pass"),
        expected=MappingProxyType({k: v for k, v in table.items() if k in expected}),
    )


def load_page_cases() -> list[PageCase]:
    """All pages, in the order of their names."""
    return [read_page_case(path) for path in sorted(PAGE_CASES.glob("*.toml"))]
