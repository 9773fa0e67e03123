"""``winnow serve`` and ``winnow healthcheck``: start the service, and ask one on this machine whether it is ready."""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException

from service.api.settings import Settings, SettingsError, load_settings

TIMEOUT = 4.0
"""Seconds; below the time-out of the container's health check, so that the reason is still printed."""

READY = 200

LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Where a server that listens on all addresses can be asked."""


def settings_of(*, host: str | None = None, port: int | None = None) -> Settings:
    """The settings of the environment; what is given here stands above it."""
    given = {"WINNOW_HOST": host, "WINNOW_PORT": None if port is None else str(port)}
    return load_settings({**os.environ, **{name: value for name, value in given.items() if value is not None}})


def start(*, host: str | None, port: int | None) -> int:
    """Serve until told to stop; 2 when the settings cannot be used."""
    try:
        settings = settings_of(host=host, port=port)
    except SettingsError as error:
        sys.stderr.write(f"winnow: {error}\n")
        return 2
    from service.api.server import serve

    return serve(settings)


def healthcheck(*, port: int | None) -> int:
    """0 when ``/readyz`` says ready, else 1 with the cause on standard error."""
    try:
        settings = settings_of(port=port)
        connection = HTTPConnection(LOOPBACK.get(settings.host, settings.host), settings.port, timeout=TIMEOUT)
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            status, body = answer.status, answer.read()
        finally:
            connection.close()
    except (OSError, HTTPException, SettingsError) as error:
        sys.stderr.write(f"winnow: not ready: {error}\n")
        return 1
    if status != READY:
        sys.stderr.write(f"winnow: not ready: {status} {body.decode('utf-8', 'replace')}\n")
        return 1
    return 0
