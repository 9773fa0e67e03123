"""Every failure of the pool as the problem that a client reads."""

from __future__ import annotations

from typing import NoReturn, get_args

import pytest

from service.pool.failures import Code, PoolError
from service.pool.jobs import Job, Outcome
from service.pool.lanes import Lane
from tests.api.helpers import PROSE, TEXT, StubPool, client_of, problem

STATUS = {
    "queue-full": 429,
    "waited-too-long": 503,
    "deadline-exceeded": 504,
    "worker-lost": 503,
    "document-refused": 422,
    "shutting-down": 503,
}


class Failing(StubPool):
    """A pool in which every document fails."""

    def __init__(self, error: PoolError) -> None:
        super().__init__()
        self.error = error

    async def run(self, job: Job, *, lane: Lane = Lane.SINGLE) -> Outcome:  # noqa: ARG002 -- the pool's signature
        """Fail."""
        raise self.error


class Full(Failing):
    """A pool that takes nothing."""

    def admit(self) -> NoReturn:
        """Refuse."""
        raise self.error

    async def run(self, job: Job, *, lane: Lane = Lane.SINGLE) -> Outcome:  # noqa: ARG002 -- the pool's signature
        """Never called."""
        raise AssertionError("refused work was started")


@pytest.mark.parametrize("code", get_args(Code))
def test_failure_is_a_problem(code: Code) -> None:
    """Its status, its detail, and, where sending again may help, when."""
    with client_of(Failing(PoolError(code, "What is wrong. What to do.", retry_after=7))) as client:
        response = client.post("/v1/clean", content=PROSE, headers=TEXT)
    assert STATUS[code] == response.status_code
    if STATUS[code] in (429, 503):
        assert "What is wrong. What to do." == problem(response, code)
        assert "7" == response.headers["retry-after"]
    else:
        assert code in response.json()["type"]
        assert not response.json()["retryable"]


def test_refused_before_the_body_is_read() -> None:
    """A full queue is told at once: not even a body that could not be read is looked at."""
    with client_of(Full(PoolError("queue-full", "Too many. Come back.", retry_after=3))) as client:
        response = client.post("/v1/clean", content=b"not gzip", headers={**TEXT, "Content-Encoding": "gzip"})
    assert "Too many. Come back." == problem(response, "queue-full")
    assert "3" == response.headers["retry-after"]
