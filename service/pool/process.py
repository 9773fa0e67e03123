"""The worker process: it gets ready, then cleans one document after another until the service is gone."""

from __future__ import annotations

import gc
import logging
import os
import pickle
import resource
import signal
import socket
import threading
from contextlib import suppress
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import BinaryIO

from service.logs import configure_logs, error_fields, log
from service.pool.frames import HEADER, OUT_OF_MEMORY, READY, frame, outcome_frame
from service.pool.hooks import harm
from service.pool.jobs import Job
from service.pool.rss import address_space
from service.pool.terms import Terms
from service.pool.worker import warm_up

OOM_SCORE = "500"
"""Added to a worker's chance to be killed when memory runs out (0 to 1000), so that the service itself survives."""


def serve(channel: socket.socket, terms: Terms) -> None:
    """Clean what comes over the socket, until it ends."""
    _get_ready(terms)
    channel.sendall(frame(READY))
    with channel, channel.makefile("rb") as jobs:
        while (payload := _next(jobs)) is not None:
            try:
                answer = _answer(payload, terms)
            except MemoryError:
                channel.sendall(frame(OUT_OF_MEMORY))
                return
            except Exception as error:  # a bug of ours; left alone, its message would be printed, document and all
                log(logging.ERROR, "worker_failed", **error_fields(error))
                return
            del payload
            channel.sendall(answer)
            del answer


def _answer(payload: bytes, terms: Terms) -> bytes:
    job: Job = pickle.loads(payload)
    if terms.test_hooks:
        harm(job)
    return outcome_frame(terms.work(job))


def _next(jobs: BinaryIO) -> bytes | None:
    header = jobs.read(HEADER.size)
    return jobs.read(HEADER.unpack(header)[0]) if len(header) == HEADER.size else None


def _get_ready(terms: Terms) -> None:
    """Load all that cleaning needs, take no more than allowed, and end when the service ends, however that ends."""
    configure_logs(terms.log_level)
    # Ctrl-C goes to the whole process group; the service decides when its workers stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with suppress(OSError):  # only Linux has it
        Path("/proc/self/oom_score_adj").write_text(OOM_SCORE, "ascii")
    threading.Thread(target=_end_with_parent, name="winnow-parent", daemon=True).start()
    warm_up()
    gc.freeze()  # rules and tables live as long as the process: never look at them again
    held = address_space()
    if held is not None:
        # Address space is a coarse measure, but the only one that stops an allocation before the memory is gone.
        limit = held + terms.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no copy of a document behind


def _end_with_parent() -> None:
    """Without this a worker would go on with a long document though nobody is there to take the answer."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        logging.shutdown()
        os._exit(0)
