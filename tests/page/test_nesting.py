"""Pages of elements inside each other are refused before they cost anything, and real ones never are."""

from __future__ import annotations

import pytest

from service import clean_page
from service.core.errors import PageTooComplex
from service.page.nesting import FREE_TAGS, refuse_deep_nesting

PROSE = "<p>The council approved the new water plant on Tuesday after two years of debate.</p>"

DEEP = {
    "open": "<div>" * 40_000,
    "closed": "<div>" * 40_000 + "</div>" * 40_000,
    "with end tags of others": "<div></x>" * 40_000,
    "with paragraphs": "<div>" * 10_000 + "<p>word" * 100_000,
    "of all sorts": "<section><b><ul><li><i>" * 10_000,
}
FLAT = {
    "paragraphs": "<p>word" * 100_000,
    "items": "<ul>" + "<li>word" * 100_000,
    "rows": "<table>" + "<tr><td>1<td>2" * 50_000,
    "closed": "<div>word</div>" * 100_000,
    "comments": "<!-- <div> -->" * 100_000,
    "scripts": "<script>'<div>'</script>" * 50_000,
    "deep, but few": "<div>" * FREE_TAGS,
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_refused(name: str) -> None:
    """The page is refused by its tags alone, with the remedy."""
    with pytest.raises(PageTooComplex, match=r"elements inside each other.*Send it with its end tags"):
        refuse_deep_nesting(DEEP[name])


@pytest.mark.parametrize("name", FLAT)
def test_flat_pages_are_read(name: str) -> None:
    """However many there are: what ends by itself is not inside what came before."""
    refuse_deep_nesting(FLAT[name])


def test_it_is_asked_before_the_parser() -> None:
    """A megabyte of nested tags would take the parser a minute and a half."""
    with pytest.raises(PageTooComplex):
        clean_page("<div>" * 200_000 + PROSE)
