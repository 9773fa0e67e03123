"""Who is next, and how many may wait."""

from __future__ import annotations

import asyncio

from service.pool.jobs import Job
from service.pool.lanes import Lane
from service.pool.tickets import BATCH_TURN, Ticket, Waiting


def names(lanes: list[Lane | None], batch_slots: int) -> list[str]:
    """The order in which tickets of these lanes get a worker."""

    async def whole() -> list[str]:
        waiting = Waiting(60)
        for number, lane in enumerate(lanes):
            waiting.add(Ticket(Job(str(number)), lane, asyncio.get_running_loop().create_future()))
        taken = [waiting.take(batch_slots) for _ in lanes]
        assert waiting.take(batch_slots) is None
        return [f"{ticket.lane or 'canary'} {ticket.job.document!s}" for ticket in taken if ticket is not None]

    return asyncio.run(whole())


def test_order() -> None:
    """The canary first, then single documents in their order, then those of batches in theirs."""
    assert ["canary 4", "single 1", "single 3", "batch 0", "batch 2"] == names(
        [Lane.BATCH, Lane.SINGLE, Lane.BATCH, Lane.SINGLE, None], 1
    )


def test_batch_moves_on() -> None:
    """While single documents keep coming a batch has every eighth turn, unless it would take the last worker."""
    lanes: list[Lane | None] = [*[Lane.SINGLE] * (2 * BATCH_TURN), Lane.BATCH, Lane.BATCH]
    turns = [name.split()[0] for name in names(lanes, 1)]
    assert [BATCH_TURN - 1, 2 * BATCH_TURN - 1] == [i for i, lane in enumerate(turns) if lane == "batch"]
    assert ["batch", "batch"] == [name.split()[0] for name in names(lanes, 0)][-2:]


def test_leaving() -> None:
    """Who leaves is waiting no more, wherever it stood, and cannot leave twice."""

    async def whole() -> None:
        waiting = Waiting(60)
        first, again = (Ticket(Job(name), Lane.SINGLE, asyncio.get_running_loop().create_future()) for name in "ab")
        waiting.add(first)
        waiting.add_again(again)
        assert 1 == waiting.count(Lane.SINGLE)
        assert [True, True, False] == [waiting.discard(ticket) for ticket in (first, again, first)]
        assert waiting.take(0) is None
        assert waiting.take_again() is None

    asyncio.run(whole())
