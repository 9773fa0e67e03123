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
from service.api.settings import Settings, SettingsError, load_settings
from service.api.shell import Shell
from service.logs import configure_logs, error_fields, log, log_config
from service.version import VERSION

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 2

BLOCKING_THREADS = 4
"""Threads that the server may start for blocking work, of which it has none with this interface; its default is 512,
more than a container with a limit of 128 processes may have."""
CONNECTIONS = 1000
"""Open at once, idle ones included: the server's default of 128 would let that many slow clients lock out the probes.
More than this wait in the kernel; it keeps us below the 1,024 files that a process may have on most systems."""
BACKLOG = 1024
"""Connections that the kernel holds until we take them."""
POLL_SECONDS = 0.05
"""How often the drain looks whether the last request has ended."""


def serve(settings: Settings) -> int:
    """Serve until SIGTERM or SIGINT, then drain.  Returns the exit code: 0 after a drain, 1 when serving failed."""
    configure_logs(settings.log_level)
    for port, name in ((settings.port, "WINNOW_PORT"), (settings.admin_port, "WINNOW_ADMIN_PORT")):
        try:
            _check_port(settings.host, port)
        except OSError as error:
            where = f"{settings.host} port {port}"
            log(logging.ERROR, "cannot_listen", reason=f"{where}: {error.strerror}. Set WINNOW_HOST or {name}.")
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
    servers = [_server(app.asgi, settings, settings.port)]
    if app.admin is not None:
        servers.append(_server(app.admin, settings, settings.admin_port))
    serving = asyncio.gather(*(server.serve() for server in servers))
    stopping = asyncio.create_task(stop.wait())
    if settings.test_hooks:
        log(logging.WARNING, "test_hooks", reason="Documents can crash workers. Unset WINNOW_TEST_HOOKS in production.")
    log(logging.INFO, "starting", version=VERSION, host=settings.host, port=settings.port, workers=settings.workers)
    ends: tuple[asyncio.Future[Any], ...] = (serving, stopping)
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    if not stop.is_set():
        stopping.cancel()
        return _failed(serving)
    await _drain(app, settings, hurry)
    for server in servers:
        server.stop()  # type: ignore[no-untyped-call]  # granian has no types here
    await serving
    log(logging.INFO, "stopped")
    return EXIT_OK


def _server(app: Shell, settings: Settings, port: int) -> Server:
    return Server(
        app,
        address=settings.host,
        port=port,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        runtime_blocking_threads=BLOCKING_THREADS,
        log_level=LogLevels.error,
        log_dictconfig=log_config(settings.log_level),
    )


def _failed(serving: asyncio.Future[Any]) -> int:
    """The server ended by itself."""
    error = serving.exception()
    log(logging.ERROR, "server_failed", **(error_fields(error) if error else {}))
    return EXIT_FAILED


def _check_port(host: str, port: int) -> None:
    """Raise ``OSError`` when the port is taken; 0 never is.

    The server would share it: it sets SO_REUSEPORT, so that two services started by mistake would each get half of the
    requests.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections of before do not count
        probe.bind((host, port))


async def _drain(app: Application, settings: Settings, hurry: asyncio.Event) -> None:
    """Say that the service is not ready, wait for balancers to see it and requests to end; a second signal hurries."""
    app.health.draining = True
    app.batches.interrupt()
    log(logging.INFO, "draining", under_way=app.asgi.under_way)
    try:
        async with asyncio.timeout(settings.drain_seconds):
            await hurry.wait()
    except TimeoutError:
        pass
    app.health.pool.stop_admitting()
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
