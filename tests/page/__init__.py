"""Tests of ``service.page``: what a page becomes before it is judged."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from service.core.metadata import Found, Metadata
from service.page.metadata import read_metadata
from service.rules import load_lexicon


def metadata_of(html: str, url: str | None = None) -> Metadata:
    """The metadata of a page written in a test, read with the rules in force."""
    return read_metadata(LexborHTMLParser(html), url, lexicon=load_lexicon())


def names_of(found: tuple[Found, ...]) -> list[str]:
    """The values alone, where a test is not about their sources."""
    return [f.value for f in found]
