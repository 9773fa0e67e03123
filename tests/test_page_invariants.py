"""What always holds for pages: on every case, on generated pages, in any order and in other processes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import Article, CleanError, Options, clean_page
from tests import page_invariants
from tests.generated import OTHER_WORLDS, digests_elsewhere, examples, noted
from tests.invariants import check_conservation, check_unicode, check_verbatim
from tests.page_corpus import PageCase, load_page_cases
from tests.page_digests import page_digests
from tests.page_strategies import pages
from tests.strategies import options

ALL = load_page_cases()
ARTICLES = [pytest.param(c, id=c.slug) for c in ALL if not c.is_error]


def clean_or_none(page: str | bytes, chosen: Options) -> Article | None:
    """The article, or nothing where there is none on the page."""
    try:
        return noted(clean_page(page, options=chosen))
    except CleanError as error:
        if error.code == CleanError.code:
            raise  # every cause has a code of its own
        return None


@pytest.mark.parametrize("case", ARTICLES)
def test_case_keeps_the_invariants(case: PageCase) -> None:
    """All invariants hold for every case, also where the answer is a known failure."""
    page_invariants.check_page(case.clean(), case.options)


@pytest.mark.parametrize("mode", ["precision", "recall"])
@pytest.mark.parametrize("case", ARTICLES)
def test_case_keeps_the_invariants_in_every_mode(case: PageCase, mode: str) -> None:
    """Removing more or less breaks no invariant."""
    chosen = replace(case.options, mode=mode)  # type: ignore[arg-type]  # a parameter is a str, the modes are literals
    if article := clean_or_none(case.document, chosen):
        page_invariants.check_page(article, chosen)


def test_order_does_not_matter() -> None:
    """The same page gives the same article, whatever was cleaned before it."""
    assert page_digests() == page_digests(reverse=True)


@OTHER_WORLDS
def test_every_process_on_every_day(arguments: list[str], environment: dict[str, str]) -> None:
    """Other processes, with other hash seeds, orders, clocks, time zones and locales, give the same articles."""
    assert page_digests() == digests_elsewhere("tests.page_digests", arguments, environment)


@examples(200)
@given(pages(), options)
def test_account_is_complete(page: str, chosen: Options) -> None:
    """Nothing is lost, nothing is reworded, every field has its source, and all of it is clean Unicode."""
    if article := clean_or_none(page, chosen):
        check_conservation(article)
        check_verbatim(article)
        check_unicode(article)
        page_invariants.check_page_fields(article)
        page_invariants.check_sources(article)
        page_invariants.check_blocks(article)


@examples(200)
@given(pages(), options)
def test_cleaning_the_body_again_changes_nothing(page: str, chosen: Options) -> None:
    """Cleaning a page's body as a text takes nothing out."""
    if article := clean_or_none(page, chosen):
        page_invariants.check_page_idempotence(article, chosen)


@examples(50)
@given(st.lists(pages(), min_size=2, max_size=3))
def test_generated_pages_in_any_order(batch: list[str]) -> None:
    """The same page gives an equal article, twice and in the other order."""
    first = {page: clean_or_none(page, Options()) for page in batch}
    again = {page: clean_or_none(page, Options()) for page in reversed(batch)}
    assert first == again


@examples(100)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=200).map(lambda data: b"<p>" + data)))
def test_arbitrary_bytes(data: bytes) -> None:
    """Bytes either become an article for which all invariants hold, or an error that says why."""
    if article := clean_or_none(data, Options()):
        page_invariants.check_page(article, Options())
