"""Trees on numpy, against the same trees walked one by one in plain Python."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from service.model import trees
from service.model.columns import Floats
from service.model.trees import Trees, probability

SCALE, BIAS = 0.01, -0.5


def ensemble(depth: int, count: int, seed: int = 7) -> Trees:
    """Trees by chance over five features."""
    chance = np.random.default_rng(seed)
    questions = 11
    return Trees(
        chance.integers(0, 5, questions),
        chance.normal(size=questions).astype(np.float32),
        chance.integers(0, questions, (depth, count)),
        chance.integers(-32768, 32768, count << depth).astype(np.int16),
        SCALE,
        BIAS,
    )


def walked(model: Trees, rows: Floats) -> list[float]:
    """What the trees say, one block and one tree at a time."""
    depth, count = model.levels.shape
    found = []
    for block in range(rows.shape[1]):
        total = 0
        for tree in range(count):
            leaf = 0
            for level in range(depth):
                question = model.levels[level, tree]
                if rows[model.features[question], block] > model.borders[question]:
                    leaf += 1 << level
            total += int(model.leaves[(tree << depth) + leaf])
        found.append(total * SCALE + BIAS)
    return found


def numbers(blocks: int) -> Floats:
    """Five features of some blocks; one in ten is unknown."""
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(5, blocks)).astype(np.float32)
    rows[chance.random(rows.shape) < 0.1] = np.nan
    return rows


@pytest.mark.parametrize(("depth", "count", "blocks"), [(1, 1, 3), (3, 5, 40), (6, 20, 7), (2, 3, 0), (8, 4, 5)])
def test_log_odds_are_those_of_the_trees(depth: int, count: int, blocks: int) -> None:
    """Every block gets the sum of its leaves."""
    model, rows = ensemble(depth, count), numbers(blocks)
    assert walked(model, rows) == model.log_odds(rows).tolist()


def test_parts_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many blocks, questions and trees are taken in one go, the answer is the same."""
    model, rows = ensemble(3, 9), numbers(21)
    whole = model.log_odds(rows).tolist()
    for name, value in (("BLOCKS_AT_ONCE", 5), ("QUESTIONS_AT_ONCE", 3), ("PLACES", 16)):
        monkeypatch.setattr(trees, name, value)
    assert whole == model.log_odds(rows).tolist()


def test_unknown_answers_no() -> None:
    """So does a feature at the border itself."""
    model = Trees(
        np.array([0]), np.array([0.5], np.float32), np.array([[0]]), np.array([3, 100], np.int16), scale=1.0, bias=0.0
    )
    assert [3.0, 3.0, 100.0] == model.log_odds(np.array([[np.nan, 0.5, 0.75]], dtype=np.float32)).tolist()


def test_model_is_read_from_a_file(tmp_path: Path) -> None:
    """By the prefix of its arrays; where there is none of it, it says so."""
    model, file = ensemble(2, 3), tmp_path / "model.npz"
    np.savez(
        file,
        x_features=model.features.astype(np.uint16),
        x_borders=model.borders,
        x_levels=model.levels.astype(np.uint16),
        x_leaves=model.leaves.reshape(3, 4),
        x_scale=SCALE,
        x_bias=BIAS,
    )
    rows = numbers(9)
    assert model.log_odds(rows).tolist() == Trees.load(file, "x_").log_odds(rows).tolist()
    with pytest.raises(KeyError):
        Trees.load(file, "y_")


def test_probabilities_stay_inside_zero_and_one() -> None:
    """Even odds are one half, and the largest numbers overflow nothing."""
    found = probability(np.array([-1e9, 0.0, 1e9]))
    assert 0.5 == found[1]
    assert 0.0 < found[0] < 1e-12
    assert 1.0 - 1e-12 < found[2] <= 1.0
