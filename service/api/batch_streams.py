"""The two directions of a batch's connection, which run at the same time: the body that comes, the answer that goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from service.api.presence import gone
from service.api.problems import ProblemError
from service.api.shell import DUPLEX_KEY, Message, Receive, Send

HEADERS = (
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx would keep the answer back until it has some of it
)


class ClientGoneError(Exception):
    """Nobody is left to work for: the client went away, or reads no answers."""

    def __init__(self, reason: str = "disconnected") -> None:
        super().__init__(reason)
        self.reason = reason
        """For the log."""


class Inlet:
    """The request's body as it comes."""

    def __init__(self, receive: Receive, idle_seconds: float) -> None:
        self._receive = receive
        self._idle_seconds = idle_seconds
        self._ended = asyncio.Event()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body.  A client that sends nothing for too long is a ``ProblemError``."""
        more = True
        while more:
            message = await self._next()
            more = message.get("more_body", False)
            if not more:
                self._ended.set()
            yield message.get("body", b"")

    async def _next(self) -> Message:
        try:
            async with asyncio.timeout(self._idle_seconds):
                message = await self._receive()
        except TimeoutError:
            raise ProblemError(
                "slow-body",
                f"Nothing of the batch arrived within {self._idle_seconds:g} s. Send what follows in another batch.",
            ) from None
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        return message

    async def watch(self) -> None:
        """Once the body has ended, wait for the client to go away: then raise ``ClientGoneError``."""
        await self._ended.wait()
        await gone(self._receive)
        raise ClientGoneError


class Outlet:
    """The answer's body as it goes: a record a line, or the results of one JSON object."""

    def __init__(self, send: Send, *, media_type: str, idle_seconds: float) -> None:
        self._send = send
        self._media_type = media_type
        self._idle_seconds = idle_seconds
        self._one_object = media_type == "application/json"
        self.started = False

    async def emit(self, records: list[bytes]) -> None:
        """Send some records; returns when the connection has taken them."""
        if self._one_object:
            lead = b"," if self.started else b'{"results":['
            await self._out(lead + b",".join(records))
        else:
            await self._out(b"\n".join((*records, b"")))

    async def finish(self, interrupted: bytes | None) -> None:
        """Send the end, and before it, where the batch was interrupted, the record that says so."""
        end = b""
        if self._one_object:
            end += b"" if self.started else b'{"results":['
            end += b"]" if interrupted is None else b'],"interrupted":' + interrupted
            end += b"}"
        elif interrupted is not None:
            end = interrupted + b"\n"
        if interrupted is not None:
            await self._out(end)  # by itself, so that it has gone before the rest of the body is thrown away
            end = b""
        await self._out(end, more=False)

    async def _out(self, body: bytes, *, more: bool = True) -> None:
        if not self.started:
            self.started = True
            headers = [(b"content-type", self._media_type.encode()), *HEADERS]
            await self._send({"type": "http.response.start", "status": 200, "headers": headers, DUPLEX_KEY: True})
        try:
            async with asyncio.timeout(self._idle_seconds):
                await self._send({"type": "http.response.body", "body": body, "more_body": more})
        except TimeoutError:
            raise ClientGoneError("reads nothing") from None
