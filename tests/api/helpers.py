"""What the tests of the service share."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from httpx import Client, Response
from litestar.testing import TestClient
from litestar.types import ASGIApp

from service.api.app import create_app
from service.api.problems import PROBLEMS
from service.api.settings import load_settings
from service.pool.jobs import Cleaned, Job, Outcome
from service.pool.lanes import Lane
from service.pool.pool import Pool
from service.pool.terms import Terms
from tests.pool.helpers import REPORT

MAX_BODY_BYTES = 1_000_000
"""The limit in tests: small, so that too much is quickly made."""

TEST_ENVIRONMENT = {"WINNOW_MAX_BODY_BYTES": str(MAX_BODY_BYTES), "WINNOW_CANARY_SECONDS": "1"}

TEXT = {"Content-Type": "text/plain; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/json"}

PROSE = "The council approved the new water plant on Tuesday after two years of debate."


URL = "https://news.example/2026/plant"
"""Where ``PAGE`` was found."""

PAGE = f"""<!doctype html>
<html lang="en"><head>
<meta charset="utf-8">
<title>Council approves plant | The Example</title>
<meta property="og:title" content="Council approves plant">
<meta property="og:site_name" content="The Example">
<link rel="canonical" href="https://news.example/plant">
<script>var text = "No script is text.";</script>
</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a> <a href="/weather">Weather</a></nav>
<article>
<h1>Council approves plant</h1>
<p>{PROSE}</p>
<p>The <a href="../plans/7?a=1&amp;b=2">plan of the *new* plant</a> says “as high as needed” – for walkers only, and
residents near the river had asked for it, the mayor of Đà Nẵng said.</p>
<h3>What is next</h3>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2026</td><td>1|2 million for the pipes and the pumps</td></tr></table>
<p>Work is to begin in the spring, and the path on top of the wall will be open to all by the end of next year.</p>
</article>
<footer>Copyright The Example</footer>
</body></html>
"""

BYTES = PAGE.encode()


def as_data(content_type: str, body: bytes = BYTES) -> dict[str, Any]:
    """A request that has the page's bytes in JSON."""
    return {"data": base64.b64encode(body).decode(), "content_type": content_type}


class StubPool(Pool):
    """A pool without processes: ``answer`` says what becomes of every job."""

    def __init__(self, answer: Callable[[Job], Outcome] = lambda _: Cleaned(b"{}", REPORT)) -> None:
        super().__init__(Terms(workers=1, queue=1))
        self._answer = answer
        self.jobs: list[Job] = []

    async def run(self, job: Job, *, lane: Lane = Lane.SINGLE) -> Outcome:  # noqa: ARG002 -- the pool's signature
        """Answer at once."""
        self.jobs.append(job)
        return self._answer(job)

    async def check(self) -> bool:
        """Always sound."""
        self.last_answer = 0.0
        return True


@contextmanager
def client_of(pool: Pool, environment: dict[str, str] | None = None) -> Iterator[Client]:
    """A client of a service with this pool."""
    settings = load_settings({**TEST_ENVIRONMENT, **(environment or {})})
    with TestClient(cast(ASGIApp, create_app(settings, pool=pool).asgi), raise_server_exceptions=False) as client:
        yield client


def problem(response: Response, code: str) -> str:
    """The detail of a problem, after everything else about it has been checked."""
    row = PROBLEMS[code]
    body: dict[str, Any] = response.json()
    detail = body.pop("detail")
    assert {
        "type": f"urn:winnow:problem:{code}",
        "title": row.title,
        "status": row.status,
        "instance": response.headers["x-request-id"],
        "retryable": row.retryable,
    } == body
    assert row.status == response.status_code
    assert "application/problem+json" == response.headers["content-type"]
    assert row.retryable == ("retry-after" in response.headers)
    assert isinstance(detail, str)
    assert detail.endswith((".", "…"))
    return detail
