"""Whole pages: what stands above and below the article."""

from service.core.headline import headline_of_page
from service.core.judges.structure import article_region, judge_structure
from service.core.model import Kind
from tests.core.places import STORY, document, texts

MENU = ("Skip to content", "Home", "News", "Sports", "About us", "Weather", "Archive")
FOOTER = ("Privacy policy", "Terms of use", "Contact us", "Jobs", "Our apps", "Print edition")


def test_page_around_an_article_goes() -> None:
    """Menu and footer go, the article stays."""
    doc = document(*MENU, *STORY, *FOOTER)
    findings = list(judge_structure(doc))

    assert texts(doc, findings) == [*MENU, *FOOTER]
    assert {f.kind for f in findings} == {Kind.NAVIGATION, Kind.WIDGET}
    assert min(f.confidence for f in findings) > 0.5


def test_article_without_a_page_stays() -> None:
    """Without cues and labels around it, nothing says that loose lines at the ends are no part of the article."""
    doc = document("Ferry notes", "From the east quay", *STORY, "List of berths", "North", "South")

    assert max((f.confidence for f in judge_structure(doc)), default=0.0) < 0.3


def test_loose_prose_at_the_ends_stays() -> None:
    """Prose that no cue sets apart from the article belongs to it, with the short lines between."""
    doc = document(*MENU, *STORY, "Fares", "Berths", "Hall", "Quay", "Grant", "The hall opens again in May.", *FOOTER)

    assert "The hall opens again in May." not in texts(doc, list(judge_structure(doc)))


def test_headline_stays_for_its_field() -> None:
    """The headline that the page title begins with is not menu."""
    doc = document(
        "Ferry terminal to be rebuilt | The Harbour Post", *MENU, "Ferry terminal to be rebuilt", *STORY, *FOOTER
    )
    region = article_region(doc)

    assert headline_of_page(doc, region, ()) == len(MENU) + 1
    assert "Ferry terminal to be rebuilt" not in texts(doc, list(judge_structure(doc)))


def test_no_prose_no_verdict() -> None:
    """Where there is no running text there is no article to set a page apart from."""
    assert list(judge_structure(document(*MENU, *FOOTER))) == []
