"""Where the headline of a whole page stands: the line that the page's first line, its document title, begins with."""

from __future__ import annotations

from collections.abc import Container

from service.core.document import Document
from service.core.lexicon import cue_key
from service.core.model import BlockKind
from service.core.topic import content_words, shared_share

HEADLINE_MIN_LENGTH = 12
"""Characters of the key; shorter lines that begin the page title are section labels ("News | The Daily")."""
HEADLINE_MIN_WORDS = 3
"""Words; the names of sections are shorter."""
HEADLINE_DISTANCE = 8
"""Blocks between a headline that nothing else proves and the article: byline, date, kicker, caption."""
TAKEN_UP_SHARE = 0.5
"""Share of a headline's content words that the article takes up."""
_SEPARATORS = tuple("|-–—:·•»/,(&")


def is_title_of(key: str, page_title: str) -> bool:
    """Whether a line is the page title, or all of it before a separator and the site's name. Both are ``cue_key``
    forms.

    >>> is_title_of("how meditation rewires brains", "how meditation rewires brains | opinion")
    True
    >>> is_title_of("how meditation", "how meditation rewires brains | opinion")
    False
    """
    if len(key) < HEADLINE_MIN_LENGTH or not page_title.startswith(key):
        return False
    rest = page_title[len(key) :].lstrip()
    return not rest or rest.startswith(_SEPARATORS)


def _looks_like_headline(document: Document, index: int) -> bool:
    block, facts = document.blocks[index], document.facts[index]
    return facts.cue is None and facts.words >= HEADLINE_MIN_WORDS and not block.plain.endswith((".", ":", "。"))


def _taken_up(document: Document, index: int, region: tuple[int, int]) -> bool:
    """Whether the article takes up the words of a line."""
    words = content_words(document.blocks[index].plain)
    body = frozenset[str]().union(*(content_words(b.plain) for b in document.blocks[region[0] : region[1]]))
    return bool(words) and shared_share(words, body) >= TAKEN_UP_SHARE


def headline_of_page(document: Document, region: tuple[int, int], furniture: Container[int]) -> int | None:
    """The headline above the article in blocks ``region`` of a whole page.

    It is the last line there that repeats the page title; or a level-1 heading; or the nearest line above the article
    which has nothing but ``furniture`` (bylines, dates, share buttons) below it, or whose words the article takes up.
    """
    page_title = cue_key(document.blocks[0].plain)
    above = range(region[0])
    repeats = [i for i in above if i and is_title_of(cue_key(document.blocks[i].plain), page_title)]
    if repeats:
        return repeats[-1]
    headings = [i for i in above if document.blocks[i].kind is BlockKind.HEADING and document.blocks[i].level == 1]
    if headings:
        return headings[-1]
    near = range(region[0] - 1, max(-1, region[0] - 1 - HEADLINE_DISTANCE), -1)
    lines = [i for i in near if i not in furniture]
    above_furniture = lines[:1] if near and near[0] in furniture else []
    candidates = (i for i in lines if i in above_furniture or _taken_up(document, i, region))
    return next((i for i in candidates if _looks_like_headline(document, i)), None)
