"""The table of problems, and that each of its rows is tried somewhere."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from service.api.problems import PROBLEMS
from service.core import errors
from service.pool.jobs import Refused
from tests.api.helpers import StubPool, client_of, problem

TESTS = Path(__file__).parent.parent
WORDS = {
    word
    for path in TESTS.rglob("test_*.py")
    for word in re.findall(r"[\"':]([a-z0-9]+(?:-[a-z0-9]+)*)\"", path.read_text("utf-8"))
}
"""What looks like a code in any test."""
KINDS: list[type[errors.CleanError]] = [errors.CleanError, *errors.CleanError.__subclasses__()]
OF_DOCUMENTS = sorted({kind.code for kind in KINDS})


@pytest.mark.parametrize("code", sorted(PROBLEMS.keys() - {*OF_DOCUMENTS}))
def test_every_problem_is_tested(code: str) -> None:
    """A row that no test names may never be answered, or wrongly."""
    assert code in WORDS


@pytest.mark.parametrize("code", OF_DOCUMENTS)
def test_every_refusal_is_answered(code: str) -> None:
    """What cleaning refuses comes out as the problem of the same code, with the words of the refusal."""
    with client_of(StubPool(lambda _: Refused(code, "Why, and the remedy."))) as client:
        assert "Why, and the remedy." == problem(client.post("/v1/clean", json={"text": "a"}), code)


class Stuck(StubPool):
    """A pool whose workers never answer."""

    async def check(self) -> bool:
        """Never comes back."""
        await asyncio.Event().wait()
        return False


def test_no_progress_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A canary that has been away for too long fails the probe that asks for a restart."""
    monkeypatch.setattr("service.api.health.STALL_SECONDS", -1)
    with client_of(Stuck()) as client:
        assert "Restart the service" in problem(client.get("/livez"), "not-alive")


def test_codes_are_stable_names() -> None:
    """Codes are words with hyphens, titles are sentences without a full stop, and 429 and 503 can be tried again."""
    for code, row in PROBLEMS.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert row.code == code
        assert row.title[0].isupper()
        assert not row.title.endswith(".")
        assert row.retryable or row.status not in (408, 429, 503)
