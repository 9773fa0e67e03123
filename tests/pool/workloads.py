"""Work for the pool's tests; a module of its own, since workers import it."""

from __future__ import annotations

import os
import signal
import time

from service.pool.jobs import Cleaned, Job, Outcome
from service.pool.worker import run_job
from tests.pool.helpers import REPORT


def sleep(job: Job) -> Cleaned:
    """Give back which process this is, after as many seconds as the document says; or die of it."""
    match job.document:
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "swallow memory":
            raise MemoryError
        case str() as seconds if seconds.replace(".", "").isdecimal():
            time.sleep(float(seconds))
        case str() as path if path.startswith("/"):
            _die_once(path)
    return Cleaned(str(os.getpid()).encode(), REPORT)


def _die_once(path: str) -> None:
    """Die the first time, of which the file is the memory."""
    if not os.path.exists(path):
        open(path, "x").close()
        os.kill(os.getpid(), signal.SIGKILL)


def break_down(job: Job) -> Outcome:
    """Die on any document."""
    os.kill(os.getpid(), signal.SIGKILL)
    return run_job(job)


def grow(job: Job) -> Cleaned:
    """Never give back the memory that a document took: as many bytes as it says, if it says so."""
    if str(job.document).isdecimal():
        _KEPT.append(b"x" * int(str(job.document)))
    return Cleaned(str(os.getpid()).encode(), REPORT)


_KEPT: list[bytes] = []


def talk_nonsense(_: Job) -> Outcome:
    """Answer with something that is no answer."""
    return "nonsense"  # type: ignore[return-value]  # what the test is about
