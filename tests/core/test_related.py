"""Other stories: sections, labels, previous and next."""

import pytest

from service.core.judges.related import judge_related
from service.core.labels import Labels
from tests.core.places import RULES, STORY, document, texts

TEASERS = (
    "Goalkeeper signs for a third season with the northern champions",
    "The club announced yesterday that its veteran goalkeeper has agreed to another contract extension.",
    "Bakers warn of a flour shortage before the holidays",
    "Mills blame a poor wheat crop, and several bakeries have begun to ration their sourdough loaves.",
)


def found(*blocks: str) -> list[tuple[str, str]]:
    """Kind and text of all findings."""
    doc = document(*blocks)
    findings = sorted(judge_related(doc), key=lambda f: f.span)
    return [(f.kind.value, text) for f, text in zip(findings, texts(doc, findings), strict=True)]


def test_section_to_the_end() -> None:
    """A header after the body takes its headline and summary pairs with it, down to the end."""
    expected = [("related", "You may also like"), *(("teaser", t) for t in TEASERS)]

    assert found(*STORY, "You may also like", *TEASERS) == expected


def test_article_goes_on_after_a_box() -> None:
    """In a box amid the article only the headlines go: the paragraphs after it are about the article's own matter."""
    expected = [("related", "Related stories"), ("teaser", TEASERS[0]), ("teaser", TEASERS[2])]

    assert found(*STORY[:4], "Related stories", TEASERS[0], TEASERS[2], STORY[4]) == expected


def test_subhead_after_a_box_stays() -> None:
    """A short line between the box and the next paragraph is a subhead of the article."""
    actual = found(*STORY[:4], "Related stories", TEASERS[0], "What it costs", STORY[4])

    assert ("teaser", "What it costs") not in actual
    assert ("teaser", TEASERS[0]) in actual


def test_header_above_the_article_opens_nothing() -> None:
    """A header before any body is a menu entry: the article below it is not its section."""
    assert found("Related stories", *STORY) == []


def test_long_off_topic_prose_is_not_a_teaser() -> None:
    """Running text after the header which no headline introduces is kept, whatever it is about."""
    assert found(*STORY, "Related stories", *(t for t in TEASERS[1::2])) == [("related", "Related stories")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Next articleThe Water Paradox of the Delta", "paging"),
        ("Previous article“Parliaments Meet in Spring”", "paging"),
        ("Previous article: The Water Paradox", "paging"),
        ("上一篇：港口明年重建", "paging"),
        ("Read also: Ferry fares frozen until spring", "related"),
        ("Lire aussi : Le port rouvre au printemps", "related"),
    ],
)
def test_labelled_headlines_go(line: str, kind: str) -> None:
    """A label that is glued to a headline, or set off by a colon, marks another story."""
    assert found(*STORY[:2], line, *STORY[2:]) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "You may also like the second chapter, in which the ferry at last leaves the harbour.",
        "Next article five of the treaty was read aloud to the members of the council.",
        "Read also of the storms in the second volume, which the council printed in March.",
        "Previous article drafts were thrown away by the council before the vote.",
    ],
)
def test_cues_inside_sentences_stay(line: str) -> None:
    """The same words at the start of a sentence are no label."""
    assert found(*STORY[:2], line, *STORY[2:]) == []


def test_labels_find_the_longest() -> None:
    """What follows the label is told from it, and the way both are joined is named."""
    actual = Labels.of(RULES).find("Read also: Ferry fares frozen")

    assert actual is not None
    assert (actual.form, actual.rest) == ("colon", "Ferry fares frozen")
