"""``POST /v1/clean/batch``: a batch over HTTP, in and out at the same time on one connection.

Written against ASGI, because the framework's streaming answer reads the request itself, to see whether the client is
still there, and so would eat the batch.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from service.api.batch import Batch
from service.api.batch_head import BatchHead
from service.api.batch_lines import Line, array_lines, cut_lines
from service.api.batch_records import Recorder, Run
from service.api.batch_streams import ClientGoneError, Inlet, Outlet
from service.api.batches import Batches
from service.api.body import Limits, chunks_of, coding_of, inflated, read_body
from service.api.shell import REQUEST_ID_KEY, Receive, Scope, Send
from service.logs import log


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """The answer to one batch request, as an ASGI application."""

    head: BatchHead
    headers: Mapping[str, str]
    batches: Batches
    run: Run
    limits: Limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer.  Raises ``ProblemError`` where nothing has been sent yet; a client that goes away just ends it."""
        most = self.batches.limits
        recorder = Recorder(self.run, self.limits.max_bytes, scope[REQUEST_ID_KEY])
        batch = Batch(recorder.record, window=most.window, order=self.head.order)
        inlet = Inlet(receive, most.idle_seconds)
        outlet = Outlet(send, media_type=self.head.answers, idle_seconds=most.idle_seconds)
        try:
            with self.batches.admitted(batch):
                await _run(batch, await self._lines(inlet, receive), inlet, outlet)
                if batch.stopped and not outlet.started:
                    raise batch.stopped
                await outlet.finish(recorder.interrupted(batch.stopped, batch.last_line) if batch.stopped else None)
        except ClientGoneError as gone:
            fields = {"request_id": recorder.request_id, "reason": gone.reason, "line": batch.last_line}
            log(logging.INFO, "batch_client_gone", **fields)

    async def _lines(self, inlet: Inlet, receive: Receive) -> AsyncIterator[Line]:
        if not self.head.lines:
            body = await read_body(chunks_of(receive), self.headers, self.limits)
            return array_lines(body)
        coding = coding_of(self.headers.get("content-encoding", ""))
        chunks = inlet.chunks()
        announced = self.headers.get("content-length", "")
        if announced.isdecimal() and int(announced[:20]) <= self.limits.max_bytes:
            # Many clients read no answer before all is sent; a batch of this size may come whole, so that they work.
            chunks = _again([chunk async for chunk in chunks])
        return cut_lines(inflated(chunks, coding, self.limits) if coding else chunks, self.limits.max_bytes)


async def _run(batch: Batch, lines: AsyncIterator[Line], inlet: Inlet, outlet: Outlet) -> None:
    """Run a batch for as long as its client is there.  Raises ``ClientGoneError`` by itself, not in a group."""
    gone: Exception | None = None
    try:
        async with asyncio.TaskGroup() as group:
            watch = group.create_task(inlet.watch())
            await batch.run(lines, outlet.emit)
            watch.cancel()
    except* ClientGoneError as several:
        gone = several
    while isinstance(gone, ExceptionGroup):  # groups within groups, and nothing else in them
        gone = gone.exceptions[0]
    if gone is not None:
        raise gone


async def _again(chunks: list[bytes]) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk
