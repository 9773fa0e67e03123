"""Documents that harm the worker that gets them, for tests of the service as a whole; off unless a setting says so."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType

from service.pool.jobs import Job

PREFIX = "winnow-test-hook:"
"""What a text begins with that asks for harm: ``winnow-test-hook:loop``."""

_HOG_BYTES = 16_000_000
"""Taken at a time: quick to fill up with, and small enough to see a limit at work."""


def _loop() -> None:
    while True:
        pass


def _segfault() -> None:
    ctypes.string_at(0)


def _hog() -> None:
    taken: list[bytes] = []
    while True:
        taken.append(b"x" * _HOG_BYTES)  # written, so that it is really there


HOOKS: Mapping[str, Callable[[], None]] = MappingProxyType({"loop": _loop, "segfault": _segfault, "memory": _hog})
SLEEP = "sleep="
"""``winnow-test-hook:sleep=0.5`` takes half a second and is cleaned then."""


def harm(job: Job) -> None:
    """Do what the document asks for, if it asks for anything."""
    document = job.document if isinstance(job.document, str) else job.document[:100].decode("ascii", "replace")
    if not document.startswith(PREFIX):
        return
    wish = document.removeprefix(PREFIX).split(maxsplit=1)[0]
    if wish.startswith(SLEEP):
        time.sleep(float(wish.removeprefix(SLEEP)))
    elif wish in HOOKS:
        HOOKS[wish]()
