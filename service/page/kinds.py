"""What kind of page it is, as far as it says so itself."""

from __future__ import annotations

import re

from service.core.metadata import Metadata
from service.core.model import Element

ARTICLE_TYPES = frozenset(
    """article newsarticle blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle
    reviewnewsarticle askpublicnewsarticle liveblogposting techarticle scholarlyarticle medicalscholarlyarticle report
    socialmediaposting advertisercontentarticle satiricalarticle""".split()
)
"""Types of schema.org and Open Graph that an article gives itself."""

THREAD_TYPES = frozenset({"discussionforumposting", "qapage", "question"})
"""Types of a thread: other people's posts are its content."""

_THREAD_TOKENS = frozenset(
    """forum forums phpbb vbulletin xenforo discourse topic-page thread-view viewtopic question-page
    forum-topic""".split()
)
_THREAD_ADDRESS = re.compile(
    r"/(?:forums?|threads?|topics?|questions?|t|discussions?)/|viewtopic|showthread|//(?:forums?|community|discuss)\."
)


def is_article(metadata: Metadata) -> bool:
    """Whether a page says that it is an article."""
    return not ARTICLE_TYPES.isdisjoint(metadata.page_types)


def is_thread(metadata: Metadata, element: Element, url: str | None) -> bool:
    """Whether a page is a thread of a forum: by its types, its address, or the names on the outermost elements around
    an element of it."""
    if not THREAD_TYPES.isdisjoint(metadata.page_types):
        return True
    if is_article(metadata):
        return False
    address = metadata.canonical_url.value if metadata.canonical_url else url
    if address and _THREAD_ADDRESS.search(address.lower()[:500]):
        return True
    return any(not _THREAD_TOKENS.isdisjoint(tokens) for tokens in _outermost(element))


def _outermost(element: Element | None) -> list[tuple[str, ...]]:
    """The names on ``html`` and ``body``, and on the two elements in it."""
    chain: list[tuple[str, ...]] = []
    while element is not None:
        chain.append(element.tokens)
        element = element.parent
    return chain[-4:]
