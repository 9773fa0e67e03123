"""Rendering: JSON as the contract has it, plain text, Markdown, JSON-LD."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from service.core.article import body_text
from service.core.model import (
    Article,
    BlockKind,
    BodyBlock,
    Caption,
    Credit,
    Dateline,
    Digest,
    Encoding,
    Kind,
    Quality,
    Removal,
    Repair,
    Version,
)
from service.render import PARTS, to_dict, to_json, to_jsonld, to_markdown, to_text
from service.render_markdown import escape

P, H, LI, QUOTE, CODE = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CODE
ROW, RULE, IMAGE = BlockKind.TABLE_ROW, BlockKind.RULE, BlockKind.IMAGE


def block(kind: BlockKind, text: str, plain: str | None = None, level: int | None = None) -> BodyBlock:
    """A block of the body; ``plain`` differs from ``text`` where the input was Markdown."""
    return BodyBlock(kind, text, text if plain is None else plain, (0, len(text)), level)


def article(*blocks: BodyBlock, **fields: Any) -> Article:
    """An article of these blocks and fields, and nothing else."""
    empty = Article(
        text=body_text(blocks),
        blocks=blocks,
        removals=(),
        repairs=(),
        source="",
        encoding=Encoding(None, "given"),
        quality=Quality(None, 1.0),
        digest=Digest("a" * 64, "b" * 64),
        version=Version("0.1.0", "r1"),
    )
    return replace(empty, **fields)


FULL = article(
    block(H, "A head", level=2),
    block(P, "A paragraph."),
    id="7",
    url="https://news.example/7",
    title="Water",
    authors=("An Le", "Bo Lê"),
    byline="By An Le and Bo Lê",
    dateline=Dateline("HANOI (VNA) — ", "Hanoi", "--01-31", "VNA", (0, 14)),
    date_published="2026-01-31",
    credits=(Credit("— VNA/VNS", ("VNA", "VNS"), (90, 99)),),
    captions=(Caption("A plant.", "VNA Photo", "A plant. VNA Photo", (20, 38)), Caption("B.", None, "B.", (40, 42))),
    language="vi",
    removals=(Removal(Kind.SHARE, "cues", "share.en", "It is.", 0.9, "Share", (50, 55)),),
    repairs=(Repair("entity", "&amp;", "&", (3, 4), 2),),
    source="…",
    encoding=Encoding("utf-8", "header", "utf-8"),
    warnings=("w",),
)


def test_contract() -> None:
    """Every field, its name and its place in the order are those of the contract."""
    expected = {
        "id": "7",
        "url": "https://news.example/7",
        "title": "Water",
        "authors": [{"name": "An Le"}, {"name": "Bo Lê"}],
        "byline": "By An Le and Bo Lê",
        "dateline": {"raw": "HANOI (VNA) — ", "place": "Hanoi", "date": "--01-31", "agency": "VNA", "span": [0, 14]},
        "date_published": "2026-01-31",
        "date_modified": None,
        "credits": [{"raw": "— VNA/VNS", "agencies": ["VNA", "VNS"], "span": [90, 99]}],
        "captions": [
            {"text": "A plant.", "credit": "VNA Photo", "raw": "A plant. VNA Photo", "span": [20, 38]},
            {"text": "B.", "credit": None, "raw": "B.", "span": [40, 42]},
        ],
        "language": "vi",
        "text": "A head\n\nA paragraph.",
        "blocks": [
            {"kind": "heading", "text": "A head", "span": [0, 6], "level": 2},
            {"kind": "paragraph", "text": "A paragraph.", "span": [0, 12]},
        ],
        "removals": [
            {
                "kind": "share",
                "judge": "cues",
                "rule": "share.en",
                "reason": "It is.",
                "confidence": 0.9,
                "raw": "Share",
                "span": [50, 55],
                "moved_to": None,
            }
        ],
        "repairs": [{"kind": "entity", "before": "&amp;", "after": "&", "span": [3, 4], "count": 2}],
        "encoding": {"used": "utf-8", "source": "header", "declared": "utf-8"},
        "source": "…",
        "quality": {"article_probability": None, "kept_ratio": 1.0},
        "digest": {"input": "a" * 64, "text": "b" * 64},
        "warnings": ["w"],
        "version": {"service": "0.1.0", "rules": "r1", "model": None},
    }
    given = to_dict(FULL, frozenset(PARTS))
    assert expected == given
    assert [*expected] == [*given]
    assert json.dumps(expected, ensure_ascii=False, separators=(",", ":")).encode() == to_json(FULL, frozenset(PARTS))


def test_empty_fields_are_null() -> None:
    """What the input has not is null or an empty list, never invented, never absent."""
    given = to_dict(article(block(P, "A.")))
    empty = {name for name, value in given.items() if value in (None, [])}
    assert {
        "id", "url", "title", "authors", "byline", "dateline", "date_published", "date_modified", "credits", "captions",
        "language", "removals", "repairs", "warnings",
    } == empty  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_part_is_absent_unless_included(part: str) -> None:
    """``source`` has to be asked for; the other parts can be left out."""
    assert (part != "source") == (part in to_dict(FULL))
    assert part not in to_dict(FULL, frozenset())


def test_text_drops_marks() -> None:
    """Plain text is the plain form of the blocks, joined as the body is."""
    body = article(block(P, "A *b*.", "A b."), block(LI, "- c", "c"), block(LI, "- d", "d"), block(P, "E."))
    assert "A b.\n\nc\nd\n\nE." == to_text(body)


def test_jsonld() -> None:
    """schema.org's names; properties without a value are absent."""
    assert {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": "7",
        "url": "https://news.example/7",
        "headline": "Water",
        "author": [{"@type": "Person", "name": "An Le"}, {"@type": "Person", "name": "Bo Lê"}],
        "datePublished": "2026-01-31",
        "dateline": "HANOI (VNA) —",
        "inLanguage": "vi",
        "articleBody": "A head\n\nA paragraph.",
        "creditText": "— VNA/VNS",
        "sourceOrganization": [{"@type": "Organization", "name": "VNA"}, {"@type": "Organization", "name": "VNS"}],
        "image": [
            {"@type": "ImageObject", "caption": "A plant.", "creditText": "VNA Photo"},
            {"@type": "ImageObject", "caption": "B."},
        ],
    } == json.loads(to_jsonld(FULL))
    assert {"@context", "@type", "articleBody"} == json.loads(to_jsonld(article(block(P, "A.")))).keys()


MARKDOWN = [
    ("title", {"title": "A *b* c"}, [block(P, "D.")], "# A \\*b\\* c\n\nD."),
    ("heading", {}, [block(H, "A", level=3), block(P, "B.")], "### A\n\nB."),
    ("heading without level", {}, [block(H, "A")], "## A"),
    ("written heading", {}, [block(H, "# A *b*", "A b", 1)], "# A *b*"),
    ("underlined heading", {}, [block(H, "A ===", "A", 1)], "# A"),
    ("written marks", {}, [block(P, "A *b* [c](d) 1. e", "A b c 1. e")], "A *b* [c](d) 1. e"),
    ("quote", {}, [block(QUOTE, "A.")], "> A."),
    ("written quote", {}, [block(QUOTE, "> A.", "A.")], "> A."),
    ("list", {}, [block(LI, "a"), block(LI, "b")], "- a\n- b"),
    ("written list", {}, [block(LI, "2. a", "a"), block(LI, "* b", "b")], "2. a\n* b"),
    (
        "nested list",
        {},
        [block(LI, "a", level=2), block(LI, "b", level=3), block(LI, "c", level=9), block(LI, "d", level=1)],
        "- a\n    - b\n        - c\n- d",
    ),
    ("list after text", {}, [block(P, "A:"), block(LI, "b"), block(P, "C.")], "A:\n\n- b\n\nC."),
    ("code", {}, [block(CODE, "a = 1\n\nb")], "```\na = 1\n\nb\n```"),
    ("code with fences", {}, [block(CODE, "a ```` b")], "`````\na ```` b\n`````"),
    ("written code", {}, [block(CODE, "```py\na\n```")], "```py\na\n```"),
    ("rows", {}, [block(ROW, "a\tb"), block(ROW, "c\td")], "a\tb\\\nc\td"),
    ("written rows", {}, [block(ROW, "| a | b |", "a b"), block(ROW, "| - | - |", "")], "| a | b |\n| - | - |"),
    ("rule", {}, [block(P, "A."), block(RULE, "***", ""), block(P, "B.")], "A.\n\n***\n\nB."),
    ("image", {}, [block(IMAGE, "![a](b)", "a")], "![a](b)"),
]


@pytest.mark.parametrize(("fields", "blocks", "expected"), [row[1:] for row in MARKDOWN], ids=[r[0] for r in MARKDOWN])
def test_markdown(fields: dict[str, Any], blocks: list[BodyBlock], expected: str) -> None:
    """Each kind of block is what it is in Markdown, and what was Markdown stays as written."""
    assert expected == to_markdown(article(*blocks, **fields))


ESCAPED = [
    ("# not a heading", "\\# not a heading"),
    ("1. not a list", "1\\. not a list"),
    ("31) neither", "31\\) neither"),
    ("- nor this", "\\- nor this"),
    ("+ nor this", "\\+ nor this"),
    ("> no quote", "\\> no quote"),
    ("---", "\\---"),
    ("* * *", "\\* * *"),
    ("=====", "\\====="),
    ("~~~", "\\~\\~~"),
    ("[a]: b", "\\[a]: b"),
    ("*stars*", "\\*stars\\*"),
    ("_lines_", "\\_lines\\_"),
    ("a `tick` b", "a \\`tick\\` b"),
    ("~~struck~~", "\\~\\~struck\\~\\~"),
    ("[a](b)", "[a\\](b)"),
    ("<br> &amp; \\*", "\\<br> \\&amp; \\\\*"),
]

AS_WRITTEN = [
    "A sentence, with “quotes” – and a dash.",
    "#hashtag, C# and no. 1",
    "2026 was the year.",
    "-5 degrees, +3 and 3 > 2",
    "3 * 4 * 5 and one * alone",
    "snake_case_name and __init",
    "AT&T & Co; 3 < 4 <3",
    "[sic] and [1]",
    "a\\b and C:\\new",
    "one ` tick",
    "Việt Nam–Russia, 東京（とうきょう）",
]


@pytest.mark.parametrize(("text", "expected"), ESCAPED + [(text, text) for text in AS_WRITTEN])
def test_escape(text: str, expected: str) -> None:
    """What a reader of Markdown would take for a mark is escaped, and nothing else."""
    assert expected == escape(text)


@pytest.mark.parametrize("unit", ["*", "_", "`", "~", "[", "](", "<a", "- ", "> ", "1. ", "&#1;", "\\*", "*a_b "])
def test_escape_is_linear(unit: str) -> None:
    """A line of a million marks is escaped at once."""
    text = unit * (1_000_000 // len(unit))
    assert len(text) <= len(escape(text)) <= 2 * len(text) + 1
