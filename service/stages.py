"""The stages of cleaning, told to whoever wants to know when each ends.

The way of a document (``clean``) says ``ended("decode")`` where a stage is over.  Nobody listens in the library; a
worker takes the time.  A context variable, so that the functions on the way need no parameter for it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

Stage = Literal["decode", "extract", "judge", "serialise"]

_STOPWATCH: ContextVar[StopWatch | None] = ContextVar("stopwatch", default=None)


class StopWatch:
    """Seconds by stage, in the order in which they ended."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def ended(self, stage: Stage) -> None:
        """The stage is over, and another begins."""
        now = time.perf_counter()
        self.seconds[stage] = now - self._since
        self._since = now


def ended(stage: Stage) -> None:
    """Tell that a stage is over, if anyone listens."""
    watch = _STOPWATCH.get()
    if watch is not None:
        watch.ended(stage)


@contextmanager
def timed() -> Iterator[StopWatch]:
    """A watch that is told of all stages that end inside."""
    watch = StopWatch()
    token = _STOPWATCH.set(watch)
    try:
        yield watch
    finally:
        _STOPWATCH.reset(token)
