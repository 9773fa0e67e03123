"""From probabilities to what is kept."""

from __future__ import annotations

import numpy as np
import pytest

from service.model.decide import COPY_MIN_TOKENS, HOPELESS, keep_of_page, without_copies
from tests.bench.training.residue import CLEAN, RESIDUE_CUT, keep_of_residue

Numbers = list[float]


@pytest.mark.parametrize(
    ("probabilities", "sizes", "kept"),
    [
        pytest.param([0.99, 0.49, 0.51, 0.01], [100, 2, 2, 2], [True, False, True, False], id="sure: the cut is even"),
        pytest.param([0.4, 0.4, 0.05], [10, 10, 100], [True, True, False], id="unsure: the expected F1 decides"),
        pytest.param([0.4, 0.4, 0.35], [10, 10, 10], [True, True, True], id="unsure of all: all is kept"),
        pytest.param([0.01, 0.01], [10, 10], [False, False], id="hopeless: nothing is kept"),
        pytest.param([0.0, 0.0], [0, 0], [False, False], id="no words"),
    ],
)
def test_page_is_cut_by_how_sure_the_model_is(probabilities: Numbers, sizes: Numbers, kept: list[bool]) -> None:
    """Sure of a page, it cuts in the middle; in doubt it keeps what gives the best F1 to expect."""
    assert kept == keep_of_page(np.array(probabilities), np.array(sizes, dtype=np.float64)).tolist()


def test_unsure_page_keeps_the_best_expected_f1() -> None:
    """No other number of the most probable blocks would give more."""
    chance = np.random.default_rng(5)
    p, n = chance.random(12) * 0.6 + HOPELESS, chance.integers(1, 50, 12).astype(np.float64)
    kept = keep_of_page(p, n)
    order = np.argsort(-p)
    scores = [2 * (n * p)[order[:k]].sum() / (n[order[:k]].sum() + (n * p).sum()) for k in range(1, 13)]
    assert sorted(order[: int(np.argmax(scores)) + 1].tolist()) == np.flatnonzero(kept).tolist()


def test_clean_text_stays_whole() -> None:
    """Where next to nothing is expected to be noise, even what is doubtful stays."""
    p, n = np.array([1.0, 1.0, RESIDUE_CUT / 2]), np.array([100.0, 100.0, 200 * CLEAN / 2])
    assert [True, True, True] == keep_of_residue(p, n).tolist()


def test_residue_loses_what_is_hardly_content() -> None:
    """Its cut is far below one half."""
    p, n = np.array([0.9, 2 * RESIDUE_CUT, RESIDUE_CUT / 2]), np.array([50.0, 50.0, 50.0])
    assert [True, True, False] == keep_of_residue(p, n).tolist()


@pytest.mark.parametrize(
    ("said", "probabilities", "kept"),
    [
        ("aba", [0.9, 0.9, 0.9], [True, True, False]),
        ("aba", [0.8, 0.9, 0.9], [False, True, True]),
        ("aaa", [0.8, 0.9, 0.85], [False, True, False]),
        ("abc", [0.9, 0.9, 0.9], [True, True, True]),
    ],
)
def test_of_copies_the_most_probable_stays(said: str, probabilities: Numbers, kept: list[bool]) -> None:
    """The first of equals."""
    sizes = np.full(3, float(COPY_MIN_TOKENS))
    assert kept == without_copies(np.ones(3, dtype=bool), np.array(probabilities), said, sizes).tolist()


def test_short_lines_and_lost_blocks_are_no_copies() -> None:
    """Pages repeat short lines for a reason; and what is not kept takes nothing with it."""
    p = np.array([0.9, 0.9])
    assert [True, True] == without_copies(np.array([True, True]), p, "aa", np.array([7.0, 7.0])).tolist()
    assert [False, True] == without_copies(np.array([False, True]), p, "aa", np.array([9.0, 9.0])).tolist()
