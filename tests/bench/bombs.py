"""Bombs, over HTTP against the real server: each is answered with its problem, in time, and costs no worker.

    python -m tests.bench.bombs

Claims for each bomb: its own answer, within the deadline; the probes answer meanwhile; no worker is
lost.  The last is a crowd of slow senders, who are let go while documents and probes go on.
"""

from __future__ import annotations

import asyncio
import gzip
import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import brotli

from service.api.inflate import zstd
from tests.bench.claims import Claims
from tests.bench.wire import Wire, request
from tests.serving import Served, served

GIGABYTE = 1_000_000_000
MEGABYTE = 1_000_000
PROBE_SECONDS = 0.1
"""Between two probes."""
SLOWEST_PROBE_SECONDS = 2.0
"""What a probe may take: a machine with other work on it has pauses of its own; alone the slowest takes .1 s."""
DEADLINE_SECONDS = 30.0
"""Of the server: its default."""
SLOW_SENDERS = 300
"""More than twice as many as the server would take with its own default."""
TRICKLE_SECONDS = 0.5
"""Between two bytes of a slow sender."""
READ_SECONDS = 3.0
"""How long the server of the slow senders lets a body take."""

ENDED = re.compile(r'^winnow_workers_ended_total\{reason="([a-z]+)"\} ([0-9.]+)$', re.MULTILINE)
PLANNED = ("recycled", "shutdown")

PARAGRAPH = b"The council met on Monday to vote on the new bridge over the river, which the town wants.\n\n"
LINK = b"<p><a href='/story'>The council met on Monday and voted on the bridge.</a></p>\n"


@dataclass(frozen=True, slots=True)
class Bomb:
    """A request, and the codes that are right: of a problem, or none for an article."""

    make: Callable[[], bytes]
    right: tuple[str, ...]
    content_type: str = "text/plain; charset=utf-8"
    coding: str = ""


def many_times(pack: Callable[[bytes], bytes]) -> bytes:
    """Members of a megabyte each that inflate to a gigabyte together; brotli knows no members."""
    return pack(bytes(MEGABYTE)) * (GIGABYTE // MEGABYTE)


def brotli_gigabyte() -> bytes:
    """One brotli stream of a gigabyte, made piece by piece."""
    packer, packed, piece = brotli.Compressor(quality=5), bytearray(), bytes(10 * MEGABYTE)
    for _ in range(GIGABYTE // len(piece)):
        packed += packer.process(piece)
    return bytes(packed + packer.finish())


PAGE, JSON = "text/html; charset=utf-8", "application/json"
BOMBS: Mapping[str, Bomb] = MappingProxyType(
    {
        "gzip, 1 MB to 1 GB": Bomb(lambda: many_times(gzip.compress), ("inflates-too-much",), coding="gzip"),
        "brotli to 1 GB": Bomb(brotli_gigabyte, ("inflates-too-much",), coding="br"),
        "zstd, 100 KB to 1 GB": Bomb(lambda: many_times(zstd.compress), ("inflates-too-much",), coding="zstd"),
        "JSON nested 10 MB deep": Bomb(lambda: b'{"text":' + b"[" * 9_900_000, ("too-deep",), JSON),
        "JSON nested in objects": Bomb(lambda: b'{"text":' * 1_000_000, ("too-deep",), JSON),
        "JSON of many fields": Bomb(
            lambda: b"{" + b",".join(b'"a%d":1' % n for n in range(600_000)) + b"}", ("unknown-field",), JSON
        ),
        "a line of 50 MB": Bomb(lambda: b"word " * 10_000_000, ("too-large",)),
        "a line of 9.9 MB": Bomb(lambda: b"word " * 1_980_000, ("",)),
        "100,000 tiny paragraphs": Bomb(lambda: b"word.\n\n" * 100_000, ("too-many-lines",)),
        "49,999 tiny lines": Bomb(lambda: b"word\n" * 49_998 + b"word", ("", "no-content")),
        "100,000 tiny blocks": Bomb(lambda: b"<p>w</p>" * 100_000, ("page-too-complex",), PAGE),
        "39,999 tiny blocks": Bomb(lambda: b"<p>w</p>" * 39_999, ("", "no-content"), PAGE),
        "1 MB of nested div": Bomb(lambda: b"<div>" * 200_000, ("page-too-complex",), PAGE),
        "200 KB of nested div": Bomb(lambda: b"<div>" * 39_999 + b"word", ("page-too-complex",), PAGE),
        "90 KB of nested div": Bomb(lambda: b"<div>" * 18_000 + b"word", ("", "no-content"), PAGE),
        "1 MB of nested b": Bomb(lambda: b"<b>" * 333_000, ("page-too-complex",), PAGE),
        "2.4 MB of link paragraphs": Bomb(lambda: LINK * (2_400_000 // len(LINK)), ("page-too-complex",), PAGE),
        "1.5 MB of link paragraphs": Bomb(lambda: LINK * (1_500_000 // len(LINK)), ("", "no-content"), PAGE),
        "100,000 attributes": Bomb(
            lambda: b"<p" + b"".join(b" a%d=x" % n for n in range(100_000)) + b">", ("page-too-complex",), PAGE
        ),
        "a 9.9 MB tag": Bomb(lambda: b"<p " + b"a" * 9_900_000, ("", "empty-input", "page-too-complex"), PAGE),
        "9.9 MB of paragraphs": Bomb(lambda: PARAGRAPH * (9_900_000 // len(PARAGRAPH)), ("too-many-lines",)),
        "4 MB of paragraphs": Bomb(lambda: PARAGRAPH * (4_000_000 // len(PARAGRAPH)), ("",)),
    }
)


@dataclass
class Slowest:
    """The longest that a probe took."""

    seconds: float = 0.0
    failed: int = 0


async def probe(server: Served, slowest: Slowest) -> None:
    """Ask whether the service lives, again and again, each time on a connection of its own."""
    while True:
        begun = time.monotonic()
        wire = Wire(server.url)
        answer = await wire.ask(request("GET", "/livez"))
        wire.close()
        slowest.seconds = max(slowest.seconds, time.monotonic() - begun)
        slowest.failed += answer.status != 200
        await asyncio.sleep(PROBE_SECONDS)


async def lost(server: Served) -> float:
    """Workers that ended before their time; those that had done their share do not count."""
    wire = Wire(server.url)
    text = (await wire.ask(request("GET", "/metrics"))).body.decode()
    wire.close()
    return sum(float(value) for reason, value in ENDED.findall(text) if reason not in PLANNED)


async def explode(server: Served, name: str, bomb: Bomb, claims: Claims) -> None:
    """Send one bomb, and check what it cost."""
    body = bomb.make()
    sent = request("POST", "/v1/clean", body, bomb.content_type)
    if bomb.coding:
        sent = sent.replace(b"\r\n\r\n", b"\r\nContent-Encoding: %s\r\n\r\n" % bomb.coding.encode(), 1)
    before, slowest = await lost(server), Slowest()
    probing = asyncio.create_task(probe(server, slowest))
    begun = time.monotonic()
    wire = Wire(server.url)
    answer = await wire.ask(sent)
    wire.close()
    took = time.monotonic() - begun
    probing.cancel()
    same = await lost(server) == before
    probes = not slowest.failed and slowest.seconds < SLOWEST_PROBE_SECONDS
    right = answer.code in bomb.right and (answer.code != "" or answer.status == 200)
    claims.check(
        f"{name} ({len(body) / MEGABYTE:.1f} MB)",
        right and took < DEADLINE_SECONDS and probes and same,
        f"{answer.status} {answer.code}, {took:.2f} s, slowest probe {slowest.seconds * 1000:.0f} ms"
        f"{'' if same else ', workers were lost'}",
    )


async def trickle(server: Served) -> bytes:
    """Announce a body, send a byte now and then, and return what comes back."""
    host, port = server.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = b"POST /v1/clean HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n"
    answer = asyncio.create_task(reader.read())
    try:
        writer.write(head)
        while not answer.done():
            writer.write(b"w")
            await asyncio.wait({answer}, timeout=TRICKLE_SECONDS)
        return await answer
    except OSError:
        return b""
    finally:
        writer.close()


async def crowd(claims: Claims, *, senders: int = SLOW_SENDERS, read_seconds: float = READ_SECONDS) -> None:
    """Many slow senders at once: all are told so, and meanwhile documents and probes are answered."""
    with served(body_read_seconds=read_seconds, log_level="warning") as server:
        slowest = Slowest()
        begun = time.monotonic()
        slow = asyncio.gather(*(trickle(server) for _ in range(senders)))
        probing = asyncio.create_task(probe(server, slowest))
        cleaned = 0
        while not slow.done():
            wire = Wire(server.url)
            cleaned += (await wire.ask(request("POST", "/v1/clean", PARAGRAPH))).status == 200
            wire.close()
            await asyncio.sleep(PROBE_SECONDS)
        answers = await slow
        took = time.monotonic() - begun
        probing.cancel()
    told = sum(b"urn:winnow:problem:slow-body" in answer for answer in answers)
    claims.check(
        f"{senders} slow senders",
        told == senders and not slowest.failed and cleaned > 0 and slowest.seconds < SLOWEST_PROBE_SECONDS,
        f"{told} told so, {cleaned} documents meanwhile, {took:.1f} s, slowest probe {slowest.seconds * 1000:.0f} ms",
    )


async def run(claims: Claims) -> None:
    """All bombs, one after another."""
    with served(log_level="warning") as server:
        for name, bomb in BOMBS.items():
            await explode(server, name, bomb, claims)
    await crowd(claims)


def main() -> int:
    """The command."""
    claims = Claims()
    asyncio.run(run(claims))
    return claims.exit_code


if __name__ == "__main__":
    sys.exit(main())
