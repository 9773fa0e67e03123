"""Why the pool did not clean a document: every failure, in the words that are sent."""

from __future__ import annotations

from typing import Literal

Code = Literal["queue-full", "waited-too-long", "deadline-exceeded", "worker-lost", "document-refused", "shutting-down"]
"""Each is the code of a problem that the service answers with."""


class PoolError(Exception):
    """A document was not cleaned, and nothing of it remains.  ``detail`` can be sent: it names the remedy."""

    def __init__(self, code: Code, detail: str, *, retry_after: int | None = None) -> None:
        super().__init__(f"{code}: {detail}")
        self.code: Code = code
        self.detail = detail
        self.retry_after = retry_after
        """Seconds after which there is likely to be room; ``None`` where sending again does not help, or may be tried
        at once."""


MB = 1_000_000


def queue_full(workers: int, waiting: int, retry_after: int) -> PoolError:
    """There is no room for one more."""
    return PoolError(
        "queue-full",
        f"All {workers} workers are busy and {waiting} documents are waiting. Nothing was started; send the document "
        "again later.",
        retry_after=retry_after,
    )


def waited(seconds: float, retry_after: int) -> PoolError:
    """No worker became free in time."""
    return PoolError(
        "waited-too-long",
        f"The document waited {seconds:g} s and no worker became free. Nothing was started; send it again later.",
        retry_after=retry_after,
    )


def worker_lost(retry_after: int | None = None) -> PoolError:
    """Its worker died, and there was no other for it in time."""
    return PoolError(
        "worker-lost",
        "The worker that had the document is gone, and no other became ready in time. Send the document again.",
        retry_after=retry_after,
    )


def too_slow(seconds: float) -> PoolError:
    """It ran into the deadline."""
    return PoolError(
        "deadline-exceeded",
        f"The document was not cleaned within {seconds:g} s and was given up. Send a smaller or simpler document, or "
        "ask the operator of the service to raise WINNOW_DEADLINE_SECONDS.",
    )


def refused(memory_bytes: int | None) -> PoolError:
    """It killed as many workers as it may; where it was for want of memory, of more than this."""
    why = "ended unexpectedly" if memory_bytes is None else f"needed more than {memory_bytes // MB} MB of memory"
    return PoolError(
        "document-refused",
        f"Two workers that had the document are gone; the last one {why}. It is not tried again. Send a smaller or "
        "simpler document, and report this one if it is an ordinary one.",
    )


def shutting_down() -> PoolError:
    """The service ends."""
    return PoolError("shutting-down", "The service is shutting down. Send the document to another instance.")
