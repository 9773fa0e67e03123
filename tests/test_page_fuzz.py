"""Damaged and gigantic pages: every answer is an article with a complete account, or an error that says why."""

from __future__ import annotations

from random import Random

import pytest

from service import Article, CleanError, Options, clean_page
from tests import page_invariants
from tests.fuzz_pages import BAD, Outcome, fuzz, summary
from tests.page_corpus import load_page_cases
from tests.page_giants import GIANTS, giant
from tests.page_mutants import DAMAGE, Mutation, mutate

SEED = 20_260_214
"""Any number would do; with this one the pages are the same in every run."""
DAMAGED = 400
"""Damaged pages in a test run."""
PART = 50
"""Damaged pages of one test, so that a failure is near."""
PATIENCE = 60.0
"""Seconds for one giant, on a slow machine; how fast they are otherwise is for the bench."""
PAGES = [case.data for case in load_page_cases()]


def article_or_reason(page: bytes) -> Article | CleanError:
    """The answer.  Any other error is a bug."""
    try:
        return clean_page(page)
    except CleanError as error:
        return error


def check_answer(page: bytes) -> None:
    """An article of which everything holds, or an error that says why."""
    answer = article_or_reason(page)
    if isinstance(answer, Article):
        page_invariants.check_page(answer, Options())
    else:
        assert answer.code != CleanError.code
        assert str(answer)


@pytest.mark.parametrize("part", range(DAMAGED // PART))
def test_damaged_pages(part: int) -> None:
    """Pages cut off, flipped, shuffled and spoilt are answered."""
    for number in range(part * PART, (part + 1) * PART):
        name, page = mutate(Random(SEED + number), PAGES[number % len(PAGES)])
        try:
            check_answer(page)
        except Exception as error:
            error.add_note(f"page {number}: {name}")
            raise


@pytest.mark.parametrize("mutation", DAMAGE, ids=lambda m: m.__name__)
def test_every_sort_of_damage_changes_a_page(mutation: Mutation) -> None:
    """A sort of damage that does none would test nothing."""
    page = max(PAGES, key=len)
    assert any(mutation(Random(SEED + n), page) != page for n in range(3))


@pytest.fixture(scope="module")
def giants() -> dict[str, Outcome]:
    """What became of every giant, each in a process that is ended when it takes too long."""
    jobs = [(name, giant(name, max(PAGES, key=len))) for name in GIANTS]
    return {outcome.name: outcome for outcome in fuzz(jobs, limit=PATIENCE)}


@pytest.mark.parametrize("name", GIANTS)
def test_gigantic_pages(giants: dict[str, Outcome], name: str) -> None:
    """What is there ten thousand times, or ten thousand deep, is answered."""
    outcome = giants[name]
    assert outcome.verdict not in BAD, outcome.detail


def test_the_fuzzer_reports_crashes_and_hangs() -> None:
    """Pages that end their worker, never end or break the code are counted, and the rest goes on."""
    jobs = [("die", b"die"), ("hang", b"hang"), ("raise", b"raise"), ("fine", b"<p>"), ("last", b"<p>")]
    outcomes = fuzz(jobs, worker="tests.fuzz_worker:pretend", workers=1, limit=2.0)
    verdicts = [("die", "crash"), ("hang", "hang"), ("raise", "bug"), ("fine", "article"), ("last", "article")]
    assert verdicts == [(o.name, o.verdict) for o in outcomes]
    assert "ValueError" in outcomes[2].detail


def test_the_summary_counts_every_outcome() -> None:
    """Articles, errors by code, bugs, crashes, hangs and the slowest pages are all in the report."""
    outcomes = [
        Outcome("a", "article", "", 0.5),
        Outcome("b", "no-content", "", 0.1),
        Outcome("c", "hang", "not done", 20.0),
    ]
    rows = summary(outcomes, slowest=1).splitlines()
    counted = [tuple(row.split()) for row in rows[:5]]
    assert [("articles", "1"), ("no-content", "1"), ("bugs", "0"), ("crashes", "0"), ("hangs", "1")] == counted
    assert ["hang: c", "not done", "slowest:", "  20.00 s  hang              c"] == rows[5:]
