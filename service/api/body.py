"""Reading a request body: never more than the limit, as sent and inflated, and never for longer than allowed."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.api.problems import ProblemError, quoted

GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
"""``zlib``'s code for: see from the header which of the two it is."""
RAW_DEFLATE = -zlib.MAX_WBITS
"""``zlib``'s code for a stream without header, which some clients send as ``deflate``."""

CODINGS = ("gzip", "x-gzip", "deflate")
"""Content codings that are inflated; RFC 9110 has ``x-gzip`` as another name of ``gzip``."""

CHUNK_BYTES = 65_536
"""Read at a time: what follows a member is copied, so that a large body of tiny members would cost its square."""
MAX_MEMBERS = 1000
"""Members of one gzip body; block-wise compressors make one per 64 KB, 160 for the default limit."""

ZLIB_METHOD = 8
"""Low four bits of the first byte of a zlib stream (RFC 1950)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of a body, in bytes, and for how long, in seconds."""

    max_bytes: int
    seconds: float


def _too_large(limit: int, what: str) -> ProblemError:
    return ProblemError(
        "too-large",
        f"The body is larger than the limit of {limit} bytes{what}. Send a smaller document, or ask the operator "
        "of the service to raise WINNOW_MAX_BODY_BYTES.",
    )


async def chunks_of(receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> AsyncIterator[bytes]:
    """The body as it arrives.  Raises ``ProblemError`` when the client goes away before its end."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ProblemError("bad-request", "The connection was closed before the whole body had arrived.")
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


async def read_body(stream: AsyncIterator[bytes], headers: Mapping[str, str], limits: Limits) -> bytes:
    """The whole body, inflated where ``Content-Encoding`` says so.  Raises ``ProblemError``."""
    coding = _coding(headers.get("content-encoding", ""))
    announced = headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > limits.max_bytes:
        raise _too_large(limits.max_bytes, "")
    body = bytearray()
    try:
        async with asyncio.timeout(limits.seconds):
            async for chunk in stream:
                body += chunk
                if len(body) > limits.max_bytes:
                    raise _too_large(limits.max_bytes, "")
    except TimeoutError:
        raise ProblemError(
            "slow-body",
            f"The body did not arrive within {limits.seconds:g} s. Send it faster, or a smaller document.",
        ) from None
    return inflate(bytes(body), limits.max_bytes, deflate=coding == "deflate") if coding and body else bytes(body)


def _coding(header: str) -> str | None:
    """The one coding of a body; ``None`` for none and ``identity``."""
    coding = header.strip().lower()
    if coding in ("", "identity"):
        return None
    if coding not in CODINGS:
        raise ProblemError(
            "unsupported-encoding",
            f"Content-Encoding {quoted(coding)} is not read. Send the body as it is, or with one of gzip and deflate.",
            headers={"Accept-Encoding": "gzip, deflate"},
        )
    return coding


def inflate(data: bytes, limit: int, *, deflate: bool = False) -> bytes:
    """The decompressed data, at most ``limit`` bytes of it: no more is ever made, however small the input.

    >>> import gzip
    >>> inflate(gzip.compress(b"one") + gzip.compress(b" two"), 7)
    b'one two'
    """
    window = RAW_DEFLATE if deflate and not _has_zlib_header(data) else GZIP_OR_ZLIB
    whole = bytearray()
    position = members = 0
    while position < len(data):  # gzip allows one member after another
        members += 1
        inflater = zlib.decompressobj(window)
        while not inflater.eof:
            chunk = data[position : position + CHUNK_BYTES]
            if not chunk or members > MAX_MEMBERS:
                raise _bad_compression()
            position += len(chunk)
            try:
                whole += inflater.decompress(chunk, limit + 1 - len(whole))
            except zlib.error:
                raise _bad_compression() from None
            if len(whole) > limit:
                raise _too_large(limit, " when decompressed")
        position -= len(inflater.unused_data)
    return bytes(whole)


def _bad_compression() -> ProblemError:
    return ProblemError(
        "bad-compression",
        "The body is not, or not all of, what Content-Encoding says. Send whole and valid gzip or deflate data, "
        "or drop the header.",
    )


def _has_zlib_header(data: bytes) -> bool:
    """Two bytes: the method, and a check sum of both (RFC 1950)."""
    return len(data) > 1 and data[0] & 0x0F == ZLIB_METHOD and int.from_bytes(data[:2]) % 31 == 0
