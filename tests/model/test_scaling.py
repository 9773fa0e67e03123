"""Linear time: eight times a hostile document costs about eight times as much."""

from __future__ import annotations

import time

import numpy as np
import pytest

from service.core.document import Document
from service.model.containers import read_tree
from service.model.features import Hints, features
from service.model.names import NameWeights, name_features
from tests.model.shapes import HOSTILE, document

SIZE = 2_500
"""Blocks, elements or words of the smaller document: large enough that a step of quadratic cost shows."""
FACTOR = 8
SLACK = 2.5
"""How much more than linear is put down to noise and to caches; a quadratic cost would need 8."""
FLOOR = 0.010
"""Seconds below which a time is noise."""
ROUNDS = 3
"""Measurements before a cost counts as too high."""
LARGE = 10_000
"""Elements around 10,000 blocks: the ranges that they hold have 50 million places."""
LARGE_SECONDS = 1.5
"""CPU seconds: ten times what it takes."""


def ask(page: Document) -> None:
    """All that is computed of a page before the trees."""
    is_page = page.blocks[0].element is not None
    features(page, Hints(is_page=is_page))
    tree = read_tree(page.blocks)
    if tree is not None:
        name_features(tree, NameWeights({}))


def seconds(page: Document) -> float:
    """CPU time of one run."""
    start = time.process_time()
    ask(page)
    return max(FLOOR, time.process_time() - start)


@pytest.mark.parametrize("shape", HOSTILE)
def test_cost_is_linear(shape: str) -> None:
    """Eight times the document costs about eight times the time."""
    small, large = document(HOSTILE[shape](SIZE)), document(HOSTILE[shape](SIZE * FACTOR))
    ask(small)
    ratios: list[float] = []
    while len(ratios) < ROUNDS and not any(r <= FACTOR * SLACK for r in ratios):
        before = seconds(small)
        ratios.append(seconds(large) / before)
    assert min(ratios) <= FACTOR * SLACK


@pytest.mark.parametrize("shape", ["deep", "deep, all related", "deep around many"])
def test_depth_does_not_multiply(shape: str) -> None:
    """Ten thousand elements in one another around ten thousand blocks are read in a moment."""
    assert seconds(document(HOSTILE[shape](LARGE))) <= LARGE_SECONDS


def test_numbers_of_the_largest_documents_are_finite() -> None:
    """A hundred thousand blocks of one word overflow nothing."""
    names, rows, _ = features(document(HOSTILE["one-word blocks"](100_000)), Hints())
    known = [i for i, name in enumerate(names) if not name.startswith(("title_", "description_", "body_", "is_"))]
    assert np.isfinite(rows[known]).all()
