"""Reader comments and repeated paragraphs."""

from service.core.document import Document
from service.core.judges.comments import judge_comments
from service.core.judges.repeats import judge_repeats
from service.core.lexicon import Lexicon, Rule
from service.core.model import Kind
from service.core.segment import segment
from tests.core.places import RULES, STORY, document, texts


def test_comments_go_to_the_end() -> None:
    """All below the header of the comments goes, on topic or not."""
    comments = ("Leave a Reply", "Anna says:", "I have taken that ferry every day since I was seven years old.")
    doc = document(*STORY, *comments)

    assert texts(doc, list(judge_comments(doc))) == list(comments)


def test_comments_link_above_the_article_takes_nothing() -> None:
    """A link to the comments above the article is not their header."""
    assert list(judge_comments(document("Leave a Reply", *STORY))) == []


def test_later_copy_of_a_paragraph_goes() -> None:
    """Of two equal paragraphs the first stays."""
    doc = document(*STORY, STORY[1])

    assert [f.block for f in judge_repeats(doc)] == [len(STORY)]


def test_refrains_and_near_copies_stay() -> None:
    """Short sentences are repeated on purpose, and one word more is another sentence."""
    doc = document(*STORY, "Row, brothers, row.", STORY[0].replace("storms.", "storms, again."), "Row, brothers, row.")

    assert list(judge_repeats(doc)) == []


def test_weak_header_of_comments_needs_a_neighbour() -> None:
    """ "Comments" alone amid the text is a subhead or a link; beside a button of the form it opens the comments."""
    weak = Rule("t.title", Kind.COMMENTS, "en", "run", "header", "comments", ("Comments",), risk="med")
    lexicon = Lexicon.of((*RULES, weak), {}, "test")
    taken = []
    for lines in (("Comments", "37", "I like it."), ("Share this", "Comments", "I like it.")):
        source = "\n\n".join((*STORY, *lines))
        doc = Document.of(source, segment(source), lexicon)
        taken.append(texts(doc, list(judge_comments(doc))))

    assert [[], ["Comments", "I like it."]] == taken
