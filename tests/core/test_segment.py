"""Plain text and Markdown to blocks: which lines are one block, and what it is."""

import textwrap

import pytest

from service.core.blocks import make_block, piece_kind
from service.core.model import BlockKind
from service.core.segment import segment

PROSE = (
    "The harbour council voted on Tuesday to rebuild the old ferry terminal after a winter of storms. Council members said "
    "that the terminal would keep its brick hall while the ferry berths move east.",
    "Residents asked the council how the brick hall would be paid for when the fares are frozen. The harbour master answered "
    "that fares, a state grant and the sale of two berths cover the terminal, and Northern Bank lends the rest of the money.",
    "Work begins in March.",
)


def texts(source: str) -> list[str]:
    return [block.text for block in segment(source)]


def kinds(source: str) -> list[str]:
    return [block.kind.value for block in segment(source)]


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\n\n\n\n", "\r\n", "\r\n\r\n", "\r", "\n \t\n"])
def test_paragraphs_on_one_line_each(separator: str) -> None:
    """Paragraphs of one long line stay apart, whatever stands between them."""
    assert list(PROSE) == texts(separator.join(PROSE))


def test_captions_on_the_very_next_line() -> None:
    """Two long lines with one line break between them are two blocks, and the gap tells."""
    blocks = segment(f"{PROSE[0]}\n\nShe spoke to members. Photo: VGP/Nhat Bac.\nHe spoke to guests. Photo: VGP/Nhat Bac.")

    assert [1, 1, 0] == [block.gap for block in blocks]


def test_gap_counts_blank_lines() -> None:
    """The gap is the number of blank lines before the block; the first has that of a paragraph."""
    assert [1, 0, 1, 3] == [block.gap for block in segment("a\nb\n\nc\n\n\n\nd")]


def test_one_endless_line_is_one_block() -> None:
    """A megabyte without a line break is one paragraph."""
    source = "word " * 200_000

    assert [source.strip()] == texts(source)


@pytest.mark.parametrize("width", [48, 60, 72, 80, 110])
def test_hard_wraps_are_joined(width: int) -> None:
    """Paragraphs that were cut at a width come back whole."""
    paragraphs = PROSE[:2] * 2

    assert list(paragraphs) == texts("\n\n".join(textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs))


def test_hard_wraps_without_blank_lines() -> None:
    """A line that the next word would have fitted on ends its paragraph."""
    wrapped = "\n".join(textwrap.fill(p, 72) for p in PROSE)

    assert list(PROSE) == texts(wrapped)


def test_hard_wraps_of_chinese() -> None:
    """East Asian characters take two columns, and joining puts no space between them."""
    paragraph = "新华社北京四月二十四日电，促进航天技术更好惠及人民，习近平主席向首届论坛致贺信，为中拉深化航天合作指明方向，" * 2 + "与会人士说。"
    lines = [paragraph[i : i + 30] for i in range(0, len(paragraph), 30)]

    assert [paragraph, paragraph] == texts("\n".join(lines) + "\n\n" + "\n".join(lines))


def test_wrapped_email_with_quote_and_signature() -> None:
    """Greeting, paragraph, quote and signature of a letter stay what they are."""
    source = (
        "Hi all,\n\nhere are the notes of our meeting. I hope that I did not forget\nanything; if so, please write to me "
        "before the end of the week,\nso that I can mend them in time for the board.\n\nBest,\nAnn\n\n-- \nAnn Lee\n"
        "Example Org | 12 High Street\n\nOn 3 May, Bob wrote:\n> Could you send the notes to me? I could not be there,\n"
        "> since my train was late.\n>\n> Bob"
    )

    assert [
        "Hi all,",
        "here are the notes of our meeting. I hope that I did not forget anything; if so, please write to me before the end "
        "of the week, so that I can mend them in time for the board.",
        "Best,",
        "Ann",
        "--",
        "Ann Lee",
        "Example Org | 12 High Street",
        "On 3 May, Bob wrote:",
        "> Could you send the notes to me? I could not be there,\n> since my train was late.\n>\n> Bob",
    ] == texts(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "measured on an EEG —\nthe brain's equivalent of an EKG\n— we see something",
            "measured on an EEG — the brain's equivalent of an EKG — we see something",
        ),
        (
            "I highly recommend\nKiCad\nif you're looking to get started.",
            "I highly recommend KiCad if you're looking to get started.",
        ),
        (
            "There is a\nwhole post\ndedicated to the\n12-part video series\n.",
            "There is a whole post dedicated to the 12-part video series.",
        ),
        (
            "She told us during\na recent\nIndependent Thinking Podcast\ninterview\n.",
            "She told us during a recent Independent Thinking Podcast interview.",
        ),
        ("The plan (\ndraft\n) was read, and\nBob Smith\n, the mayor\n, agreed.", "The plan (draft) was read, and Bob Smith, the mayor, agreed."),
        ("Als er in der\nPremier League\n, der besten Liga, spielte.", "Als er in der Premier League, der besten Liga, spielte."),
        ("阿蘇市\n、産山村", "阿蘇市、産山村"),
    ],
)  # fmt: skip
def test_inline_elements_on_lines_of_their_own(source: str, expected: str) -> None:
    """Sentences that were broken around links and emphasis are joined; only white space changes."""
    assert [expected] == texts(source)


@pytest.mark.parametrize(
    "source",
    [
        "Home\nAbout us\neBooks\ncontact\nCareers",
        "Ingredients\nflour\nolive oil\ntwo eggs\nsalt",
        "I wandered lonely as a cloud\nThat floats on high o'er vales and hills,\nWhen all at once I saw a crowd,\nA host;",
        "do not raise\nyour small voice against it\ntake cover\ncurl your toes into the grass",
        "Can meditation change the world?\nBeyond individual health, it is explored as a tool.",
        "Public cloud\nPublic clouds\nare run by third-party cloud service providers, and so on.\n, and more"[:-10],
        "Video Production: Complete Guide for 2025\nby Daniel Stock\nmin read",
        "Student inquiries:\ncontact@example.org",
        "Name    Age   City\nAnn     31    Paris\nof      12    the",
        "Share\nhttps://example.org/a-very-long-address-of-a-page-that-goes-on",
        "How Much Does It Cost to Build a Mobile App Like Best Buy?\nHow Much Does It Cost to Build a Video App Like This?",
        "apple\n\nof the tree",
    ],
)  # fmt: skip
def test_lines_that_are_no_sentence_stay_apart(source: str) -> None:
    """Labels, lists, poems, headings, bylines, tables and addresses are not glued."""
    assert [line for line in source.splitlines() if line] == texts(source)


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "‣", "–", "·", "1.", "12)", "a)"])
def test_bullets_and_numbers(mark: str) -> None:
    """Each mark makes an item, which takes the lines that are indented under it."""
    blocks = segment(f"{mark} first\n{mark} second\n   goes on\n\n{mark} third")

    assert [f"{mark} first", f"{mark} second goes on", f"{mark} third"] == [block.text for block in blocks]
    assert [BlockKind.LIST_ITEM] * 3 == [block.kind for block in blocks]


@pytest.mark.parametrize("line", ["26. Februar 2026, 12:30 Uhr", "2026. A year", "— VNS", "*Terms apply", "-5 °C", "1.5 m", "A. Smith"])
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
    blocks = segment("# One\n\nTwo\n-----\n\n   Three\n   =====\n\n#hashtag\n\nA sentence ends.\n----\n\nText\nlast line\n---")

    assert [
        ("# One", 1), ("Two\n-----", 2), ("Three\n=====", 1), ("#hashtag", None), ("A sentence ends.", None), ("----", None),
        ("Text", None), ("last line", None), ("---", None),
    ] == [(block.text, block.level) for block in blocks]  # fmt: skip


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
    lines = ["Title: Ferry links reopen", "URL Source: https://a.b/c", "Published Time: 2024-05-03", "Markdown Content:", "ferries run"]

    assert lines == texts("\n".join(lines))


def test_front_matter() -> None:
    """Keys and values at the very start stay apart, and the last is no underlined heading."""
    lines = ["---", "title: The old ferry", "author: ann", "---", "Text"]

    assert lines == texts("\n".join(lines))


def test_letter_bullets_of_inscriptis() -> None:
    """Beside bullets of ``+``, a lone ``o`` is a bullet, not a word in lower case."""
    source = "+ Products that we are making and that you know of\no Platform as it is used by all of the teams\n, and so on"

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
    ],
)
def test_what_is_left_of_a_block(whole: str, piece: str, expected: BlockKind) -> None:
    """A piece is what its own characters say, so that it is the same when the body is read again."""
    (block,) = segment(whole)
    start = whole.index(piece)
    kind = piece_kind(whole, piece, block.kind)
    made = make_block(whole, (start, start + len(piece)), kind)

    assert expected is kind
    assert [(made.kind, made.text)] == [(b.kind, b.text) for b in segment(made.text)]


def test_kinds_that_markup_gave_stay() -> None:
    """A list item of a page has no bullet in its text; what is left of it is a list item still."""
    assert piece_kind("Paris. Photo: AFP", "Paris.", BlockKind.LIST_ITEM) is BlockKind.LIST_ITEM
