"""The one seam between the service and the processes that clean: admission, a bounded wait, and a pool that survives.

Cleaning takes seconds for the largest documents, so it never runs in the process that answers probes.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from service.api.jobs import Job, Outcome
from service.api.logs import log
from service.api.problems import ProblemError
from service.api.worker import CANARY, is_sound, run_job, start_worker

# Linear algebra libraries start a thread per processor, in each process; we use none of them.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


CLOSE_SECONDS = 2.0
"""How long an idle worker may take to end before it is killed; it takes some milliseconds."""


@dataclass(frozen=True, slots=True)
class Load:
    """What the runner has to do at this moment."""

    workers: int
    running: int
    waiting: int
    queue: int


def _shutting_down() -> ProblemError:
    return ProblemError("shutting-down", "The service is shutting down. Send the document to another instance.")


class Runner:
    """Runs jobs in ``workers`` processes; up to ``queue`` more wait, each for at most ``wait_seconds``."""

    def __init__(
        self,
        *,
        workers: int,
        queue: int,
        wait_seconds: float,
        log_level: str = "warning",
        work: Callable[[Job], Outcome] = run_job,
    ) -> None:
        self._workers = workers
        self._queue = queue
        self._wait_seconds = wait_seconds
        self._log_level = log_level
        self._work = work
        self._slots = asyncio.Semaphore(workers)
        self._running = 0
        self._waiting = 0
        self._tasks: set[asyncio.Task[Outcome]] = set()
        self._pool: ProcessPoolExecutor | None = None
        # Starting a process can take seconds, so jobs are handed over by a thread, never by the event loop.
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="winnow-hand")
        self._closed = False
        self.last_answer: float | None = None
        """When a worker last answered, whatever it answered, on the monotonic clock."""

    @property
    def load(self) -> Load:
        """What there is to do now."""
        return Load(self._workers, self._running, self._waiting, self._queue)

    async def run(self, job: Job) -> Outcome:
        """What became of a job.  Raises ``ProblemError`` when it was not done: then nothing of it remains."""
        if self._slots.locked() and self._waiting >= self._queue:
            raise ProblemError(
                "queue-full",
                f"All {self._workers} workers are busy and {self._queue} documents are waiting. Nothing was started; "
                "send the document again later.",
            )
        self._waiting += 1
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._slots.acquire()
        except TimeoutError:
            raise ProblemError(
                "waited-too-long",
                f"The document waited {self._wait_seconds:g} s and no worker became free. Nothing was started; "
                "send it again later.",
            ) from None
        finally:
            self._waiting -= 1
        # The slot belongs to the work, not to the request: a client that goes away must not let one more in.
        task = asyncio.create_task(self._in_slot(job))
        self._tasks.add(task)
        task.add_done_callback(self._forget)
        return await asyncio.shield(task)

    async def check(self) -> bool:
        """Whether a worker cleans the canary; it stands in no queue but that of the workers themselves."""
        try:
            return is_sound(await self._call(CANARY))
        except ProblemError:
            return False

    async def close(self) -> None:
        """End the workers; whoever still works is killed, since the drain has given it its time."""
        self._closed = True
        pool, self._pool = self._pool, None
        if pool is not None:
            # A stuck worker would hold the shutdown for ever; the executor has no public way to kill one before 3.14.
            processes = list((pool._processes or {}).values())
            ending = asyncio.create_task(asyncio.to_thread(pool.shutdown, wait=True, cancel_futures=True))
            done, _ = await asyncio.wait({ending}, timeout=CLOSE_SECONDS)
            if not done:
                for process in processes:
                    process.kill()
                await ending
        await asyncio.to_thread(self._hand.shutdown)

    def _forget(self, task: asyncio.Task[Outcome]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # read it, or asyncio complains of it when the client has gone away

    async def _in_slot(self, job: Job) -> Outcome:
        self._running += 1
        try:
            return await self._call(job)
        finally:
            self._running -= 1
            self._slots.release()

    async def _call(self, job: Job) -> Outcome:
        if self._closed:
            raise _shutting_down()
        pool = self._pool
        if pool is None:
            pool = self._pool = self._new_pool()
        try:
            loop = asyncio.get_running_loop()
            future: Future[Outcome] = await loop.run_in_executor(self._hand, pool.submit, self._work, job)
            outcome = await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            if self._closed:
                raise _shutting_down() from None
            raise
        except (BrokenExecutor, RuntimeError, OSError, EOFError) as error:
            if self._closed:
                raise _shutting_down() from None
            self._discard(pool, error)
            raise ProblemError(
                "worker-lost",
                "The worker that had the document is gone; another takes its place. Send the document again; "
                "if this happens again, the document may need more memory than there is.",
            ) from None
        self.last_answer = time.monotonic()
        return outcome

    def _new_pool(self) -> ProcessPoolExecutor:
        for name in _ONE_THREAD:
            os.environ.setdefault(name, "1")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["service.api.preload"])
        return ProcessPoolExecutor(
            self._workers, mp_context=context, initializer=start_worker, initargs=(self._log_level,)
        )

    def _discard(self, pool: ProcessPoolExecutor, error: BaseException) -> None:
        """Never use a broken pool again; the next job makes a new one."""
        if self._pool is pool:
            self._pool = None
            log(logging.ERROR, "workers_lost", error=type(error).__name__)
            with suppress(RuntimeError):
                pool.shutdown(wait=False, cancel_futures=True)
