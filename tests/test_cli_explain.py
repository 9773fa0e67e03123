"""``--explain``: every removal is marked where it stood, with its reason below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service import Article, clean, clean_page
from service.cli_explain import explain
from service.core.model import Kind, Quality, Removal, Repair

SOURCE = "Bridge opens\n\nTraffic rolled on Monday.\n\nRead also:\nFerry sold"


PAGE = (
    "<html lang=en><article><h1>Bridge opens</h1>"
    "<p>Traffic rolled over the harbour bridge on Monday, and the mayor was there.</p>"
    "<p>The city paid for it with a loan of two million, to be paid back by 2040.</p>"
    "<p>Share this article</p></article></html>"
)


def removal(raw: str, kind: Kind, rule: str, reason: str) -> Removal:
    start = SOURCE.index(raw)
    return Removal(kind, "judge", rule, reason, 0.9, raw, (start, start + len(raw)))


@pytest.fixture
def article() -> Article:
    title = replace(removal("Bridge opens", Kind.TITLE, "headline", "the first line is a headline"), moved_to="title")
    related = removal("Read also:\nFerry sold", Kind.RELATED, "read-also", "header of related stories")
    return replace(
        clean("Traffic rolled on Monday."),
        source=SOURCE,
        removals=(title, related),
        repairs=(Repair("mojibake", "â€œ", "“", (0, 1), 2),),
        quality=Quality(None, 0.5),
        warnings=("The text is short.",),
    )


def test_plain_marks(article: Article) -> None:
    """Without a terminal the kind and the text stand in brackets; reasons, repairs and warnings follow."""
    expected = (
        "[-title: Bridge opens-]\n\nTraffic rolled on Monday.\n\n[-related: Read also:\nFerry sold-]\n\n"
        "-- removed: 2; kept 50% of the characters\n"
        "line 1: title, judge/headline, 0.90: the first line is a headline (now in title)\n"
        "line 5: related, judge/read-also, 0.90: header of related stories\n"
        "-- repaired: 1\n"
        "mojibake ×2: 'â€œ' → '“'\n"
        "-- warnings: 1\n"
        "The text is short.\n"
    )
    assert expected == explain(article, colour=False)


def test_fields_of_a_page(article: Article) -> None:
    """Each field that the page names is shown with where it was found, long values cut, lines joined."""
    page = replace(
        article,
        title="Bridge\nopens",
        tags=("bridges", "traffic"),
        description="word " * 50,
        sources=(("title", "json-ld"), ("description", "opengraph"), ("tags", "meta")),
    )
    expected = (
        "-- found: 3\n"
        "title (json-ld): Bridge opens\n"
        f"description (opengraph): {('word ' * 50)[:60]}…\n"
        "tags (meta): bridges; traffic\n"
        "-- repaired: 1\n"
    )
    assert expected in explain(page, colour=False)


def test_page() -> None:
    """A page is shown as its text, block by block, with what is left out marked in place."""
    shown = explain(clean_page(PAGE), colour=False)
    assert "<" not in shown.partition("\n-- removed")[0]
    assert "Traffic rolled over the harbour bridge on Monday, and the mayor was there." in shown
    assert "[-share: Share this article-]" in shown


@pytest.mark.parametrize("colour", [False, True])
def test_white_space_stays_outside_the_mark(article: Article, colour: bool) -> None:
    """A removal that takes the space before it along still reads well, and no white space is lost."""
    start = SOURCE.index(" on Monday")
    removal = replace(article.removals[1], raw=" on Monday", span=(start, start + len(" on Monday")))
    shown = explain(replace(article, removals=(removal,)), colour=colour)
    mark = "\x1b[2m[related]\x1b[0m \x1b[31;9mon Monday\x1b[0m" if colour else "[-related: on Monday-]"
    assert f"Traffic rolled {mark}." in shown


def test_colours(article: Article) -> None:
    """On a terminal what is gone is red and struck through, what moved to a field cyan, each line by itself."""
    shown = explain(article, colour=True)
    assert "\x1b[2m[title]\x1b[0m \x1b[36mBridge opens\x1b[0m" in shown
    assert "\x1b[2m[related]\x1b[0m \x1b[31;9mRead also:\x1b[0m\n\x1b[31;9mFerry sold\x1b[0m" in shown


def test_terminal_is_safe_from_the_text(article: Article) -> None:
    """Control characters of a document are shown as replacement characters, never sent."""
    shown = explain(replace(article, source="A\x1b[2J\x07\x9bB\tC", removals=()), colour=True)
    assert shown.startswith("A\ufffd[2J\ufffd\ufffdB\tC\n")
