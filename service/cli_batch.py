"""``winnow batch``: lines of JSON in, lines of JSON out, cleaned in worker processes as the service does it."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import stat
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from service.api.batch import Batch, Window
from service.api.batch_lines import cut_lines
from service.api.batch_records import Recorder
from service.api.giants import Pieces, refuse_giants
from service.api.problems import ProblemError
from service.api.settings import SettingsError, load_settings
from service.api.terms import terms_of
from service.cli_clean import STANDARD_INPUT, complain_of
from service.logs import configure_logs
from service.pool.jobs import Job, Outcome
from service.pool.lanes import Lane
from service.pool.pool import Pool

CHUNK_BYTES = 65_536
"""Read at a time."""
LINES_PER_WORKER = 32
"""Lines under way for each worker, so that none runs dry while an earlier line takes long."""
INSTANCE = "urn:winnow:batch"
"""What stands in problems for the id of a request: there is none."""

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
SIGNALLED = 128
"""Added to the number of the signal that ended it, as the shell does."""


def _processors() -> int:
    """How many this process may use."""
    with suppress(AttributeError):  # only Linux can say
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Files:
    """The files one after another, as if they were one; the last line of each ends with it."""

    def __init__(self, names: list[str]) -> None:
        self._names = names
        self.failed = False
        """Whether one could not be read."""

    async def chunks(self) -> AsyncIterator[bytes]:
        """Their bytes."""
        for name in self._names:
            end = b"\n"
            try:
                async for chunk in _standard_input() if name == STANDARD_INPUT else _file(Path(name)):
                    yield chunk
                    end = chunk[-1:]
            except OSError as error:
                complain_of(name, error)
                self.failed = True
            if end != b"\n":
                yield b"\n"


async def _file(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


async def _standard_input() -> AsyncIterator[bytes]:
    """Standard input, without a thread that would hold up the end while nothing comes."""
    if stat.S_ISREG(os.fstat(sys.stdin.fileno()).st_mode):
        while chunk := sys.stdin.buffer.read(CHUNK_BYTES):
            yield chunk
        return
    reader = asyncio.StreamReader(CHUNK_BYTES)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin.buffer
    )
    try:
        while chunk := await reader.read(CHUNK_BYTES):
            yield chunk
    finally:
        transport.close()


async def _write(records: list[bytes]) -> None:
    """To standard output; while nobody reads it, everything waits, which is as it should be."""
    sys.stdout.buffer.write(b"\n".join((*records, b"")))
    sys.stdout.buffer.flush()


class _Run:
    """One run of the command."""

    def __init__(self, args: argparse.Namespace) -> None:
        settings = load_settings(os.environ)
        workers = args.workers or _processors()
        self._pool = Pool(replace(terms_of(settings), workers=workers, log_level="warning"))
        self._recorder = Recorder(self._run_job, settings.max_body_bytes, INSTANCE)
        self._batch = Batch(
            self._recorder.record,
            window=Window(LINES_PER_WORKER * workers, settings.max_body_bytes),
            order=args.order,
        )
        self._files = _Files(args.files)
        self._limit = settings.max_body_bytes
        self._pieces = Pieces(settings.max_lines, settings.max_elements)
        self._signal = 0
        self._task: asyncio.Task[int] | None = None

    async def run(self) -> int:
        """Until the last line, or a signal; the exit code.  A second signal cancels it."""
        loop = asyncio.get_running_loop()
        self._task = asyncio.current_task()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop, number)
        try:
            await self._batch.run(cut_lines(self._files.chunks(), self._limit), _write)
            if self._batch.stopped:
                await _write([self._recorder.interrupted(self._batch.stopped, self._batch.last_line)])
        finally:
            await self._pool.close()
        if self._recorder.failed:
            sys.stderr.write(f"winnow: documents with a problem: {self._recorder.failed}\n")
        if self._signal:
            return SIGNALLED + self._signal
        return EXIT_FAILED if self._recorder.failed or self._files.failed else EXIT_OK

    async def _run_job(self, job: Job) -> Outcome:
        refuse_giants(job, self._pieces)
        return await self._pool.run(job, lane=Lane.BATCH)

    def _stop(self, number: int) -> None:
        """Take in no more; a second signal gives up what is under way as well."""
        if self._signal and self._task is not None:
            self._task.cancel()
        self._signal = number
        self._batch.stop(ProblemError("shutting-down", "A signal ended it. Send what follows this line again."))


def clean_lines(args: argparse.Namespace) -> int:
    """Clean each line of the files and print a record of it: an article, or a problem that says what is wrong.

    Returns:
        0 when all went well, 1 when a document had a problem or a file could not be read, 2 when the settings cannot be
        used, 128 and its number after a signal.
    """
    configure_logs("warning")
    try:
        return asyncio.run(_Run(args).run())
    except SettingsError as error:
        sys.stderr.write(f"winnow: {error}\n")
        return EXIT_USAGE
    except ExceptionGroup as group:
        if broken := group.subgroup(BrokenPipeError):
            raise BrokenPipeError from broken
        raise
