"""One service with real workers for the whole run, and services whose pool a test brings itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import cast

import pytest
from httpx import Client
from litestar.testing import TestClient
from litestar.types import ASGIApp

from service.api.app import create_app
from service.api.settings import load_settings
from tests.api.helpers import TEST_ENVIRONMENT

START_SECONDS = 60.0
"""How long the workers may take to load on a busy machine; alone they take one second."""


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    """A client of the whole service: framework, shell and worker processes, without sockets."""
    with TestClient(cast(ASGIApp, create_app(load_settings(TEST_ENVIRONMENT)).asgi)) as started:
        deadline = time.monotonic() + START_SECONDS
        while started.get("/startupz").status_code != 200:
            assert time.monotonic() < deadline, "the workers did not start"
            time.sleep(0.05)
        yield started
