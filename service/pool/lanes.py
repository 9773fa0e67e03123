"""The lanes in which documents wait for a worker."""

from __future__ import annotations

from enum import StrEnum


class Lane(StrEnum):
    """Who is waiting for the answer."""

    SINGLE = "single"
    """A request with one document: it goes first, is refused when too many wait, and waits for a bounded time."""
    BATCH = "batch"
    """One of many documents of a batch: it waits as long as it must, so that its sender is slowed down."""
