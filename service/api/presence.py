"""Work for a client lasts as long as the client is there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar

from service.api.problems import ProblemError

Result = TypeVar("Result")


async def while_there(receive: Callable[[], Awaitable[Mapping[str, Any]]], work: Coroutine[Any, Any, Result]) -> Result:
    """The result of the work, which is cancelled when the client closes the connection first.

    The body must have been received.  Raises ``ProblemError`` when the client is gone; nobody reads it but the log.
    """
    task = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(gone(receive))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ProblemError("bad-request", "The connection was closed before the answer was ready.")
    finally:
        task.cancel()
        leaving.cancel()


async def gone(receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> None:
    """Wait for the client to close the connection; the body must have been received."""
    while (await receive())["type"] != "http.disconnect":
        pass
