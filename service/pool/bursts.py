"""How many single documents may wait: a burst may fill the queue, but a queue that lasts is cut.

A queue that stands makes everyone wait and gets nobody done sooner (CoDel, RFC 8289, has the argument for packets).
So little is left of it: one document for each worker, and none in a flood, where the next document comes before a
worker has been idle for long.
"""

from __future__ import annotations

import time
from collections.abc import Callable

STANDING_SECONDS = 0.2
"""Waits that are too long for so long are no burst."""
CALM_SECONDS = 1.0
"""Without a refusal, until a queue that was standing counts as a burst again."""
FLOOD = 4.0
"""Refusals in the time that a document takes, from which none need wait: a worker is idle for a fifth of the time at
most, and what it takes is done twice as soon."""
WEIGHT = 0.1
"""Of the newest gap between refusals in their mean: the last twenty or so decide."""


class Bursts:
    """What is known of waits and refusals.  Times in seconds."""

    def __init__(self, target: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._target = target
        self._clock = clock
        self._late_since: float | None = None
        self._refused: float | None = None
        self._gap = CALM_SECONDS

    def waits(self, since: float) -> None:
        """The first in the queue waits since then."""
        if self._clock() - since > self._target:
            self._late_since = self._late_since or self._clock()

    def started(self, waited: float) -> None:
        """A document got its worker after so long."""
        self._late_since = (self._late_since or self._clock()) if waited > self._target else None

    def emptied(self) -> None:
        """Nobody waits."""
        self._late_since = None

    def refused(self) -> None:
        """A document was turned away: as long as that goes on the queue stands."""
        now = self._clock()
        gap = CALM_SECONDS if self._refused is None else min(now - self._refused, CALM_SECONDS)
        self._gap += WEIGHT * (gap - self._gap)
        self._refused = now

    def room(self, queue: int, workers: int, document: float) -> int:
        """How many may wait, of at most ``queue``; ``document`` is how long a worker has one, 0 where none was done.

        >>> Bursts(0.1).room(16, 2, 0.05)
        16
        """
        now = self._clock()
        last = now - self._refused if self._refused is not None else CALM_SECONDS
        late = now - self._late_since if self._late_since is not None else 0.0
        if late <= STANDING_SECONDS and last >= CALM_SECONDS:
            return queue
        flood = max(self._gap, last) * FLOOD < document
        return 0 if flood else min(queue, workers)
