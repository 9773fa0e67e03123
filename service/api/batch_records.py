"""The records of a batch: one article or one problem for each line, with the line's number."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from service.api.batch_lines import Line
from service.api.documents import json_job
from service.api.json_in import decode_json
from service.api.outcomes import answer_of
from service.api.problems import INTERNAL_DETAIL, ProblemError, problem_body, sendable
from service.api.wire import ID_MAX_LENGTH, CleanRequest
from service.logs import error_fields, log
from service.pool.jobs import Job, Outcome

Run = Callable[[Job], Awaitable[Outcome]]
"""Has one document cleaned, and waits as long as that takes."""


class _WithId(msgspec.Struct):
    """All that is wanted of a line that is otherwise wrong."""

    id: str | None = None


@dataclass(slots=True)
class Recorder:
    """Makes the records of one batch."""

    run: Run
    limit: int
    """Bytes of the longest line; longer ones come without their text."""
    request_id: str
    failed: int = 0
    """Lines that had a problem."""

    async def record(self, line: Line) -> bytes:
        """The record of one line, without newline.  Never raises: a problem is a record too."""
        try:
            return _with_line(await self._article(line), line.number)
        except ProblemError as error:
            problem = error
        except Exception as error:
            log(logging.ERROR, "internal_error", request_id=self.request_id, **error_fields(error))
            problem = ProblemError("internal", INTERNAL_DETAIL)
        self.failed += 1
        return self._problem(problem, {"id": _id_of(line.text or b""), "line": line.number})

    def interrupted(self, why: ProblemError, last_line: int) -> bytes:
        """The last record of a batch that was not taken in whole: up to which line everything has been answered."""
        return self._problem(why, {"interrupted": True, "line": last_line})

    async def _article(self, line: Line) -> bytes:
        if line.text is None:
            raise ProblemError(
                "too-large",
                f"The line is longer than the limit of {self.limit} bytes. Send a smaller document, or ask the "
                "operator of the service to raise WINNOW_MAX_BODY_BYTES.",
            )
        job = json_job(decode_json(line.text, CleanRequest), "application/json")
        return await answer_of(self.run(job), self.request_id)

    def _problem(self, why: ProblemError, members: dict[str, Any]) -> bytes:
        return problem_body(why.problem, why.detail, self.request_id, members)


def _with_line(article: bytes, number: int) -> bytes:
    """An article as JSON, with the number of its line as its first member."""
    return b'{"line":%d,%b' % (number, article[1:])


def _id_of(text: bytes) -> str | None:
    """The id of a line that could not be read as a request, where that much of it can be read."""
    try:
        found = decode_json(text, _WithId).id
    except ProblemError:
        return None
    return None if found is None else sendable(found, ID_MAX_LENGTH)
