"""The sentences below the headline that the model leaves out; probabilities are made up here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.core.document import Document
from service.core.judges.learned import Learned
from service.core.judges.standfirst import standfirst_below
from service.core.model import Element
from tests.core.places import document

STORY = Element("article", Element("body", None, (), frozenset(), 1), (), frozenset({"article"}), 2)

HEADLINE = "Storm closes the quay of Maring"
SUMMED_UP = "The ferries stay in the harbour until the wind drops, and nobody knows when."
LEDE = "The quay was closed on Monday because of the storm that had come up at night."


def page(name: str, line: str = SUMMED_UP) -> Document:
    """A headline, a byline, a line in an element of this name, and the text."""
    plain = document(HEADLINE, "By Ida Moor", line, LEDE)
    names = ((), ("byline",), (name,), ())
    blocks = [
        replace(block, element=Element("p", STORY, tokens, frozenset({"article"}), 3))
        for block, tokens in zip(plain.blocks, names, strict=True)
    ]
    return replace(plain, blocks=tuple(blocks))


def found(doc: Document, probability: float = 0.3, going: tuple[int, ...] = (0, 1, 2)) -> int | None:
    """The standfirst of a page on which the model keeps the text alone."""
    kept = tuple(i not in going for i in range(4))
    return standfirst_below(doc, 0, Learned((0.4, 0.1, probability, 0.99), kept), going)


@pytest.mark.parametrize("name", ["article-lead", "standfirst", "_lead_dphl0_2", "doc-subtitle", "sub-title", "deck"])
def test_line_below_the_headline_that_is_named_so_stays(name: str) -> None:
    """Byline and date may stand between the two."""
    assert found(page(name)) == 2


@pytest.mark.parametrize("name", ["post-excerpt", "summary", "leader-board", "introduce", "byline"])
def test_other_names_say_nothing(name: str) -> None:
    """Excerpts are written for lists, and a name is a whole word of a class."""
    assert found(page(name)) is None


def test_short_line_is_none() -> None:
    """A kicker, or the name of a section."""
    assert found(page("lead", "News of the coast")) is None


def test_what_is_next_to_impossible_is_none() -> None:
    """However it is named."""
    assert found(page("lead"), probability=0.05) is None


def test_below_the_text_there_is_none() -> None:
    """A line between paragraphs that stay is no standfirst."""
    doc = page("lead")
    blocks = (doc.blocks[0], doc.blocks[3], doc.blocks[2], doc.blocks[1])
    facts = (doc.facts[0], doc.facts[3], doc.facts[2], doc.facts[1])

    assert found(replace(doc, blocks=blocks, facts=facts), going=(0, 2, 3)) is None
