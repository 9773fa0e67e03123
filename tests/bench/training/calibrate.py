"""Calibration: a slope and an offset in log odds that make probabilities mean what they say (Platt, 1999)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from service.model.columns import Doubles
from service.model.trees import probability

DIGITS = 4
"""Decimals that are kept: far finer than what the data can tell, and far coarser than what machines differ in."""
ROUNDS = 50
"""Steps of Newton's method at most; it takes five."""
STILL = 1e-9
"""A step that changes nothing any more."""
BINS = 20
"""Parts of equal width in which probabilities are compared with what came true."""


@dataclass(frozen=True, slots=True)
class Line:
    """Log odds → calibrated log odds."""

    slope: float = 1.0
    offset: float = 0.0

    def of(self, log_odds: Doubles) -> Doubles:
        return self.slope * log_odds + self.offset


def fit_line(log_odds: Doubles, labels: Doubles, weights: Doubles) -> Line:
    """The line with the greatest likelihood; labels are shares from 0 to 1.

    >>> fit_line(np.array([2.0, 2.0, -2.0, -2.0]), np.array([1.0, 0.5, 0.0, 0.5]), np.ones(4))
    Line(slope=0.5493, offset=0.0)
    """
    slope, offset = 1.0, 0.0
    for _ in range(ROUNDS):
        p = probability(slope * log_odds + offset)
        pull, bend = weights * (p - labels), weights * p * (1 - p)
        a, b, c = float((bend * log_odds**2).sum()), float((bend * log_odds).sum()), float(bend.sum())
        first, second = float((pull * log_odds).sum()), float(pull.sum())
        across = a * c - b * b
        if across <= 0:
            break
        step = (c * first - b * second) / across, (a * second - b * first) / across
        slope, offset = slope - step[0], offset - step[1]
        if max(map(abs, step)) < STILL:
            break
    return Line(round(slope, DIGITS), round(offset, DIGITS) + 0.0)


def calibration_error(probabilities: Doubles, labels: Doubles, weights: Doubles) -> float:
    """How far probabilities are from what came true, 0 to 1, on the average of the weights.

    >>> calibration_error(np.array([0.9, 0.9]), np.array([1.0, 0.0]), np.ones(2))
    0.4
    """
    bins = np.minimum((probabilities * BINS).astype(np.intp), BINS - 1)
    said = np.bincount(bins, weights * probabilities, BINS)
    true = np.bincount(bins, weights * labels, BINS)
    return float(np.abs(said - true).sum() / max(float(weights.sum()), 1e-9))
