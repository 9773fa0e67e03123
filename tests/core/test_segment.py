"""Plain text to blocks: which lines are one paragraph, and which are not."""

import textwrap

import pytest

from service.core.segment import segment

PROSE = (
    "The harbour council voted on Tuesday to rebuild the old ferry terminal after a winter of storms. "
    "Council members said "
    "that the terminal would keep its brick hall while the ferry berths move east.",
    "Residents asked the council how the brick hall would be paid for when the fares are frozen. The "
    "harbour master answered "
    "that fares, a state grant and the sale of two berths cover the terminal, and Northern Bank lends "
    "the rest of the money.",
    "Work begins in March.",
)


def texts(source: str) -> list[str]:
    return [block.text for block in segment(source)]


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\n\n\n\n", "\r\n", "\r\n\r\n", "\r", "\n \t\n"])
def test_paragraphs_on_one_line_each(separator: str) -> None:
    """Paragraphs of one long line stay apart, whatever stands between them."""
    assert list(PROSE) == texts(separator.join(PROSE))


def test_captions_on_the_very_next_line() -> None:
    """Two long lines with one line break between them are two blocks, and the gap tells."""
    blocks = segment(
        f"{PROSE[0]}\n\nShe spoke to members. Photo: VGP/Nhat Bac.\nHe spoke to guests. Photo: VGP/Nhat Bac."
    )

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
    paragraph = (
        "新华社北京四月二十四日电，促进航天技术更好惠及人民，习近平主席向首届论坛致贺信，为中拉深化航天合作指明方向，"
        * 2
        + "与会人士说。"
    )
    lines = [paragraph[i : i + 30] for i in range(0, len(paragraph), 30)]

    assert [paragraph, paragraph] == texts("\n".join(lines) + "\n\n" + "\n".join(lines))


def test_wrapped_email_with_quote_and_signature() -> None:
    """Greeting, paragraph, quote and signature of a letter stay what they are."""
    source = (
        "Hi all,\n\nhere are the notes of our meeting. I hope that I did not forget\nanything; if so, "
        "please write to me "
        "before the end of the week,\nso that I can mend them in time for the board.\n\nBest,\nAnn\n\n-- \nAnn Lee\n"
        "Example Org | 12 High Street\n\nOn 3 May, Bob wrote:\n> Could you send the notes to me? I could "
        "not be there,\n"
        "> since my train was late.\n>\n> Bob"
    )

    assert [
        "Hi all,",
        "here are the notes of our meeting. I hope that I did not forget anything; if so, please write "
        "to me before the end "
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
            "The plan (\ndraft\n) was read, and\nBob Smith\n, the mayor\n, agreed.",
            "The plan (draft) was read, and Bob Smith, the mayor, agreed.",
        ),
        (
            "Als er in der\nPremier League\n, der besten Liga, spielte.",
            "Als er in der Premier League, der besten Liga, spielte.",
        ),
        ("阿蘇市\n、産山村", "阿蘇市、産山村"),
    ],
)
def test_inline_elements_on_lines_of_their_own(source: str, expected: str) -> None:
    """Sentences that were broken around links and emphasis are joined; only white space changes."""
    assert [expected] == texts(source)


@pytest.mark.parametrize(
    "source",
    [
        "Home\nAbout us\neBooks\ncontact\nCareers",
        "Ingredients\nflour\nolive oil\ntwo eggs\nsalt",
        "I wandered lonely as a cloud\nThat floats on high o'er vales and hills,\nWhen all at once I saw "
        "a crowd,\nA host;",
        "do not raise\nyour small voice against it\ntake cover\ncurl your toes into the grass",
        "Can meditation change the world?\nBeyond individual health, it is explored as a tool.",
        "Public cloud\nPublic clouds\nare run by third-party cloud service providers, and so on.",
        "Video Production: Complete Guide for 2025\nby Daniel Stock\nmin read",
        "Student inquiries:\ncontact@example.org",
        "Name    Age   City\nAnn     31    Paris\nof      12    the",
        "Share\nhttps://example.org/a-very-long-address-of-a-page-that-goes-on",
        "How Much Does It Cost to Build a Mobile App Like Best Buy?\nHow Much Does It Cost to Build a "
        "Video App Like This?",
        "apple\n\nof the tree",
    ],
)
def test_lines_that_are_no_sentence_stay_apart(source: str) -> None:
    """Labels, lists, poems, headings, bylines, tables and addresses are not glued."""
    assert [line for line in source.splitlines() if line] == texts(source)
