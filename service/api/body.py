"""Reading a request body: never more than the limits, as sent and inflated, and never for longer than allowed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.api.inflate import INFLATERS, NAMED, BadCompressionError, Inflater
from service.api.problems import ProblemError, quoted
from service.api.room import Held

RATIO_FREE_BYTES = 2_000_000
"""Inflated bytes from which the ratio counts: small bodies may be as repetitive as they like."""
TURN_BYTES = 1_000_000
"""Inflated bytes, some milliseconds of work, after which others get their turn."""
RATE_GRACE_SECONDS = 5.0
"""Seconds before the rate counts: a connection may begin with a stall, a lost packet or a slow disk."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of a body, and how it may come."""

    max_bytes: int
    """As sent and inflated."""
    seconds: float
    """From the first byte to the last."""
    min_rate: float = 0.0
    """Bytes a second, on the mean of all that has come; 0 for any."""
    max_ratio: float = float("inf")
    """Inflated bytes for each byte sent."""


async def chunks_of(receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> AsyncIterator[bytes]:
    """The body as it arrives.  Raises ``ProblemError`` when the client goes away before its end."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ProblemError("bad-request", "The connection was closed before the whole body had arrived.")
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


async def read_body(
    stream: AsyncIterator[bytes], headers: Mapping[str, str], limits: Limits, held: Held | None = None
) -> bytes:
    """The whole body, inflated where ``Content-Encoding`` says so.  Raises ``ProblemError``.

    Args:
        stream: The body as it arrives.
        headers: Of the request, names in lower case.
        limits: How much is read, and how it may come.
        held: The account that pays for it.
    """
    coding = coding_of(headers.get("content-encoding", ""))
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > limits.max_bytes:
        raise _too_large(limits.max_bytes, "")
    chunks = _checked(_in_time(stream, limits), limits)
    body = bytearray()
    async for piece in inflated(chunks, coding, limits) if coding else chunks:
        if held is not None:
            held.take(len(piece))
        body += piece
        if len(body) > limits.max_bytes:
            raise _too_large(limits.max_bytes, " when decompressed")
    return bytes(body)


async def _checked(stream: AsyncIterator[bytes], limits: Limits) -> AsyncIterator[bytes]:
    received = 0
    async for chunk in stream:
        received += len(chunk)
        if received > limits.max_bytes:
            raise _too_large(limits.max_bytes, "")
        yield chunk


async def _in_time(stream: AsyncIterator[bytes], limits: Limits) -> AsyncIterator[bytes]:
    """The same, as long as it comes in time and fast enough."""
    loop = asyncio.get_running_loop()
    begun, received = loop.time(), 0
    while True:
        by_rate = max(RATE_GRACE_SECONDS, received / limits.min_rate) if limits.min_rate else limits.seconds
        try:
            async with asyncio.timeout_at(begun + min(limits.seconds, by_rate)):
                chunk = await anext(stream, None)
        except TimeoutError:
            raise _too_slow(limits, received, too_long=limits.seconds <= by_rate) from None
        if chunk is None:
            return
        received += len(chunk)
        yield chunk


def coding_of(header: str) -> str | None:
    """The one content coding of a body; ``None`` for none and ``identity``.  Raises ``ProblemError``."""
    coding = header.strip().lower()
    if coding in ("", "identity"):
        return None
    if coding not in INFLATERS:
        raise ProblemError(
            "unsupported-encoding",
            f"Content-Encoding {quoted(coding)} is not read. Send the body as it is, or with one of "
            f"{', '.join(NAMED)}.",
            headers={"Accept-Encoding": ", ".join(NAMED)},
        )
    return coding


async def inflated(stream: AsyncIterator[bytes], coding: str, limits: Limits) -> AsyncIterator[bytes]:
    """What a stream inflates to, in pieces, up to the ratio of ``limits`` and without an end to its length.

    An empty stream gives nothing.  Raises ``ProblemError``.
    """
    inflater = INFLATERS[coding]()
    taken = made = turn = 0
    try:
        async for chunk in stream:
            taken += len(chunk)
            for piece in inflater.feed(chunk):
                made += len(piece)
                if made > max(RATIO_FREE_BYTES, taken * limits.max_ratio):
                    raise _inflates_too_much(limits)
                yield piece
                if made - turn >= TURN_BYTES:
                    turn = made
                    await asyncio.sleep(0)
        _finish(inflater, taken)
    except BadCompressionError:
        raise bad_compression() from None


def bad_compression() -> ProblemError:
    """What is said of data that are not what they are said to be."""
    return ProblemError(
        "bad-compression",
        f"The body is not, or not all of, what Content-Encoding says. Send whole and valid {', '.join(NAMED[:-1])} "
        f"or {NAMED[-1]} data, or drop the header.",
    )


def _finish(inflater: Inflater, taken: int) -> None:
    if taken:
        inflater.finish()


def _too_large(limit: int, what: str) -> ProblemError:
    return ProblemError(
        "too-large",
        f"The body is larger than the limit of {limit} bytes{what}. Send a smaller document, or ask the operator "
        "of the service to raise WINNOW_MAX_BODY_BYTES.",
    )


def _inflates_too_much(limits: Limits) -> ProblemError:
    return ProblemError(
        "inflates-too-much",
        f"The body inflates to more than {limits.max_ratio:g} times what was sent, as no document does. Send it as it "
        "is, or ask the operator of the service to raise WINNOW_MAX_INFLATE_RATIO.",
    )


def _too_slow(limits: Limits, received: int, *, too_long: bool) -> ProblemError:
    what = (
        f"The body did not arrive within {limits.seconds:g} s"
        if too_long
        else f"The body arrives at fewer than {limits.min_rate:g} bytes a second: {received} so far"
    )
    return ProblemError("slow-body", f"{what}. Send it faster, or a smaller document.")
