"""A client of a batch without a network: what it sends, when it goes away, and what it was sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from service.api.batch import Window
from service.api.batch_head import read_head
from service.api.batch_http import BatchAnswer
from service.api.batches import Batches, BatchLimits
from service.api.body import Limits
from service.api.shell import REQUEST_ID_KEY, Message, Receive
from service.clean import clean
from service.pool.jobs import Cleaned, Job, Outcome
from service.pool.reports import report_of

MAX_BYTES = 1000
LINES = {"content-type": "application/x-ndjson"}
OBJECT = {"content-type": "application/json"}

REPORT = report_of(clean("A line."), page=False, seconds={})
"""Figures, which nobody reads here."""


async def echo(job: Job) -> Outcome:
    """Work that gives the document back."""
    await asyncio.sleep(0)
    return Cleaned(json.dumps({"id": job.id, "text": str(job.document)}).encode(), REPORT)


def batches(*, most: int = 4, lines: int = 4, idle: float = 30.0) -> Batches:
    return Batches(BatchLimits(most=most, window=Window(lines, MAX_BYTES), idle_seconds=idle))


@dataclass
class Peer:
    """Sends the chunks, one each time it is asked; then, unless it stays, goes away."""

    chunks: Iterable[bytes]
    headers: dict[str, str] = field(default_factory=lambda: dict(LINES))
    query: bytes = b""
    vanishes: bool = False
    """Whether it goes away where its chunks end, in the midst of the body."""
    silent: bool = False
    """Whether it says nothing more there, and stays."""
    stuck: bool = False
    """Whether it reads no answer."""
    run: Callable[[Job], Awaitable[Outcome]] = echo
    batches: Batches = field(default_factory=batches)
    sent: list[Message] = field(default_factory=list)
    asked: int = 0

    async def talk(self, receive: Receive | None = None) -> None:
        """One request and its answer; ``receive`` instead of what the chunks say."""
        source = self._messages()
        head = read_head(self.headers, self.query)
        answer = BatchAnswer(head, self.headers, self.batches, self.run, Limits(MAX_BYTES, 30))
        await answer({REQUEST_ID_KEY: "r-1"}, receive or source.__anext__, self._take)

    async def _messages(self) -> AsyncIterator[Message]:
        for chunk in self.chunks:
            self.asked += 1
            yield {"type": "http.request", "body": chunk, "more_body": True}
        if self.silent:
            await asyncio.sleep(3600)
        if not self.vanishes:
            yield {"type": "http.request", "body": b"", "more_body": False}
            await asyncio.sleep(3600)
        while True:
            yield {"type": "http.disconnect"}

    async def _take(self, message: Message) -> None:
        if self.stuck and message["type"] == "http.response.body":
            await asyncio.sleep(3600)
        self.sent.append(message)

    @property
    def body(self) -> bytes:
        """The answer's body."""
        return b"".join(message.get("body", b"") for message in self.sent)

    @property
    def ended(self) -> bool:
        """Whether the answer came to its end."""
        return bool(self.sent) and self.sent[-1].get("more_body") is False

    def records(self) -> list[dict[str, Any]]:
        """The answer's lines."""
        return [json.loads(line) for line in self.body.splitlines()]


def talk(peer: Peer) -> Peer:
    """Run one exchange to its end."""
    asyncio.run(asyncio.wait_for(peer.talk(), 60))
    return peer
