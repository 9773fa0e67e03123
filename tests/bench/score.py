"""From a record to its figures, for us and for the baselines.  Runs inside the worker processes of the bench."""

from __future__ import annotations

import time
import traceback
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service import Article, CleanError, clean
from service.core.model import Removal
from service.core.spans import Span
from tests.bench.baselines import BASELINES
from tests.bench.metrics import Label, LineScore, WordScore, score_lines, score_words, token_counts, visible
from tests.bench.records import Record

WINNOW = "winnow"
KEEP_EVERYTHING = "keep everything"
SYSTEMS = (WINNOW, *BASELINES)


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one output."""

    words: WordScore
    lines: LineScore


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one record."""

    id: str
    kind: str
    scores: dict[str, Score]
    """By system."""
    seconds: float
    """CPU time of ``clean``."""
    error: str | None
    """Code of the ``CleanError``, or ``crash``."""
    trace: str | None
    """Of a crash, which is a bug."""
    removed: Counter[tuple[str, Label]]
    """Characters that each rule removed, by label of the line they stood in."""


def attempt(record: Record) -> tuple[Article | None, float, str | None, str | None]:
    """Clean one record: article, CPU seconds, error code, trace."""
    text = record.text
    article = error = trace = None
    start = time.process_time()
    try:
        article = clean(text)
    except CleanError as problem:
        error = problem.code
    except Exception:  # a crash on one record must not hide the figures of the others
        error, trace = "crash", traceback.format_exc()
    return article, time.process_time() - start, error, trace


WARM_UP = "The council met on Monday. It will meet again on Tuesday, said the mayor of the town — and then went home."


def warm_up() -> None:
    """Load the rules and the language model, so that no record pays for them; raises when they cannot be loaded."""
    clean(WARM_UP)


def score_record(record: Record) -> Result:
    """Measure one record."""
    gold = token_counts(record.gold_text, characters=record.in_characters)
    article, seconds, error, trace = attempt(record)
    covered = covered_by_line(record.lines, article)
    scores = {WINNOW: _score(record, gold, article.text if article else "", covered)}
    sizes = [visible(line) for line in record.lines]
    for name, rule in BASELINES.items():
        kept = rule(record.lines)
        output = "\n".join(line for line, keep in zip(record.lines, kept, strict=True) if keep)
        scores[name] = _score(record, gold, output, [s if k else 0 for s, k in zip(sizes, kept, strict=True)])
    return Result(record.id, record.kind, scores, seconds, error, trace, removed_by_rule(record, article))


def _score(record: Record, gold: Counter[str], output: str, covered: Sequence[int]) -> Score:
    words = score_words(token_counts(output, characters=record.in_characters), gold)
    return Score(words, score_lines(record.lines, record.labels, covered))


def line_spans(source: str) -> list[Span]:
    """Where the lines of a text stand in it."""
    spans = []
    start = 0
    for line in source.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


LOOK_AHEAD = 50
"""Lines searched for the next line that is equal on both sides, when a repair changed the number of lines."""


def source_lines(lines: Sequence[str], source: str) -> list[Span]:
    """For each line of the input, where it stands in ``source``; an empty span when it is not there.

    Repairs change characters but seldom line breaks, so lines are matched by number; where the numbers differ,
    by content.
    """
    spans = line_spans(source)
    if len(spans) == len(lines):
        return spans
    keys = ["".join(filter(str.isalnum, source[start:end])) for start, end in spans]
    found: list[Span] = []
    position = 0
    for line in lines:
        key = "".join(filter(str.isalnum, line))
        at = next((i for i in range(position, min(position + LOOK_AHEAD, len(keys))) if keys[i] == key), None)
        found.append((0, 0) if at is None else spans[at])
        position = position if at is None else at + 1
    return found


def covered_by_line(lines: Sequence[str], article: Article | None) -> list[int]:
    """For each line of the input, how many of its visible characters are in the body."""
    if article is None:
        return [0] * len(lines)
    body = sorted(block.span for block in article.blocks)
    source = article.source
    return [sum(visible(source[a:b]) for _, (a, b) in overlaps(span, body)) for span in source_lines(lines, source)]


def overlaps(span: Span, others: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """The parts of ``span`` that are in ``others``, which are sorted and do not overlap, with the number of each.

    >>> list(overlaps((2, 8), [(0, 3), (5, 6), (9, 12)]))
    [(0, (2, 3)), (1, (5, 6))]
    """
    start, end = span
    at = max(0, bisect_left(others, (start, start)) - 1)
    while at < len(others) and others[at][0] < end:
        a, b = max(start, others[at][0]), min(end, others[at][1])
        if a < b:
            yield at, (a, b)
        at += 1


def rule_name(removal: Removal) -> str:
    """How the bench names what removed something."""
    return f"{removal.kind.value} {removal.judge}/{removal.rule}"


def removals_by_line(lines: Sequence[str], article: Article) -> list[list[tuple[Removal, int]]]:
    """For each line of the input, the removals that touch it, with how many of its visible characters each took."""
    removals = sorted(article.removals, key=lambda r: r.span)
    spans = [r.span for r in removals]
    source = article.source
    return [
        [(removals[i], visible(source[a:b])) for i, (a, b) in overlaps(span, spans)]
        for span in source_lines(lines, source)
    ]


def removed_by_rule(record: Record, article: Article | None) -> Counter[tuple[str, Label]]:
    """Visible characters that each rule removed, by label of the line they stood in."""
    counts: Counter[tuple[str, Label]] = Counter()
    if article is not None:
        for label, removals in zip(record.labels, removals_by_line(record.lines, article), strict=True):
            for removal, size in removals:
                counts[rule_name(removal), label] += size
    return counts
