"""Clients that go away before the answer: what they wait for is dropped."""

from __future__ import annotations

import asyncio
import time

import httpx

from service.pool.hooks import PREFIX
from tests.bench.wire import Wire, request
from tests.serving import Served, served

LONG = request("POST", "/v1/clean", f"{PREFIX}sleep=2 The council approved the new water plant.".encode())
SHORT = request("POST", "/v1/clean", b"The council approved the new water plant on Tuesday.")


async def until_waiting(client: httpx.AsyncClient, count: int) -> None:
    """Until so many documents wait."""
    async with asyncio.timeout(30):
        while (await client.get("/health")).json()["waiting"] != count:
            await asyncio.sleep(0.02)


def test_queued_work_is_dropped() -> None:
    """A client that closes its connection leaves the queue; the others get their answers."""

    async def scenario(server: Served) -> None:
        long, leaving, staying = Wire(server.url), Wire(server.url), Wire(server.url)
        async with httpx.AsyncClient(base_url=server.url) as client:
            begun = time.monotonic()
            running = asyncio.create_task(long.ask(LONG))
            await asyncio.sleep(0.1)
            left = asyncio.create_task(leaving.ask(SHORT))
            stayed = asyncio.create_task(staying.ask(SHORT))
            await until_waiting(client, 2)
            left.cancel()
            await until_waiting(client, 1)
            assert time.monotonic() - begun < 2, "it was dropped before its turn came"
            assert [200, 200] == [(await task).status for task in (running, stayed)]
        long.close()
        staying.close()

    with served(workers=1, queue=4, queue_target_seconds=60, test_hooks=1, canary_seconds=60) as server:
        asyncio.run(scenario(server))
    assert [] == [line for line in server.lines if line["level"] == "error"]
