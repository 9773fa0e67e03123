"""Bombs against the real server: those that cost nothing; ``make bench-bombs`` throws all of them."""

from __future__ import annotations

import asyncio

from tests.bench import bombs
from tests.bench.claims import Claims
from tests.serving import served

QUICK = (
    "gzip, 1 MB to 1 GB",
    "zstd, 100 KB to 1 GB",
    "JSON nested 10 MB deep",
    "a line of 50 MB",
    "100,000 tiny paragraphs",
    "100,000 tiny blocks",
    "1 MB of nested div",
    "100,000 attributes",
)
"""Answered before a worker has them, or at once by one."""
SENDERS = 150
"""More than the server takes by its own default."""


def test_bombs() -> None:
    """Each is answered with its own problem, and no worker is lost."""
    claims = Claims()

    async def throw() -> None:
        with served(log_level="warning") as server:
            for name in QUICK:
                await bombs.explode(server, name, bombs.BOMBS[name], claims)

    asyncio.run(throw())
    assert [] == claims.failed


def test_slow_senders() -> None:
    """A crowd of them is let go, and locks nobody out."""
    claims = Claims()
    asyncio.run(bombs.crowd(claims, senders=SENDERS, read_seconds=1.0))
    assert [] == claims.failed
