"""Whether the service lives, is ready and has started.  Probes only read what the background has found out."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from service.api.problems import ProblemError
from service.logs import log
from service.pool.pool import Pool

STALE_CANARIES = 6
"""Missed canaries after which no worker counts as sound.  Any answer of a worker counts like a canary, so that only
documents that take this long, in all workers at once, make the service look unready."""
STALL_SECONDS = 300.0
"""Seconds without any answer of a worker, though one is awaited, after which only a restart helps: fifty times what the
largest document of the default limit takes."""
RETRY_CANARY_SECONDS = 0.5
"""Seconds until the next try while no worker is sound, so that readiness comes back soon after a loss."""


@dataclass(slots=True)
class Health:
    """What is known of the service's state; one writer, the background task, and many readers."""

    pool: Pool
    canary_seconds: float
    clock: Callable[[], float] = time.monotonic
    draining: bool = False
    started: bool = False
    born: float = field(init=False)
    asked: float | None = None
    """When the canary that is under way was sent."""

    def __post_init__(self) -> None:
        self.born = self.clock()

    @property
    def silence(self) -> float | None:
        """Seconds since a worker last answered; ``None`` before the first answer."""
        last = self.pool.last_answer
        return None if last is None else self.clock() - last

    def check_alive(self) -> None:
        """Raise when the service makes no progress, so that only a restart helps."""
        last = self.pool.last_answer
        waited_since = max(self.asked, last or self.born) if self.asked is not None else None
        if waited_since is not None and self.clock() - waited_since > STALL_SECONDS:
            raise ProblemError("not-alive", f"No worker has answered for {STALL_SECONDS:.0f} s. Restart the service.")

    def check_started(self) -> None:
        """Raise until the first canary has come back."""
        if not self.started:
            raise ProblemError("not-ready", "The workers are still loading. Ask again in a second.")

    def check_ready(self) -> None:
        """Raise unless documents can be sent."""
        if self.draining:
            raise ProblemError("shutting-down", "The service is shutting down. Send documents to another instance.")
        self.check_started()
        silence = self.silence
        if silence is None or silence > STALE_CANARIES * self.canary_seconds:
            ago = "yet" if silence is None else f"for {silence:.0f} s"
            raise ProblemError("not-ready", f"No worker has cleaned a document {ago}. Ask again in a second.")
        load = self.pool.load
        if load.queue and load.waiting >= load.queue:
            raise ProblemError("not-ready", f"{load.waiting} documents are waiting, which is all there is room for.")

    def summary(self) -> tuple[dict[str, Any], ProblemError | None]:
        """All that is known, and what keeps the service from being ready, if anything."""
        unready, stalled = _fault(self.check_ready), _fault(self.check_alive)
        state = "ready" if not unready else "draining" if self.draining else "not-ready" if self.started else "starting"
        load, silence = self.pool.load, self.silence
        return {
            "state": state,
            "alive": stalled is None,
            "uptime_seconds": round(self.clock() - self.born, 3),
            "workers": load.workers,
            "running": load.running,
            "waiting": load.waiting,
            "last_answer_seconds": None if silence is None else round(silence, 3),
        }, unready

    async def watch(self) -> None:
        """Send the canary again and again, for ever."""
        while True:
            self.asked = self.clock()
            sound = await self.pool.check()
            self.asked = None
            if sound and not self.started:
                self.started = True
                log(logging.INFO, "ready", seconds=round(self.clock() - self.born, 3))
            if not sound:
                log(logging.WARNING, "canary_failed")
            await asyncio.sleep(self.canary_seconds if sound else min(RETRY_CANARY_SECONDS, self.canary_seconds))


def _fault(check: Callable[[], None]) -> ProblemError | None:
    try:
        check()
    except ProblemError as error:
        return error
    return None
