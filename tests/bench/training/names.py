"""Weights of class names, counted: how much more content than other text stands within elements that have a name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from service.model.columns import Floats
from service.model.names import UNIT, NameWeights, name_features
from tests.bench.training.examples import Example

LEAST_GROUPS = 3
"""Sites that must use a name for it to have a weight: what fewer use says nothing of the next site."""
SURE_GROUPS = 5
"""Sites from which a weight counts in full."""
GROUP_MOST = 0.5
"""What one site adds to a count at most, in documents: a site with many pages is one witness."""
PRIOR = 0.05
"""Documents that every name has on both sides before any is counted."""
STEPS_MOST = 127
"""Steps of a weight at most: it is stored in eight bits."""

Share = tuple[float, float]
"""What a site adds: content and other text, in documents."""


class NameTable:
    """Counts of names by site, so that a site can be left out of what is said of it."""

    def __init__(self, examples: Sequence[Example]) -> None:
        counts: dict[int, dict[str, list[float]]] = {}
        for example in examples:
            for number, content, rest in _rows(example):
                count = counts.setdefault(number, {}).setdefault(example.about.group, [0.0, 0.0])
                count[0] += content
                count[1] += rest
        self._shares = {n: {g: _share(c, r) for g, (c, r) in by.items()} for n, by in counts.items()}
        self.steps: dict[int, int] = {}
        """Of each name that has one, the weight in steps of ``UNIT``."""
        self._totals: dict[int, Share] = {}
        self._of_group: dict[str, list[int]] = {}
        for number, by in sorted(self._shares.items()):
            self._totals[number] = math.fsum(c for c, _ in by.values()), math.fsum(r for _, r in by.values())
            self._set(self.steps, number, _steps(*self._totals[number], len(by)))
            for group in by:
                self._of_group.setdefault(group, []).append(number)

    def features(self, example: Example) -> Floats:
        """The features of a page; its own site has no say in them."""
        if example.tree is None:
            raise ValueError(f"{example.about.id} is no page")
        return name_features(example.tree, NameWeights(in_log_odds(self.without(example.about.group))))

    def without(self, group: str) -> dict[int, int]:
        """The weights as they would be without a site."""
        found = dict(self.steps)
        for number in self._of_group.get(group, ()):
            (content, rest), by = self._totals[number], self._shares[number]
            mine = by[group]
            self._set(found, number, _steps(content - mine[0], rest - mine[1], len(by) - 1))
        return found

    @staticmethod
    def _set(weights: dict[int, int], number: int, steps: int) -> None:
        if steps:
            weights[number] = steps
        else:
            weights.pop(number, None)


def in_log_odds(steps: Mapping[int, int]) -> dict[int, float]:
    """Weights as the service reads them."""
    return {number: count * UNIT for number, count in steps.items()}


def _rows(example: Example) -> Iterator[tuple[int, float, float]]:
    said = example.names
    if said is not None:
        yield from zip(said.numbers.tolist(), said.content.tolist(), said.rest.tolist(), strict=True)


def _share(content: float, rest: float) -> Share:
    total = content + rest
    part = min(total, GROUP_MOST) / total if total else 0.0
    return content * part, rest * part


def _steps(content: float, rest: float, groups: int) -> int:
    """The weight of a name in steps of ``UNIT``; 0 for a name that says nothing.

    >>> _steps(2.0, 0.1, 8), _steps(2.0, 0.1, 4), _steps(2.0, 0.1, 2)
    (42, 33, 0)
    """
    if groups < LEAST_GROUPS:
        return 0
    odds = math.log((max(content, 0.0) + PRIOR) / (max(rest, 0.0) + PRIOR))
    return max(-STEPS_MOST, min(STEPS_MOST, round(odds * min(1.0, groups / SURE_GROUPS) / UNIT)))
