"""The three that ``http`` measures, each on the cores that it is given: our service, our library alone, the peer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

import httpx

from service import CleanError, clean, clean_page
from service.render import to_json
from tests.serving import START_SECONDS, children, free_port, served


@dataclass(frozen=True, slots=True)
class Document:
    """One document to clean, known to every system."""

    text: str
    page: bool
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A server that answers."""

    url: str
    pid: int

    def cpu_seconds(self) -> float:
        """Spent so far by all its processes, those that have ended included."""
        return sum(map(_cpu_seconds, [self.pid, *children(self.pid)]))


def _cpu_seconds(pid: int) -> float:
    """Of a process and its children that were waited for."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        ticks = file.read().rpartition(")")[2].split()[11:15]  # utime, stime, cutime, cstime
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def on_cores(cores: Iterable[int]) -> Iterator[None]:
    """What is started in here runs on these cores for good; we ourselves only while it lasts."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def winnow(workers: int, cores: Sequence[int]) -> Iterator[Target]:
    """Our service as it is shipped, but for the number of workers, the lines of its log, and a queue that may last: a
    closed loop is no overload."""
    with on_cores(cores):
        serving = served(workers=workers, queue=64, queue_target_seconds=60, canary_seconds=5, log_level="warning")
        server = serving.__enter__()
    try:
        yield Target(server.url, server.process.pid)
    finally:
        serving.__exit__(None, None, None)


@contextmanager
def fastapi(workers: int, cores: Sequence[int]) -> Iterator[Target]:
    """The peer, with uvicorn's own processes as workers, as its documentation says."""
    port = free_port()
    options = ["--host", "127.0.0.1", "--port", str(port), "--workers", str(workers), "--no-access-log"]
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "--factory",
        "tests.bench.http_peer:make_app",
        *options,
        "--log-level",
        "warning",
    ]
    with on_cores(cores):
        process = subprocess.Popen(command)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/ready", process)
        yield Target(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(START_SECONDS)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            if httpx.get(url).is_success:
                return
        except httpx.TransportError:
            pass
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the peer did not start; does the extra `bench` stand beside us?")
        time.sleep(0.1)


class Library:
    """Our library in as many processes, each with its share of the documents at hand: no pool, no HTTP, no pipe."""

    def __init__(self, workers: int, cores: Sequence[int]) -> None:
        self._workers = workers
        # Not forked: this process has run an event loop, and the cores are for good.
        self._pool = ProcessPoolExecutor(workers, get_context("spawn"), _start, (tuple(cores),))

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown()

    def seconds(self, documents: Sequence[Document]) -> tuple[float, float]:
        """Wall and CPU seconds that cleaning all of them takes."""
        shares = [documents[first :: self._workers] for first in range(self._workers)]
        spent = list(self._pool.map(_clean_all, shares))
        return max(wall for wall, _ in spent), sum(cpu for _, cpu in spent)


def _start(cores: Sequence[int]) -> None:
    os.sched_setaffinity(0, cores)


def _clean_all(documents: Sequence[Document]) -> tuple[float, float]:
    """Clean and serialise, as a worker of the service does; wall and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    for document in documents:
        try:
            if document.page:
                to_json(clean_page(document.text, url=document.url))
            else:
                to_json(clean(document.text))
        except CleanError:
            continue
    return time.perf_counter() - wall, time.process_time() - cpu
