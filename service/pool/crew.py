"""Keeps as many warm workers as asked for: starts them, replaces those that are lost or have done their share.

A replacement is warm before the worker it stands in for goes, so that nobody notices.  Only one worker more than asked
for is ever there.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import random
import socket
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from types import MappingProxyType

from service.logs import log
from service.pool.frames import OUT_OF_MEMORY, READY
from service.pool.member import Member, seconds_since
from service.pool.observer import Observer, Reason
from service.pool.process import serve
from service.pool.terms import Terms

# Linear algebra libraries start a thread per processor, in each process; we use none of them.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

START_SECONDS = 60.0
"""How long a worker may take to get ready; the first takes some seconds, later ones some milliseconds."""
WATCH_SECONDS = 0.25
"""How often the workers' memory is looked at; the look takes some 20 µs each."""
JITTER = 0.2
"""Share of ``recycle_documents`` by which workers differ, so that they are not all replaced at once."""
BACKOFF_SECONDS = 0.1
BACKOFF_MOST_SECONDS = 5.0
"""Wait before another start after one that failed: doubled each time, up to this."""
CLOSE_SECONDS = 2.0
"""How long killed workers may take to be gone; they take some milliseconds."""

_LEVELS: Mapping[Reason, int] = MappingProxyType({"recycled": logging.INFO, "shutdown": logging.DEBUG})
"""Of the log line about a worker's end where that was planned; of any other it is a warning."""


@dataclass(frozen=True, slots=True)
class Calls:
    """What the crew tells the pool."""

    ready: Callable[[Member], None]
    answered: Callable[[Member, bytes, bytes], None]
    lost: Callable[[Member, Reason], None]


class Crew:
    """The workers.  All of it runs in the event loop, but for starting a process, which a thread does."""

    def __init__(self, terms: Terms, observer: Observer, calls: Calls) -> None:
        self._terms = terms
        self._observer = observer
        self._calls = calls
        self.members: set[Member] = set()
        """The workers that are there, ready or not."""
        self._starts: set[asyncio.Task[None]] = set()
        self._ending: dict[BaseProcess, Reason] = {}
        self._failed_starts = 0
        self._watch: asyncio.TimerHandle | None = None
        self._closed = False
        # Starting a process can take seconds, so a thread does it, never the event loop.
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="winnow-hand")

    def keep(self) -> None:
        """Start the workers that are missing."""
        if self._closed:
            return
        serving = [member for member in self.members if not member.leaving]
        wanted = self._terms.workers + any(member.due for member in serving)
        for _ in range(wanted - len(serving) - len(self._starts)):
            task = asyncio.create_task(self._start(), name="winnow-start")
            self._starts.add(task)
            task.add_done_callback(self._start_ended)
        if self._watch is None:
            self._look()

    def renew(self, member: Member) -> None:
        """Replace a worker that has done its share, once another is ready."""
        if not member.due:
            member.due = True
            self.keep()

    def end(self, member: Member, reason: Reason) -> None:
        """Kill a worker and see to its replacement."""
        if member not in self.members:
            return
        self.members.remove(member)
        if not member.ready:
            self._failed_starts += 1
        process = member.process
        self._ending[process] = reason
        member.kill()
        asyncio.get_running_loop().add_reader(process.sentinel, self._gone, process)
        self._observer.worker_ended(reason)
        self.keep()
        self._calls.lost(member, reason)

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        if self._watch is not None:
            self._watch.cancel()
        await asyncio.gather(*self._starts, return_exceptions=True)
        for member in [*self.members]:
            self.end(member, "shutdown")
        deadline = time.monotonic() + CLOSE_SECONDS
        while self._ending and time.monotonic() < deadline:
            await asyncio.sleep(0.01)
        await asyncio.to_thread(self._hand.shutdown)

    def heard(self, member: Member, tag: bytes, payload: bytes) -> None:
        """A frame came from a worker."""
        if member not in self.members:
            return
        if tag == READY:
            self._got_ready(member)
        elif tag == OUT_OF_MEMORY:
            self.end(member, "memory")
        else:
            self._calls.answered(member, tag, payload)

    def fell_silent(self, member: Member) -> None:
        """A worker is gone."""
        self.end(member, "died")

    async def _start(self) -> None:
        if self._failed_starts:
            await asyncio.sleep(min(BACKOFF_SECONDS * 2 ** (self._failed_starts - 1), BACKOFF_MOST_SECONDS))
        if self._closed:
            return
        asked = time.monotonic()
        ours, theirs = socket.socketpair()
        loop = asyncio.get_running_loop()
        try:
            process = await loop.run_in_executor(self._hand, self._spawn, theirs)
        except (OSError, EOFError, RuntimeError) as error:
            ours.close()
            self._failed_starts += 1
            log(logging.ERROR, "worker_not_started", error=type(error).__name__)
            return
        finally:
            theirs.close()
        share = round(self._terms.recycle_documents * random.uniform(1 - JITTER, 1 + JITTER))
        member = Member(process, self, share=share, asked=asked)
        self.members.add(member)
        member.set_timer(START_SECONDS, lambda late: self.end(late, "deadline"))
        await loop.create_unix_connection(lambda: member, sock=ours)

    def _spawn(self, channel: socket.socket) -> BaseProcess:
        for name in _ONE_THREAD:
            os.environ.setdefault(name, "1")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["service.pool.preload"])
        process = context.Process(target=serve, args=(channel, self._terms), name="winnow-worker", daemon=True)
        process.start()
        return process

    def _start_ended(self, task: asyncio.Task[None]) -> None:
        self._starts.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log(logging.ERROR, "worker_not_started", error=type(error).__name__)
            self._failed_starts += 1
        self.keep()

    def _got_ready(self, member: Member) -> None:
        member.stop_timer()
        member.look()
        member.held = member.rss
        member.ready = True
        self._failed_starts = 0
        self._observer.worker_started(seconds_since(member.asked))
        self._relieve()
        self._calls.ready(member)

    def _relieve(self) -> None:
        """Let one worker go whose replacement is there: at once, or when its document is done."""
        serving = [member for member in self.members if member.ready and not member.leaving]
        due = next((member for member in serving if member.due), None)
        if due is not None and len(serving) > self._terms.workers:
            due.leaving = True
            if due.ticket is None:
                self.end(due, "recycled")

    def _look(self) -> None:
        """Look at every worker's memory, again and again."""
        self._watch = asyncio.get_running_loop().call_later(WATCH_SECONDS, self._look)
        for member in [*self.members]:
            grown = member.look()
            if grown > self._terms.memory_bytes:
                self.end(member, "memory")
            elif grown > self._terms.recycle_bytes:
                self.renew(member)

    def _gone(self, process: BaseProcess) -> None:
        """A killed process has ended."""
        asyncio.get_running_loop().remove_reader(process.sentinel)
        reason = self._ending.pop(process)
        process.join()
        level = _LEVELS.get(reason, logging.WARNING)
        log(level, "worker_ended", reason=reason, pid=process.pid, exit_code=process.exitcode)
        process.close()
