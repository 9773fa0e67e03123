"""Pages as nobody should send them: something ten thousand times, or ten thousand deep."""

from __future__ import annotations

from collections.abc import Mapping

GIANTS: Mapping[str, tuple[bytes, int, bytes]] = {
    "div in div": (b"<div>", 10_000, b""),
    "div in div, closed": (b"<div>", 10_000, b"x" + b"</div>" * 10_000),
    "bold in bold": (b"<b>", 10_000, b"x"),
    "font in paragraph": (b"<p><font color=red>x", 3_000, b""),
    "unclosed links": (b"<p><a href=/x>link", 10_000, b""),
    "list in list": (b"<ul><li>item", 10_000, b""),
    "table in table": (b"<table><tr><td>cell", 3_000, b""),
    "quote in quote": (b"<blockquote>", 10_000, b"<p>said</p>"),
    "form of forms": (b"<form><fieldset>", 10_000, b""),
    "drawing in drawing": (b"<svg><g>", 10_000, b"<text>x"),
    "attributes": (b" a%d=x", 100_000, b">"),
    "classes": (b" comment%d", 100_000, b"'>"),
    "one long word": (b"winnow", 170_000, b""),
    "one long text": (b"The ferry sails on Tuesday. ", 37_000, b""),
    "one long line of marks": (b"\xe2\x80\x94 - . ", 120_000, b""),
    "spaces": (b" \n\t&nbsp;", 120_000, b"x"),
    "line breaks": (b"<br>", 100_000, b""),
    "lines": (b"line<br>", 100_000, b""),
    "links": (b"<a href=/story>Harbour opens</a> ", 50_000, b""),
    "cells": (b"<td>12", 50_000, b""),
    "rows": (b"<tr><td>a<td>b", 30_000, b""),
    "items": (b"<li>item", 50_000, b""),
    "paragraphs": (b"<p>A paragraph of some length, again.", 20_000, b""),
    "captions": (b"<figure><img><figcaption>Pier. Photo: AP</figcaption></figure>", 10_000, b""),
    "headings": (b"<h2>Part</h2>", 30_000, b""),
    "comments": (b"<!-- x -->", 100_000, b""),
    "comments unclosed": (b"<!-- ", 100_000, b""),
    "start tags unclosed": (b"<a ", 100_000, b""),
    "end tags": (b"</p></div></b>", 50_000, b""),
    "entities": (b"&amp;amp;&#128512;&notit;", 50_000, b""),
    "scripts": (b"<script>var a = '<p>';</script>", 20_000, b""),
    "JSON-LD": (b'<script type="application/ld+json">{"@type":"Article","author":"A"}</script>', 10_000, b""),
    "JSON-LD nested": (b'{"@graph":[', 50_000, b""),
    "meta": (b"<meta property='article:tag' content='x'>", 30_000, b""),
    "dates": (b"<time datetime=2026-01-01>1 January 2026</time> ", 20_000, b""),
    "custom elements": (b"<x-%d>word", 20_000, b""),
}
"""Name → what is repeated, how often, and what stands after it."""
GIANT_STARTS = {
    "attributes": b"<p",
    "classes": b"<p class='",
    "cells": b"<table><tr>",
    "rows": b"<table>",
    "items": b"<ul>",
    "JSON-LD nested": b'<script type="application/ld+json">',
}


def giant(name: str, page: bytes) -> bytes:
    """The page with something in the middle of it, a great many times."""
    unit, count, after = GIANTS[name]
    many = b"".join(unit % n for n in range(count)) if b"%d" in unit else unit * count
    middle = len(page) // 2
    at = max(0, page.find(b"<p", middle))
    return page[:at] + GIANT_STARTS.get(name, b"") + many + after + page[at:]
