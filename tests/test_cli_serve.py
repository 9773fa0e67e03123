"""``winnow serve`` hands the right settings to the server; ``winnow healthcheck`` tells ready from not."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from service.api.settings import Settings
from service.cli import main


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings that a server would have been started with; no variable of the outside is seen."""
    seen: list[Settings] = []

    def serve(settings: Settings) -> int:
        seen.append(settings)
        return 0

    monkeypatch.setattr("service.api.server.serve", serve)
    for name in ("WINNOW_PORT", "PORT", "WINNOW_HOST"):
        monkeypatch.delenv(name, raising=False)
    return seen


@pytest.mark.parametrize(
    ("environment", "flags", "expected"),
    [
        ({}, [], 8000),
        ({"PORT": "9001"}, [], 9001),
        ({"PORT": "9001", "WINNOW_PORT": "9002"}, [], 9002),
        ({"PORT": "9001", "WINNOW_PORT": "9002"}, ["--port", "9003"], 9003),
        ({"WINNOW_PORT": "eight"}, ["--port", "9003"], 9003),
    ],
)
def test_port(
    environment: dict[str, str],
    flags: list[str],
    expected: int,
    served: list[Settings],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The flag stands above WINNOW_PORT, that above PORT, that above 8000."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert 0 == main(["serve", *flags])
    assert [expected] == [settings.port for settings in served]


def test_host(served: list[Settings]) -> None:
    """``--host`` is the address to listen on."""
    main(["serve", "--host", "127.0.0.1"])
    assert ["127.0.0.1"] == [settings.host for settings in served]


def test_bad_setting_is_named(
    served: list[Settings], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A setting that cannot be read stops the start with 2 and names the variable."""
    monkeypatch.setenv("WINNOW_PORT", "eight")
    assert 2 == main(["serve"])
    assert capsys.readouterr().err.startswith("winnow: WINNOW_PORT is 'eight'")
    assert [] == served


@contextmanager
def answering(status: int, body: bytes) -> Iterator[int]:
    """A server on a free port that answers everything in one way."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/readyz" else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class names it so
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def test_ready(capsys: pytest.CaptureFixture[str]) -> None:
    """200 from /readyz is healthy, and nothing is said."""
    with answering(200, b"{}") as port:
        assert 0 == main(["healthcheck", "--port", str(port)])
    assert "" == capsys.readouterr().err


def test_not_ready(capsys: pytest.CaptureFixture[str]) -> None:
    """Any other status is not, and the server's own reason is passed on."""
    with answering(503, b"shutting down") as port:
        assert 1 == main(["healthcheck", "--port", str(port)])
    assert "winnow: not ready: 503 shutting down\n" == capsys.readouterr().err


def test_nobody_listens(capsys: pytest.CaptureFixture[str]) -> None:
    """No server is not ready either."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert 1 == main(["healthcheck", "--port", str(taken.getsockname()[1])])
    assert "Connection refused" in capsys.readouterr().err


def test_port_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check asks where the server of the same environment listens."""
    monkeypatch.setenv("WINNOW_HOST", "0.0.0.0")
    with answering(200, b"{}") as port:
        monkeypatch.setenv("WINNOW_PORT", str(port))
        assert 0 == main(["healthcheck"])
