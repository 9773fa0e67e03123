"""The real server in a process of its own: probes, documents, signals."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.api.helpers import PROSE, TEXT, problem
from tests.serving import PROGRAM, START_SECONDS, Served, children, environment, served

LARGE = f"{PROSE} “Quoted” – and more.\n\n".encode() * 10_000
"""Some 1 MB: seconds of work for one worker."""

QUICK_SECONDS = 1.0
"""What a probe may take on a busy machine; alone it takes 3 ms."""


HALF_A_REQUEST = b"POST /v1/clean HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nword"


def test_serves_and_drains() -> None:
    """The main job over a socket; probes answer while a large document is cleaned; SIGTERM ends it well."""
    answers: list[httpx.Response] = []
    with served(workers=1, drain_seconds=2, shutdown_seconds=120) as server, server.client() as client:
        assert 200 == client.post("/v1/clean", content=PROSE.encode(), headers=TEXT).status_code

        def post_large() -> None:
            with server.client() as other:
                answers.append(other.post("/v1/clean", content=LARGE, headers=TEXT))

        large = threading.Thread(target=post_large)
        large.start()
        slowest = 0.0
        for _ in range(10):
            before = time.monotonic()
            assert 200 == client.get("/livez").status_code
            slowest = max(slowest, time.monotonic() - before)
            time.sleep(0.02)
        assert large.is_alive(), "the document must still be on its way"
        assert slowest < QUICK_SECONDS

        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.1)
        refused = client.get("/readyz")
        assert "shutting down" in problem(refused, "shutting-down")
        assert "close" == refused.headers["connection"]
        below = children(server.process.pid)
        assert 0 == server.end()
        large.join()
    assert [200] == [answer.status_code for answer in answers], "what was under way is finished"
    assert ["starting", "ready", "draining", "stopped"] == [
        str(line["event"]) for line in server.lines if line["event"] != "request"
    ]
    deadline = time.monotonic() + 5
    while any(os.path.exists(f"/proc/{pid}") for pid in below) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [] == [pid for pid in below if os.path.exists(f"/proc/{pid}")]


def test_second_signal_hurries() -> None:
    """Who sends SIGTERM twice does not want to wait for balancers."""
    with served(drain_seconds=60) as server:
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        server.process.send_signal(signal.SIGTERM)
        assert 0 == server.end()


@pytest.fixture(scope="module")
def strict() -> Iterator[Served]:
    """One server for the tests that only send to it: small bodies, and no patience."""
    with served(max_body_bytes=1000, body_read_seconds=1) as server:
        yield server


def connect(server: Served) -> socket.socket:
    """A connection without a client's manners."""
    connection = socket.create_connection(("127.0.0.1", httpx.URL(server.url).port or 0))
    connection.settimeout(30)
    return connection


def test_too_large_is_read_by_a_client_that_still_sends(strict: Served) -> None:
    """The answer comes before the end of the body, and the client reads it; so with a length and without."""
    body = b"word " * 400_000
    with strict.client() as client:
        assert "1000 bytes" in problem(client.post("/v1/clean", content=body, headers=TEXT), "too-large")
        chunks = (body[i : i + 10_000] for i in range(0, len(body), 10_000))
        assert "1000 bytes" in problem(client.post("/v1/clean", content=chunks, headers=TEXT), "too-large")


def test_slow_body(strict: Served) -> None:
    """A client that does not send what it announced is told so, and let go."""
    with connect(strict) as connection:
        connection.sendall(HALF_A_REQUEST)
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
    assert received.startswith(b"HTTP/1.1 408 ")
    assert b"urn:winnow:problem:slow-body" in received
    assert b"connection: close" in received.lower()


def test_client_that_goes_away(strict: Served) -> None:
    """A body that never comes to its end is no fault of the service."""
    with connect(strict) as connection:
        connection.sendall(HALF_A_REQUEST)
    with strict.client() as client:
        assert 200 == client.post("/v1/clean", content=PROSE.encode(), headers=TEXT).status_code
    assert [] == [line for line in strict.lines if line["level"] == "error"]


@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
def test_survives_lost_workers(strict: Served) -> None:
    """Killed workers, and the process that makes them, are replaced; the service is soon ready again."""
    with strict.client() as client:
        assert 200 == client.post("/v1/clean", content=PROSE.encode(), headers=TEXT).status_code
        for pid in children(strict.process.pid):
            with open(f"/proc/{pid}/cmdline", encoding="utf-8") as file:
                if "forkserver" in file.read():
                    os.kill(pid, signal.SIGKILL)
        statuses = []
        for _ in range(50):
            statuses.append(client.post("/v1/clean", content=PROSE.encode(), headers=TEXT).status_code)
            if statuses[-1] == 200:
                break
            time.sleep(0.1)
        assert 200 == statuses[-1]
        assert {503} >= {*statuses[:-1]}
        assert 200 == client.get("/readyz").status_code


def test_port_in_use() -> None:
    """A port that is taken ends the start with 1 and names the variable."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=environment(host="127.0.0.1", port=port),
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            check=False,
        )
    assert 1 == run.returncode
    lines = [json.loads(line) for line in run.stderr.splitlines()]
    [reason] = [line["reason"] for line in lines if line["event"] == "cannot_listen"]
    assert f"127.0.0.1 port {port}: " in reason
    assert "WINNOW_PORT" in reason


def test_bad_setting() -> None:
    """A setting that cannot be used ends the start with 2 and names the variable."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment(wrokers=2),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert 2 == run.returncode
    assert run.stderr.startswith("WINNOW_WROKERS is not a setting. Remove it, or use one of: ")
