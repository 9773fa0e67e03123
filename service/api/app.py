"""The application: the framework, what is around it, and what starts and ends with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from litestar import Litestar
from litestar.di import Provide

from service.api.body import Limits
from service.api.errors import handle_error
from service.api.health import Health
from service.api.routes import ROUTES, Parts
from service.api.runner import Runner
from service.api.settings import Settings
from service.api.shell import Shell
from service.core.model import Version
from service.model import load_model
from service.rules import load_lexicon
from service.version import VERSION


@dataclass(frozen=True, slots=True)
class Application:
    """The ASGI application, and the state that the server needs to end it well."""

    asgi: Shell
    health: Health


def create_app(settings: Settings, *, runner: Runner | None = None) -> Application:
    """The application for these settings; a test may bring its own runner."""
    runner = runner or Runner(
        workers=settings.workers,
        queue=settings.queue,
        wait_seconds=settings.queue_wait_seconds,
        log_level=settings.log_level,
    )
    health = Health(runner, settings.canary_seconds)
    lexicon = load_lexicon()
    parts = Parts(
        runner=runner,
        health=health,
        lexicon=lexicon,
        limits=Limits(settings.max_body_bytes, settings.body_read_seconds),
        version=Version(VERSION, lexicon.version, load_model().version),
    )

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        watch = asyncio.create_task(health.watch(), name="winnow-canary")
        try:
            yield
        finally:
            watch.cancel()
            await runner.close()
            with suppress(asyncio.CancelledError):
                await watch

    app = Litestar(
        ROUTES,
        dependencies={"parts": Provide(lambda: parts, sync_to_thread=False, use_cache=True)},
        exception_handlers={Exception: handle_error},
        lifespan=[lifespan],
        logging_config=None,  # we configure it ourselves, for the server as well
        openapi_config=None,  # ``openapi`` describes what Litestar cannot see: bodies of several types, problems
    )
    return Application(Shell(app, draining=lambda: health.draining), health)
