"""How many documents may wait, by what was seen of waits and refusals."""

from __future__ import annotations

from service.pool.bursts import CALM_SECONDS, STANDING_SECONDS, Bursts

QUEUE, WORKERS, DOCUMENT = 16, 2, 0.05


class Clock:
    """Time as the test wants it."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def standing(clock: Clock) -> Bursts:
    """A queue in which waits have been too long for long enough."""
    bursts = Bursts(0.1, clock)
    bursts.started(0.2)
    clock.now += STANDING_SECONDS + 0.1
    return bursts


def test_burst() -> None:
    """A queue that has only just become slow takes all it has room for."""
    clock = Clock()
    bursts = Bursts(0.1, clock)
    bursts.started(0.2)
    clock.now += STANDING_SECONDS / 2
    assert QUEUE == bursts.room(QUEUE, WORKERS, DOCUMENT)


def test_standing_queue_is_cut() -> None:
    """One that stays slow has one place for each worker, and all of them again when a document did not wait."""
    clock = Clock()
    bursts = standing(clock)
    assert WORKERS == bursts.room(QUEUE, WORKERS, DOCUMENT)
    bursts.started(0.05)
    assert QUEUE == bursts.room(QUEUE, WORKERS, DOCUMENT)


def test_refusals_keep_it_cut() -> None:
    """While documents are turned away the queue stays cut, though nobody waits long; after a calm second it is not."""
    clock = Clock()
    bursts = standing(clock)
    bursts.refused()
    bursts.emptied()
    assert WORKERS == bursts.room(QUEUE, WORKERS, DOCUMENT)
    clock.now += CALM_SECONDS
    assert QUEUE == bursts.room(QUEUE, WORKERS, DOCUMENT)


def test_in_a_flood_none_waits() -> None:
    """Where many are turned away in the time of one document, a worker is idle but for moments: so none waits."""
    clock = Clock()
    bursts = standing(clock)
    for _ in range(100):
        clock.now += 0.002
        bursts.refused()
    assert 0 == bursts.room(QUEUE, WORKERS, DOCUMENT)
    assert WORKERS == bursts.room(QUEUE, WORKERS, 0.005)
    clock.now += DOCUMENT
    assert WORKERS == bursts.room(QUEUE, WORKERS, DOCUMENT)
