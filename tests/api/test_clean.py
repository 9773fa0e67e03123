"""What ``POST /v1/clean`` answers, over HTTP: options, forms, validators, headers."""

from __future__ import annotations

import base64
import gzip
import zlib
from typing import Any

import msgspec
import pytest
from httpx import Client

from service import clean
from service.api.wire_answers import ArticleOut
from service.core.model import Kind, Options
from service.pool.jobs import Cleaned, Crashed, Refused
from service.render import PARTS, to_json, to_jsonld, to_markdown, to_text
from tests.api.helpers import JSON, PROSE, TEXT, StubPool, client_of, problem

DOCUMENT = f"{PROSE} Work begins in spring.\n\n> A *quoted* line, as it was said – by the mayor.\n\nThe end was near."


def test_text_in_json(client: Client) -> None:
    """The answer is what the library gives, byte for byte, and the wire type reads it strictly."""
    response = client.post("/v1/clean", json={"text": DOCUMENT, "id": "7", "url": "https://news.example/7"})
    assert 200 == response.status_code
    assert to_json(clean(DOCUMENT, id="7", url="https://news.example/7")) == response.content
    assert "application/json" == response.headers["content-type"]
    assert "7" == msgspec.json.decode(response.content, type=ArticleOut).id


def test_bytes_as_text(client: Client) -> None:
    """Bytes and their charset are decoded; options stand in the query."""
    response = client.post("/v1/clean?id=7&url=u&mode=recall", content=DOCUMENT.encode(), headers=TEXT)
    expected = clean(DOCUMENT.encode(), charset="utf-8", id="7", url="u", options=Options(mode="recall"))
    assert to_json(expected) == response.content


def test_bytes_in_json(client: Client) -> None:
    """Base64, with line breaks as MIME has them, is the same as the bytes."""
    data = base64.encodebytes(DOCUMENT.encode()).decode()
    response = client.post("/v1/clean", json={"data": data, "content_type": "text/plain; charset=utf-8"})
    assert to_json(clean(DOCUMENT.encode(), charset="utf-8")) == response.content


@pytest.mark.parametrize(
    ("include", "present"),
    [
        (None, {"blocks", "removals", "repairs"}),
        ([], set()),
        (["source"], {"source"}),
        (["links"], {"links"}),
        (["repairs", "source", "repairs"], {"repairs", "source"}),
    ],
)
def test_include(client: Client, include: list[str] | None, present: set[str]) -> None:
    """Parts that were not asked for are absent; JSON and query say the same."""
    options = {} if include is None else {"options": {"include": include}}
    query = "" if include is None else f"?include={','.join(include)}"
    in_json = client.post("/v1/clean", json={"text": PROSE, **options}).json()
    in_query = client.post(f"/v1/clean{query}", content=PROSE.encode(), headers=TEXT).json()
    for answer in (in_json, in_query):
        assert present == answer.keys() & set(PARTS)


def test_options_reach_the_worker() -> None:
    """Each option of JSON and of the query arrives, lists in either way of writing them."""
    pool = StubPool()
    options = {"mode": "precision", "language": "pt-BR", "keep": ["share", "tags"], "leave": ["nfc", "space"]}
    options |= {"include": ["source"]}
    with client_of(pool) as client:
        client.post("/v1/clean", json={"text": "a", "options": options})
        client.post(
            "/v1/clean?mode=precision&language=pt-BR&keep=share&keep=tags&leave=nfc&leave=space&include=source",
            content=b"a",
            headers=TEXT,
        )
        client.post(
            "/v1/clean?mode=precision&language=pt-BR&keep=tags,%20share&leave=space,nfc&include=source",
            content=b"a",
            headers=TEXT,
        )
    expected = Options(
        mode="precision",
        language="pt-BR",
        keep=frozenset({Kind.SHARE, Kind.TAGS}),
        leave=frozenset({"space", "nfc"}),
    )
    assert [expected] * 3 == [job.options for job in pool.jobs]
    assert [frozenset({"source"})] * 3 == [job.include for job in pool.jobs]


def test_leave(client: Client) -> None:
    """Repairs that are to be left are not made, in texts and pages, whichever way the option comes."""
    text = f"{PROSE} It is 5\u00a0km long."
    page = f"<article><p>{text}</p></article>"
    for body in ({"text": text}, {"html": page}):
        left = client.post("/v1/clean", json=body | {"options": {"leave": ["space"]}}).json()
        made = client.post("/v1/clean", json=body).json()
        assert ("5\u00a0km" in left["text"], left["repairs"]) == (True, [])
        assert ("5 km" in made["text"], [r["kind"] for r in made["repairs"]]) == (True, ["space"])
    by_query = client.post("/v1/clean?leave=space,entity", content=text.encode(), headers=TEXT).json()
    assert ("5\u00a0km" in by_query["text"], by_query["repairs"]) == (True, [])


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/*", "text/plain; charset=utf-8"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("TEXT/Markdown", "text/markdown; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/json;q=0.2, text/markdown;q=0.9, */*;q=0.1", "text/markdown; charset=utf-8"),
        ("application/json;q=0, */*;q=0.5", "text/plain; charset=utf-8"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/json"),
        ("text/plain;q=0.5, application/json;q=0.5", "application/json"),
        ("text/plain; q = 1.000 ; charset=utf-8, */*;q=0.999", "text/plain; charset=utf-8"),
        ("application/json;q=2, text/plain;q=0.1", "text/plain; charset=utf-8"),
    ],
)
def test_accept(accept: str | None, content_type: str) -> None:
    """The best of what is accepted is served; quality, specificity and our own order decide."""
    with client_of(StubPool()) as client:
        headers = dict(client.headers)
        client.headers.clear()
        client.headers.update({k: v for k, v in headers.items() if k != "accept"})
        response = client.post(
            "/v1/clean", content=b"a", headers={**TEXT, **({} if accept is None else {"Accept": accept})}
        )
    assert (200, content_type) == (response.status_code, response.headers["content-type"])


def test_forms(client: Client) -> None:
    """Each form is what ``service.render`` makes."""
    article = clean(DOCUMENT)
    for form, expected in (
        ("text/plain", to_text(article).encode()),
        ("text/markdown", to_markdown(article).encode()),
        ("application/ld+json", to_jsonld(article)),
    ):
        response = client.post("/v1/clean", json={"text": DOCUMENT}, headers={"Accept": form})
        assert expected == response.content
        assert form == response.headers["content-type"].partition(";")[0]


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PROSE.encode())),
        ("GZIP", gzip.compress(PROSE.encode())),
        ("x-gzip", gzip.compress(PROSE[:40].encode()) + gzip.compress(PROSE[40:].encode())),
        ("deflate", zlib.compress(PROSE.encode())),
        ("deflate", zlib.compress(PROSE.encode(), wbits=-15)),
        ("identity", PROSE.encode()),
    ],
)
def test_compressed_body(coding: str, body: bytes) -> None:
    """gzip, of one member or more, and deflate, with its header or without."""
    pool = StubPool()
    with client_of(pool) as client:
        assert 200 == client.post("/v1/clean", content=body, headers={**TEXT, "Content-Encoding": coding}).status_code
    assert [PROSE.encode()] == [job.document for job in pool.jobs]


def test_validator(client: Client) -> None:
    """A caller that has the answer already is told so, before anything is cleaned."""
    first = client.post("/v1/clean", json={"text": PROSE})
    tag = first.headers["etag"]
    assert "Accept" == first.headers["vary"]
    assert "private, no-cache" == first.headers["cache-control"]
    pool = StubPool()
    with client_of(pool) as other:
        for header in (tag, f'"x", W/{tag}'):
            again = other.post("/v1/clean", json={"text": PROSE}, headers={"If-None-Match": header})
            assert (304, b"", tag) == (again.status_code, again.content, again.headers["etag"])
        assert [] == pool.jobs
        assert 200 == other.post("/v1/clean", json={"text": PROSE}, headers={"If-None-Match": '"x"'}).status_code


def test_validator_tells_requests_apart() -> None:
    """Whatever changes the answer changes the tag; what does not, does not."""
    requests: list[dict[str, Any]] = [
        {"json": {"text": PROSE}},
        {"json": {"text": PROSE + "!"}},
        {"json": {"text": PROSE, "id": "1"}},
        {"json": {"text": PROSE, "url": "1"}},
        {"json": {"text": PROSE, "options": {"mode": "recall"}}},
        {"json": {"text": PROSE, "options": {"language": "en"}}},
        {"json": {"text": PROSE, "options": {"keep": ["share"]}}},
        {"json": {"text": PROSE, "options": {"leave": ["space"]}}},
        {"json": {"text": PROSE, "options": {"include": ["source"]}}},
        {"json": {"text": PROSE}, "headers": {"Accept": "text/plain"}},
        {"json": {"html": PROSE}},
        {"content": PROSE.encode(), "headers": TEXT},
        {"content": PROSE.encode(), "headers": {"Content-Type": "text/plain"}},
        {"content": PROSE.encode(), "headers": {"Content-Type": "text/html"}},
    ]
    with client_of(StubPool()) as client:
        tags = [client.post("/v1/clean", **request).headers["etag"] for request in requests]
        same = client.post("/v1/clean", json={"text": PROSE, "options": {"mode": "balanced", "keep": [], "leave": []}})
    assert len(requests) == len(set(tags))
    assert tags[0] == same.headers["etag"]


def test_determinism(client: Client) -> None:
    """The same request gives the same bytes, whichever worker has it and whatever came between."""
    answers = set()
    for other in range(6):
        answers.add(client.post("/v1/clean", json={"text": DOCUMENT}).content)
        client.post("/v1/clean", json={"text": f"Something else, number {other}."})
    assert 1 == len(answers)


def test_refusal_of_the_core() -> None:
    """What ``core`` says of a document is what the caller reads."""
    with client_of(StubPool(lambda _: Refused("no-content", "All of it is boilerplate."))) as client:
        response = client.post("/v1/clean", json={"text": "a"})
        assert "All of it is boilerplate." == problem(response, "no-content")
        assert "etag" not in response.headers
        assert "no-store" == response.headers["cache-control"]


def test_crash_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """A bug is a problem with the request's id; where it arose is logged under the same id."""
    with client_of(StubPool(lambda _: Crashed("KeyError", ("clean.py:1 clean",)))) as client:
        response = client.post("/v1/clean", content=b'{"text":"a"}', headers={**JSON, "X-Request-ID": "r-1"})
    assert "Report it with this request's id" in problem(response, "internal")
    assert "r-1" == response.json()["instance"]
    [record] = [r for r in caplog.records if r.getMessage() == "crashed"]
    assert {"request_id": "r-1", "error": "KeyError", "trace": ("clean.py:1 clean",)} == vars(record)["winnow_fields"]


def test_exception_in_a_handler_is_a_problem(caplog: pytest.LogCaptureFixture) -> None:
    """So is a bug of the service itself; its message, which may quote a document, is neither sent nor logged."""

    def fail(_: object) -> Cleaned:
        raise LookupError("the secret of the document")

    with client_of(StubPool(fail)) as client:
        response = client.post("/v1/clean", json={"text": "a"})
    assert "fault" in problem(response, "internal")
    assert "secret" not in response.text
    [record] = [r for r in caplog.records if r.getMessage() == "internal_error"]
    assert "LookupError" == vars(record)["winnow_fields"]["error"]
    assert "secret" not in str(vars(record))
