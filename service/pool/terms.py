"""What a pool is told to keep to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.pool.failures import MB
from service.pool.jobs import Job, Outcome
from service.pool.worker import run_job


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How many workers, how much each may take, and how much may wait.  Sizes in bytes, times in seconds."""

    workers: int = 2
    queue: int = 16
    """Single documents that may wait, as a burst: see ``bursts``."""
    queue_target_seconds: float = 0.1
    """The wait from which on a queue must not last."""
    wait_seconds: float = 10.0
    """How long a single document may wait."""
    deadline_seconds: float = 30.0
    """How long a worker may have one document; then it is killed."""
    memory_bytes: int = 750 * MB
    """What a worker may take on top of what it holds when it is ready; then it is killed.  A text takes some 62 times
    its size, a page 70 times: the default is what the largest document of the service's default limit needs."""
    recycle_documents: int = 10_000
    """Documents after which a worker is replaced, give or take ``crew.JITTER``."""
    recycle_bytes: int = 96 * MB
    """Growth, above what it held when ready, after which a worker is replaced."""
    log_level: str = "warning"
    test_hooks: bool = False
    """Whether documents of a fixed form crash a worker: see ``hooks``."""
    work: Callable[[Job], Outcome] = run_job
    """What is done with a document; tests bring their own."""
