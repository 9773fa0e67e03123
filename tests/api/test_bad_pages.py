"""Pages that have no article, or are sent wrongly: each has a clear problem of its own."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from httpx import Client

from service.clean import SENT_AS_TEXT
from service.pool.jobs import Form
from tests.api.helpers import BYTES, JSON, PROSE, as_data, problem

SHELL = "<!doctype html><title>App</title><div id=root></div><script src=app.js></script>"
FRAMES = "<html><frameset cols='20%,80%'><frame src=menu.html><frame src=text.html></frameset></html>"

BAD_PAGES: list[tuple[str, bytes, str, str]] = [
    ("nothing", b"", "empty-input", "no text"),
    ("white space", b" \r\n ", "empty-input", "no text"),
    ("no text", b"<!doctype html><html><body><div><p> </p></div></body></html>", "empty-input", "text"),
    ("script-only", SHELL.encode(), "script-only", "Render it"),
    ("script in the body", b"<body><script>document.write('a')</script></body>", "script-only", "Render it"),
    ("frameset", FRAMES.encode(), "frameset", "frame"),
    ("endless tag", b"<p " + b" ".join(b"a%d" % i for i in range(9_000)) + b">a", "page-too-complex", "attributes"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary-input", "text"),
]


@pytest.mark.parametrize("accept", get_args(Form))
@pytest.mark.parametrize(("body", "code", "words"), [row[1:] for row in BAD_PAGES], ids=[row[0] for row in BAD_PAGES])
def test_bad_page(client: Client, body: bytes, code: str, words: str, accept: str) -> None:
    """A page without an article is refused with its cause and remedy, whatever form was asked for."""
    response = client.post("/v1/clean", content=body, headers={"Content-Type": "text/html", "Accept": accept})
    assert words in problem(response, code)


@pytest.mark.parametrize(("html", "code"), [("", "empty-input"), (SHELL, "script-only"), (FRAMES, "frameset")])
def test_bad_page_in_json(client: Client, html: str, code: str) -> None:
    """The same for a page in JSON."""
    assert problem(client.post("/v1/clean", json={"html": html}), code)


BAD_JSON: list[tuple[str, dict[str, Any], str, str]] = [
    ("text and html", {"text": "a", "html": "<p>a"}, "conflicting-fields", "text and html are both given"),
    ("html and data", {"html": "<p>a", **as_data("text/html")}, "conflicting-fields", "html and data are both given"),
    ("html and type", {"html": "<p>a", "content_type": "text/html"}, "conflicting-fields", "html and content_type"),
    ("all", {"text": "a", "html": "a", **as_data("text/html")}, "conflicting-fields", "text and html are both given"),
    ("number", {"html": 1}, "wrong-type", "html must be a string, not a whole number"),
    ("null", {"html": None}, "wrong-type", "html must be a string, not null"),
    ("list", {"html": ["<p>a"]}, "wrong-type", "html must be a string, not an array"),
    ("type alone", {"content_type": "text/html"}, "missing-field", "a page in html"),
    ("not base64", {"data": "<p>a</p>", "content_type": "text/html"}, "bad-base64", "The field data is not base64"),
]


@pytest.mark.parametrize(("body", "code", "words"), [row[1:] for row in BAD_JSON], ids=[row[0] for row in BAD_JSON])
def test_bad_json(client: Client, body: dict[str, Any], code: str, words: str) -> None:
    """The problem names the fields and the remedy."""
    assert words in problem(client.post("/v1/clean", json=body), code)


def test_odd_pages_are_answered(client: Client) -> None:
    """Deep, cut and broken pages give an article or a clear problem, never a fault of the service."""
    pages = [
        b"<div>" * 100_000 + PROSE.encode(),
        b"<b><i>" * 5_000 + PROSE.encode(),
        BYTES[:700],
        BYTES.replace(b"</p", b"<p"),
        BYTES.replace(b">", b""),
        b"<table>" * 3_000 + BYTES,
        b"<!--" + BYTES,
    ]
    headers = {"Content-Type": "text/html"}
    statuses = [client.post("/v1/clean", content=page, headers=headers).status_code for page in pages]
    assert set(statuses) <= {200, 422}
    assert 200 == statuses[3]


def test_lone_surrogate_in_a_page(client: Client) -> None:
    """Half of a surrogate pair, which JSON can escape, costs nothing but itself."""
    body = b'{"html":"<p>One \\ud83d two, and then some more of it.</p>"}'
    response = client.post("/v1/clean", content=body, headers=JSON)
    assert 200 == response.status_code, response.text
    assert response.json()["text"].endswith("two, and then some more of it.")


STARTS = ["<!doctype html>\n", "\n<HTML lang=en>", '<?xml version="1.0"?>\n<!DOCTYPE HTML PUBLIC "x">']


@pytest.mark.parametrize("start", STARTS)
def test_page_sent_as_text(client: Client, start: str) -> None:
    """A page that is called a text stays one, with a warning that names the remedy."""
    answer = client.post("/v1/clean", json={"text": f"{start}<p>{PROSE}</p>"}).json()
    assert PROSE in answer["text"]
    assert [SENT_AS_TEXT] == answer["warnings"]


def test_text_about_markup(client: Client) -> None:
    """A text that speaks of markup, or holds some, has no such warning."""
    for text in ("<htmlx> is no element.", f"{PROSE} It begins with <!doctype html>.", "<p>A.</p>"):
        assert [] == client.post("/v1/clean", json={"text": text}).json()["warnings"]
