"""Serving: one process that answers requests, its workers beside it, and an orderly end.

The server runs inside our own event loop, so that SIGTERM first makes the service unready, then lets requests finish,
and only then closes the port.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import Mapping
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from service.api.app import Application, create_app
from service.api.logs import configure_logs, error_fields, log, log_config
from service.api.settings import Settings, SettingsError, load_settings
from service.version import VERSION

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 2

BLOCKING_THREADS = 4
"""Threads that the server may start for blocking work, of which it has none with this interface; its default is 512,
more than a container with a limit of 128 processes may have."""
POLL_SECONDS = 0.05
"""How often the drain looks whether the last request has ended."""


def serve(settings: Settings) -> int:
    """Serve until SIGTERM or SIGINT, then drain.  Returns the exit code: 0 after a drain, 1 when serving failed."""
    configure_logs(settings.log_level)
    try:
        _check_port(settings)
    except OSError as error:
        where = f"{settings.host} port {settings.port}"
        log(logging.ERROR, "cannot_listen", reason=f"{where}: {error.strerror}. Set WINNOW_HOST or WINNOW_PORT.")
        return EXIT_FAILED
    return asyncio.run(_serve(settings))


def main(environment: Mapping[str, str] | None = None) -> int:
    """Serve with the settings of the environment; a setting that cannot be used ends it with exit code 2."""
    try:
        settings = load_settings(os.environ if environment is None else environment)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_USAGE
    return serve(settings)


async def _serve(settings: Settings) -> int:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_log_loop_error)
    app = create_app(settings)
    stop, hurry = asyncio.Event(), asyncio.Event()

    def on_signal() -> None:
        (hurry if stop.is_set() else stop).set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, on_signal)
    server = _server(app, settings)
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    log(logging.INFO, "starting", version=VERSION, host=settings.host, port=settings.port, workers=settings.workers)
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not stop.is_set():
        stopping.cancel()
        return _failed(serving)
    await _drain(app, settings, hurry)
    server.stop()  # type: ignore[no-untyped-call]  # granian has no types here
    await serving
    log(logging.INFO, "stopped")
    return EXIT_OK


def _server(app: Application, settings: Settings) -> Server:
    return Server(
        app.asgi,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        runtime_blocking_threads=BLOCKING_THREADS,
        log_level=LogLevels.error,
        log_dictconfig=log_config(settings.log_level),
    )


def _failed(serving: asyncio.Task[Any]) -> int:
    """The server ended by itself."""
    error = serving.exception()
    log(logging.ERROR, "server_failed", **(error_fields(error) if error else {}))
    return EXIT_FAILED


def _check_port(settings: Settings) -> None:
    """Raise ``OSError`` when the port is taken.

    The server would share it: it sets SO_REUSEPORT, so that two services started by mistake would each get half of the
    requests.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of before do not count
        probe.bind((settings.host, settings.port))


async def _drain(app: Application, settings: Settings, hurry: asyncio.Event) -> None:
    """Say that the service is not ready, wait for balancers to see it and requests to end; a second signal hurries."""
    app.health.draining = True
    log(logging.INFO, "draining", under_way=app.asgi.under_way)
    try:
        async with asyncio.timeout(settings.drain_seconds):
            await hurry.wait()
    except TimeoutError:
        pass
    try:
        async with asyncio.timeout(0 if hurry.is_set() else settings.shutdown_seconds):
            while app.asgi.under_way:
                await asyncio.sleep(POLL_SECONDS)
                if hurry.is_set():
                    break
    except TimeoutError:
        log(logging.WARNING, "interrupted", under_way=app.asgi.under_way)


def _log_loop_error(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    log(logging.ERROR, "loop_error", **(error_fields(error) if isinstance(error, BaseException) else {}))
