"""A small HTTP client for benches: asyncio streams and no more, so that it costs little beside what it measures."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

ASK_SECONDS = 120.0
"""After which an answer will never come."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and how long it took."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def code(self) -> str:
        """The code of a problem; empty for an answer that is none."""
        if self.status < 400:
            return ""
        problem: dict[str, Any] = json.loads(self.body)
        return str(problem["type"]).rpartition(":")[2]


def request(method: str, path: str, body: bytes = b"", content_type: str = "text/plain; charset=utf-8") -> bytes:
    """The bytes of a request."""
    head = f"{method} {path} HTTP/1.1\r\nHost: bench\r\n"
    if body:
        head += f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n"
    return head.encode("ascii") + b"\r\n" + body


class Wire:
    """One connection, opened when needed, with one request at a time."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, data: bytes) -> Answer:
        """Send a request and read its answer.  Raises ``OSError`` or ``EOFError`` when the connection is lost."""
        since = time.perf_counter()
        if self._streams is not None and self._streams[0].at_eof():
            self.close()  # the server has closed it, as servers do with connections that nobody uses for a while
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        writer.write(data)
        try:
            async with asyncio.timeout(ASK_SECONDS):
                return await self._read(reader, since)
        except BaseException:
            self.close()
            raise

    async def _read(self, reader: asyncio.StreamReader, since: float) -> Answer:
        status_line, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[:-1])}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection", "") == "close":
            self.close()
        return Answer(int(status_line.split()[1]), headers, body, time.perf_counter() - since)

    def close(self) -> None:
        """End the connection."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def quantile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies.

    >>> quantile([3.0, 1.0, 2.0], 0.5)
    2.0
    """
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
