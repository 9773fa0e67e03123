"""The run of a batch: order, the window, back-pressure, and ends of every kind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from service.api.batch import BURST_BYTES, Batch, Order, Window
from service.api.batch_lines import Line
from service.api.problems import ProblemError

ROOMY = Window(100, 10_000)


class Outside:
    """Where lines come from and records go to, and what was seen there."""

    def __init__(self) -> None:
        self.taken = 0
        """Lines that were asked for."""
        self.out: list[bytes] = []
        self.bursts: list[int] = []
        self.gaps: list[int] = []
        """Lines taken and not yet given back, at each line taken."""

    async def lines(self, *texts: bytes) -> AsyncIterator[Line]:
        for number, text in enumerate(texts, 1):
            self.taken += 1
            self.gaps.append(self.taken - len(self.out))
            yield Line(number, text)

    async def emit(self, records: list[bytes]) -> None:
        await asyncio.sleep(0)
        self.out += records
        self.bursts.append(len(records))


async def upper(line: Line) -> bytes:
    """Work that takes a turn of the loop."""
    await asyncio.sleep(0)
    return (line.text or b"").upper()


async def nap(line: Line) -> bytes:
    """Work that takes as many milliseconds as the line says."""
    await asyncio.sleep(int(line.text or b"0") / 1000)
    return line.text or b""


def run(batch: Batch, outside: Outside, lines: AsyncIterator[Line]) -> None:
    asyncio.run(asyncio.wait_for(batch.run(lines, outside.emit), 30))


@pytest.mark.parametrize(("order", "expected"), [("input", [b"90", b"1", b"40"]), ("completion", [b"1", b"40", b"90"])])
def test_order(order: Order, expected: list[bytes]) -> None:
    """Records come as their lines did, or as they finish."""
    outside = Outside()
    run(Batch(nap, window=ROOMY, order=order), outside, outside.lines(b"90", b"1", b"40"))
    assert expected == outside.out


@pytest.mark.parametrize("order", ["input", "completion"])
def test_no_lines(order: Order) -> None:
    """Nothing in, nothing out, and it ends."""
    outside = Outside()
    run(Batch(upper, window=ROOMY, order=order), outside, outside.lines())
    assert ([], []) == (outside.out, outside.bursts)


@pytest.mark.parametrize("order", ["input", "completion"])
@pytest.mark.parametrize("lines", [1, 2, 7])
def test_window_of_lines(order: Order, lines: int) -> None:
    """No line is asked for while the window is full: one more than it holds waits at its door."""
    outside = Outside()
    run(Batch(upper, window=Window(lines, 10_000), order=order), outside, outside.lines(*[b"a"] * 100))
    assert [b"A"] * 100 == outside.out
    assert lines + 1 == max(outside.gaps)


def test_window_of_bytes() -> None:
    """Long lines fill the window with fewer of them; one that is longer than the window goes alone."""
    outside = Outside()
    run(Batch(upper, window=Window(50, 100)), outside, outside.lines(*[b"a" * 40] * 20, b"b" * 500, *[b"c" * 40] * 20))
    assert 41 == len(outside.out)
    assert 3 == max(outside.gaps), "two are under way, and the third waits"
    assert {2} == {*outside.gaps[21:23]}, "the longest is alone, and then the next is alone behind it"


def test_slow_reader_stops_the_reading() -> None:
    """While nobody takes records, no more lines are taken in."""
    outside = Outside()

    async def main() -> None:
        gate = asyncio.Event()

        async def emit(records: list[bytes]) -> None:
            await gate.wait()
            await outside.emit(records)

        batch = Batch(upper, window=Window(5, 10_000))
        task = asyncio.create_task(batch.run(outside.lines(*[b"a"] * 1000), emit))
        for _ in range(1000):
            await asyncio.sleep(0)
        assert 6 == outside.taken
        gate.set()
        await task

    asyncio.run(main())
    assert 1000 == len(outside.out)


def test_bursts() -> None:
    """Records that are ready together go out together, up to a size."""
    outside = Outside()
    text = b"a" * (BURST_BYTES // 4)
    run(Batch(upper, window=Window(10, 10 * BURST_BYTES)), outside, outside.lines(*[text] * 10))
    assert 10 == sum(outside.bursts)
    assert 4 == max(outside.bursts)


@pytest.mark.parametrize("order", ["input", "completion"])
def test_stop_finishes_what_is_under_way(order: Order) -> None:
    """After a stop no line is taken in, and each that was has its record."""
    outside = Outside()
    why = ProblemError("shutting-down", "Why.")

    async def main() -> Batch:
        batch = Batch(nap, window=Window(4, 10_000), order=order)
        asyncio.get_running_loop().call_later(0.05, batch.stop, why)
        await batch.run(outside.lines(*[b"10"] * 10_000), outside.emit)
        return batch

    batch = asyncio.run(main())
    assert why is batch.stopped
    assert 4 <= batch.last_line == len(outside.out) < 10_000


def test_stop_wakes_a_batch_that_waits_for_lines() -> None:
    """A sender that is silent when the service ends does not hold it up."""
    outside = Outside()

    async def silent() -> AsyncIterator[Line]:
        yield Line(1, b"a")
        await asyncio.sleep(3600)

    async def main() -> Batch:
        batch = Batch(upper, window=ROOMY)
        asyncio.get_running_loop().call_later(0.02, batch.stop, ProblemError("shutting-down", "Why."))
        await asyncio.wait_for(batch.run(silent(), outside.emit), 10)
        return batch

    batch = asyncio.run(main())
    assert ([b"A"], 1) == (outside.out, batch.last_line)


def test_stop_comes_too_late() -> None:
    """A batch that was taken in whole was not stopped."""
    outside = Outside()
    batch = Batch(upper, window=ROOMY)
    run(batch, outside, outside.lines(b"a"))
    batch.stop(ProblemError("shutting-down", "Why."))
    assert batch.stopped is None


def test_problem_of_the_source() -> None:
    """A stream that breaks stops the batch; what came before has its records."""
    outside = Outside()
    why = ProblemError("bad-compression", "Why.")

    async def broken() -> AsyncIterator[Line]:
        yield Line(1, b"a")
        yield Line(2, b"b")
        raise why

    batch = Batch(upper, window=ROOMY)
    run(batch, outside, broken())
    assert (why, 2, [b"A", b"B"]) == (batch.stopped, batch.last_line, outside.out)


@pytest.mark.parametrize("where", ["lines", "emit"])
def test_error_cancels_the_work(where: str) -> None:
    """When nobody is left to work for, nothing goes on: tasks are cancelled, not forgotten."""
    cancelled: list[int] = []

    async def endless(line: Line) -> bytes:
        if line.number == 1:
            return b""
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            cancelled.append(line.number)
            raise
        return b""

    async def lines() -> AsyncIterator[Line]:
        for number in (1, 2, 3):
            yield Line(number, b"a")
        await asyncio.sleep(0.02)
        raise ConnectionError

    async def emit(_: list[bytes]) -> None:
        await asyncio.sleep(0.01)
        if where == "emit":
            raise ConnectionError

    with pytest.raises(ExceptionGroup) as caught:
        asyncio.run(Batch(endless, window=ROOMY).run(lines(), emit))
    assert caught.group_contains(ConnectionError)
    assert [2, 3] == sorted(cancelled)


@pytest.mark.parametrize("order", ["input", "completion"])
def test_many_lines_leave_nothing_behind(order: Order) -> None:
    """After ten thousand lines the batch holds as much as at the start: nothing."""
    outside = Outside()
    batch = Batch(upper, window=Window(8, 10_000), order=order)
    run(batch, outside, outside.lines(*[b"a"] * 10_000))
    assert (10_000, {}, 0, 0) == (len(outside.out), batch._under_way, batch._bytes, len(batch._pending))
