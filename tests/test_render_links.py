"""Links of the body: in JSON, in Markdown, in JSON-LD."""

from __future__ import annotations

import json

from service import clean
from service.core.model import BodyBlock, Link
from service.render import to_dict, to_jsonld, to_markdown
from tests.rendering import CODE, LI, QUOTE, ROW, H, P, article, plain

PAGE_TEXT = "Read the *new* plan [1] and the map."
PAGE_LINKS = (Link("https://a.b/c_(d)?e=1&copy;", (5, 19)), Link("/e f", (20, 23)), Link("javascript:x()", (32, 35)))


def test_links_of_a_page() -> None:
    """Links are given as they stand in the body, but for those that lead nowhere; JSON-LD has them as citations."""
    page = article(plain(P, PAGE_TEXT, *PAGE_LINKS), source=PAGE_TEXT)
    links = to_dict(page, frozenset({"links"}))["links"]
    assert [
        {"url": "https://a.b/c_(d)?e=1&copy;", "text": "the *new* plan", "span": [5, 19]},
        {"url": "/e f", "text": "[1]", "span": [20, 23]},
    ] == links
    citations = json.loads(to_jsonld(page, links=True))["citation"]
    assert [(link["text"], link["url"]) for link in links] == [(c["name"], c["url"]) for c in citations]
    assert "citation" not in json.loads(to_jsonld(page))


def test_links_of_a_text() -> None:
    """The Markdown links of a text, wrapped over lines or not; code, pictures, scripts and footnotes are none."""
    source = (
        "The council, which had debated it for two years, approved the [new water\n"
        'plant](https://a.b/c_(d) "t") on Tuesday, as <https://e.f> says, and then\n'
        "it went on to [**that** one][r] [^1], to f[x](y) and to all of the other\n"
        "things that were to be decided on that long day in the old town hall.\n\n"
        "```\n[code](https://no.example)\n```\n\n![map](m.png) [x](javascript:alert) [here](<a b>)\n\n"
        "[R]: /r\n[^1]: /no"
    )
    text = clean(source)
    links = to_dict(text, frozenset({"links", "source"}))["links"]
    assert [
        ("https://a.b/c_(d)", "new water\nplant"),
        ("https://e.f", "https://e.f"),
        ("/r", "**that** one"),
        ("a b", "here"),
    ] == [(link["url"], link["text"]) for link in links]
    assert [link["text"] for link in links] == [text.source[slice(*link["span"])] for link in links]
    assert to_markdown(text) == to_markdown(text, links=True)


def test_markdown_with_links() -> None:
    """The words of a link are escaped inside it, what would end its address is too, and nothing else changes."""
    page = article(plain(P, PAGE_TEXT, *PAGE_LINKS), source=PAGE_TEXT)
    expected = "Read [the \\*new\\* plan](https://a.b/c_\\(d\\)?e=1\\&copy;) [\\[1\\]](/e%20f) and the map."
    assert expected == to_markdown(page, links=True)
    assert "Read the \\*new\\* plan [1] and the map." == to_markdown(page)


def test_links_keep_their_place_where_lines_were_joined() -> None:
    """Spans point into the source; the text of a block may have other white space."""
    source = "One\n two three! four"
    joined = BodyBlock(P, "One two three! four", "One two three! four", (0, 20), marked=False,
                       links=(Link("/u", (0, 8)), Link("/v", (16, 18)), Link("/w", (17, 20))))  # fmt: skip
    page = article(joined, source=source)
    assert "[One two](/u) three! [fo](/v)[ur](/w)" == to_markdown(page, links=True)


def test_links_in_structures() -> None:
    """A link stays in its heading, item, quote and cell; one over two cells is in both."""
    rows = "a|b\tc"
    source = f"Head\n\nitem\n\nquote\n\n{rows}\n\ncode"
    places = {word: source.index(word) for word in ("Head", "item", "quote", rows, "code")}
    blocks = [
        plain(kind, word, Link("/u|v", (start, start + len(word))), start=start)
        for kind, (word, start) in zip((H, LI, QUOTE, ROW, CODE), places.items(), strict=True)
    ]
    assert (
        "## [Head](/u|v)\n\n- [item](/u|v)\n\n> [quote](/u|v)\n\n"
        "| [a\\|b](/u\\|v) | [c](/u\\|v) |\n| --- | --- |\n\n```\ncode\n```"
    ) == to_markdown(article(*blocks, source=source), links=True)
