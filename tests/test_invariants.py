"""What always holds, on generated documents and in other processes.  Seeds and cases assert it in their own tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import Article, CleanError, Options, clean
from tests import invariants
from tests.digests import digests
from tests.generated import OTHER_WORLDS, digests_elsewhere, examples, noted
from tests.strategies import hostile_texts, options, texts


def clean_or_none(text: str, chosen: Options) -> Article | None:
    """The article, or nothing where there is none in the text."""
    try:
        return noted(clean(text, options=chosen))
    except CleanError:
        return None


@examples(900)
@given(texts, options)
def test_account_is_complete(text: str, chosen: Options) -> None:
    """Nothing is lost, nothing is reworded, every field has its removal, and all of it is clean Unicode."""
    if article := clean_or_none(text, chosen):
        invariants.check_conservation(article)
        invariants.check_verbatim(article)
        invariants.check_fields(article)
        invariants.check_unicode(article)


@examples(900)
@given(texts, options)
def test_cleaning_again_changes_nothing(text: str, chosen: Options) -> None:
    """Cleaning a cleaned body takes nothing out."""
    if article := clean_or_none(text, chosen):
        invariants.check_idempotence(article, chosen)


@examples(400)
@given(hostile_texts, options)
def test_hostile_text(text: str, chosen: Options) -> None:
    """All invariants hold for text that nobody wrote; the only errors are the ones that say why."""
    if article := clean_or_none(text, chosen):
        invariants.check_all(article, chosen)


@examples(200)
@given(st.lists(texts, min_size=2, max_size=3))
def test_order_does_not_matter(batch: list[str]) -> None:
    """The same text gives the same article, whatever was cleaned before it."""
    first = {text: clean_or_none(text, Options()) for text in batch}
    again = {text: clean_or_none(text, Options()) for text in reversed(batch)}
    assert first == again


@examples(200)
@given(st.binary(max_size=300))
def test_arbitrary_bytes(data: bytes) -> None:
    """Bytes either become an article for which all invariants hold, or an error that says why."""
    try:
        article = clean(data)
    except CleanError as caught:
        explained = caught.code != CleanError.code and bool(str(caught))
    else:
        invariants.check_all(article, Options())
        explained = True
    assert explained


@pytest.fixture(scope="module")
def here() -> dict[str, str]:
    """What cleaning gives in this process."""
    return digests()


@OTHER_WORLDS
def test_every_process_on_every_day(here: dict[str, str], arguments: list[str], environment: dict[str, str]) -> None:
    """Other processes, with other hash seeds, orders, clocks, time zones and locales, give the same articles."""
    assert here == digests_elsewhere("tests.digests", arguments, environment)
