"""From what became of a job to its answer, or the problem that is sent instead: for one document and for batches."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable

from service.api.problems import INTERNAL_DETAIL, ProblemError
from service.logs import log
from service.pool.failures import PoolError
from service.pool.jobs import Cleaned, Crashed, Outcome, Refused
from service.pool.pool import Pool
from service.telemetry.tracing import current_trace


async def answer_of(run: Awaitable[Outcome], request_id: str) -> bytes:
    """The article that a run of the pool gives back.  Raises ``ProblemError`` when there is none."""
    begun, report = time.time_ns(), None
    try:
        outcome = await run
        if isinstance(outcome, Cleaned):
            report = outcome.report
    except PoolError as failure:
        raise problem_of(failure) from None
    finally:
        current_trace().document(begun, time.time_ns(), report)
    match outcome:
        case Cleaned(body=answer):
            return answer
        case Refused(code=code, detail=detail):
            raise ProblemError(code, detail)
        case Crashed(error=error, trace=trace):
            log(logging.ERROR, "crashed", request_id=request_id, error=error, trace=trace)
            raise ProblemError("internal", INTERNAL_DETAIL)


def admit(pool: Pool) -> None:
    """Raise ``ProblemError`` when a document could not even wait now; asked before the request is looked at."""
    try:
        pool.admit()
    except PoolError as error:
        raise problem_of(error) from None


def problem_of(error: PoolError) -> ProblemError:
    """The problem that a failure of the pool is answered with."""
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return ProblemError(error.code, error.detail, headers=headers)
