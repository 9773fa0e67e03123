"""Where the headline of a whole page stands: the line that the page's first line, its document title, begins with."""

from __future__ import annotations

from service.core.document import Document
from service.core.lexicon import cue_key
from service.core.model import BlockKind

HEADLINE_MIN_LENGTH = 12
"""Characters of the key; shorter lines that begin the page title are section labels ("News | The Daily")."""
_SEPARATORS = tuple("|-–—:·•»/,(&")


def is_title_of(key: str, page_title: str) -> bool:
    """Whether a line is the page title, or all of it before a separator and the site's name. Both are ``cue_key`` forms.

    >>> is_title_of("how meditation rewires brains", "how meditation rewires brains | opinion")
    True
    >>> is_title_of("how meditation", "how meditation rewires brains | opinion")
    False
    """
    if len(key) < HEADLINE_MIN_LENGTH or not page_title.startswith(key):
        return False
    rest = page_title[len(key) :].lstrip()
    return not rest or rest.startswith(_SEPARATORS)


def headline_of_page(document: Document, region_start: int) -> int | None:
    """The block before ``region_start`` that repeats the page title (the last such), or the last level-1 heading there."""
    if not document.blocks:
        return None
    page_title = cue_key(document.blocks[0].plain)
    headline: int | None = None
    for i in range(region_start):
        block = document.blocks[i]
        if i and is_title_of(cue_key(block.plain), page_title):
            headline = i
        elif headline is None and block.kind is BlockKind.HEADING and block.level == 1:
            headline = i
    return headline
