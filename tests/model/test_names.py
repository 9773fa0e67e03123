"""Weights of class names around a block."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from service.model.containers import read_tree
from service.model.names import NAMES, UNIT, NameWeights, name_features, number_of
from tests.model.shapes import block, element

WEIGHTS = NameWeights({number_of("content"): 2.0, number_of("post"): 1.0, number_of("share"): -4.0})


def test_weights_are_gathered_from_the_outermost_on() -> None:
    """Least, most and mean of all around; the mean of its own names and of those of the next; the sum."""
    body = element("body", None, "unknown")
    post = element("article", body, "post", "content")
    tree = read_tree([block("a", element("p", post)), block("b", element("p", post, "share", "x")), block("c", body)])
    assert tree is not None
    found = dict(zip(NAMES, name_features(tree, WEIGHTS).tolist(), strict=True))
    assert {
        "names_least": [0.0, -4.0, 0.0],
        "names_most": [2.0, 2.0, 0.0],
        "names_mean": [1.5, float(np.float32(-1 / 3)), 0.0],
        "names_own": [0.0, -4.0, 0.0],
        "names_parent": [1.5, 1.5, 0.0],
        "names_sum": [3.0, -1.0, 0.0],
    } == found


def test_numbers_are_the_same_everywhere() -> None:
    """A checksum of the name in UTF-8; half a character is no error."""
    assert (1012271571, 0) == (number_of("entry-content"), number_of(""))
    assert number_of("\ud800") != number_of("\ud801")


def test_weights_are_read_from_a_file(tmp_path: Path) -> None:
    """One byte each, in sixteenths."""
    file = tmp_path / "weights.npz"
    np.savez(
        file,
        name_numbers=np.array([number_of("post"), number_of("share")], dtype=np.uint32),
        name_weights=np.array([16, -40], dtype=np.int8),
    )
    assert [-40 * UNIT, 1.0] == NameWeights.load(file).of(("share", "unknown", "post"))
