"""Pages over HTTP: every way to send one, and every form of the answer."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from httpx import Client

from service import clean_page
from service.api.wire_answers import ArticleOut
from service.core.model import Options
from service.render import to_json, to_jsonld, to_markdown, to_text
from tests.api.helpers import BYTES, HTML, PAGE, PROSE, URL, StubPool, as_data, client_of


def test_page_as_body(client: Client) -> None:
    """The answer is what the library gives, byte for byte; options stand in the query."""
    response = client.post(f"/v1/clean?id=7&url={URL}&mode=recall", content=BYTES, headers=HTML)
    expected = clean_page(BYTES, charset="utf-8", id="7", url=URL, options=Options(mode="recall"))
    assert (200, to_json(expected)) == (response.status_code, response.content)


def test_page_in_json(client: Client) -> None:
    """A page that was decoded already is read as it is, and the wire type reads the answer strictly."""
    response = client.post("/v1/clean", json={"html": PAGE, "id": "7", "url": URL})
    assert to_json(clean_page(PAGE, id="7", url=URL)) == response.content
    article = msgspec.json.decode(response.content, type=ArticleOut)
    assert ("7", URL, "given") == (article.id, article.url, article.encoding.source)


def test_bytes_in_json(client: Client) -> None:
    """Base64 is the same as the bytes, and ``content_type`` says that they are a page."""
    response = client.post("/v1/clean", json={**as_data("text/html; charset=UTF-8"), "url": URL})
    assert to_json(clean_page(BYTES, charset="utf-8", url=URL)) == response.content


def test_what_is_in_the_article(client: Client) -> None:
    """The text is that of the page, without markup, scripts and menu; the fields are those that it names."""
    answer = client.post("/v1/clean", json={"html": PAGE, "url": URL}).json()
    assert PROSE in answer["text"]
    assert "walkers only, and residents near the river" in answer["text"]
    assert [] == [word for word in ("<p>", "No script", "Weather") if word in answer["text"]]
    assert "Council approves plant" == answer["title"]
    assert ("The Example", "https://news.example/plant") == (answer["site_name"], answer["canonical_url"])
    assert ("opengraph", "meta") == (answer["sources"]["site_name"], answer["sources"]["canonical_url"])
    assert "en" == answer["language"]


WAYS: list[dict[str, Any]] = [
    {"content": BYTES, "headers": HTML},
    {"content": BYTES, "headers": {"Content-Type": "Text/HTML"}},
    {"content": BYTES, "headers": {"Content-Type": 'application/xhtml+xml;charset="utf-8"'}},
    {"content": gzip.compress(BYTES), "headers": {**HTML, "Content-Encoding": "gzip"}},
    {"json": {"html": PAGE}},
    {"json": as_data("text/html")},
    {"json": as_data("application/xhtml+xml")},
]


@pytest.mark.parametrize("sent", WAYS)
def test_every_way_to_send_a_page(sent: dict[str, Any]) -> None:
    """All arrive at the worker as pages, and a text does not."""
    pool = StubPool()
    with client_of(pool) as client:
        assert 200 == client.post("/v1/clean", **sent).status_code
        client.post("/v1/clean", json={"text": PAGE})
    assert [(True, BYTES), (False, BYTES)] == [
        (job.page, job.document if isinstance(job.document, bytes) else job.document.encode()) for job in pool.jobs
    ]


def test_validator_tells_pages_from_texts() -> None:
    """The same bytes as a page and as a text have different answers, and so different tags."""
    with client_of(StubPool()) as client:
        page = client.post("/v1/clean", content=BYTES, headers=HTML).headers["etag"]
        text = client.post("/v1/clean", content=BYTES, headers={"Content-Type": "text/plain; charset=utf-8"})
    assert page != text.headers["etag"]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("windows-1258", "windows-1258"), ("utf-16", "utf-16-le"), (None, "windows-1258")],
)
def test_charset(client: Client, charset: str | None, encoding: str) -> None:
    """A charset of HTTP is used where it is true, else that of the page."""
    page = PAGE.replace("utf-8", "windows-1258").replace("Đà Nẵng", "Đà Lạt".replace("ạ", "a"))
    declared = {"Content-Type": f"text/html; charset={charset}" if charset else "text/html"}
    response = client.post("/v1/clean", content=page.encode(encoding), headers=declared)
    assert "the mayor of Đà Lat said" in response.json()["text"]
    assert charset == response.json()["encoding"]["declared"] or charset is None


def test_charset_that_is_not_true(client: Client) -> None:
    """A page in UTF-8 that a server calls something else is read as UTF-8, with a warning."""
    answer = client.post("/v1/clean", content=BYTES, headers={"Content-Type": "text/html; charset=shift_jis"}).json()
    assert "Đà Nẵng" in answer["text"]
    assert [True] == ["shift_jis" in warning for warning in answer["warnings"]]


RENDERERS: list[tuple[str, Callable[..., bytes]]] = [
    ("application/json", lambda page, links: to_json(page, frozenset({"links"} if links else {"blocks"}))),
    ("text/plain", lambda page, _: to_text(page).encode()),
    ("text/markdown", lambda page, links: to_markdown(page, links=links).encode()),
    ("application/ld+json", lambda page, links: to_jsonld(page, links=links)),
]


@pytest.mark.parametrize("links", [False, True])
@pytest.mark.parametrize(("form", "expected"), RENDERERS, ids=[form for form, _ in RENDERERS])
def test_forms(client: Client, form: str, expected: Callable[..., bytes], links: bool) -> None:
    """Each form is what ``service.render`` makes, with links and without, asked for in the query or in JSON."""
    include = "links" if links else "blocks"
    page = clean_page(PAGE, url=URL)
    in_json = client.post(
        "/v1/clean", json={"html": PAGE, "url": URL, "options": {"include": [include]}}, headers={"Accept": form}
    )
    in_query = client.post(
        f"/v1/clean?include={include}&url={URL}", content=PAGE.encode("utf-16"), headers={**HTML, "Accept": form}
    )
    assert expected(page, links) == in_json.content
    assert [form] * 2 == [answer.headers["content-type"].partition(";")[0] for answer in (in_json, in_query)]
    if form != "application/json":  # that says how each was decoded
        assert in_json.content == in_query.content


def markdown_of(client: Client, query: str = "") -> str:
    response = client.post(f"/v1/clean?url={URL}{query}", content=BYTES, headers={**HTML, "Accept": "text/markdown"})
    return response.text


def test_markdown(client: Client) -> None:
    """The structure of the page is there; its asterisks and pipes are characters."""
    text = markdown_of(client)
    assert text.startswith("# Council approves plant\n\n")
    assert "\n\nThe plan of the \\*new\\* plant says “as high as needed”" in text
    assert "\n\n### What is next\n\n| Year | Cost |\n| --- | --- |\n| 2026 | 1\\|2 million" in text


def test_links(client: Client) -> None:
    """A link is resolved against ``url``, and stands where its words are."""
    linked = "[plan of the \\*new\\* plant](https://news.example/plans/7?a=1&b=2)"
    assert linked in markdown_of(client, "&include=links")
    options = {"include": ["links", "source"]}
    answer = client.post("/v1/clean", json={"html": PAGE, "url": URL, "options": options}).json()
    [link] = answer["links"]
    assert ("https://news.example/plans/7?a=1&b=2", "plan of the *new* plant") == (link["url"], link["text"])
    assert link["text"] == answer["source"][slice(*link["span"])]


def test_links_of_a_text(client: Client) -> None:
    """A text's Markdown links are given as well."""
    text = f"{PROSE} It is [in the plan](https://a.b/7)."
    answer = client.post("/v1/clean", json={"text": text, "options": {"include": ["links"]}}).json()
    start = text.index("in the")
    assert [{"url": "https://a.b/7", "text": "in the plan", "span": [start, start + 11]}] == answer["links"]


def test_jsonld(client: Client) -> None:
    """What the page says of its article has schema.org's names."""
    answer = json.loads(
        client.post("/v1/clean", json={"html": PAGE}, headers={"Accept": "application/ld+json"}).content
    )
    assert ("NewsArticle", "Council approves plant") == (answer["@type"], answer["headline"])
    assert {"@type": "Organization", "name": "The Example"} == answer["publisher"]
    assert "https://news.example/plant" == answer["mainEntityOfPage"]


def test_plain_text(client: Client) -> None:
    """The body as it is, marks of Markdown that the page only looks to have included."""
    answer = client.post("/v1/clean", json={"html": PAGE}, headers={"Accept": "text/plain"})
    assert clean_page(PAGE).text == answer.text
    assert "*new*" in answer.text
