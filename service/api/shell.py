"""What is around the framework and holds for every answer: request id, HEAD, the log line, and a last resort.

It is plain ASGI, because the framework's own middleware does not see requests that match no route.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from service.api.logs import error_fields, log
from service.api.problems import INTERNAL_DETAIL, MEDIA_TYPE, PROBLEMS, problem_body

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

REQUEST_ID_KEY = "winnow.request_id"
"""Where the request's id stands in the ASGI scope."""
REQUEST_ID = re.compile(rb"[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?")
"""Printable ASCII, up to 128 characters: safe in a header, a log line and a URN."""

PROBES = frozenset({"/livez", "/readyz", "/startupz", "/health"})
LINGER_BYTES = 64_000_000
LINGER_SECONDS = 5.0
"""How much of a refused body is still received (and forgotten), so that the client reads why; then it is cut off."""
PATH_MAX_LENGTH = 200
"""Characters of a path that are logged; our own are shorter."""


def request_id_of(headers: list[tuple[bytes, bytes]]) -> str:
    """The caller's id, where it can be echoed safely, else a new one."""
    for name, value in headers:
        if name.lower() == b"x-request-id" and REQUEST_ID.fullmatch(value):
            return value.decode("ascii")
    return uuid.uuid4().urn


@dataclass(slots=True)
class Exchange:
    """One request and its answer, as far as they have come."""

    method: str
    path: str
    request_id: str
    since: float = field(default_factory=time.perf_counter)
    bytes_in: int = 0
    bytes_out: int = 0
    status: int | None = None
    body_ended: bool = False
    """Whether the whole body has been received, or there is none."""

    def log(self) -> None:
        """One line when all is done; probes only where someone looks for them."""
        probe = self.path in PROBES
        level = logging.DEBUG if probe else logging.ERROR if (self.status or 500) == 500 else logging.INFO
        log(
            level,
            "request",
            request_id=self.request_id,
            method=self.method[:16],
            path=self.path[:PATH_MAX_LENGTH],
            status=self.status,
            duration_ms=round((time.perf_counter() - self.since) * 1000, 2),
            bytes_in=self.bytes_in,
            bytes_out=self.bytes_out,
        )


class Shell:
    """The ASGI application that the server runs: the framework's, with what every answer has."""

    def __init__(self, app: App, *, draining: Callable[[], bool]) -> None:
        self._app = app
        self._draining = draining
        self.under_way = 0
        """Requests that have begun and not ended."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = Exchange(scope["method"], scope["path"], request_id_of(scope["headers"]))
        exchange.body_ended = not _announces_body(scope["headers"])
        scope[REQUEST_ID_KEY] = exchange.request_id
        is_head = exchange.method == "HEAD"
        if is_head:
            scope["method"] = "GET"  # the same headers, and no body: see ``_sender``
        self.under_way += 1
        receiver = _receiver(exchange, receive)
        sender = self._sender(exchange, receiver, send, is_head=is_head)
        try:
            await self._app(scope, receiver, sender)
        except Exception as error:
            log(logging.ERROR, "unhandled", request_id=exchange.request_id, **error_fields(error))
            if exchange.status is not None:
                raise
            await self._last_resort(exchange, sender)
        finally:
            self.under_way -= 1
            exchange.log()

    def _sender(self, exchange: Exchange, receiver: Receive, send: Send, *, is_head: bool) -> Send:
        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] != PROBLEMS["slow-body"].status:
                    await _discard_rest(exchange, receiver)
                exchange.status = message["status"]
                headers = [(n, v) for n, v in message.get("headers", ()) if n.lower() != b"x-request-id"]
                headers.append((b"x-request-id", exchange.request_id.encode("ascii")))
                if self._draining() or not exchange.body_ended:
                    headers.append((b"connection", b"close"))
                message = {**message, "headers": headers}
            elif message["type"] == "http.response.body":
                if is_head:
                    message = {**message, "body": b""}
                exchange.bytes_out += len(message.get("body", b""))
            await send(message)

        return send_on

    @staticmethod
    async def _last_resort(exchange: Exchange, send: Send) -> None:
        body = problem_body(PROBLEMS["internal"], INTERNAL_DETAIL, exchange.request_id)
        headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": PROBLEMS["internal"].status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _receiver(exchange: Exchange, receive: Receive) -> Receive:
    async def receive_and_count() -> Message:
        message = await receive()
        if message["type"] == "http.request":
            exchange.bytes_in += len(message.get("body", b""))
        exchange.body_ended = not message.get("more_body", False)
        return message

    return receive_and_count


def _announces_body(headers: list[tuple[bytes, bytes]]) -> bool:
    """Whether a body follows that is already on its way: not where the client waits to be told to go on."""
    fields = {name.lower(): value for name, value in headers}
    waits = fields.get(b"expect", b"").lower() == b"100-continue"
    return not waits and (b"transfer-encoding" in fields or fields.get(b"content-length", b"0") != b"0")


async def _discard_rest(exchange: Exchange, receiver: Receive) -> None:
    """Read and forget what is left of a body that was refused.

    A client that is still sending when the connection closes sees a reset, and never the answer that says why.
    """
    limit = exchange.bytes_in + LINGER_BYTES
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while not exchange.body_ended and exchange.bytes_in < limit:
                await receiver()
