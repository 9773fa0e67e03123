"""The pool: documents in, what became of them out, whatever happens to the workers.

A worker has one document at a time.  It is killed when it takes too long or too much memory; a worker that dies costs
nobody but the document it had, which gets one more try on a fresh worker.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from service.pool import failures
from service.pool.crew import Calls, Crew
from service.pool.failures import PoolError
from service.pool.frames import job_frame, read_outcome
from service.pool.jobs import Cleaned, Job, Outcome, Refused
from service.pool.lanes import Lane
from service.pool.member import Member, seconds_since
from service.pool.observer import NoObserver, Observer, Reason
from service.pool.pace import Pace
from service.pool.reports import Report
from service.pool.terms import Terms
from service.pool.tickets import Ticket, Waiting
from service.pool.worker import CANARY, is_sound

DEATHS = 2
"""Workers that a document may kill before it is refused: one death can have any cause."""


@dataclass(frozen=True, slots=True)
class Load:
    """What the pool has to do at this moment."""

    workers: int
    """As many as there should be."""
    ready: int
    """As many as are warm."""
    running: int
    waiting: int
    """Single documents that have no worker yet."""
    queue: int
    """How many of them may wait."""
    batch_waiting: int
    """Documents of batches that have no worker yet."""
    rss_bytes: tuple[int, ...] = ()
    """What each worker holds in memory, what it shares with the others among it."""


class Pool:
    """Cleans documents in worker processes.  One event loop owns it; the first document or canary starts them."""

    def __init__(self, terms: Terms, *, observer: Observer | None = None) -> None:
        self._terms = terms
        self._observer: Observer = observer or NoObserver()
        self._crew = Crew(terms, self._observer, Calls(self._greet, self._answered, self._lost))
        self._waiting = Waiting(terms.queue_target_seconds)
        self._idle: list[Member] = []
        self._running: dict[Ticket, Member] = {}
        self._pace = Pace()
        self._closing = False
        self.last_answer: float | None = None
        """When a worker last answered, whatever it answered, on the monotonic clock."""

    @property
    def load(self) -> Load:
        """What there is to do now."""
        ready = [member for member in self._crew.members if member.ready]
        return Load(
            workers=self._terms.workers,
            ready=len(ready),
            running=len(self._running),
            waiting=self._waiting.count(Lane.SINGLE),
            queue=self._terms.queue,
            batch_waiting=self._waiting.count(Lane.BATCH),
            rss_bytes=tuple(member.rss for member in ready),
        )

    def admit(self) -> None:
        """Raise ``PoolError`` when a single document could not even wait now."""
        self._check_open()
        waiting = self._waiting.count(Lane.SINGLE)
        room = self._waiting.room(self._terms.queue, self._terms.workers, self._pace.seconds_for(1, 1))
        if not self._idle and waiting >= room:
            self._waiting.bursts.refused()
            raise failures.queue_full(self._terms.workers, waiting, self._retry_after())

    async def run(self, job: Job, *, lane: Lane = Lane.SINGLE) -> Outcome:
        """What became of a document.  Raises ``PoolError`` when it was not cleaned: then nothing of it remains.

        A single document is refused when too many wait; one of a batch waits as long as it must.  Who is cancelled
        while waiting leaves the queue; work that has begun keeps its worker until it ends.
        """
        if lane is Lane.SINGLE:
            self.admit()
        self._check_open()
        ticket = Ticket(job, lane, asyncio.get_running_loop().create_future())
        self._observer.queued(lane)
        return await self._through(ticket)

    async def check(self) -> bool:
        """Whether a worker cleans the canary; it goes before all documents."""
        if self._closing:
            return False
        try:
            return is_sound(await self._through(Ticket(CANARY, None, asyncio.get_running_loop().create_future())))
        except PoolError:
            return False

    def stop_admitting(self) -> None:
        """Take no more documents; those accepted are finished."""
        self._closing = True

    async def close(self) -> None:
        """End the workers; whoever still works is killed, since the drain has given it its time."""
        self._closing = True
        for ticket in self._waiting.drain():
            self._fail(ticket, failures.shutting_down())
        await self._crew.close()

    async def _through(self, ticket: Ticket) -> Outcome:
        self._crew.keep()
        self._waiting.add(ticket)
        self._hand_out()
        if ticket not in self._running and ticket.lane is Lane.SINGLE:
            self._limit_wait(ticket)
        try:
            return await ticket.future
        except asyncio.CancelledError:
            if self._waiting.discard(ticket):
                ticket.stop_timer()
                self._tell_end(ticket, "dropped")
            raise

    def _check_open(self) -> None:
        if self._closing:
            raise failures.shutting_down()

    def _retry_after(self) -> int:
        return self._pace.retry_after(self._waiting.count(Lane.SINGLE) + len(self._running), self._terms.workers)

    def _limit_wait(self, ticket: Ticket) -> None:
        ticket.timer = asyncio.get_running_loop().call_later(self._terms.wait_seconds, self._waited, ticket)

    def _waited(self, ticket: Ticket) -> None:
        """No worker became free in time."""
        if not self._waiting.discard(ticket):
            return
        retry_after = self._retry_after()
        if ticket.deaths:
            self._fail(ticket, failures.worker_lost(retry_after))
        else:
            self._fail(ticket, failures.waited(self._terms.wait_seconds, retry_after))

    def _hand_out(self) -> None:
        """Give the idle workers their next documents."""
        while self._idle:
            batches = sum(ticket.lane is Lane.BATCH for ticket in self._running)
            ticket = self._waiting.take(self._terms.workers - 1 - batches)
            if ticket is None:
                return
            self._give(self._idle.pop(), ticket)

    def _give(self, member: Member, ticket: Ticket) -> None:
        ticket.stop_timer()
        ticket.started = time.monotonic()
        member.ticket = ticket
        self._running[ticket] = member
        if ticket.lane is not None:
            self._observer.started(ticket.lane, ticket.started - ticket.queued)
        member.set_timer(self._terms.deadline_seconds, self._late)
        member.send(job_frame(ticket.job))

    def _greet(self, member: Member) -> None:
        """A worker is ready: who waits for a fresh one goes first."""
        again = self._waiting.take_again()
        if again is not None:
            self._give(member, again)
        else:
            self._idle.append(member)
            self._hand_out()

    def _take_back(self, member: Member) -> Ticket | None:
        """The document that a worker had."""
        ticket, member.ticket = member.ticket, None
        member.stop_timer()
        if ticket is not None:
            del self._running[ticket]
        return ticket

    def _answered(self, member: Member, tag: bytes, payload: bytes) -> None:
        try:
            outcome = read_outcome(tag, payload)
        except ValueError:
            self._crew.end(member, "died")
            return
        ticket = self._take_back(member)
        self.last_answer = time.monotonic()
        member.documents += 1
        if member.documents >= member.share:
            self._crew.renew(member)
        if member.leaving:
            self._crew.end(member, "recycled")
        else:
            self._idle.append(member)
            self._hand_out()
        if ticket is not None:
            self._finish(ticket, outcome)

    def _finish(self, ticket: Ticket, outcome: Outcome) -> None:
        self._pace.note(seconds_since(ticket.started))
        if not ticket.future.done():
            ticket.future.set_result(outcome)
        match outcome:
            case Cleaned(report=report):
                self._tell_end(ticket, "cleaned", report)
            case Refused(code=code):
                self._tell_end(ticket, code)
            case _:
                self._tell_end(ticket, "internal")

    def _late(self, member: Member) -> None:
        self._crew.end(member, "deadline")

    def _lost(self, member: Member, reason: Reason) -> None:
        """A worker is gone: what becomes of its document."""
        if member in self._idle:
            self._idle.remove(member)
        ticket = self._take_back(member)
        if ticket is None:
            return
        if reason == "shutdown":
            self._fail(ticket, failures.shutting_down())
        elif reason == "deadline":
            self._pace.note(self._terms.deadline_seconds)
            self._fail(ticket, failures.too_slow(self._terms.deadline_seconds))
        else:
            self._again(ticket, reason)

    def _again(self, ticket: Ticket, reason: Reason) -> None:
        """One more try, unless nobody waits for it or it has killed enough."""
        ticket.deaths += 1
        if ticket.deaths >= DEATHS:
            self._fail(ticket, failures.refused(self._terms.memory_bytes if reason == "memory" else None))
        elif ticket.lane is None or ticket.future.done() or self._closing:
            self._fail(ticket, failures.worker_lost())
        else:
            self._waiting.add_again(ticket)
            self._limit_wait(ticket)

    def _fail(self, ticket: Ticket, error: PoolError) -> None:
        ticket.stop_timer()
        if not ticket.future.done():
            ticket.future.set_exception(error)
        self._tell_end(ticket, error.code)

    def _tell_end(self, ticket: Ticket, code: str, report: Report | None = None) -> None:
        if ticket.lane is not None:
            self._observer.ended(ticket.lane, code, seconds_since(ticket.queued), report)
