"""Markdown to blocks: lists, tables, headings, quotes, code, and what is left of a block."""

import pytest

from service.core.blocks import make_piece, piece_kind
from service.core.model import BlockKind
from service.core.segment import segment


def texts(source: str) -> list[str]:
    return [block.text for block in segment(source)]


def kinds(source: str) -> list[str]:
    return [block.kind.value for block in segment(source)]


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "‣", "–", "·", "1.", "12)", "a)"])
def test_bullets_and_numbers(mark: str) -> None:
    """Each mark makes an item, which takes the lines that are indented under it."""
    blocks = segment(f"{mark} first\n{mark} second\n   goes on\n\n{mark} third")

    assert [f"{mark} first", f"{mark} second goes on", f"{mark} third"] == [block.text for block in blocks]
    assert [BlockKind.LIST_ITEM] * 3 == [block.kind for block in blocks]


@pytest.mark.parametrize(
    "line", ["26. Februar 2026, 12:30 Uhr", "2026. A year", "— VNS", "*Terms apply", "-5 °C", "1.5 m", "A. Smith"]
)
def test_lines_that_only_start_like_items(line: str) -> None:
    """Dates, years, sign-offs, footnotes and numbers are no items."""
    assert ["paragraph"] == kinds(line)


def test_nesting_depth() -> None:
    """The level of an item is its depth by indentation."""
    source = "- a\n  - b\n    - c\n  - d\n- e\n\nText\n\n- f"

    assert [1, 2, 3, 2, 1, None, 1] == [block.level for block in segment(source)]


def test_tables() -> None:
    """Each row is a block: of Markdown, of html2text, and of tabs; a title with a bar is none."""
    rows = ["| a | b |", "|---|---|", "Plan| Price| Seats", "---|---", "a\tb", "Celery\t\t80g\t\t160g"]

    assert [("table_row", row) for row in rows] == [(b.kind.value, b.text) for b in segment("\n".join(rows))]
    assert ["paragraph"] == kinds("Why it rains | Example News")


def test_headings() -> None:
    """ATX headings and underlined ones have their level; the underline stays in the block."""
    blocks = segment(
        "# One\n\nTwo\n-----\n\n   Three\n   =====\n\n#hashtag\n\nA sentence ends.\n----\n\nText\nlast line\n---"
    )

    assert [
        ("# One", 1),
        ("Two\n-----", 2),
        ("Three\n=====", 1),
        ("#hashtag", None),
        ("A sentence ends.", None),
        ("----", None),
        ("Text", None),
        ("last line", None),
        ("---", None),
    ] == [(block.text, block.level) for block in blocks]


def test_quotes() -> None:
    """A run of quoted lines is one block, with its empty lines, nested quotes and a lazy last line."""
    blocks = segment("> one\n>> two\n>\n> three of\nthe lazy\n\n>\n\n> four")

    assert ["> one\n>> two\n>\n> three of the lazy", ">", "> four"] == [block.text for block in blocks]
    assert ["quote", "paragraph", "quote"] == [block.kind.value for block in blocks]
    assert "one two\n\nthree of the lazy" == blocks[0].plain


def test_fenced_code() -> None:
    """Fenced code keeps its lines, blank ones too; a fence that nothing closes swallows nothing."""
    source = "```python\nx = 1\n\n  y\n```\n\nText\n\n- ```\n  z\n  ```\n\n```\nopen\nend"

    assert ["```python\nx = 1\n\n  y\n```", "Text", "- ```\n  z\n  ```", "```", "open", "end"] == texts(source)
    assert ["code", "paragraph", "code", "paragraph", "paragraph", "paragraph"] == kinds(source)


def test_indented_code_and_indented_prose() -> None:
    """Indentation makes code only of what looks like code."""
    code = "    int main() {\n        return 0;\n    }"
    blocks = segment(f"{code}\n\n    It was a dark night, and the\n    rain fell in torrents.")

    assert [code, "It was a dark night, and the", "rain fell in torrents."] == [block.text for block in blocks]
    assert ["code", "paragraph", "paragraph"] == [block.kind.value for block in blocks]


def test_images_and_rules() -> None:
    """A block of nothing but images is an image; text beside one makes it a paragraph."""
    source = "![a](b.png)\n\n[![a](b.png)](http://c.d) ![](e.png)\n\n![a](b.png) Text\n\n* * *\n\n-----\n\n* __"

    assert ["image", "image", "paragraph", "rule", "rule", "list_item"] == kinds(source)


def test_link_over_several_lines() -> None:
    """A card as Firecrawl writes it is one block, all of it inside a link."""
    (block,) = segment("[![](i.png)\\\n\\\n**Title**\\\n\\\n2 May](https://x.y/z)")

    assert ("Title 2 May", 1.0) == (block.plain, block.link_density)


def test_header_of_jina_reader() -> None:
    """Each line of the header is a block of its own, and the text below it too."""
    lines = [
        "Title: Ferry links reopen",
        "URL Source: https://a.b/c",
        "Published Time: 2024-05-03",
        "Markdown Content:",
        "ferries run",
    ]

    assert lines == texts("\n".join(lines))


def test_front_matter() -> None:
    """Keys and values at the very start stay apart, and the last is no underlined heading."""
    lines = ["---", "title: The old ferry", "author: ann", "---", "Text"]

    assert lines == texts("\n".join(lines))


def test_letter_bullets_of_inscriptis() -> None:
    """Beside bullets of ``+``, a lone ``o`` is a bullet, not a word in lower case."""
    source = (
        "+ Products that we are making and that you know of\no Platform as it is used by all of the teams\n, and so on"
    )

    assert 2 <= len(texts(source))
    assert "o Platform as it is used by all of the teams" in texts(source)


@pytest.mark.parametrize(
    ("whole", "piece", "expected"),
    [
        ("- Paris. Photo: AFP", "Paris.", BlockKind.PARAGRAPH),
        ("- Paris. Photo: AFP", "- Paris.", BlockKind.LIST_ITEM),
        ("## Title | Site", "Title", BlockKind.PARAGRAPH),
        ("> one\n> two", "> one", BlockKind.QUOTE),
        ("```\na\n```", "a", BlockKind.PARAGRAPH),
        ("```\na\nb\n```", "a\nb", BlockKind.PARAGRAPH),
        ("    a();\n    b();", "b();", BlockKind.PARAGRAPH),
        ("Title\n=====", "Title", BlockKind.PARAGRAPH),
        ("> one\n> two", "two", BlockKind.PARAGRAPH),
    ],
)
def test_what_is_left_of_a_block(whole: str, piece: str, expected: BlockKind) -> None:
    """A piece is what its own characters say, so that it is the same when the body is read again."""
    (block,) = segment(whole)
    start = whole.index(piece)
    left = make_piece(whole, block, (start, start + len(piece)))

    assert (expected, piece.replace("\n", " ") if expected is BlockKind.PARAGRAPH else piece) == (left.kind, left.text)
    assert [(left.kind, left.text)] == [(b.kind, b.text) for b in segment(left.text)]


def test_kinds_that_markup_gave_stay() -> None:
    """A list item of a page has no bullet in its text; what is left of it is a list item still."""
    assert piece_kind("Paris. Photo: AFP", "Paris.", BlockKind.LIST_ITEM) is BlockKind.LIST_ITEM
