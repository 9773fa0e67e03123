"""From CatBoost's models to the flat arrays that `service.model.trees` reads, and to a file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tests.bench.training.calibrate import Line

Arrays = dict[str, npt.NDArray[Any]]

LEAF_MAX = 32_000
"""The largest leaf, in units: leaves are stored in 16 bits."""
NO_ANSWER = frozenset({"AsIs", "AsFalse"})
"""What a model may do with an unknown value: the service answers no."""


def flat(models: Sequence[Any], line: Line, prefix: str) -> Arrays:
    """The mean of some models, calibrated, as one set of trees.

    Args:
        models: Of the same features and depth; one may know more features, at the end.
        line: What their log odds are calibrated by; it goes into scale and bias.
        prefix: Of the names of the arrays.
    """
    number: dict[tuple[int, float], int] = {}
    levels: list[list[int]] = []
    leaves: list[list[float]] = []
    biases: list[float] = []
    for model in models:
        said = _said(model)
        scale, (bias,) = said["scale_and_bias"]
        biases.append(bias)
        for tree in said["oblivious_trees"]:
            splits = tree["splits"]
            levels.append([number.setdefault((s["float_feature_index"], s["border"]), len(number)) for s in splits])
            leaves.append([value * scale / len(models) for value in tree["leaf_values"]])
    depth = max(map(len, levels))
    table = np.array([_deep(values, depth) for values in leaves])
    unit = float(np.abs(table).max()) / LEAF_MAX or 1.0
    bias = line.slope * sum(biases) / len(biases) + line.offset
    questions = list(number) or [(0, 0.0)]
    return {
        f"{prefix}features": np.array([feature for feature, _ in questions], dtype=np.uint16),
        f"{prefix}borders": np.array([border for _, border in questions], dtype=np.float32),
        # The answer to the question that fills up a shallow tree makes no difference to its leaves.
        f"{prefix}levels": np.array([[*one, *[0] * (depth - len(one))] for one in levels], dtype=np.uint16).T.copy(),
        f"{prefix}leaves": np.round(table / unit).astype(np.int16),
        f"{prefix}scale": np.array(unit * line.slope, dtype=np.float64),
        f"{prefix}bias": np.array(bias, dtype=np.float64),
    }


def names(steps: Mapping[int, int]) -> Arrays:
    """Weights of class names as arrays."""
    numbers = sorted(steps)
    return {
        "name_numbers": np.array(numbers, dtype=np.uint32),
        "name_weights": np.array([steps[n] for n in numbers], dtype=np.int8),
    }


def write(path: Path, arrays: Arrays) -> int:
    """Write arrays, not compressed: packers differ, and the files are small.  Returns the size of the file in bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **arrays)  # type: ignore[arg-type]  # numpy's stubs take the names for its own options
    return path.stat().st_size


def _said(model: Any) -> dict[str, Any]:
    """A model in CatBoost's own JSON.  Raises ``ValueError`` where it answers unknown values otherwise than we do."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for feature in said["features_info"]["float_features"]:
        if feature.get("nan_value_treatment", "AsIs") not in NO_ANSWER:
            raise ValueError(f"feature {feature['feature_index']} has a branch for unknown values")
    return said


def _deep(values: Sequence[float], depth: int) -> list[float]:
    """The leaves of a tree of a depth: those of a shallower one over and over."""
    return [values[leaf % len(values)] for leaf in range(2**depth)]
