"""What decoding and repair cost on clean text, beside ``ftfy.fix_encoding`` in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import ftfy
import orjson

from service.core.repair import repair
from service.decode import decode
from tests.bench.flatten import language_of
from tests.bench.records import NEWS, read_raw

ROUNDS = 7
"""Measurements of each cost, the least of which counts: whatever else runs on the machine only adds."""
MEASURABLE_SECONDS = 0.01
"""CPU time below which a measurement is repeated."""
BYTES_MIN = 1_024
"""Smaller texts are left out: what counts is the cost of a KB."""


@dataclass(frozen=True, slots=True)
class Cost:
    """µs of CPU time for each KB of UTF-8, of one text."""

    language: str
    decode: float
    repair: float
    ftfy: float

    @property
    def ours(self) -> float:
        return self.decode + self.repair


def clean_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Gold texts of news pages, with their languages."""
    for raw in read_raw(data, NEWS):
        page = orjson.loads(raw)
        text = "\n\n".join(page["paragraphs"])
        if len(text.encode()) >= BYTES_MIN:
            yield language_of(page["html"], page["paragraphs"]), text


def cost_of(language: str, text: str) -> Cost:
    """Decoding without a label, and repair, of one text."""
    data = text.encode()
    kilobytes = len(data) / 1024
    return Cost(
        language,
        microseconds(lambda: decode(data, None)) / kilobytes,
        microseconds(lambda: repair(text)) / kilobytes,
        microseconds(lambda: ftfy.fix_encoding(text)) / kilobytes,
    )


def microseconds(action: Callable[[], object]) -> float:
    """CPU time of one call: the least of some rounds, each long enough for the process clock."""
    best = float("inf")
    for _ in range(ROUNDS):
        calls, start = 0, time.process_time()
        while (spent := time.process_time() - start) < MEASURABLE_SECONDS:
            action()
            calls += 1
        best = min(best, spent / calls)
    return best * 1e6


def medians(costs: list[Cost]) -> Cost:
    """The median of each cost, over texts."""
    return Cost("all", median(c.decode for c in costs), median(c.repair for c in costs), median(c.ftfy for c in costs))
