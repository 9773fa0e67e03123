"""The law of segmentation: the body gives the same blocks when it is segmented again, with blocks taken out or not."""

from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from service.core.article import body_text
from service.core.model import Block, BlockKind, BodyBlock
from service.core.segment import segment
from tests.generated import examples

LINES = (
    "Word", "word", "of the", ", and more", ".", ",", ": and", "—", "— and so on", "– he said", "- VNA", "-", "–",
    "•", "• bullet", "- item", "-   item", "* item", "+ item", "o item", "· item", "1.", "1. item", "12) item",
    "a) item", "a)", "1984. The year", "26. Februar 2026", "# Heading", "## Heading ##", "#", "###", "#tag", "====",
    "=====", "---", "----", "--", "* * *", "***", "___", "> quote", ">", ">> quote", "> > quote", "> - item",
    "> # Heading", ">quote", "```", "```python", "````", "- ```", "1. ```", "`code`", "```inline``` code", "~~~",
    "    x = 1;", "    call(x)", "\tcall(x)", "    indented prose", "  - nested", "    - nested", "| a | b |",
    "|---|---|", "---|---", "a| b| c", "a | b | c", "a\tb", "a\t\tb\tc", "1.\titem", "|", "||", "| a",
    "![alt](img.png)", "[![alt](img.png)](http://a.b)", "[text](http://a.b/c_d)", "[text](http://a.b) and more",
    "[", "[a\\", "\\", "**b**\\", "](http://a.b)", "[1]: http://a.b", "text\\", "two spaces  ", "Title: x",
    "key: value", "Markdown Content:", "https://a.b/c", "Home | About", "aligned    table   row", "\u200b",
    "\u3000全形", "新華社北京", "は東京", "。", "，北京", "नमस्ते दुनिया", "مرحبا بالعالم",
    "of a long line that is wrapped at the same width as the others are",
    "The lines of this paragraph were all wrapped at a width of seventy",
    "columns, and so they go on from one to the next. Vietnam is the", "Some prose that ends with a full stop.",
    "I highly recommend", "KiCad", "if you're looking to get started.", "measured on an EEG —", "exam-",
    "ple of a hyphen", "(", "see (", "said “", "”", "Share this:", "A heading", "form\x0cfeed", "next\u2028line",
    "nb\xa0space",
)  # fmt: skip
"""Lines of every shape, and those that lie between two."""

SEPARATORS = ("\n", "\n", "\n", "\n\n", "\n\n\n", "\r\n", "\r", "\n \n", " \n", "  \n")


def key(blocks: Sequence[Block]) -> list[tuple[BlockKind, str]]:
    """What must be the same when the body is segmented again."""
    return [(block.kind, block.text) for block in blocks]


def body(blocks: Sequence[Block]) -> str:
    """The body that these blocks make."""
    return body_text([BodyBlock(b.kind, b.text, b.plain, b.span, b.level) for b in blocks])


def texts() -> st.SearchStrategy[str]:
    """Texts of lines of all shapes, some with characters that nobody thought of."""
    line = st.one_of(st.sampled_from(LINES), st.sampled_from(LINES), st.text(max_size=12))
    pair = st.tuples(line, st.sampled_from(SEPARATORS))
    return st.lists(pair, max_size=24).map(lambda pairs: "".join(text + end for text, end in pairs))


@examples(400)
@example("- ```\n- a\n```\n\n```")
@example("a\n---\nb\n\n---")
@example("> a\n>\nb\n\n    x = 1;\n    y = 2;")
@given(texts())
def test_the_body_gives_the_same_blocks(source: str) -> None:
    """Segmenting the body of all blocks gives the kinds and texts of these blocks."""
    blocks = segment(source)

    assert key(blocks) == key(segment(body(blocks)))


@examples(400)
@given(texts(), st.data())
def test_the_body_of_some_blocks_gives_these_blocks(source: str, data: st.DataObject) -> None:
    """Taking blocks out does not change what the others are."""
    blocks = segment(source)
    kept = [block for block in blocks if data.draw(st.booleans())]

    assert key(kept) == key(segment(body(kept)))


@examples(300)
@given(texts())
def test_spans_cover_the_text(source: str) -> None:
    """Spans are apart and in order, have no outer white space, and cover all but white space."""
    position = 0
    for block in segment(source):
        start, end = block.span
        assert source[position:start].strip() == ""
        assert source[start:end] == source[start:end].strip() != ""
        assert "".join(source[start:end].split()) == "".join(block.text.split())
        position = end
    assert source[position:].strip() == ""


@examples(200)
@given(texts())
def test_gaps_of_the_body_are_those_of_its_source(source: str) -> None:
    """A body has one blank line before each block, and none inside a list or a table: settled from the first round."""
    blocks = segment(source)
    inside = {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}
    expected = [
        0 if before is not None and before.kind is block.kind and block.kind in inside else 1
        for before, block in zip([None, *blocks], blocks, strict=False)
    ]

    assert expected == [block.gap for block in segment(body(blocks))]
