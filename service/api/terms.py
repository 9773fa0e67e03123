"""From the settings to what each part of the service is told to keep to."""

from __future__ import annotations

from service.api.batch import Window
from service.api.batches import BatchLimits
from service.api.body import Limits
from service.api.settings import Settings
from service.pool.terms import Terms


def terms_of(settings: Settings) -> Terms:
    """The terms of these settings."""
    return Terms(
        workers=settings.workers,
        queue=settings.queue,
        queue_target_seconds=settings.queue_target_seconds,
        wait_seconds=settings.queue_wait_seconds,
        deadline_seconds=settings.deadline_seconds,
        memory_bytes=settings.worker_memory_bytes,
        recycle_documents=settings.recycle_documents,
        recycle_bytes=settings.recycle_bytes,
        log_level=settings.log_level,
        test_hooks=settings.test_hooks == 1,
    )


def limits_of(settings: Settings) -> Limits:
    """How much is read of a body, and how it may come."""
    return Limits(
        settings.max_body_bytes,
        settings.body_read_seconds,
        min_rate=settings.body_min_rate,
        max_ratio=settings.max_inflate_ratio,
    )


def batch_limits_of(settings: Settings) -> BatchLimits:
    """How much is under way of a batch, and how many there may be."""
    return BatchLimits(
        most=settings.batches,
        window=Window(settings.batch_window, settings.max_body_bytes),
        idle_seconds=settings.batch_idle_seconds,
    )
