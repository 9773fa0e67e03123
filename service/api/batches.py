"""The batches that are open: how many may be, and what ends them all when the service ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from service.api.batch import Batch, Window
from service.api.problems import ProblemError


@dataclass(frozen=True, slots=True)
class BatchLimits:
    """What a batch may take."""

    most: int
    """Batches that may be open at once."""
    window: Window
    idle_seconds: float
    """How long its client may neither send nor read while we wait for that."""


@dataclass(slots=True)
class Batches:
    """One writer, the event loop."""

    limits: BatchLimits
    _open: set[Batch] = field(default_factory=set)
    _closing: bool = False

    @contextmanager
    def admitted(self, batch: Batch) -> Iterator[None]:
        """Count a batch while it runs.  Raises ``ProblemError`` when there are too many, or the service is ending."""
        if self._closing:
            raise _shutting_down("Nothing was started; send the batch to another instance.")
        if len(self._open) >= self.limits.most:
            raise ProblemError(
                "queue-full",
                f"{self.limits.most} batches are open, which is all that may be. Nothing was started; send the batch "
                "later, or ask the operator of the service to raise WINNOW_BATCHES.",
            )
        self._open.add(batch)
        try:
            yield
        finally:
            self._open.discard(batch)

    def interrupt(self) -> None:
        """Take in no more lines and no more batches: the service is ending."""
        self._closing = True
        for batch in self._open:
            batch.stop(_shutting_down("Send what follows this line to another instance."))


def _shutting_down(remedy: str) -> ProblemError:
    return ProblemError("shutting-down", f"The service is shutting down. {remedy}")
