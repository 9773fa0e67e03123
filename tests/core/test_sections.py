"""Which headings stay with their section though the model leaves them out; probabilities are made up here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from service.core.document import Document
from service.core.judges.learned import Learned, judge_learned
from service.core.judges.sections import headings_of_sections
from service.core.model import Block, BlockKind, Element, Link
from tests.core.places import document

BODY = Element("body", None, (), frozenset(), 1)
STORY = Element("article", BODY, (), frozenset({"article"}), 2)

LEDE = "The quay was closed on Monday because of the storm that had come up at night."
TOLD = "The ferries will run again once the wind drops, the harbour master said on the radio."
Line = tuple[str, Element]


def inside(parent: Element, tag: str, *tokens: str, landmark: str | None = None) -> Element:
    """An element in another one."""
    return Element(tag, parent, tokens, parent.inside | ({landmark} if landmark else set()), parent.depth + 1)


def page(*lines: Line) -> Document:
    """A page of these lines; those in elements named ``h1`` to ``h6`` are headings."""
    plain = document(*(text for text, _ in lines))
    blocks = [_placed(block, element) for block, (_, element) in zip(plain.blocks, lines, strict=True)]
    return replace(plain, blocks=tuple(blocks))


def _placed(block: Block, element: Element) -> Block:
    found: Element | None = element
    while found is not None and found.tag not in ("h1", "h2", "h3"):
        found = found.parent
    other = BlockKind.LIST_ITEM if element.tag == "li" else BlockKind.PARAGRAPH
    kind, level = (BlockKind.HEADING, int(found.tag[1])) if found else (other, None)
    return replace(block, element=element, kind=kind, level=level)


def spared(doc: Document, probabilities: Sequence[float]) -> list[int]:
    """The blocks that stay of those that are unlikely."""
    stays = [p > 0.5 for p in probabilities]
    left = [i for i, stay in enumerate(stays) if not stay]
    return sorted(headings_of_sections(doc, probabilities, stays, left))


def changed(doc: Document, index: int, **values: object) -> Document:
    """The page with one block changed."""
    blocks: list[Block] = list(doc.blocks)
    blocks[index] = replace(blocks[index], **values)  # type: ignore[arg-type]  # names and values of a block's fields
    return replace(doc, blocks=tuple(blocks))


def section(title: str = "The night", tag: str = "h2") -> Document:
    """Text, a heading and text, in one element."""
    return page((LEDE, inside(STORY, "p")), (title, inside(STORY, tag)), (TOLD, inside(STORY, "p")))


def test_heading_between_paragraphs_stays() -> None:
    """Above a line that stays, and below text in the same element, a heading is one of a section."""
    assert spared(section(), (0.99, 0.3, 0.6)) == [1]


def test_heading_without_its_text_goes() -> None:
    """Where the line below goes, its heading goes with it, and so does one that is next to impossible."""
    assert spared(section(), (0.99, 0.45, 0.2)) == []
    assert spared(section(), (0.99, 0.05, 0.99)) == []


def test_heading_right_above_another_stays_with_it() -> None:
    """A chapter's heading above the heading of its first section."""
    heads = (("The night", inside(STORY, "h2")), ("Before the storm", inside(STORY, "h3")))
    doc = page((LEDE, inside(STORY, "p")), *heads, (TOLD, inside(STORY, "p")))

    assert spared(doc, (0.99, 0.3, 0.3, 0.9)) == [1, 2]


def test_headline_is_no_heading_of_a_section() -> None:
    """What stands above all text is a kicker or a headline, and so is what has the level of one."""
    doc = page(("The night", inside(STORY, "h2")), (LEDE, inside(STORY, "p")))

    assert spared(doc, (0.4, 0.99)) == []
    assert spared(section(tag="h1"), (0.99, 0.4, 0.99)) == []


def test_heading_of_a_box_stays_where_the_text_is_sure() -> None:
    """In an element of its own a heading stays for a line that is surely content, and goes for one that may be not."""
    box = inside(STORY, "div")
    doc = page((LEDE, inside(STORY, "p")), ("The night", inside(box, "h2")), (TOLD, inside(box, "p")))

    assert spared(doc, (0.99, 0.4, 0.7)) == []
    assert spared(doc, (0.99, 0.4, 0.9)) == [1]


def test_heading_among_headings_stays() -> None:
    """Each section in an element of its own: the heading of another one that stays is enough."""
    one, two = (inside(STORY, "section") for _ in range(2))
    heads = (("The night", inside(one, "h2")), (TOLD, inside(one, "p")), ("The day", inside(two, "h2")))
    doc = page((LEDE, inside(STORY, "p")), *heads, (TOLD, inside(two, "p")))

    assert spared(doc, (0.99, 0.9, 0.9, 0.4, 0.7)) == [3]
    assert spared(changed(doc, 1, level=3), (0.99, 0.9, 0.9, 0.4, 0.7)) == []


def test_first_line_may_be_in_a_list() -> None:
    """An item of a list in a box is below the heading of the box; a line of another box is not."""
    box, other = inside(STORY, "div"), inside(STORY, "div")
    item = inside(inside(box, "ul"), "li")
    head = ("Pros", inside(box, "h3"))

    assert spared(page((LEDE, inside(STORY, "p")), head, ("Light enough", item)), (0.99, 0.4, 0.9)) == [1]
    assert spared(page((LEDE, inside(STORY, "p")), head, (TOLD, inside(other, "p"))), (0.99, 0.4, 0.9)) == []


@pytest.mark.parametrize(
    ("line", "stays"), [("You will need:", True), ("必要なもの：", True), ("You will need", False)]
)
def test_line_that_leads_in_a_list_stays(line: str, *, stays: bool) -> None:
    """A line that ends in a colon is the heading of the list below it; above a paragraph it is left to the model."""
    item = inside(inside(STORY, "ul"), "li")
    above = ((LEDE, inside(STORY, "p")), (line, inside(STORY, "p")))

    assert spared(page(*above, ("A rope", item)), (0.99, 0.3, 0.6)) == ([1] if stays else [])
    assert spared(page(*above, (TOLD, inside(STORY, "p"))), (0.99, 0.3, 0.6)) == []


def test_subject_above_each_post_is_no_heading() -> None:
    """The same long heading again is a copy; short ones say what is below them each time."""
    twice = [(LEDE, inside(STORY, "p")), ("", inside(STORY, "h3")), (TOLD, inside(STORY, "p"))] * 2

    def thread(title: str) -> Document:
        return page(*((text or title, element) for text, element in twice))

    assert spared(thread("Re: Which boat for the storm of Monday?"), (0.99, 0.3, 0.99) * 2) == []
    assert spared(thread("Pros"), (0.99, 0.3, 0.99) * 2) == [1, 4]


@pytest.mark.parametrize(("url", "stays"), [("#night", True), ("/stories/night", False)])
def test_link_to_another_page_must_be_likelier(url: str, *, stays: bool) -> None:
    """A heading that is a link is of a card, unless it links to itself; from ``LINKED_LEAST`` it may be of a list."""
    doc = section()
    linked = changed(doc, 1, link_density=1.0, links=(Link(url, doc.blocks[1].span),))

    assert spared(linked, (0.99, 0.2, 0.9)) == ([1] if stays else [])
    assert spared(linked, (0.99, 0.4, 0.9)) == [1]


def test_words_in_a_link_or_in_bold_are_the_heading() -> None:
    """The element of a heading's words may be one inside of it."""
    words = inside(inside(inside(STORY, "h2"), "a"), "strong")
    doc = page((LEDE, inside(STORY, "p")), ("The night", words), (TOLD, inside(STORY, "p")))

    assert spared(doc, (0.99, 0.3, 0.6)) == [1]


@pytest.mark.parametrize("landmark", ["aside", "footer", "form"])
def test_headings_in_the_margins_are_left_to_the_model(landmark: str) -> None:
    """However sure the model is of the text there."""
    margin = inside(STORY, landmark, landmark=landmark)
    doc = page((LEDE, inside(STORY, "p")), ("The night", inside(margin, "h2")), (TOLD, inside(margin, "p")))

    assert spared(doc, (0.99, 0.4, 0.99)) == []


def test_cue_is_no_heading_of_a_section() -> None:
    """A line that is known as boilerplate goes, whatever is kept below it."""
    assert spared(section("You may also like"), (0.99, 0.4, 0.99)) == []


def test_judge_spares_headings_but_not_those_of_boxes() -> None:
    """The judge of a page proposes none of them, unless a name around says what box it is."""
    learned = Learned((0.99, 0.3, 0.9), (True, False, True))
    box = inside(STORY, "div", "newsletter-box")
    boxed = page((LEDE, inside(STORY, "p")), ("The night", inside(box, "h2")), (TOLD, inside(box, "p")))

    assert list(judge_learned(section(), learned, "balanced")) == []
    assert [f.block for f in judge_learned(boxed, learned, "balanced")] == [1]


def test_texts_have_no_sections() -> None:
    """A text has no elements that could say what belongs together."""
    plain = document(LEDE, "The night", TOLD)

    assert spared(plain, (0.99, 0.4, 0.99)) == []
