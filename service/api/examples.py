"""The examples of the OpenAPI document.  A test sends the requests and compares the answers."""

from __future__ import annotations

import json
from typing import Any

EXAMPLE_TEXT = (
    "HANOI, Jan. 31 — The council approved the new water plant on Tuesday after two years of debate.\n\n"
    "Work is to begin in the spring, the mayor said, and the plant will serve half of the city. — VNS\n\n"
    "Share this article"
)

EXAMPLE_PAGE = """<!doctype html>
<html lang="en">
<head>
<title>Council approves water plant - The Example</title>
<meta property="og:site_name" content="The Example">
<meta property="article:published_time" content="2026-01-31T08:00:00+07:00">
</head>
<body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article>
<h1>Council approves water plant</h1>
<p>The council approved the <a href="/plans/7">new water plant</a> on Tuesday after two years of debate.</p>
<p>Work is to begin in the spring, the mayor said, and the plant will serve half of the city.</p>
</article>
<footer>Copyright The Example</footer>
</body>
</html>
"""

REQUESTS: dict[str, dict[str, Any]] = {
    "text": {"summary": "A text", "value": {"text": EXAMPLE_TEXT}},
    "options": {
        "summary": "A text with options",
        "value": {
            "id": "doc-1",
            "url": "https://news.example/water-plant",
            "text": EXAMPLE_TEXT,
            "options": {"mode": "recall", "language": "en", "keep": ["share"], "include": ["removals", "source"]},
        },
    },
    "page": {
        "summary": "A page, and the links of its article",
        "value": {
            "html": EXAMPLE_PAGE,
            "url": "https://news.example/2026/water-plant",
            "options": {"include": ["blocks", "links", "removals"]},
        },
    },
    "data": {
        "summary": "Bytes with their charset",
        "value": {"data": "Q2Fm6SBub2lyLg==", "content_type": "text/plain; charset=iso-8859-1"},
    },
}

BAD_REQUEST: dict[str, Any] = {"text": "…", "optoins": {}}
"""What ``PROBLEM`` is the answer to."""

REQUEST_ID = "urn:uuid:0b0c4e9e-6a5f-4f0e-9f5e-2f1f6a2f6c11"

PROBLEM: dict[str, Any] = {
    "type": "urn:winnow:problem:unknown-field",
    "title": "A field is not known",
    "status": 400,
    "detail": "The field 'optoins' is not known. Remove it, or correct its name.",
    "instance": REQUEST_ID,
    "retryable": False,
}

BODY = (
    "The council approved the new water plant on Tuesday after two years of debate.\n\n"
    "Work is to begin in the spring, the mayor said, and the plant will serve half of the city."
)

ARTICLE: dict[str, Any] = {
    "id": None,
    "url": None,
    "title": None,
    "authors": [],
    "byline": None,
    "dateline": {"raw": "HANOI, Jan. 31 — ", "place": "Hanoi", "date": "--01-31", "agency": None, "span": [0, 17]},
    "date_published": None,
    "date_modified": None,
    "credits": [{"raw": " — VNS", "agencies": ["VNS"], "span": [187, 193]}],
    "captions": [],
    "language": "en",
    "canonical_url": None,
    "site_name": None,
    "description": None,
    "image": None,
    "tags": [],
    "section": None,
    "license": None,
    "sources": {},
    "text": BODY,
    "blocks": [
        {"kind": "paragraph", "text": BODY.split("\n\n", maxsplit=1)[0], "span": [17, 95]},
        {"kind": "paragraph", "text": BODY.split("\n\n")[1], "span": [97, 187]},
    ],
    "removals": [
        {
            "kind": "dateline",
            "judge": "header",
            "rule": "dateline_date_and_dash",
            "reason": "where, when or by whom the story was filed, before its first sentence",
            "confidence": 0.92,
            "raw": "HANOI, Jan. 31 — ",
            "span": [0, 17],
            "moved_to": "dateline",
        },
        {
            "kind": "credit",
            "judge": "signoff",
            "rule": "agency",
            "reason": "the name of an agency behind the last sentence",
            "confidence": 0.99,
            "raw": " — VNS",
            "span": [187, 193],
            "moved_to": "credits",
        },
        {
            "kind": "share",
            "judge": "cues",
            "rule": "en.share.label",
            "reason": "the whole line is the cue: a button or label that shares the page",
            "confidence": 0.97,
            "raw": "Share this article",
            "span": [195, 213],
            "moved_to": None,
        },
    ],
    "repairs": [],
    "encoding": {"used": None, "source": "given", "declared": None},
    "quality": {"article_probability": None, "kept_ratio": 0.8059},
    "digest": {"input": "0" * 64, "text": "0" * 64},
    "warnings": [],
    "version": {"service": "0.1.0", "rules": "0", "model": "0"},
}
"""The answer to the first request; names of rules, reasons and digests are made up."""

BATCH_OBJECT: dict[str, Any] = {"documents": [REQUESTS["text"]["value"], {"id": "doc-2", **BAD_REQUEST}]}
BATCH_LINES = "".join(f"{json.dumps(document)}\n" for document in BATCH_OBJECT["documents"])
"""The same, a document a line."""

RECORD: dict[str, Any] = {"line": 1, **ARTICLE}
LINE_PROBLEM: dict[str, Any] = {**PROBLEM, "id": "doc-2", "line": 2}
BATCH_RECORDS = f"{json.dumps(RECORD)}\n{json.dumps(LINE_PROBLEM)}\n"
"""The answer to these lines."""

RULE: dict[str, Any] = {
    "version": "0",
    "count": 1,
    "rules": [
        {
            "id": "share.en",
            "kind": "share",
            "language": "en",
            "role": "line",
            "where": "edge",
            "why": "asks to share the article",
            "lines": ["share this article"],
            "pattern": None,
            "examples": {
                "drops": ["Share this article"],
                "keeps": ["Share this article with the class, the teacher said."],
            },
        }
    ],
}

HEALTH: dict[str, Any] = {
    "state": "ready",
    "alive": True,
    "uptime_seconds": 41.2,
    "workers": 2,
    "running": 1,
    "waiting": 0,
    "last_answer_seconds": 0.8,
    "version": {"service": "0.1.0", "rules": "0", "model": "0"},
}
