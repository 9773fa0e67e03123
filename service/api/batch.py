"""A batch: lines in, records out, in bounded memory however many there are.

Knows nothing of HTTP: ``batch_http`` and the command line both drive it.  A line is *under way* from when it is taken
in until its record has been given out; while the window is full, no line is taken in, so that a sender has to wait.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Literal, get_args

from service.api.batch_lines import Line
from service.api.problems import ProblemError

Order = Literal["input", "completion"]
"""Records as their lines came, or as they finish."""
ORDERS: tuple[Order, ...] = get_args(Order)

BURST_BYTES = 65_536
"""Records that are ready together are given out together, until they are this long: each handing over costs as much as
some 30 KB of it."""

Answer = Callable[[Line], Coroutine[None, None, bytes]]
"""From a line to its record, without newline.  It never raises: what goes wrong is a record too."""
Emit = Callable[[list[bytes]], Awaitable[None]]
"""Gives records out; returns when there is room for more."""


@dataclass(frozen=True, slots=True)
class Window:
    """How much of a batch may be under way: lines, and bytes of them.  One line always may, however long."""

    lines: int
    bytes: int


class Batch:
    """One run from the first line to the last record, or to where it was stopped."""

    def __init__(self, answer: Answer, *, window: Window, order: Order = "input") -> None:
        self._answer = answer
        self._window = window
        self._in_order = order == "input"
        self._reader: asyncio.Task[None] | None = None
        self._under_way: dict[asyncio.Task[bytes], int] = {}  # with the bytes of its line
        self._bytes = 0  # of the lines under way
        self._pending: deque[asyncio.Task[bytes]] = deque()  # in the order in which they are given out
        self._room = asyncio.Event()
        self._news = asyncio.Event()
        self.last_line = 0
        """Number of the last line that was taken in: it and all before it have a record, or will have."""
        self.stopped: ProblemError | None = None
        """Why not all lines were taken in, when they were not."""

    async def run(self, lines: AsyncIterator[Line], emit: Emit) -> None:
        """Take in all lines and give out a record of each.

        An error of ``lines`` that is a ``ProblemError`` stops the taking in, as ``stop`` does: what is under way is
        still given out.  Any other error, of ``emit`` as well, ends everything at once, and comes out in an exception
        group.
        """
        async with asyncio.TaskGroup() as group:
            self._reader = group.create_task(self._take_in(lines, group))
            self._reader.add_done_callback(lambda _: self._news.set())
            while not self._reader.done() or self._under_way:
                await self._give_out(emit)

    def stop(self, why: ProblemError) -> None:
        """Take in no more lines; what is under way is finished."""
        if self.stopped is None and self._reader is not None and not self._reader.done():
            self.stopped = why
            self._reader.cancel()

    async def _take_in(self, lines: AsyncIterator[Line], group: asyncio.TaskGroup) -> None:
        try:
            async for line in lines:
                await self._wait_for_room(line.size)
                self._start(line, group)
        except ProblemError as why:
            self.stopped = self.stopped or why

    async def _wait_for_room(self, size: int) -> None:
        window = self._window
        while self._under_way and (len(self._under_way) >= window.lines or self._bytes + size > window.bytes):
            self._room.clear()
            await self._room.wait()

    def _start(self, line: Line, group: asyncio.TaskGroup) -> None:
        task = group.create_task(self._answer(line))
        self._under_way[task] = line.size
        self._bytes += line.size
        self.last_line = line.number
        if self._in_order:
            self._pending.append(task)
        else:
            task.add_done_callback(self._pending.append)
        task.add_done_callback(lambda _: self._news.set())

    async def _give_out(self, emit: Emit) -> None:
        """Give out the records that are ready, or wait for news."""
        records: list[bytes] = []
        done: list[asyncio.Task[bytes]] = []
        length = 0
        while self._pending and self._pending[0].done() and length < BURST_BYTES:
            done.append(self._pending.popleft())
            records.append(done[-1].result())
            length += len(records[-1])
        if not records:
            self._news.clear()
            await self._news.wait()
            return
        await emit(records)
        for task in done:
            self._bytes -= self._under_way.pop(task)
        self._room.set()
