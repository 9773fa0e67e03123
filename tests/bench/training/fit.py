"""Growing trees: CatBoost's oblivious ones, seeded, on one thread.

Oblivious trees ask one question on each level, which is what makes them cheap on numpy.  One thread, because sums of
floating-point numbers depend on how they are split.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from service.model.columns import Doubles, Floats
from tests.bench.training.examples import Example

SEED = 1
BORDERS = 64
"""Values between which the questions about a feature choose."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many trees, and how they are grown."""

    trees: int
    depth: int
    rate: float
    """Learning rate."""
    features: float
    """Share of the features that each level chooses from."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a model is fitted to: one row for each block or document."""

    features: Floats
    labels: Doubles
    weights: Doubles


def grow(rows: Rows, shape: Shape) -> Any:
    """A model of the labels, which are shares from 0 to 1."""
    from catboost import CatBoost, Pool

    pool = Pool(rows.features, rows.labels, weight=rows.weights)
    pool.quantize(border_count=BORDERS)
    model = CatBoost(
        {
            "loss_function": "CrossEntropy",
            "iterations": shape.trees,
            "depth": shape.depth,
            "learning_rate": shape.rate,
            "rsm": shape.features,
            "l2_leaf_reg": 5,
            "bootstrap_type": "Bernoulli",
            "subsample": 0.7,
            "boosting_type": "Plain",
            "leaf_estimation_iterations": 1,
            "score_function": "L2",
            "random_seed": SEED,
            "thread_count": 1,
            "verbose": False,
            "allow_writing_files": False,
        }
    )
    model.fit(pool)
    return model


def log_odds(model: Any, rows: Floats) -> Doubles:
    """What a model says; ``rows`` has one row for each feature, as everywhere in the service."""
    said = model.predict(np.ascontiguousarray(rows.T), prediction_type="RawFormulaVal", thread_count=1)
    return np.asarray(said, dtype=np.float64)


def block_rows(
    examples: Sequence[Example],
    columns: Sequence[Floats],
    labels: Sequence[npt.NDArray[np.float32]],
    weights: Sequence[float],
    *,
    most: int,
) -> Rows:
    """Blocks to fit to, with their weights.

    Args:
        examples: The documents.
        columns: Of each its features, one row for each feature.
        labels: Of each its labels.
        weights: What each document weighs.
        most: Blocks from which a document gives a sample of them.
    """
    parts, shares, sizes = [], [], []
    total = blocks = 0.0
    for example, rows, label, weight in zip(examples, columns, labels, weights, strict=True):
        chosen, worth = sampled(example, most)
        parts.append(rows[:, chosen].T)
        shares.append(label[chosen].astype(np.float64))
        sizes.append(worth[chosen] * weight)
        total += weight
        blocks += len(label)
    # On average a block weighs 1, which is what the regularisation of leaves reckons with.
    return Rows(np.concatenate(parts), np.concatenate(shares), np.concatenate(sizes) * (blocks / total))


def sampled(example: Example, most: int) -> tuple[npt.NDArray[np.bool_], Doubles]:
    """Which blocks of a document to learn from, and what each weighs.

    Chance is half even and half by weight; what is chosen weighs the more for it.  The choice depends on the seed and
    on the name of the document alone, so it is the same in every fold.
    """
    weights = example.weights
    count = len(weights)
    if count <= most:
        return np.ones(count, dtype=bool), weights
    chance = np.minimum(1.0, most * (0.5 / count + 0.5 * weights / max(float(weights.sum()), 1e-9)))
    number = zlib.crc32(f"{example.about.set}/{example.about.id}/{example.about.kind}".encode())
    return np.random.default_rng([SEED, number]).random(count) < chance, weights / chance
