"""Sums over the blocks near by, and how far away things are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from service.model.columns import Array, Doubles, Ints, Marks

Span = tuple[int, int]
"""From how many blocks further on, up to how many, that one left out; below 0 it is further back."""


def prefix_sums(rows: Array) -> Doubles:
    """Of each row, the sums of what stands before each place, and of all: one column more than ``rows``.

    >>> prefix_sums(np.array([[1.0, 2.0, 4.0]])).tolist()
    [[0.0, 1.0, 3.0, 7.0]]
    """
    sums = np.zeros((rows.shape[0], rows.shape[1] + 1))
    np.cumsum(rows, axis=1, out=sums[:, 1:])
    return sums


def around(radii: Iterable[int]) -> list[Span]:
    """The spans of a block and so many on each side.

    >>> around((2,))
    [(-2, 3)]
    """
    return [(-radius, radius + 1) for radius in radii]


def windows(sums: Doubles, spans: Sequence[Span]) -> Doubles:
    """Sums over spans of blocks, as seen from every block: by row, by span, by block.

    Args:
        sums: The prefix sums of the rows.
        spans: Where they begin and end; what lies outside of the document counts nothing.

    >>> windows(prefix_sums(np.array([[1.0, 2.0, 4.0]])), [(-1, 2), (1, 2)]).tolist()
    [[[3.0, 7.0, 6.0], [2.0, 4.0, 0.0]]]
    """
    rows, n = sums.shape[0], sums.shape[1] - 1
    margin = max(abs(end) for span in spans for end in span)
    padded = np.zeros((rows, n + 1 + 2 * margin))
    padded[:, margin : margin + n + 1] = sums
    padded[:, margin + n + 1 :] = sums[:, -1:]
    found = np.empty((rows, len(spans), n))
    for i, (first, end) in enumerate(spans):
        np.subtract(
            padded[:, margin + end : margin + end + n], padded[:, margin + first : margin + first + n], out=found[:, i]
        )
    return found


def steps_since(marks: Marks, most: int) -> Ints:
    """Blocks since the last that is marked, of each row; ``most`` where it is further away or there is none.

    >>> steps_since(np.array([[False, True, False, False]]), 9).tolist()
    [[9, 0, 1, 2]]
    """
    at = np.arange(marks.shape[1])
    last = np.maximum.accumulate(np.where(marks, at, -most), axis=1)
    return np.minimum(at - last, most)


def steps_outside(at: Ints, first: Array | int, end: Array | int, most: int) -> Ints:
    """Blocks from each place to the stretch from ``first`` to ``end``, its last one left out; below 0 before it.

    Args:
        at: The places.
        first: Where the stretch begins; a number, or one row for each stretch.
        end: The place behind it, likewise.
        most: Steps beyond which it is all the same.

    >>> steps_outside(np.arange(6), 2, 4, 60).tolist()
    [-2, -1, 0, 0, 1, 2]
    """
    steps = np.minimum(at - first, 0) + np.maximum(at - end + 1, 0)
    return np.asarray(np.clip(steps, -most, most))
