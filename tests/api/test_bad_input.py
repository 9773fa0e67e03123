"""Every kind of bad input has a clear problem of its own, over HTTP."""

from __future__ import annotations

import gzip
import zlib
from typing import Any

import brotli
import pytest
from httpx import Client

from service.api.inflate import zstd
from service.api.json_in import DEPTH_LOOKED_AT
from tests.api.helpers import JSON, MAX_BODY_BYTES, PROSE, TEXT, problem

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x06\x00\x00\x00\x1f\xf3\xffa" * 40

BAD_JSON: list[tuple[str, bytes, str, str]] = [
    ("empty body", b"", "malformed-json", "The body is empty"),
    ("trailing comma", b'{"text":"a",}', "malformed-json", "trailing comma in object, at byte 12"),
    ("cut off", b'{"text":"a', "malformed-json", "it ends too early, at byte 10"),
    ("text after it", b'{"text":"a"} x', "malformed-json", "at byte 14"),
    ("raw line break", b'{"text":"a\nb"}', "malformed-json", "at byte 10"),
    ("not a number", b'{"text":NaN}', "malformed-json", "at byte 8"),
    ("surrogate and fault", b'{"text":"\\udfff",}', "malformed-json", "at byte 1"),
    ("not UTF-8", b'{"text":"caf\xe9"}', "malformed-json", "not UTF-8: byte 12 is 0xe9"),
    ("UTF-16", '{"text":"a"}'.encode("utf-16"), "malformed-json", "at byte 0"),
    ("array", b'[{"text":"a"}]', "not-an-object", "Send one"),
    ("string", b'"a"', "not-an-object", "Send one"),
    ("number", b"1", "not-an-object", "Send one"),
    ("null", b"null", "not-an-object", "Send one"),
    ("no text", b"{}", "missing-field", "The field text is missing"),
    ("options only", b'{"options":{}}', "missing-field", "The field text is missing"),
    ("data without type", b'{"data":"YQ=="}', "missing-field", "The field content_type is missing"),
    ("text and data", b'{"text":"a","data":"YQ=="}', "conflicting-fields", "text and data are both given"),
    ("text and type", b'{"text":"a","content_type":"text/plain"}', "conflicting-fields", "text and content_type"),
    ("misspelt field", b'{"txet":"a"}', "unknown-field", "'txet'"),
    ("misspelt option", b'{"text":"a","options":{"mdoe":"recall"}}', "unknown-field", "'mdoe' in options"),
    ("long field", b'{"' + b"x" * 5000 + b'":1}', "unknown-field", "x…'"),
    ("odd field", b'{"a\\u0000\\udc00":1}', "unknown-field", "'a\ufffd\ufffd'"),
    ("text is a number", b'{"text":1}', "wrong-type", "text must be a string, not a whole number"),
    ("text is null", b'{"text":null}', "wrong-type", "text must be a string, not null"),
    ("text is a list", b'{"text":["a"]}', "wrong-type", "text must be a string, not an array"),
    ("id is a number", b'{"text":"a","id":7}', "wrong-type", "id must be a string or null, not a whole number"),
    ("options is a list", b'{"text":"a","options":[]}', "wrong-type", "options must be an object, not an array"),
    ("keep is a string", b'{"text":"a","options":{"keep":"share"}}', "wrong-type", "options.keep must be an array"),
    ("mode is true", b'{"text":"a","options":{"mode":true}}', "wrong-type", "options.mode must be a string, not true"),
    (
        "mode",
        b'{"text":"a","options":{"mode":"x"}}',
        "bad-value",
        "options.mode is 'x'. Use one of balanced, precision",
    ),
    ("kind", b'{"text":"a","options":{"keep":["share","x"]}}', "bad-value", "options.keep[1] is 'x'. Use one of seo_"),
    (
        "repair",
        b'{"text":"a","options":{"leave":["space","x"]}}',
        "bad-value",
        "options.leave[1] is 'x'. Use one of terminal_escape, control_character, json_escape",
    ),
    (
        "repair that is always made",
        b'{"text":"a","options":{"leave":["surrogate"]}}',
        "bad-value",
        "options.leave[0] is 'surrogate', which cannot be left: the answer could not be sent. Use one of",
    ),
    ("leave is a string", b'{"text":"a","options":{"leave":"nfc"}}', "wrong-type", "options.leave must be an array"),
    (
        "part",
        b'{"text":"a","options":{"include":["x"]}}',
        "bad-value",
        "Use one of blocks, removals, repairs, links, source",
    ),
    ("language", b'{"text":"a","options":{"language":"english!"}}', "bad-value", "BCP 47"),
    ("language and line", b'{"text":"a","options":{"language":"en\\n"}}', "bad-value", "BCP 47"),
    ("long id", b'{"text":"a","id":"' + b"x" * 513 + b'"}', "bad-value", "id"),
    ("half a pair in id", b'{"text":"a","id":"x\\udc00"}', "bad-value", "id holds half of a surrogate pair"),
    ("half a pair in url", b'{"text":"a","url":"x\\ud800"}', "bad-value", "url holds half of a surrogate pair"),
    ("not base64", b'{"data":"!!!","content_type":"text/plain"}', "bad-base64", "The field data"),
    ("cut base64", b'{"data":"YQ","content_type":"text/plain"}', "bad-base64", "The field data"),
    ("picture as data", b'{"data":"YQ==","content_type":"image/png"}', "unsupported-media-type", "'image/png'"),
    ("empty text", b'{"text":""}', "empty-input", "empty"),
    ("white space", b'{"text":" \\n\\t\\u00a0\\u3000 "}', "empty-input", "white space"),
    ("empty data", b'{"data":"","content_type":"text/plain"}', "empty-input", "empty"),
]


@pytest.mark.parametrize(("body", "code", "words"), [row[1:] for row in BAD_JSON], ids=[row[0] for row in BAD_JSON])
def test_bad_json(client: Client, body: bytes, code: str, words: str) -> None:
    """The problem names the field, or the place, and the remedy."""
    response = client.post("/v1/clean", content=body, headers=JSON)
    assert words in problem(response, code)


def test_deep_nesting(client: Client) -> None:
    """JSON that is nested without end is a problem, not a crash; also where it holds half a surrogate pair."""
    deep = b"[" * 100_000 + b"]" * 100_000 + b"}"
    for start in (b'{"html":', b'{"text":"\\ud800","html":'):
        response = client.post("/v1/clean", content=start + deep, headers=JSON)
        assert "more than 64 arrays and objects inside each other" in problem(response, "too-deep")
    late = b'{"text":"\\ud800' + b"x" * DEPTH_LOOKED_AT + b'","html":' + deep
    assert "nested too deeply" in problem(client.post("/v1/clean", content=late, headers=JSON), "malformed-json")


SHALLOW = [
    ('{"text":"' + "[" * 100 + '","id":1}', "wrong-type"),
    ('{"text":"\\\\\\"' + "{" * 100 + '","id":1}', "wrong-type"),
    ('{"keep":' + "[]," * 100, "unknown-field"),
    ("[" * 64, "not-an-object"),
    ('{"a":"' + '\\"[' * 100, "unknown-field"),
]


@pytest.mark.parametrize(("body", "code"), SHALLOW)
def test_brackets_that_are_not_nested(client: Client, body: str, code: str) -> None:
    """Brackets in strings and beside each other are no depth: the fault is told for what it is."""
    assert problem(client.post("/v1/clean", content=body.encode(), headers=JSON), code)


BAD_TEXT: list[tuple[str, bytes, str, str, str]] = [
    ("nothing", b"", "text/plain", "empty-input", "empty"),
    ("white space", b" \r\n\t ", "text/plain", "empty-input", "white space"),
    ("picture", PNG, "text/plain", "binary-input", "text"),
    ("NUL-heavy", b"a\x00b\x00\x00" * 300, "text/plain; charset=utf-8", "binary-input", "control characters"),
    ("every byte", bytes(range(256)) * 20, "text/plain", "binary-input", "control characters"),
    ("unknown charset", PROSE.encode(), "text/plain; charset=klingon", "unknown-charset", "klingon"),
    ("only boilerplate", b"Share this article\n\nSubscribe to our newsletter\n", "text/plain", "no-content", "keep"),
    (
        "form",
        b"text=a",
        "application/x-www-form-urlencoded",
        "unsupported-media-type",
        "Use application/json, or text/plain for a text and text/html for a page",
    ),
    ("no type", b"a", "", "unsupported-media-type", "Content-Type is missing"),
    ("odd type", b"a", "text/plain, text/plain", "unsupported-media-type", "is 'text/plain, text/plain'"),
    (
        "JSON in Latin-1",
        b'{"text":"a"}',
        "application/json; charset=latin-1",
        "unknown-charset",
        "JSON is always UTF-8",
    ),
]


@pytest.mark.parametrize(
    ("body", "content_type", "code", "words"), [row[1:] for row in BAD_TEXT], ids=[row[0] for row in BAD_TEXT]
)
def test_bad_text(client: Client, body: bytes, content_type: str, code: str, words: str) -> None:
    """What is no text, or has no article, is told apart."""
    response = client.post("/v1/clean", content=body, headers={"Content-Type": content_type} if content_type else {})
    assert words in problem(response, code)


BAD_QUERY: list[tuple[str, str, str]] = [
    ("colour=red", "unknown-parameter", "'colour' is not known. Use one of mode, language, id, url, keep, leave, "),
    ("mode=x", "bad-value", "mode is 'x'. Use one of balanced, precision, recall"),
    ("mode=", "bad-value", "mode is ''"),
    ("mode=recall&mode=recall", "bad-value", "mode is given twice"),
    ("keep=share,x", "bad-value", "keep is 'x'"),
    ("leave=space,x", "bad-value", "leave is 'x'. Use one of terminal_escape, control_character, json_escape"),
    (
        "leave=line_break",
        "bad-value",
        "leave is 'line_break', which cannot be left: the document could not be cut into lines. Use one of terminal_",
    ),
    ("include=x", "bad-value", "include is 'x'"),
    ("language=e", "bad-value", "language is 'e'"),
    ("id=" + "x" * 513, "bad-value", "id is longer than 512 characters"),
    ("id=%ff", "bad-request", "Percent-encode it as UTF-8"),
    ("&".join(["keep=share"] * 1001), "bad-request", "fewer than 1000"),
]


@pytest.mark.parametrize(("query", "code", "words"), BAD_QUERY, ids=[row[0][:30] for row in BAD_QUERY])
def test_bad_query(client: Client, query: str, code: str, words: str) -> None:
    """An option in the query string is as strict as one in JSON."""
    response = client.post(f"/v1/clean?{query}", content=PROSE.encode(), headers=TEXT)
    assert words in problem(response, code)


def test_query_with_json(client: Client) -> None:
    """Options of JSON stand in its body, and nowhere else."""
    response = client.post("/v1/clean?mode=recall", json={"text": PROSE})
    assert "'mode' is not read with JSON. Put it in the body" in problem(response, "unknown-parameter")


@pytest.mark.parametrize("headers", [TEXT, JSON])
def test_too_large(client: Client, headers: dict[str, str]) -> None:
    """A body over the limit is refused, and the limit is named."""
    response = client.post("/v1/clean", content=b"x" * (MAX_BODY_BYTES + 1), headers=headers)
    assert f"limit of {MAX_BODY_BYTES} bytes." in problem(response, "too-large")


COMPRESSED: list[tuple[str, bytes, str, str, str]] = [
    ("bomb", gzip.compress(b"x" * (MAX_BODY_BYTES + 1)), "gzip", "too-large", "bytes when decompressed"),
    ("zlib bomb", zlib.compress(b"x" * (MAX_BODY_BYTES + 1)), "deflate", "too-large", "bytes when decompressed"),
    ("no gzip", PROSE.encode(), "gzip", "bad-compression", "Send whole and valid gzip"),
    ("no deflate", PROSE.encode(), "deflate", "bad-compression", "Send whole and valid gzip"),
    ("cut gzip", gzip.compress(PROSE.encode())[:-9], "gzip", "bad-compression", "not all of"),
    ("more after it", gzip.compress(PROSE.encode()) + b"more", "gzip", "bad-compression", "Send whole"),
    ("many members", gzip.compress(b"") * 1001, "gzip", "bad-compression", "Send whole"),
    ("no brotli", b"x", "br", "bad-compression", "Send whole and valid gzip, deflate, br or zstd data"),
    ("brotli bomb", brotli.compress(b"x" * (MAX_BODY_BYTES + 1)), "br", "too-large", "bytes when decompressed"),
    ("zstd bomb", zstd.compress(b"x" * (MAX_BODY_BYTES + 1)), "zstd", "too-large", "bytes when decompressed"),
    ("other", b"x", "lz4", "unsupported-encoding", "'lz4' is not read. Send the body as it is, or with one of gzip, "),
    ("twice", b"x", "gzip, gzip", "unsupported-encoding", "'gzip, gzip' is not read"),
]


@pytest.mark.parametrize(
    ("body", "coding", "code", "words"), [row[1:] for row in COMPRESSED], ids=[row[0] for row in COMPRESSED]
)
def test_bad_compression(client: Client, body: bytes, coding: str, code: str, words: str) -> None:
    """Compressed bodies are inflated no further than the limit, and only where they are whole."""
    response = client.post("/v1/clean", content=body, headers={**TEXT, "Content-Encoding": coding})
    assert words in problem(response, code)


@pytest.mark.parametrize("accept", ["application/xml", "text/html;q=0.9, image/*", "*/*;q=0", "application/json;q=0"])
def test_not_acceptable(client: Client, accept: str) -> None:
    """An answer that nobody wants is not made; what there is, is named."""
    response = client.post("/v1/clean", content=PROSE.encode(), headers={**TEXT, "Accept": accept})
    assert "application/json, text/plain, text/markdown, application/ld+json" in problem(response, "not-acceptable")


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", "/v1/clean", "OPTIONS, POST"),
        ("PUT", "/v1/clean", "OPTIONS, POST"),
        ("HEAD", "/v1/clean", "OPTIONS, POST"),
        ("DELETE", "/livez", "GET, HEAD, OPTIONS"),
        ("POST", "/v1/rules/", "GET, HEAD, OPTIONS"),
    ],
)
def test_method_not_allowed(client: Client, method: str, path: str, allow: str) -> None:
    """What is allowed instead stands in the header and in the detail."""
    response = client.request(method, path)
    assert allow == response.headers["allow"]
    assert method == "HEAD" or f"Use {allow}" in problem(response, "method-not-allowed")


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/clean/1", "/schema", "/%00", "/" + "x" * 3000])
def test_not_found(client: Client, path: str) -> None:
    """A path without a route is a problem as well."""
    assert "/schema/openapi.json" in problem(client.get(path), "not-found")


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("kind=x", "bad-value", "kind is 'x'. Use one of seo_title"),
        ("color=x", "unknown-parameter", "'color' is not known. Use kind and language"),
        ("kind=share&kind=share", "unknown-parameter", "'kind' is given twice"),
    ],
)
def test_bad_rules_query(client: Client, query: str, code: str, words: str) -> None:
    """The list of rules is as strict."""
    assert words in problem(client.get(f"/v1/rules?{query}"), code)


REPAIRED: list[tuple[str, dict[str, Any], str]] = [
    ("lone surrogate", {"content": b'{"text":"One \\ud83d two."}', "headers": JSON}, "One \ufffd two."),
    ("pair", {"content": b'{"text":"One \\ud83d\\ude00 two."}', "headers": JSON}, "One \U0001f600 two."),
    ("byte order mark", {"content": b'\xef\xbb\xbf{"text":"One two."}', "headers": JSON}, "One two."),
    ("Latin-1 called UTF-8", {"content": "Le café est bon, la théière aussi.".encode("latin-1"), "headers": TEXT},
     "Le café est bon, la théière aussi."),
]  # fmt: skip


@pytest.mark.parametrize(("request_", "text"), [row[1:] for row in REPAIRED], ids=[row[0] for row in REPAIRED])
def test_repaired(client: Client, request_: dict[str, Any], text: str) -> None:
    """What can be repaired is no problem."""
    response = client.post("/v1/clean", **request_)
    assert 200 == response.status_code, response.text
    assert text == response.json()["text"]
