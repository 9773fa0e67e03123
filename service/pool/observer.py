"""Who looks on: what the pool tells of documents and workers, for metrics and traces.

All of it is told in the event loop, so that whoever counts needs no lock; a method must be quick and must not raise.
The canary is no document: nothing is told of it.
"""

from __future__ import annotations

from typing import Literal, Protocol

from service.pool.lanes import Lane
from service.pool.reports import Report

Reason = Literal["deadline", "died", "memory", "recycled", "shutdown"]
"""Why a worker ended: its document took too long, it died (a crash, or someone killed it), it used too much memory,
it had done its share, or the service ends."""


class Observer(Protocol):
    """Told of every document and every worker.  Each queued document ends exactly once, started or not."""

    def queued(self, lane: Lane) -> None:
        """A document was accepted; it may start at once."""

    def started(self, lane: Lane, waited_seconds: float) -> None:
        """A worker has got it.  A document whose worker died starts twice."""

    def ended(self, lane: Lane, outcome_code: str, seconds: float, report: Report | None) -> None:
        """It is done with.

        ``outcome_code`` is ``cleaned``, ``dropped`` (the client went away before it started), or the code of a problem;
        ``seconds`` is the time since it was queued; there is a ``report`` where it was cleaned.
        """

    def worker_started(self, seconds: float) -> None:
        """A worker is warm and ready, ``seconds`` after it was asked for."""

    def worker_ended(self, reason: Reason) -> None:
        """A worker is gone; where it must be, its replacement is on its way."""


class NoObserver:
    """Nobody looks on."""

    def queued(self, lane: Lane) -> None:
        """Not told to anyone."""

    def started(self, lane: Lane, waited_seconds: float) -> None:
        """Not told to anyone."""

    def ended(self, lane: Lane, outcome_code: str, seconds: float, report: Report | None) -> None:
        """Not told to anyone."""

    def worker_started(self, seconds: float) -> None:
        """Not told to anyone."""

    def worker_ended(self, reason: Reason) -> None:
        """Not told to anyone."""
