"""How fast documents go through, and so when there is likely to be room again."""

from __future__ import annotations

import math

WEIGHT = 0.05
"""Of the newest document in the mean: the last fifty or so decide."""
LEAST_SECONDS = 1
"""The shortest wait that ``Retry-After`` can say."""
MOST_SECONDS = 60
"""The longest wait that is asked for: by then the load is another."""


class Pace:
    """The mean time that a worker has one document, newer ones weighing more."""

    def __init__(self) -> None:
        self._mean: float | None = None

    def note(self, seconds: float) -> None:
        """A worker has had a document for this long."""
        self._mean = seconds if self._mean is None else self._mean + WEIGHT * (seconds - self._mean)

    def seconds_for(self, documents: int, workers: int) -> float:
        """How long the workers need for these documents; 0 before the first is done."""
        return (self._mean or 0.0) * documents / workers

    def retry_after(self, documents: int, workers: int) -> int:
        """Whole seconds until they are likely to be done with these documents.

        >>> pace = Pace()
        >>> pace.note(0.5)
        >>> pace.retry_after(2, 2), pace.retry_after(17, 2), pace.retry_after(10_000, 2)
        (1, 5, 60)
        """
        return min(max(math.ceil(self.seconds_for(documents, workers)), LEAST_SECONDS), MOST_SECONDS)
