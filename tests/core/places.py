"""A small document and lexicon for tests of judges that look at places rather than words."""

from service.core.document import Document
from service.core.lexicon import Lexicon, Rule
from service.core.model import Finding, Kind
from service.core.segment import segment

RULES = (
    Rule(
        "t.related",
        Kind.RELATED,
        "en",
        "anywhere",
        "header",
        "related stories",
        ("You may also like", "Related stories"),
    ),
    Rule("t.comments", Kind.COMMENTS, "en", "anywhere", "header", "comments", ("Leave a Reply",)),
    Rule(
        "t.nav",
        Kind.NAVIGATION,
        "en",
        "anywhere",
        "line",
        "menu",
        ("Home", "Skip to content", "About us", "Contact us"),
    ),
    Rule("t.share", Kind.SHARE, "en", "anywhere", "line", "share", ("Share this", "Facebook")),
    Rule("t.legal", Kind.LEGAL, "en", "anywhere", "line", "legal", ("Privacy policy", "Terms of use")),
    Rule("t.read", Kind.RELATED, "en", "anywhere", "prefix", "read also", ("Read also", "Lire aussi")),
    Rule("t.next", Kind.PAGING, "en", "anywhere", "glued", "next", ("Next article", "Previous article", "上一篇")),
)
LEXICON = Lexicon.of(RULES, {}, "test")

STORY = (
    "The harbour council voted on Tuesday to rebuild the old ferry terminal after a winter of storms.",
    "Council members said the terminal would keep its brick hall while the ferry berths move east.",
    "Work on the ferry berths begins in March, and the harbour stays open during the storms of autumn.",
    "Residents asked the council how the brick hall would be paid for when the ferry fares are frozen.",
    "The harbour master answered that fares, a state grant and the sale of two berths cover the terminal.",
)


def document(*blocks: str) -> Document:
    """A document of one block a string."""
    source = "\n\n".join(blocks)
    return Document.of(source, segment(source), LEXICON)


def texts(document: Document, findings: list[Finding]) -> list[str]:
    """What the findings would take out, in order."""
    return [document.source[slice(*f.span)] for f in sorted(findings, key=lambda f: f.span)]
