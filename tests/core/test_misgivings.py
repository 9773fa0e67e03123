"""What speaks against an article being one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service import Article, Kind, clean
from service.core.misgivings import misgivings
from service.core.model import Quality, Removal

STORY = "The quay was closed on Monday because of the storm, the harbour master said on the radio in the morning."


def article(text: str = STORY, title: str | None = None, **removed: str) -> Article:
    """An article of this text, with removals by kind."""
    removals = tuple(Removal(Kind(k), "cues", "t", "", 1.0, raw, (0, len(raw))) for k, raw in removed.items())
    return replace(clean(text), title=title, removals=removals)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (article(title="404 - Page not found"), "error page"),
        (article(title="Error 503"), "error page"),
        (article("Checking your browser before you go on to the page."), "robots"),
        (article(paywall="Subscribe to read on"), "beginning"),
        (article("Welcome to the paper.", consent="We use cookies to store your choices on this device."), "consent"),
    ],
)
def test_each_has_its_warning(given: Article, word: str) -> None:
    """One sentence, which says what it may be."""
    assert [word in said for said in misgivings(given)] == [True]


def test_unlikely_article_says_its_probability() -> None:
    """The model's doubt is given with its figure."""
    given = replace(article(), quality=Quality(0.07, 1.0))

    assert ["0.07" in said for said in misgivings(given)] == [True]


@pytest.mark.parametrize(
    "given",
    [
        article(),
        article(title="The 404 bus will run again"),
        article(" ".join([STORY] * 12), title="Error 404", paywall="Subscribe to read on"),
        replace(article(), quality=Quality(0.9, 1.0)),
    ],
)
def test_articles_have_none(given: Article) -> None:
    """A number in a headline, a long text above a paywall and a likely article are nothing to warn of."""
    assert list(misgivings(given)) == []
