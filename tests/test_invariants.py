"""What always holds, on generated documents and in other processes.  Seeds and cases assert it in their own tests."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from service import Article, CleanError, Options, clean
from tests import invariants
from tests.corpus import ROOT
from tests.digests import digests
from tests.strategies import hostile_texts, options, texts

DECADE = 10 * 365 * 24 * 3600
"""Seconds by which the clock is moved."""
PATIENCE = 120
"""Seconds that another process may take."""


def examples(count: int) -> settings:
    """The same documents in every run, so that a failure is there again; as many as asked for."""
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def clean_or_none(text: str, chosen: Options) -> Article | None:
    """The article, or nothing where there is none in the text."""
    try:
        article = clean(text, options=chosen)
    except CleanError:
        return None
    note("\n".join(f"{r.kind} {r.judge}/{r.rule}: {r.raw!r}" for r in article.removals))
    note(f"body: {article.text!r}")
    return article


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


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        pytest.param(["--reverse"], {"PYTHONHASHSEED": "1"}, id="hash seed and order"),
        pytest.param([str(DECADE)], {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, id="clock"),
    ],
)
def test_every_process_on_every_day(here: dict[str, str], arguments: list[str], environment: dict[str, str]) -> None:
    """Other processes, with other hash seeds, orders, clocks, time zones and locales, give the same articles."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "tests.digests", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    there = {name: value for value, name in (line.split(" ", 1) for line in done.stdout.splitlines())}
    assert here == there
