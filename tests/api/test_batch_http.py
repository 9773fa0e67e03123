"""A batch as its client sees it: records, problems, ends, and memory that does not grow."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import tracemalloc
from collections.abc import Iterator

import pytest

from service.api.problems import ProblemError
from service.api.shell import Message
from service.pool.failures import PoolError
from service.pool.jobs import Crashed, Job, Outcome, Refused
from tests.api.batch_peer import LINES, MAX_BYTES, OBJECT, Peer, batches, echo, talk

TWO = b'{"text": "one", "id": "a"}\n\n{"html": "two"}\n'


async def endless(job: Job) -> Outcome:
    """Work that never ends."""
    await asyncio.sleep(3600)
    return Refused("no-content", job.form)


def test_records() -> None:
    """A record a line, with the number of the line; the head says what it is and that nobody shall keep it."""
    peer = talk(Peer([TWO]))
    assert [{"line": 1, "id": "a", "text": "one"}, {"line": 3, "id": None, "text": "two"}] == peer.records()
    assert peer.body.startswith(b'{"line":1,"id":')
    assert peer.body.endswith(b"}\n")
    assert peer.ended
    headers = dict(peer.sent[0]["headers"])
    assert (b"application/x-ndjson", b"no-store") == (headers[b"content-type"], headers[b"cache-control"])


@pytest.mark.parametrize(("body", "records"), [(b"", 0), (b"\n\n \n", 0), (b'{"text": "x"}', 1)])
def test_few_lines(body: bytes, records: int) -> None:
    """No documents, no records; the last line needs no newline."""
    peer = talk(Peer([body]))
    assert records == len(peer.records())
    assert (200, True) == (peer.sent[0]["status"], peer.ended)


def test_object() -> None:
    """One JSON object in, one out, with the same records."""
    body = json.dumps({"documents": [{"text": "one", "id": "a"}, {"text": ""}, 3]}).encode()
    results = json.loads(talk(Peer([body[:9], body[9:]], OBJECT)).body)
    assert ["results"] == [*results]
    assert [1, 2, 3] == [record["line"] for record in results["results"]]
    assert "urn:winnow:problem:not-an-object" == results["results"][2]["type"]
    assert {"results": []} == json.loads(talk(Peer([b'{"documents": []}'], OBJECT)).body)


def test_form_of_the_answer() -> None:
    """The body decides, unless Accept prefers the other."""
    object_for_lines = talk(Peer([TWO], {**LINES, "accept": "application/json"}))
    assert [1, 3] == [record["line"] for record in json.loads(object_for_lines.body)["results"]]
    lines_for_object = talk(Peer([b'{"documents": [{"text": "x"}]}'], {**OBJECT, "accept": "application/x-ndjson"}))
    assert [1] == [record["line"] for record in lines_for_object.records()]


PROBLEMS = [
    (b'{"text": "x", "optoins": {}, "id": "a"}', "unknown-field", "a"),
    (b'{"text": "x", "id": 3}', "wrong-type", None),
    (b'{"text": "x"', "malformed-json", None),
    (b"[1]", "not-an-object", None),
    (b'{"id": "\\ud800"}', "missing-field", "\ufffd"),
    (b'{"id": "a", "data": "!", "content_type": "text/plain"}', "bad-base64", "a"),
    (b'{"id": "' + b"i" * 600 + b'", "text": "x"}', "bad-value", "i" * 511 + "…"),
    (b'{"text": "\xff", "id": "a"}', "malformed-json", "a"),
    (b'{"text": "' + b"x" * MAX_BYTES + b'", "id": "a"}', "too-large", None),
]


@pytest.mark.parametrize(("line", "code", "given_id"), PROBLEMS, ids=[code for _, code, _ in PROBLEMS])
def test_problem_of_a_line(line: bytes, code: str, given_id: str | None) -> None:
    """A bad line has a problem in its place, with its number and its id where it can be read; the rest goes on."""
    before, record, after = talk(Peer([b'{"text": "x"}\n' + line + b'\n{"text": "y"}\n'])).records()
    assert ("x", "y") == (before["text"], after["text"])
    assert f"urn:winnow:problem:{code}" == record["type"]
    assert (given_id, 2, "r-1") == (record["id"], record["line"], record["instance"])
    assert {"type", "title", "status", "detail", "instance", "retryable", "id", "line"} == record.keys()


def test_problem_of_the_work() -> None:
    """What the pool says of a document is the problem of its line; a bug says nothing of itself."""

    async def work(job: Job) -> Outcome:
        match job.id:
            case "pool":
                raise PoolError("worker-lost", "Lost.")
            case "bug":
                raise KeyError(job.document)
            case "crash":
                return Crashed("KeyError", ("clean.py:1 f",))
            case _:
                return Refused("no-content", "Nothing.")

    lines = [json.dumps({"id": name, "text": "secret"}) for name in ("pool", "bug", "crash", "refused")]
    records = talk(Peer(["\n".join(lines).encode()], run=work)).records()
    codes = [record["type"].rpartition(":")[2] for record in records]
    assert ["worker-lost", "internal", "internal", "no-content"] == codes
    assert [True, False, False, False] == [record["retryable"] for record in records]
    assert "secret" not in str(records)


@pytest.mark.parametrize(
    ("headers", "query", "code"),
    [
        ({}, b"", "unsupported-media-type"),
        ({"content-type": "text/plain"}, b"", "unsupported-media-type"),
        ({"content-type": "application/x-ndjson; charset=latin-1"}, b"", "unknown-charset"),
        ({**LINES, "accept": "text/html"}, b"", "not-acceptable"),
        ({**LINES, "content-encoding": "lzma"}, b"", "unsupported-encoding"),
        (LINES, b"order=random", "bad-value"),
        (LINES, b"order=input&order=input", "unknown-parameter"),
        (LINES, b"mode=recall", "unknown-parameter"),
    ],
)
def test_bad_request(headers: dict[str, str], query: bytes, code: str) -> None:
    """What is wrong with the whole request is its problem, before anything is sent."""
    peer = Peer([TWO], headers, query)
    with pytest.raises(ProblemError) as caught:
        talk(peer)
    assert (code, []) == (caught.value.problem.code, peer.sent)


def test_order_of_completion() -> None:
    """Records as they finish, each with its line."""

    async def work(job: Job) -> Outcome:
        await asyncio.sleep(float(str(job.document)))
        return await echo(job)

    body = b'{"text": "0.2"}\n{"text": "0"}\n{"text": "0.1"}\n'
    assert [2, 3, 1] == [r["line"] for r in talk(Peer([body], query=b"order=completion", run=work)).records()]
    assert [1, 2, 3] == [r["line"] for r in talk(Peer([body], query=b"order=input", run=work)).records()]


def test_compressed() -> None:
    """A compressed stream is inflated as it comes; where it breaks, the batch is interrupted, and says where."""
    packed = gzip.compress(TWO * 50)
    whole = {**LINES, "content-encoding": "gzip"}
    records = talk(Peer([packed[:20], packed[20:]], whole)).records()
    assert 100 == len(records)
    *records, last = talk(Peer([packed, b"rubbish"], whole)).records()
    assert 100 == len(records)
    assert ("urn:winnow:problem:bad-compression", True, 150) == (last["type"], last["interrupted"], last["line"])
    with pytest.raises(ProblemError) as caught:
        talk(Peer([b"rubbish"], whole))
    assert "bad-compression" == caught.value.problem.code


def test_shutdown() -> None:
    """When the service ends, what was taken in is answered, and the last record says up to which line."""
    peer = Peer([TWO], silent=True)

    async def main() -> None:
        asyncio.get_running_loop().call_later(0.1, peer.batches.interrupt)
        await asyncio.wait_for(peer.talk(), 30)

    asyncio.run(main())
    one, two, last = peer.records()
    assert ("one", "two", True) == (one["text"], two["text"], peer.ended)
    assert ("urn:winnow:problem:shutting-down", True, 3) == (last["type"], last["interrupted"], last["line"])
    refused = Peer([TWO], batches=peer.batches)
    with pytest.raises(ProblemError) as caught:
        talk(refused)
    assert "shutting-down" == caught.value.problem.code


def test_shutdown_of_an_object() -> None:
    """In one object, what says that it was interrupted is a member of its own."""
    documents = [{"text": "x"}] * 9
    peer = Peer([json.dumps({"documents": documents}).encode()], OBJECT, batches=batches(lines=2))

    async def work(job: Job) -> Outcome:
        peer.batches.interrupt()
        return await echo(job)

    peer.run = work
    answer = json.loads(talk(peer).body)
    assert answer["interrupted"]["line"] == len(answer["results"]) < 9


def test_silent_client() -> None:
    """A client that sends nothing for too long is told so, with what it has sent answered."""
    peer = talk(Peer([TWO], silent=True, batches=batches(idle=0.2)))
    assert [1, 3, 3] == [record["line"] for record in peer.records()]
    assert "urn:winnow:problem:slow-body" == peer.records()[-1]["type"]


@pytest.mark.parametrize("where", ["body", "work", "answer"])
def test_client_that_goes_away(where: str, caplog: pytest.LogCaptureFixture) -> None:
    """The work for a client that is gone, or reads nothing, is dropped, nothing is left open, and the log says why."""
    caplog.set_level(logging.INFO, "winnow")
    peer = Peer([TWO], vanishes=where != "answer", stuck=where == "answer", batches=batches(idle=0.2))
    if where == "work":
        peer.run = endless
        peer.headers["content-length"] = str(len(TWO))
    talk(peer)
    assert not peer.ended
    assert not peer.batches._open
    [fields] = [vars(r)["winnow_fields"] for r in caplog.records if r.getMessage() == "batch_client_gone"]
    assert ("reads nothing" if where == "answer" else "disconnected") == fields["reason"]


def test_client_that_goes_away_after_its_body() -> None:
    """Also when all has been received, somebody looks whether the client is still there."""
    gone = asyncio.Event()

    async def work(job: Job) -> Outcome:
        gone.set()
        return await endless(job)

    peer = Peer([], run=work)

    async def receive() -> Message:
        if peer.asked:
            await gone.wait()
            return {"type": "http.disconnect"}
        peer.asked += 1
        return {"type": "http.request", "body": TWO}

    async def main() -> None:
        await asyncio.wait_for(peer.talk(receive), 30)

    asyncio.run(main())
    assert [] == peer.sent


def test_too_many_batches() -> None:
    """With one more than may be open, nothing is started, and the client may come again."""
    open_one = Peer([TWO], silent=True, batches=batches(most=1))
    other = Peer([TWO], batches=open_one.batches)

    async def main() -> None:
        first = asyncio.create_task(open_one.talk())
        await asyncio.sleep(0.05)
        with pytest.raises(ProblemError) as caught:
            await other.talk()
        assert ("queue-full", 0) == (caught.value.problem.code, other.asked)
        open_one.batches.interrupt()
        await first

    asyncio.run(main())


def test_small_batch_is_read_before_it_is_answered() -> None:
    """A client that reads nothing before it has sent all works, as far as its batch is no larger than a document."""
    peer = Peer([TWO[:9], TWO[9:]])
    peer.headers["content-length"] = str(len(TWO))
    seen: list[int] = []

    async def work(job: Job) -> Outcome:
        seen.append(peer.asked)
        return await echo(job)

    peer.run = work
    assert 2 == len(talk(peer).records())
    assert [2, 2] == seen


MANY = 20_000
GROWTH_BYTES = 1_000_000
"""What a long stream may need at its worst; its body is five times as long, and its answer eight."""


def test_long_stream_in_constant_memory() -> None:
    """A stream needs what its window needs, however long it is; the sender is held back all the while."""
    line = b'{"text": "' + b"x" * 250 + b'"}\n'
    received = 0

    def chunks() -> Iterator[bytes]:
        for _ in range(MANY // 100):
            yield line * 100

    class Reader(Peer):
        async def _take(self, message: Message) -> None:
            nonlocal received
            received += message.get("body", b"").count(b"\n")

    peer = Reader(chunks(), batches=batches(lines=64))
    talk(Peer([TWO]))
    tracemalloc.start()
    try:
        talk(peer)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert MANY == received
    assert peak < GROWTH_BYTES, f"{peak} bytes"
