"""Batches over real sockets: in and out at once, held back, cut off, and ended with the service."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import pytest

from tests.api.helpers import PROSE
from tests.bench.stream import stream
from tests.serving import Served, served

HEAD = (
    b"POST /v1/clean/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)
LINE = json.dumps({"text": PROSE}).encode() + b"\n"

PATIENCE = 60.0
"""Seconds that a busy machine may take for anything here; alone, all of it takes less than one."""


class Duplex:
    """A connection that sends and reads as its test says."""

    def __init__(self, server: Served) -> None:
        self.socket = socket.create_connection(("127.0.0.1", httpx.URL(server.url).port or 0))
        self.socket.settimeout(PATIENCE)
        self.socket.sendall(HEAD)
        self._received = b""

    def send(self, body: bytes) -> None:
        """One chunk."""
        self.socket.sendall(b"%x\r\n%b\r\n" % (len(body), body))

    def end(self) -> None:
        """The end of the body."""
        self.socket.sendall(b"0\r\n\r\n")

    def record(self) -> dict[str, Any] | None:
        """The next record; ``None`` at the end.  Chunks of the answer are whole lines: their sizes are skipped."""
        while True:
            line, newline, rest = self._received.partition(b"\n")
            if newline:
                self._received = rest
                if line.startswith(b"{"):
                    record: dict[str, Any] = json.loads(line)
                    return record
                if line == b"0\r":
                    return None
            else:
                more = self.socket.recv(65536)
                assert more, "the answer was cut off"
                self._received += more


@contextmanager
def duplex(server: Served) -> Iterator[Duplex]:
    connection = Duplex(server)
    try:
        yield connection
    finally:
        connection.socket.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    """One server for the tests that do not end it."""
    with served(batch_idle_seconds=30, batch_window=8) as started:
        yield started


def test_in_and_out_at_once(server: Served) -> None:
    """A client has the record of each line before it sends the next."""
    with duplex(server) as connection:
        for number in (1, 2, 3):
            connection.send(LINE[:20])
            connection.send(LINE[20:])
            record = connection.record()
            assert record is not None
            assert (number, PROSE) == (record["line"], record["text"])
        connection.end()
        assert connection.record() is None


def test_long_stream(server: Served) -> None:
    """The run of ``make bench-stream``, scaled down: a record of each line, in order."""
    run = asyncio.run(stream(server, 1000))
    assert (1000, 0) == (run.answered, run.out_of_place)


def test_sender_is_held_back(server: Served) -> None:
    """Who reads nothing can soon send nothing: what is in between is what sockets hold, and the window."""
    most = 100_000_000
    with duplex(server) as connection:
        connection.socket.settimeout(5)
        sent = 0
        with suppress(TimeoutError):
            while sent < most:
                connection.send(LINE * 100)
                sent += 100 * len(LINE)
        assert sent < most / 2
    assert_idle(server)


def assert_idle(server: Served) -> None:
    """The service has stopped working, soon after its client went away."""
    deadline = time.monotonic() + PATIENCE
    while True:
        health = httpx.get(f"{server.url}/health").json()
        if not health["running"] + health["waiting"]:
            return
        assert time.monotonic() < deadline, health
        time.sleep(0.05)


def test_client_that_goes_away(server: Served) -> None:
    """In the midst of its body, and after it, a client that is gone leaves nothing behind; others are served."""
    for whole in (False, True):
        with duplex(server) as connection:
            for _ in range(20):
                connection.send(LINE * 100)
            if whole:
                connection.end()
            assert connection.record() is not None
    assert_idle(server)
    answer = httpx.post(
        f"{server.url}/v1/clean/batch", content=LINE * 100, headers={"Content-Type": "application/x-ndjson"}
    )
    assert [*range(1, 101)] == [json.loads(line)["line"] for line in answer.text.splitlines()]
    assert [] == [line for line in server.lines if line["level"] == "error"]


def test_shutdown_in_the_midst() -> None:
    """On SIGTERM all that was taken in is answered, the last record says up to where, and the service ends well."""
    with served(shutdown_seconds=PATIENCE, drain_seconds=0.2) as server, duplex(server) as connection:
        connection.send(LINE * 50)
        assert connection.record() is not None
        server.process.send_signal(signal.SIGTERM)
        records = []
        while record := connection.record():
            records.append(record)
            if "interrupted" in record:
                connection.end()
        *records, last = records
        assert (True, "urn:winnow:problem:shutting-down") == (last["interrupted"], last["type"])
        assert [*range(2, last["line"] + 1)] == [record["line"] for record in records]
        assert 0 == server.end()
    assert [] == [line for line in server.lines if line["level"] == "error"]
