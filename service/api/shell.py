"""What is around the framework and holds for every answer: request id, HEAD, the log line, and a last resort.

It is plain ASGI, because the framework's own middleware does not see requests that match no route.
"""

from __future__ import annotations

import asyncio
import logging
import re
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from service.api.exchange import Around, Exchange
from service.api.problems import INTERNAL_DETAIL, MEDIA_TYPE, PROBLEMS, ProblemError, problem_body
from service.logs import error_fields, log
from service.telemetry.tracing import in_trace

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Any, Any, Any], Awaitable[None]]

REQUEST_ID_KEY = "winnow.request_id"
"""Where the request's id stands in the ASGI scope."""
PROBLEM_KEY = "winnow.problem"
"""Where the code of the problem stands that a request is answered with."""
CALLER_KEY = "winnow.caller"
"""Where the name of the caller's key stands, if one is needed."""
DUPLEX_KEY = "winnow.duplex"
"""Set in the message that starts an answer, where the body is still read while the answer goes out."""
REQUEST_ID = re.compile(rb"[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?")
"""Printable ASCII, up to 128 characters: safe in a header, a log line and a URN."""

LINGER_BYTES = 64_000_000
LINGER_SECONDS = 5.0
"""How much of a refused body is still received (and forgotten), so that the client reads why; then it is cut off."""


def request_id_of(headers: list[tuple[bytes, bytes]]) -> str:
    """The caller's id, where it can be echoed safely, else a new one."""
    for name, value in headers:
        if name.lower() == b"x-request-id" and REQUEST_ID.fullmatch(value):
            return value.decode("ascii")
    return uuid.uuid4().urn


class Shell:
    """The ASGI application that the server runs: the framework's, with what every answer has."""

    def __init__(self, app: App, *, draining: Callable[[], bool], around: Around | None = None) -> None:
        self._app = app
        self._draining = draining
        self._around = around or Around()
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
        trace = self._around.begin(exchange, scope["headers"])
        try:
            with in_trace(trace):
                scope[CALLER_KEY] = self._around.admit(exchange, scope["headers"])
                await self._app(scope, receiver, sender)
        except ProblemError as error:
            scope[PROBLEM_KEY] = error.problem.code
            await self._send_problem(exchange, error, sender)
        except Exception as error:
            log(logging.ERROR, "unhandled", request_id=exchange.request_id, **error_fields(error))
            if exchange.status is not None:
                raise
            scope[PROBLEM_KEY] = "internal"
            await self._send_problem(exchange, ProblemError("internal", INTERNAL_DETAIL), sender)
        finally:
            self.under_way -= 1
            if PROBLEM_KEY in scope:
                exchange.more["problem"] = scope[PROBLEM_KEY]
            self._around.end(exchange, trace)

    def _sender(self, exchange: Exchange, receiver: Receive, send: Send, *, is_head: bool) -> Send:
        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.duplex = message.pop(DUPLEX_KEY, False)
                if message["status"] != PROBLEMS["slow-body"].status and not exchange.duplex:
                    await _discard_rest(exchange, receiver)
                exchange.status = message["status"]
                headers = [(n, v) for n, v in message.get("headers", ()) if n.lower() != b"x-request-id"]
                headers.append((b"x-request-id", exchange.request_id.encode("ascii")))
                if self._draining() or not (exchange.body_ended or exchange.duplex):
                    headers.append((b"connection", b"close"))
                message = {**message, "headers": headers}
            elif message["type"] == "http.response.body":
                if is_head:
                    message = {**message, "body": b""}
                exchange.bytes_out += len(message.get("body", b""))
                if exchange.duplex and not message.get("more_body", False):
                    await _discard_rest(exchange, receiver)
            await send(message)

        return send_on

    @staticmethod
    async def _send_problem(exchange: Exchange, error: ProblemError, send: Send) -> None:
        """Answer with a problem where the framework was not reached, or failed."""
        body = problem_body(error.problem, error.detail, exchange.request_id)
        headers = {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
        raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in (headers | error.headers).items()]
        await send({"type": "http.response.start", "status": error.problem.status, "headers": raw})
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
