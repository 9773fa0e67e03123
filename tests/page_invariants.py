"""What holds for the article of every page.  Each check raises ``AssertionError`` with what it found."""

from __future__ import annotations

import re
import sys
from typing import get_args

from service import Article, NoContent, Options, clean
from service.core.document import Document
from service.core.field_values import FieldOfPage
from service.core.judges.learned import CERTAIN
from service.core.model import BlockKind, Removal
from service.core.rounds import judge
from service.core.segment import segment
from service.rules import load_lexicon
from tests.invariants import check_conservation, check_unicode, check_verbatim

_WORD = re.compile(r"\w+")
FIELDS_OF_REMOVALS = ("title", "byline", "dateline", "date_published", "date_modified", "credits", "captions")
FIELDS_OF_PAGES: tuple[FieldOfPage, ...] = get_args(FieldOfPage)
PROSE_WORDS = 8
"""Words of a line of running text that must survive; shorter sentences may be calls to do something."""
HEADING_LEVELS = range(1, 7)
DEPTHS = range(1, sys.maxsize)
"""Of list items."""


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(text)


def check_page_fields(article: Article) -> None:
    """What was taken out for a field gave that field; a field may also come from where readers do not look."""
    for removal in article.removals:
        if removal.moved_to is not None:
            assert getattr(article, removal.moved_to), f"{removal.raw!r} became no {removal.moved_to}"
    moved = {name: [(r.span, r.raw) for r in article.removals if r.moved_to == name] for name in FIELDS_OF_REMOVALS}
    assert (article.byline is None) == (not moved["byline"]), f"byline {article.byline!r} from {moved['byline']}"
    for name, values in (("credits", article.credits), ("captions", article.captions)):
        assert [(v.span, v.raw) for v in values] == moved[name], f"{name} {values} from {moved[name]}"
    if article.dateline is not None:
        assert (article.dateline.span, article.dateline.raw) in moved["dateline"]


def check_sources(article: Article) -> None:
    """Every field of the page says where its value is from, once, in the order of the fields, and no other does."""
    given, named = tuple(n for n in FIELDS_OF_PAGES if getattr(article, n)), tuple(n for n, _ in article.sources)
    assert given == named, f"fields {given}, sources {article.sources}"


def check_blocks(article: Article) -> None:
    """Blocks of a page are plain text, their levels are levels, and their links stand inside them, in order."""
    for block in article.blocks:
        assert not block.marked, f"{block} is no text"
        assert block.plain == block.text, f"{block} has marks"
        assert block.text == block.text.strip("\n"), f"{block} has empty lines around it"
        levels = {BlockKind.HEADING: HEADING_LEVELS, BlockKind.LIST_ITEM: DEPTHS}.get(block.kind, (None,))
        assert block.level in levels, f"{block} has a level that is none"
        edges = [block.span[0], *(edge for link in block.links for edge in link.span), block.span[1]]
        assert edges == sorted(edges), f"{block} has links outside it or out of order"


def check_page_idempotence(article: Article, options: Options) -> None:
    """The body, cleaned as a text, loses no running text and no character that would be repaired.

    A text does not carry its page's title, nor which of its short lines are headings, items and cells; so lines of a
    few words may look like a headline or a menu there, items may run together to a paragraph, and what a page shows as
    the source of a Markdown link is one.  Nor does it carry what the page's model said: what a rule that is not certain
    finds may have been kept on that evidence.
    """
    removed = [
        r
        for r in _removed_from_text(article.text, options)
        if is_prose(r.raw) and "](" not in r.raw and any(r.raw in block.text for block in article.blocks)
    ]
    wrong = [(r.kind.value, r.judge, r.rule, r.raw) for r in removed if r.moved_to or r.confidence >= CERTAIN]
    assert not wrong, f"cleaning the body removes {wrong}"
    try:
        again = clean(article.text, options=options)
    except NoContent:
        prose = [block.text for block in article.blocks if is_prose(block.text)]
        assert len(prose) <= len(removed), "all of a body with running text is removed"
    else:
        assert not again.repairs, f"cleaning the body repairs {again.repairs}"


def _removed_from_text(text: str, options: Options) -> list[Removal]:
    """What the judges of text take out of one, also where nothing is left."""
    return [v.removal for v in judge(Document.of(text, segment(text), load_lexicon()), options).verdicts]


def is_prose(text: str) -> bool:
    """Whether a piece of text is running text rather than a line of a few words."""
    return len(words(text)) >= PROSE_WORDS and text.rstrip().endswith((".", "!", "?", "。", "।", "؟"))


def check_page(article: Article, options: Options) -> None:
    """Every invariant of one page's article."""
    check_conservation(article)
    check_verbatim(article)
    check_unicode(article)
    check_page_fields(article)
    check_sources(article)
    check_blocks(article)
    check_page_idempotence(article, options)
