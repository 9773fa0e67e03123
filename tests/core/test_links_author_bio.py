"""Lines of links and the author box."""

from service.core.judges.author_bio import judge_author_bio
from service.core.judges.links import judge_links
from service.core.lexicon import Lexicon, Rule
from service.core.model import Kind
from tests.core.places import RULES, STORY, document, texts

MENU = "[Home](/) [News](/news) [Culture](/culture)"
LINK = "[The ferry timetable of the summer season](/timetable)"
BIO = "Ines Falk writes about harbours and rivers for this paper."


def test_row_of_links_above_the_text_goes() -> None:
    """Several links in one line, and nothing else in it, are a menu."""
    doc = document(MENU, *STORY)

    assert [(f.kind, f.rule) for f in judge_links(doc)] == [(Kind.NAVIGATION, "row-of-links")]


def test_links_amid_the_text_stay() -> None:
    """Between two paragraphs a line of links may be what the text is about."""
    assert list(judge_links(document(STORY[0], MENU, *STORY[1:]))) == []


def test_single_link_at_the_end_stays() -> None:
    """One link below the text may be its source."""
    assert list(judge_links(document(*STORY, LINK))) == []


def test_list_of_links_at_the_end_goes() -> None:
    """Three and more are a list of other pages."""
    links = [f"- [Page {name} of the harbour](/{name})" for name in ("north", "east", "south")]
    doc = document(*STORY, *links)

    assert texts(doc, list(judge_links(doc))) == links


def test_author_box_goes_with_its_header() -> None:
    """What stands below the author header at the end is the author box."""
    doc = document(*STORY, "About the author", BIO)
    rule = Rule("t.author", Kind.AUTHOR_BIO, "en", "anywhere", "header", "author", ("About the author",))
    doc = type(doc).of(doc.source, doc.blocks, Lexicon.of((*RULES, rule), {}, "test"))

    assert texts(doc, list(judge_author_bio(doc))) == [BIO]


def test_author_header_amid_the_text_takes_nothing() -> None:
    """More than a box below the header is the article going on."""
    doc = document(STORY[0], STORY[1], "About the author", *STORY, *STORY)
    rule = Rule("t.author", Kind.AUTHOR_BIO, "en", "anywhere", "header", "author", ("About the author",))
    doc = type(doc).of(doc.source, doc.blocks, Lexicon.of((*RULES, rule), {}, "test"))

    assert list(judge_author_bio(doc)) == []
