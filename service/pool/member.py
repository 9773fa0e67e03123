"""One worker process as the pool sees it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Protocol, cast

from service.pool.frames import HEADER
from service.pool.rss import resident
from service.pool.tickets import Ticket


class Listener(Protocol):
    """Who hears of a worker."""

    def heard(self, member: Member, tag: bytes, payload: bytes) -> None:
        """A frame came from it."""

    def fell_silent(self, member: Member) -> None:
        """It has closed its end: it is gone."""


class Member(asyncio.Protocol):
    """A worker: its process, the socket to it, and the one document that it has."""

    def __init__(self, process: BaseProcess, listener: Listener, *, share: int, asked: float) -> None:
        self.process = process
        self.pid = process.pid or 0
        self.share = share
        """Documents after which it is to be replaced."""
        self.asked = asked
        """When it was asked for, on the monotonic clock."""
        self.ready = False
        self.ticket: Ticket | None = None
        """The document that it has."""
        self.documents = 0
        """How many it has done."""
        self.held = 0
        """Bytes in memory when it was ready."""
        self.rss = 0
        """Bytes in memory when last looked at."""
        self.due = False
        """To be replaced as soon as another is ready."""
        self.leaving = False
        """Its replacement is ready: it gets no more documents."""
        self.timer: asyncio.TimerHandle | None = None
        """What happens when it takes too long: to get ready, or with its document."""
        self._listener = listener
        self._transport: asyncio.WriteTransport | None = None
        self._received = bytearray()

    def look(self) -> int:
        """Bytes that it holds more than when it was ready."""
        self.rss = resident(self.pid) or self.rss
        return self.rss - self.held if self.ready else 0

    def send(self, data: bytes) -> None:
        """Send without waiting; a worker that does not read is killed by its deadline."""
        if self._transport is not None:
            self._transport.write(data)

    def set_timer(self, seconds: float, action: Callable[[Member], None]) -> None:
        """Have something done unless ``stop_timer`` comes first."""
        self.timer = asyncio.get_running_loop().call_later(seconds, action, self)

    def stop_timer(self) -> None:
        """It was in time."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None

    def kill(self) -> None:
        """End it at once: whatever it has, nothing in it is worth saving."""
        self.stop_timer()
        self.process.kill()
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is ours."""
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        """Part of a frame, or several."""
        self._received += data
        while len(self._received) >= HEADER.size:
            length, tag = HEADER.unpack_from(self._received)
            end = HEADER.size + length
            if len(self._received) < end:
                return
            payload = bytes(memoryview(self._received)[HEADER.size : end])
            del self._received[:end]
            self._listener.heard(self, tag, payload)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 -- asyncio's signature
        """The worker has closed its end, or we ours."""
        self._listener.fell_silent(self)


def seconds_since(moment: float) -> float:
    """Seconds since a moment of the monotonic clock."""
    return time.monotonic() - moment
