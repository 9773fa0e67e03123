"""What every answer has: an id, a log line, and a problem even when all else fails."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

import pytest
from httpx import Client

from service.api.shell import Message, Shell
from tests.api.helpers import PROSE, TEXT, StubPool, client_of

NEW_ID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.mark.parametrize("path", ["/livez", "/nothing", "/v1/clean", "/v1/rules", "/schema/openapi.json"])
@pytest.mark.parametrize("given", ["r-1", "a b", "!", "x" * 128, "urn:uuid:0"])
def test_request_id_is_echoed(client: Client, path: str, given: str) -> None:
    """The caller's id comes back on every answer, errors included."""
    assert given == client.get(path, headers={"X-Request-ID": given}).headers["x-request-id"]


@pytest.mark.parametrize("given", [None, "", "x" * 129, "café", "a\tb", " ", "a\x7f"])
def test_request_id_is_made(client: Client, given: str | None) -> None:
    """An id that is missing, too long or not printable ASCII is replaced by a new one."""
    headers = {} if given is None else {"X-Request-ID": given.encode("latin-1")}
    response = client.get("/livez", headers=headers)  # type: ignore[arg-type]  # httpx takes bytes, its types do not
    assert NEW_ID.fullmatch(response.headers["x-request-id"])


def fields_of(caplog: pytest.LogCaptureFixture) -> list[tuple[int, dict[str, Any]]]:
    """Level and fields of each line about a request."""
    return [(r.levelno, vars(r)["winnow_fields"]) for r in caplog.records if r.getMessage() == "request"]


def test_log_line(caplog: pytest.LogCaptureFixture) -> None:
    """A request is one line with all that operators ask for, and nothing of the document."""
    caplog.set_level(logging.DEBUG, "winnow")
    with client_of(StubPool()) as client:
        client.post("/v1/clean", content=PROSE.encode(), headers={**TEXT, "X-Request-ID": "r-1"})
    [(level, fields)] = fields_of(caplog)
    assert fields.pop("duration_ms") >= 0
    assert logging.INFO == level
    assert {
        "request_id": "r-1",
        "method": "POST",
        "path": "/v1/clean",
        "status": 200,
        "bytes_in": len(PROSE),
        "bytes_out": 2,
    } == fields
    assert "council" not in str([vars(record) for record in caplog.records])


def test_probes_are_logged_at_debug(caplog: pytest.LogCaptureFixture) -> None:
    """Probes come every few seconds; an error is an error."""
    caplog.set_level(logging.DEBUG, "winnow")
    with client_of(StubPool()) as client:
        client.get("/livez")
        client.get("/nothing")
    assert [(logging.DEBUG, "/livez"), (logging.INFO, "/nothing")] == [(lv, f["path"]) for lv, f in fields_of(caplog)]


async def call(app: Any, scope: dict[str, Any], body: list[Message]) -> list[Message]:
    """What an ASGI application sends."""
    sent: list[Message] = []

    async def receive() -> Message:
        return body.pop(0) if body else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app({"type": "http", "method": "POST", "path": "/", "headers": [], **scope}, receive, send)
    return sent


async def refuse(scope: Any, receive: Any, send: Any) -> None:
    """An application that answers without reading."""
    await send({"type": "http.response.start", "status": 413, "headers": [(b"x-request-id", b"its own")]})
    await send({"type": "http.response.body", "body": b"no"})


def test_last_resort(caplog: pytest.LogCaptureFixture) -> None:
    """When even the framework fails, the answer is a problem with an id."""

    async def fail(scope: Any, receive: Any, send: Any) -> None:
        raise LookupError("the secret of the document")

    shell = Shell(fail, draining=lambda: False)
    start, body = asyncio.run(call(shell, {"headers": [(b"x-request-id", b"r-1")]}, []))
    assert 500 == start["status"]
    assert (b"content-type", b"application/problem+json") in start["headers"]
    assert b'"instance":"r-1"' in body["body"]
    assert "secret" not in str([vars(record) for record in caplog.records])
    assert 0 == shell.under_way


def test_refused_body_is_received_first() -> None:
    """A client that is still sending would not read the answer; what it sends is received and forgotten."""
    rest: list[Message] = [{"type": "http.request", "body": b"x" * 9, "more_body": i < 2} for i in range(3)]
    start, _ = asyncio.run(
        call(Shell(refuse, draining=lambda: False), {"headers": [(b"transfer-encoding", b"chunked")]}, rest)
    )
    assert [] == rest
    assert b"connection" not in dict(start["headers"])
    assert [b"x-request-id"] == [name for name, _ in start["headers"]]


def test_endless_body_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """But no more than some of it, and then the connection is closed."""
    monkeypatch.setattr("service.api.shell.LINGER_BYTES", 50)
    rest: list[Message] = [{"type": "http.request", "body": b"x" * 20, "more_body": True} for _ in range(9)]
    start, _ = asyncio.run(
        call(Shell(refuse, draining=lambda: False), {"headers": [(b"content-length", b"180")]}, rest)
    )
    assert 6 == len(rest)
    assert b"close" == dict(start["headers"])[b"connection"]


def test_client_that_waits_is_not_told_to_go_on() -> None:
    """With ``Expect: 100-continue`` reading would call for the body; nothing is read."""
    rest: list[Message] = [{"type": "http.request", "body": b"x", "more_body": True}]
    headers = [(b"content-length", b"180"), (b"expect", b"100-continue")]
    asyncio.run(call(Shell(refuse, draining=lambda: False), {"headers": headers}, rest))
    assert 1 == len(rest)


def test_draining_closes_connections() -> None:
    """A balancer's kept connections end, so that it finds another instance."""
    start, _ = asyncio.run(call(Shell(refuse, draining=lambda: True), {}, []))
    assert b"close" == dict(start["headers"])[b"connection"]
