"""Rendering as Markdown: every kind of block, written or plain, and what is escaped."""

from __future__ import annotations

from typing import Any

import pytest

from service.core.model import BodyBlock, Link
from service.render import to_markdown
from service.render_inline import escape
from tests.rendering import CODE, IMAGE, LI, QUOTE, ROW, RULE, H, P, article, block, plain

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
    ("hashes at the end", {"title": "F #"}, [block(H, "C # ##", level=2)], "# F \\#\n\n## C # \\##"),
    ("heading of a page", {}, [plain(H, "# A *b*", level=1), plain(H, "B", level=4)], "# \\# A \\*b\\*\n\n#### B"),
    (
        "heading below the title",
        {"title": "T"},
        [plain(H, "A", level=1), plain(H, "B", level=3)],
        "# T\n\n## A\n\n### B",
    ),
    ("marks on a page", {}, [plain(P, "# a [b](c) &amp; <i>")], "\\# a [b\\](c) \\&amp; \\<i>"),
    ("lines on a page", {}, [plain(P, "a\n- b"), plain(QUOTE, "> c\nd")], "a\\\n\\- b\n\n> \\> c\\\n> d"),
    ("list on a page", {}, [plain(LI, "- a", level=1), plain(LI, "1. b", level=2)], "- \\- a\n    - 1\\. b"),
    ("code on a page", {}, [plain(CODE, "```\n*a*\n  b")], "````\n```\n*a*\n  b\n````"),
    (
        "table on a page",
        {},
        [plain(P, "A."), plain(ROW, "a\tb|c"), plain(ROW, "d"), plain(ROW, "*e*\t\tg"), plain(P, "B.")],
        "A.\n\n| a | b\\|c |  |\n| --- | --- | --- |\n| d |  |  |\n| \\*e\\* |  | g |\n\nB.",
    ),
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


def test_wide_row_does_not_widen_all() -> None:
    """Where filling up short rows would make much out of little, readers of Markdown do it."""
    shown = to_markdown(article(plain(ROW, "\t".join("x" * 1000)), *[plain(ROW, "y")] * 1000))
    assert len(shown) < 20_000
    assert shown.endswith("| y |\n| y |")


def test_many_links_are_linear() -> None:
    """A hundred thousand cells, each a link, are written at once."""
    text = "\t".join("ab" * 1 for _ in range(100_000))
    row = plain(ROW, text, *(Link("/u", (3 * i, 3 * i + 2)) for i in range(100_000)))
    assert 100_000 == to_markdown(article(row, source=text), links=True).count("[ab](/u)")


@pytest.mark.parametrize("unit", ["*", "_", "`", "~", "[", "](", "<a", "- ", "> ", "1. ", "&#1;", "\\*", "*a_b "])
def test_escape_is_linear(unit: str) -> None:
    """A line of a million marks is escaped at once."""
    text = unit * (1_000_000 // len(unit))
    assert len(text) <= len(escape(text)) <= 2 * len(text) + 1
