"""What the model and the names of a page's parts propose; the model's answer is made up here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from service.core.decide import THRESHOLDS
from service.core.document import Document
from service.core.judges.learned import Learned, judge_learned, weighed_with
from service.core.judges.named import judge_named
from service.core.model import BlockKind, Element, Finding, Kind, Mode
from tests.core.places import document

BODY = Element("body", None, (), frozenset(), 1)
STORY = Element("article", BODY, (), frozenset({"article"}), 2)
BOX = Element("div", STORY, ("newsletter-box",), frozenset({"article"}), 3)
MENU = Element("nav", BODY, (), frozenset({"nav"}), 2)

LINES = (
    ("Home", MENU),
    ("The quay was closed on Monday because of the storm that had come up at night.", STORY),
    ("The ferries will run again once the wind drops, the harbour master said on the radio.", STORY),
    ("Sign up and read the Tide Letter first.", BOX),
)


def page(lines: Sequence[tuple[str, Element]] = LINES) -> Document:
    """A page whose blocks stand in these elements."""
    plain = document(*(text for text, _ in lines))
    blocks = [replace(block, element=element) for block, (_, element) in zip(plain.blocks, lines, strict=True)]
    return replace(plain, blocks=tuple(blocks))


def test_what_the_model_does_not_keep_is_proposed_with_its_probability() -> None:
    """One finding for each block that is not kept, which says how likely it is content, and where it stands."""
    findings = list(judge_learned(page(), Learned((0.02, 0.9, 0.9, 0.6), (False, True, True, True)), "balanced"))

    assert [(f.block, f.kind, f.judge, f.confidence) for f in findings] == [(0, Kind.NAVIGATION, "model", 0.98)]
    assert "probability of 0.02" in findings[0].reason


@pytest.mark.parametrize("mode", ["precision", "balanced", "recall"])
def test_a_decision_of_the_document_reaches_the_threshold(mode: Mode) -> None:
    """What the document as a whole does not keep goes in every mode, whatever the block's own probability."""
    findings = list(judge_learned(page(), Learned((0.6,) * 4, (False, True, True, True)), mode))

    assert [f.confidence for f in findings] == [max(THRESHOLDS[mode], 0.4)]


def test_the_extractor_is_named_where_it_was_asked() -> None:
    """The reason says what the second opinion was."""
    learned = Learned((0.3, 0.9, 0.9, 0.9), (False, True, True, True), (False, True, True, True))

    assert "the extractor leaves it out" in next(iter(judge_learned(page(), learned, "balanced"))).reason


def test_captions_between_kept_blocks_are_left_to_their_judge() -> None:
    """A caption in the text becomes a field; one outside of it goes."""
    doc = page()
    captions = tuple(replace(b, kind=BlockKind.CAPTION) if i in (0, 2) else b for i, b in enumerate(doc.blocks))
    learned = Learned((0.05, 0.9, 0.05, 0.9), (False, True, False, True))

    assert [f.block for f in judge_learned(replace(doc, blocks=captions), learned, "balanced")] == [0]


def test_paragraph_of_one_run_with_a_kept_one_stays() -> None:
    """The last line of a story stays where it is not unlikely; a paragraph of another element does not."""
    first, second = (Element("p", STORY, (), frozenset({"article"}), 3) for _ in range(2))
    end = (("The harbour will open again soon, he said.", second), ("Share this with your friends now.", BOX))
    doc = page((LINES[0], (LINES[1][0], first), *end))
    learned = Learned((0.0, 0.9, 0.25, 0.25), (False, True, False, False))

    assert [f.block for f in judge_learned(doc, learned, "balanced")] == [0, 3]


def test_kept_part_named_newsletter_is_proposed() -> None:
    """The names of a small part overrule the model; what holds most of the text is content whatever its name."""
    findings = list(judge_named(page(), [1, 2, 3], is_article=True))

    assert [(f.block, f.kind) for f in findings] == [(3, Kind.NEWSLETTER)]


def test_comments_are_content_where_no_article_is() -> None:
    """Under the name of comments, kept text goes from an article and stays on other pages."""
    replies = Element("div", STORY, ("comments",), frozenset({"article"}), 3)
    doc = page((*LINES[:3], ("I saw the storm, and it was worse than that.", replies)))

    assert [f.block for f in judge_named(doc, [1, 2, 3], is_article=True)] == [3]
    assert list(judge_named(doc, [1, 2, 3], is_article=False)) == []


def test_what_the_model_is_sure_of_outweighs_a_doubtful_rule() -> None:
    """A finding of moderate confidence does not hold against a sure model; what is certain, and fields, stay."""
    doc = page()
    weigh = weighed_with(doc, Learned((0.0, 0.95, 0.5, 0.6), (False, True, True, True)))
    block = doc.blocks[1]
    doubtful = Finding(1, block.span, Kind.TEASER, "related", "t", 0.75, "")

    assert weigh(doubtful).confidence < THRESHOLDS["precision"]
    assert weigh(replace(doubtful, block=2, span=doc.blocks[2].span)).confidence == 0.75
    for kept in (replace(doubtful, confidence=0.97), replace(doubtful, moved_to="captions")):
        assert weigh(kept) == kept
