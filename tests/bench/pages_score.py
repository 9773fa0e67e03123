"""From a page to its figures, for every system in one process.  Runs inside the worker processes of the bench.

The systems take turns page by page, each first equally often, and caches are emptied before each: so the noise of the
machine hits all alike, and none finds work done that another paid for.  Only the CPU time of the call counts.
"""

from __future__ import annotations

import gc
import logging
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass

from trafilatura.meta import reset_caches

from service import CleanError
from tests.bench.metrics import WordScore, token_counts
from tests.bench.pages_metrics import NO_FIELDS, Fields, Verdicts, judge_fields, score, shingle_counts, snippets_found
from tests.bench.pages_records import Gold, Page
from tests.bench.peers import WINNOW, Answer, System, load_systems
from tests.bench.records import hashed

CRASH = "crash"
WITH_TITLE = "winnow + title"
"""Winnow's body with its title above: the gold of some pages begins with the title, that of others does not."""


@dataclass(frozen=True, slots=True)
class PageScore:
    """What one system reached on one page."""

    words: WordScore
    shingle_f1: float
    required: int
    """Required snippets found, and forbidden ones."""
    forbidden: int
    fields: Verdicts | None = None
    """``None`` for systems that give no fields."""
    seconds: float | None = None
    """CPU time; ``None`` where nothing was timed."""
    error: str | None = None
    """Code of the ``CleanError``, or ``crash``; either way the output is empty."""
    trace: str | None = None
    """Of a crash."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """What all systems reached on one page."""

    id: str
    groups: tuple[str, ...]
    has_gold: bool
    required: int
    """Snippets asked for, and snippets forbidden."""
    forbidden: int
    scores: dict[str, PageScore]
    """By system."""


_SENTENCES = "<p>The council met on Monday. It will meet again on Tuesday, said the mayor, and went home.</p>"
WARM_UP = f"<html><head><title>The bridge</title></head><body><h1>The bridge</h1>{_SENTENCES * 9}</body></html>"


def make_ready(names: Sequence[str]) -> list[System]:
    """Load the systems and run each once, so that no page pays for it; the collector forgets what was loaded."""
    logging.disable(logging.CRITICAL)
    systems, _ = load_systems(names)
    for document in (WARM_UP, WARM_UP.encode()):
        score_page(Page("warm-up", (), document, Gold("")), systems)
    gc.collect()
    gc.freeze()
    return systems


def attempt(system: System, page: Page) -> tuple[Answer, float, str | None, str | None]:
    """Run one system on a page: answer, CPU seconds, error code, trace."""
    answer, error, trace = Answer("", NO_FIELDS if system.gives_fields else None), None, None
    start = time.process_time()
    try:
        answer = system.answer(page)
    except CleanError as problem:
        error = problem.code
    except Exception:  # a crash on one page must not hide the figures of the others
        error, trace = CRASH, traceback.format_exc()
    return answer, time.process_time() - start, error, trace


def fields_of(system: System, page: Page) -> Fields:
    """The fields that take a call of their own; a crash gives none."""
    try:
        return system.fields(page) if system.fields else NO_FIELDS
    except Exception:  # of a peer, whose bugs are not ours to report
        return NO_FIELDS


def _rows(system: System) -> tuple[str, ...]:
    """The names under which the system has scores."""
    return (WINNOW, WITH_TITLE) if system.name == WINNOW else (system.name,)


def score_page(page: Page, systems: Sequence[System]) -> PageResult:
    """Measure all systems on one page."""
    first = hashed(page.id)[0] % len(systems)
    scores = {}
    for system in (*systems[first:], *systems[:first]):
        reset_caches()
        answer, seconds, error, trace = attempt(system, page)
        fields = fields_of(system, page) if system.fields else answer.fields
        verdicts = judge_fields(fields, page.gold.title, page.gold.author, page.gold.date) if fields else None
        scores[system.name] = score_text(page, answer.text, fields=verdicts, seconds=seconds, error=(error, trace))
        if system.name == WINNOW:
            title = answer.fields.title if answer.fields else None
            scores[WITH_TITLE] = score_text(page, f"{title or ''}\n\n{answer.text}")
    ordered = {name: scores[name] for system in systems for name in _rows(system)}
    gold = page.gold
    return PageResult(page.id, page.groups, bool(gold.text), len(gold.required), len(gold.forbidden), ordered)


def score_text(
    page: Page,
    output: str,
    *,
    fields: Verdicts | None = None,
    seconds: float | None = None,
    error: tuple[str | None, str | None] = (None, None),
) -> PageScore:
    """Measure one output."""
    characters, gold = page.in_characters, page.gold
    ours, theirs = (token_counts(text, characters=characters) for text in (output, gold.text))
    runs = (shingle_counts(text, characters=characters) for text in (output, gold.text))
    return PageScore(
        words=score(ours, theirs),
        shingle_f1=score(*runs).f1,
        required=snippets_found(gold.required, output),
        forbidden=snippets_found(gold.forbidden, output),
        fields=fields,
        seconds=seconds,
        error=error[0],
        trace=error[1],
    )
