"""Work for the runner's tests; a module of its own, since workers import it."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing import current_process

from service.api.jobs import Cleaned, Job


def process_name() -> str:
    """Which process this is."""
    return current_process().name


def sleep(job: Job) -> Cleaned:
    """Sleep for as many seconds as the document says, or die."""
    match job.document:
        case "quick":
            pass
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case seconds:
            time.sleep(float(seconds))
    return Cleaned(process_name().encode())


def break_down(job: Job) -> Cleaned:
    """Die on any document."""
    os.kill(os.getpid(), signal.SIGKILL)
    return Cleaned(job.form.encode())
