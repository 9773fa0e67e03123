"""Keys and rates: who is let in, how often, and that nothing of a key is ever shown."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Client

from service.api.access import Access, Rate
from service.api.keys import find_key, read_key_file, read_keys
from service.api.problems import ProblemError
from service.api.settings import SettingsError, load_settings
from tests.api.helpers import PROSE, TEXT, StubPool, client_of, problem

ALPHA, BETA = "alpha-key-0123456789", "beta-key-0123456789"
KEYS = {"WINNOW_API_KEYS": f"alpha:{ALPHA},{BETA}"}
ANY = Rate(0, 1)


@pytest.fixture
def guarded() -> Iterator[Client]:
    """A service that asks for keys."""
    with client_of(StubPool(), KEYS) as client:
        yield client


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/startupz", "/health", "/metrics", "/schema/openapi.json"])
def test_probes_and_metrics_need_no_key(guarded: Client, path: str) -> None:
    """Whoever watches the service needs no key, and is told nothing of documents."""
    assert guarded.get(path).status_code in (200, 503)


@pytest.mark.parametrize(
    "path", ["/v1/clean", "/v1/clean/batch", "/v1/rules", "/v1/clean/", "/", "/nothing", "//livez"]
)
def test_all_else_needs_a_key(guarded: Client, path: str) -> None:
    """Also what is not there: a path that is spelt oddly opens nothing."""
    response = guarded.post(path, content=PROSE.encode(), headers=TEXT)
    assert "Send it as 'Authorization: Bearer <key>'" in problem(response, "missing-key")
    assert 'Bearer realm="winnow"' == response.headers["www-authenticate"]


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": f"Bearer {ALPHA}"}, {"authorization": f"bearer  {BETA} "}, {"X-API-Key": ALPHA}],
)
def test_right_key(guarded: Client, headers: dict[str, str]) -> None:
    """Each key opens, in either header."""
    assert 200 == guarded.post("/v1/clean", content=PROSE.encode(), headers={**TEXT, **headers}).status_code


NOT_KEYS = ["x", ALPHA[:-1], ALPHA + "x", ALPHA.upper(), f"alpha:{ALPHA}", "café-0123456789abcdef"]


@pytest.mark.parametrize("key", NOT_KEYS)
def test_wrong_key(guarded: Client, key: str) -> None:
    """A key that is almost right is wrong, and is not repeated."""
    headers = [(b"Content-Type", b"text/plain"), (b"X-API-Key", key.encode())]
    response = guarded.post("/v1/clean", content=PROSE.encode(), headers=headers)
    assert "not one of this service" in problem(response, "wrong-key")
    assert key == "x" or key not in response.text


def test_caller_is_logged_by_name(guarded: Client, caplog: pytest.LogCaptureFixture) -> None:
    """The log says who it was, never with which key."""
    caplog.set_level(logging.INFO, "winnow")
    guarded.get("/v1/rules", headers={"X-API-Key": ALPHA})
    guarded.get("/v1/rules", headers={"X-API-Key": "wrong-0123456789"})
    found = [vars(record)["winnow_fields"] for record in caplog.records if record.getMessage() == "request"]
    assert [("alpha", None), (None, "wrong-key")] == [(f.get("caller"), f.get("problem")) for f in found]
    said = str([vars(record) for record in caplog.records])
    assert ALPHA not in said
    assert "wrong-0123456789" not in said


def test_rate_over_http() -> None:
    """A key that is used up is told when to come back; the other goes on, and probes are not counted."""
    rate = {**KEYS, "WINNOW_RATE_PER_MINUTE": "1", "WINNOW_RATE_BURST": "2"}
    with client_of(StubPool(), rate) as client:
        statuses = [client.get("/v1/rules", headers={"X-API-Key": ALPHA}).status_code for _ in range(2)]
        refused = client.get("/v1/rules", headers={"X-API-Key": ALPHA})
        assert [200, 200] == statuses
        assert "rate of 1 requests a minute" in problem(refused, "rate-limited")
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert 200 == client.get("/v1/rules", headers={"X-API-Key": BETA}).status_code
        assert {200} == {client.get("/livez").status_code for _ in range(5)}


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_bucket_fills_steadily() -> None:
    """After a burst one request comes in every so many seconds, and a pause gives no more than the burst."""
    clock = Clock()
    access = Access((), Rate(per_minute=30, burst=3), clock)
    waits: list[str] = []
    for _ in range(100):
        try:
            access.admit([])
        except ProblemError as error:
            waits.append(error.headers["Retry-After"])
        clock.now += 0.5
    taken = 100 - len(waits)
    assert 3 + math.floor(99 * 0.5 / 2) == taken
    assert {"1", "2"} == {*waits}
    clock.now += 1000
    for _ in range(3):
        access.admit([])
    with pytest.raises(ProblemError, match="rate-limited"):
        access.admit([])


def test_documents_of_a_batch_wait_for_their_turn() -> None:
    """A batch is one request, and as many documents as it has: these are not refused, but come at the rate."""

    async def scenario() -> float:
        access = Access((), Rate(per_minute=1200, burst=2))
        since = time.monotonic()
        await asyncio.gather(*(access.turn(None) for _ in range(6)))
        return time.monotonic() - since

    assert asyncio.run(scenario()) >= 4 * 60 / 1200


def test_rate_of_a_batch_over_http() -> None:
    """The rate that a batch has used up is missing for the next request of the same key."""
    rate = {**KEYS, "WINNOW_RATE_PER_MINUTE": "1", "WINNOW_RATE_BURST": "4"}
    headers = {"X-API-Key": ALPHA, "Content-Type": "application/x-ndjson"}
    with client_of(StubPool(), rate) as client:
        answer = client.post("/v1/clean/batch", content=b'{"text":"word"}\n' * 3, headers=headers)
        assert 3 == len(answer.text.splitlines())
        problem(client.get("/v1/rules", headers=headers), "rate-limited")
        assert 200 == client.get("/v1/rules", headers={"X-API-Key": BETA}).status_code


def test_no_key_and_no_rate() -> None:
    """Without settings everybody is let in."""
    access = Access((), ANY)
    assert {None} == {access.admit([]) for _ in range(100)}


def test_keys_are_kept_as_digests() -> None:
    """What is in memory, or in a log by mistake, opens nothing."""
    settings = load_settings(KEYS)
    assert ["alpha", "key-2"] == [key.name for key in settings.api_keys]
    assert ALPHA not in repr(settings)
    assert ALPHA.encode() not in b"".join(key.digest for key in settings.api_keys)
    assert find_key(settings.api_keys, BETA) == settings.api_keys[1]
    assert find_key(settings.api_keys, "") is None


def test_key_file(tmp_path: Path) -> None:
    """A file has keys, names and comments; without a key it is a mistake."""
    path = tmp_path / "keys"
    path.write_text(f"# crawlers\nalpha:{ALPHA}  # the first\n\n{BETA}\n", "utf-8")
    assert ["alpha", "key-2"] == [key.name for key in read_key_file(str(path))]
    path.write_text("# nobody\n", "utf-8")
    with pytest.raises(ValueError, match="at least one key"):
        read_key_file(str(path))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("short", "number 1 is not"),
        (f"{ALPHA}, a b", "number 2 is not"),
        (f"a:{ALPHA} a:{BETA}", "once each"),
        (f"a:{ALPHA} b:{ALPHA}", "once each"),
    ],
)
def test_bad_keys(raw: str, words: str) -> None:
    """A key that is too short, or stands twice, stops the start; no message repeats one."""
    with pytest.raises(ValueError, match=words) as caught:
        read_keys(raw)
    assert ALPHA not in str(caught.value)
    with pytest.raises(SettingsError) as stopped:
        load_settings({"WINNOW_API_KEYS": raw})
    assert raw not in str(stopped.value)
