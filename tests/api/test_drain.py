"""SIGTERM under load: whoever was accepted gets the answer."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter

from service.pool.hooks import PREFIX
from tests.bench.wire import Wire, request
from tests.serving import Served, served

CLIENTS = 6
DOCUMENT = f"{PREFIX}sleep=0.1 The council approved the new water plant on Tuesday after two years of debate.".encode()


async def send_until_closed(server: Served, seen: Counter[str]) -> None:
    """Send one document after another, until the service takes no more."""
    wire = Wire(server.url)
    while not seen["refused connection"]:
        try:
            answer = await wire.ask(request("POST", "/v1/clean", DOCUMENT))
        except ConnectionRefusedError:
            seen["refused connection"] += 1
        except (OSError, EOFError):
            seen["cut off"] += 1
        else:
            seen[answer.code or str(answer.status)] += 1
    wire.close()


def test_no_accepted_request_is_lost() -> None:
    """Every request that went in gets its article or, late ones, the advice to go elsewhere; the end is in order."""
    seen: Counter[str] = Counter()

    async def scenario(server: Served) -> int:
        clients = [asyncio.create_task(send_until_closed(server, seen)) for _ in range(CLIENTS)]
        await asyncio.sleep(1)
        before = seen["200"]
        server.process.send_signal(signal.SIGTERM)
        await asyncio.gather(*clients)
        assert before > 0
        assert seen["200"] > before, "what comes before balancers have noticed is still done"
        return await asyncio.to_thread(server.end)

    with served(
        workers=2, queue=CLIENTS, queue_target_seconds=60, drain_seconds=0.5, shutdown_seconds=30, test_hooks=1
    ) as server:
        assert 0 == asyncio.run(scenario(server))
    assert {"200", "shutting-down", "cut off", "refused connection"} >= {*seen}, seen
    # Who connects in the very moment in which the port closes is cut off, as the kernel has it: no handler has seen it.
    # Every request that a handler has seen was answered.
    handled = Counter(line["status"] for line in server.lines if line.get("path") == "/v1/clean")
    assert {200: seen["200"], 503: seen["shutting-down"]} == handled
    assert [] == [line for line in server.lines if line["level"] == "error" or line["event"] == "interrupted"]
