"""From probabilities to what is kept: no threshold for all documents, but one rule that reads how sure the model is."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Verdicts = npt.NDArray[np.bool_]

EVEN = 0.5
"""The cut where the model is sure of a document: on articles any cut from .4 to .6 gives the same word-F1."""
UNSURE = 0.3
"""Share of the expected content that is in doubt (``expected_words``), from which the cut is left to the expected
F1: lists, products and threads collapse above a cut of .4.  .1 to .4 give the same on the development pages."""
HOPELESS = 0.02
"""Probability below which nothing is kept, whatever it would do for the expected F1."""

COPY_MIN_TOKENS = 8
"""Words from which a block that says the same as another is a copy: pages repeat short lines for a reason."""


def expected_words(probabilities: Doubles, sizes: Doubles) -> tuple[float, float]:
    """Words of content that are expected, and those of them that are in doubt: sum(n p) and sum(n p (1-p))."""
    content = sizes * probabilities
    return float(content.sum()), float((content * (1 - probabilities)).sum())


def keep_of_page(probabilities: Doubles, sizes: Doubles) -> Verdicts:
    """Which blocks of a page to keep.

    Args:
        probabilities: Of each block, that it is content.
        sizes: Its words.
    """
    expected, doubt = expected_words(probabilities, sizes)
    if doubt < UNSURE * expected:
        return probabilities > EVEN
    order = np.argsort(-probabilities, kind="stable")
    right, kept = np.cumsum((sizes * probabilities)[order]), np.cumsum(sizes[order])
    best = int(np.argmax(2 * right / np.maximum(kept + expected, 1e-9))) + 1
    keep = np.zeros(len(probabilities), dtype=bool)
    keep[order[:best]] = True
    return keep & (probabilities > HOPELESS)


def without_copies(keep: Verdicts, probabilities: Doubles, said: Sequence[Hashable], sizes: Doubles) -> Verdicts:
    """Of kept blocks that say the same, only the most probable stays, the first of equals.

    Which copy the annotators meant is chance, but they meant one: on the development pages this alone gives .003.

    Args:
        keep: Which blocks are kept.
        probabilities: Of each block.
        said: What each says, folded: equal where it is the same.
        sizes: Words of each.
    """
    found = keep.copy()
    best: dict[Hashable, int] = {}
    for i in np.flatnonzero(keep & (sizes >= COPY_MIN_TOKENS)).tolist():
        other = best.get(said[i])
        if other is None or probabilities[i] > probabilities[other]:
            best[said[i]] = i
            if other is not None:
                found[other] = False
        else:
            found[i] = False
    return found
