"""The application: the framework, what is around it, and what starts and ends with it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from litestar import Litestar
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from service.api.access import Access, Rate
from service.api.batches import Batches
from service.api.errors import handle_error
from service.api.exchange import Around
from service.api.giants import Pieces
from service.api.health import Health
from service.api.outcomes import admit
from service.api.room import Room
from service.api.routes import ADMIN_ROUTES, DOCUMENTS, PROBES, ROUTES, Parts
from service.api.settings import Settings
from service.api.shell import Shell
from service.api.terms import batch_limits_of, limits_of, terms_of
from service.core.model import Version
from service.model import load_model
from service.pool.pool import Pool
from service.rules import load_lexicon
from service.telemetry.metrics import Metrics
from service.telemetry.tracing import Tracing, make_tracing
from service.version import VERSION


@dataclass(frozen=True, slots=True)
class Application:
    """The ASGI application, and the state that the server needs to end it well."""

    asgi: Shell
    admin: Shell | None
    """Probes and metrics alone, for a port of their own."""
    health: Health
    batches: Batches


def create_app(settings: Settings, *, pool: Pool | None = None) -> Application:
    """The application for these settings; a test may bring its own pool."""
    lexicon = load_lexicon()
    version = Version(VERSION, lexicon.version, load_model().version)
    metrics = Metrics(asdict(version), frozenset(path for route in ROUTES for path in route.paths))
    pool = pool or Pool(terms_of(settings), observer=metrics)
    metrics.show_load(pool)
    health = Health(pool, settings.canary_seconds)
    batches = Batches(batch_limits_of(settings))
    access = Access((*settings.api_keys, *settings.api_keys_file), Rate(settings.rate_per_minute, settings.rate_burst))
    parts = Parts(
        pool=pool,
        health=health,
        batches=batches,
        lexicon=lexicon,
        limits=limits_of(settings),
        room=Room(max(settings.max_held_bytes, settings.max_body_bytes)),
        pieces=Pieces(settings.max_lines, settings.max_elements),
        metrics=metrics,
        access=access,
        version=version,
    )
    tracing = make_tracing(os.environ)

    def shell(routes: Sequence[HTTPRouteHandler], around: Around, **options: Any) -> Shell:
        return Shell(_framework(routes, parts, **options), draining=lambda: health.draining, around=around)

    routes = (*DOCUMENTS, *PROBES) if settings.admin_port else ROUTES
    asgi = shell(
        routes, Around(access, partial(admit, pool), metrics, tracing), lifespan=[_lifespan(health, pool, tracing)]
    )
    admin = shell(ADMIN_ROUTES, Around(metrics=metrics)) if settings.admin_port else None
    return Application(asgi, admin, health, batches)


def _lifespan(health: Health, pool: Pool, tracing: Tracing) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        watch = asyncio.create_task(health.watch(), name="winnow-canary")
        try:
            yield
        finally:
            watch.cancel()
            await pool.close()
            await asyncio.to_thread(tracing.close)
            with suppress(asyncio.CancelledError):
                await watch

    return lifespan


def _framework(routes: Sequence[HTTPRouteHandler], parts: Parts, **options: Any) -> Litestar:
    return Litestar(
        routes,
        dependencies={"parts": Provide(lambda: parts, sync_to_thread=False, use_cache=True)},
        exception_handlers={Exception: handle_error},
        logging_config=None,  # we configure it ourselves, for the server as well
        openapi_config=None,  # ``openapi`` describes what Litestar cannot see: bodies of several types, problems
        **options,
    )
