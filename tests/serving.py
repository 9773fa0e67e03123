"""A real server in a process of its own, for tests and benches."""

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
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpx

START_SECONDS = 60.0
"""How long a start may take on a busy machine; alone it takes two seconds."""

PROGRAM = "import sys; from service.api.server import main; sys.exit(main())"


@dataclass
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    url: str
    lines: list[dict[str, object]] = field(default_factory=list)
    """What it has logged."""

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=60)

    def end(self) -> int:
        """Its exit code, once it has ended."""
        return self.process.wait(timeout=150)

    def workers(self) -> list[int]:
        """The processes that clean."""
        return [pid for pid in children(self.process.pid) if parent_of(pid) != self.process.pid]


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**settings: object) -> dict[str, str]:
    """Our environment, with these settings alone."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("WINNOW_") and name != "PORT"}
    return {**own, **{f"WINNOW_{name.upper()}": str(value) for name, value in settings.items()}}


def children(pid: int) -> list[int]:
    """The processes below one, all generations."""
    direct = []
    with suppress(OSError):  # it has ended, or one of its threads has
        for thread in os.listdir(f"/proc/{pid}/task"):  # the one that started a child is the one that has it
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                direct += [int(child) for child in file.read().split()]
    return [*direct, *(grandchild for child in direct for grandchild in children(child))]


def parent_of(pid: int) -> int | None:
    """The process that started this one; ``None`` when it is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            return int(file.read().rpartition(")")[2].split()[1])
    except OSError:
        return None


def rss_of(pid: int) -> int:
    """Bytes that a process holds in memory, what it shares with others counted once for all of them (PSS)."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def descriptors(pid: int) -> int:
    """How many file descriptors a process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))


@contextmanager
def served(**settings: object) -> Iterator[Served]:
    """A server that is ready, on a free port."""
    port = free_port()
    given: dict[str, object] = {"host": "127.0.0.1", "port": port, "canary_seconds": 0.5, "drain_seconds": 0.5}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        env=environment(**given | settings),
        stderr=subprocess.PIPE,
        text=True,
    )
    server = Served(process, f"http://127.0.0.1:{port}")
    stderr = process.stderr
    assert stderr is not None
    reader = threading.Thread(target=lambda: server.lines.extend(json.loads(line) for line in stderr))
    reader.start()
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _is_ready(server.url):
            assert process.poll() is None, server.lines
            assert time.monotonic() < deadline, server.lines
            time.sleep(0.05)
        yield server
    finally:
        while process.poll() is None:  # twice, so that it does not wait for balancers
            process.send_signal(signal.SIGTERM)
            time.sleep(0.1)
        reader.join()
        stderr.close()


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz").status_code == 200
    except httpx.TransportError:
        return False
