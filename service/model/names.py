"""Weights of class names: how much more often a name stands around content than around the rest, as training counted.

Names are kept as 32-bit hashes; there is no word of any page in the data.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from service.model.columns import Floats
from service.model.containers import Tree

NAMES = ("names_least", "names_most", "names_mean", "names_own", "names_parent", "names_sum")
UNIT = 1 / 16
"""Log odds that one step of a stored weight is worth: eight bits reach from -8 to 8."""


def number_of(name: str) -> int:
    """The number of a class name: CRC-32, which is the same everywhere.

    >>> number_of("entry-content")
    1012271571
    """
    return zlib.crc32(name.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class NameWeights:
    """Log odds of class names."""

    weights: Mapping[int, float]

    @classmethod
    def load(cls, path: Path) -> NameWeights:
        """Read the weights from an ``npz`` file.  Raises ``OSError`` or ``KeyError`` where they are not there."""
        with np.load(path, allow_pickle=False) as data:
            pairs = zip(data["name_numbers"].tolist(), (data["name_weights"] * UNIT).tolist(), strict=True)
            return cls(dict(pairs))

    def of(self, tokens: tuple[str, ...]) -> list[float]:
        """The weights of the names that are known."""
        numbers = map(number_of, tokens)
        return [self.weights[n] for n in numbers if n in self.weights]


class _Said(NamedTuple):
    """What the names of an element and of all around it say."""

    least: float = 0.0
    most: float = 0.0
    total: float = 0.0
    names: int = 0

    def and_of(self, own: list[float]) -> _Said:
        """The same with the weights of one more element."""
        return _Said(min(self.least, *own), max(self.most, *own), self.total + sum(own), self.names + len(own))


def name_features(tree: Tree, weights: NameWeights) -> Floats:
    """The features ``NAMES`` of each block: the weights of the names around it, of its own element and of the next."""
    known = [weights.of(element.tokens) for element in tree.named]
    said = [_Said()]
    state: list[int] = []
    for element, (signature, around) in enumerate(zip(tree.own.tolist(), tree.parent.tolist(), strict=True)):
        before = state[around] if around < element else 0
        own = known[signature]
        if own:
            state.append(len(said))
            said.append(said[before].and_of(own))
        else:
            state.append(before)
    table = np.array(said, dtype=np.float32)
    least, most, total, count = table[np.array(state, dtype=np.intp)[tree.of_block]].T
    means = np.array([sum(own) / len(own) if own else 0.0 for own in known], dtype=np.float32)[tree.own]
    mine, parents = means[tree.of_block], means[tree.parent[tree.of_block]]
    return np.stack([least, most, total / np.maximum(count, 1), mine, parents, total])
