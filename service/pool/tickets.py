"""Documents on their way through the pool, and the order in which they get a worker."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from service.pool.bursts import Bursts
from service.pool.jobs import Job, Outcome
from service.pool.lanes import Lane

BATCH_TURN = 8
"""While single documents wait, every eighth start is a batch's: it moves on, and costs the others little."""


@dataclass(eq=False, slots=True)
class Ticket:
    """One document, from when it is accepted to its end."""

    job: Job
    lane: Lane | None
    """``None`` for the canary, which goes before everyone and of which nobody is told."""
    future: asyncio.Future[Outcome]
    queued: float = field(default_factory=time.monotonic)
    """When it was accepted, on the monotonic clock."""
    started: float = 0.0
    """When a worker got it."""
    deaths: int = 0
    """Workers that died while they had it."""
    timer: asyncio.TimerHandle | None = None
    """What happens when it waits too long."""

    def stop_timer(self) -> None:
        """It waits no more."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


class Waiting:
    """The tickets that have no worker, and who is next."""

    def __init__(self, target_seconds: float) -> None:
        self.bursts = Bursts(target_seconds)
        self._lanes: dict[Lane | None, OrderedDict[Ticket, None]] = {lane: OrderedDict() for lane in (None, *Lane)}
        self._again: OrderedDict[Ticket, None] = OrderedDict()
        self._singles_in_a_row = 0

    def room(self, queue: int, workers: int, document: float) -> int:
        """How many single documents may wait; see ``Bursts.room``."""
        first = next(iter(self._lanes[Lane.SINGLE]), None)
        if first is not None:
            self.bursts.waits(first.queued)
        return self.bursts.room(queue, workers, document)

    def count(self, lane: Lane) -> int:
        """How many wait in a lane, those who wait for a fresh worker not among them."""
        return len(self._lanes[lane])

    def add(self, ticket: Ticket) -> None:
        """Queue at the end of its lane."""
        self._lanes[ticket.lane][ticket] = None

    def add_again(self, ticket: Ticket) -> None:
        """Queue for a fresh worker: the one that had it has died."""
        self._again[ticket] = None

    def discard(self, ticket: Ticket) -> bool:
        """Take out a ticket; whether it was waiting."""
        for queue in (self._lanes[ticket.lane], self._again):
            if ticket in queue:
                del queue[ticket]
                return True
        return False

    def take_again(self) -> Ticket | None:
        """The first that waits for a fresh worker."""
        return self._again.popitem(last=False)[0] if self._again else None

    def take(self, batch_slots: int) -> Ticket | None:
        """Who is next, for a worker that is idle.

        ``batch_slots`` is how many more workers batches may have while single documents wait.
        """
        lane = self._next_lane(batch_slots)
        if lane is Lane.SINGLE:
            self._singles_in_a_row += 1
        elif lane is Lane.BATCH:
            self._singles_in_a_row = 0
        queue = self._lanes[lane]
        if not queue:
            self.bursts.emptied()
            return None
        ticket = queue.popitem(last=False)[0]
        if lane is Lane.SINGLE:
            self.bursts.started(time.monotonic() - ticket.queued)
        return ticket

    def _next_lane(self, batch_slots: int) -> Lane | None:
        if self._lanes[None]:
            return None
        if not self._lanes[Lane.SINGLE]:
            return Lane.BATCH
        batch_turn = self._lanes[Lane.BATCH] and batch_slots > 0 and self._singles_in_a_row >= BATCH_TURN - 1
        return Lane.BATCH if batch_turn else Lane.SINGLE

    def drain(self) -> list[Ticket]:
        """Take out all."""
        queues = [*self._lanes.values(), self._again]
        tickets = [ticket for queue in queues for ticket in queue]
        for queue in queues:
            queue.clear()
        return tickets
