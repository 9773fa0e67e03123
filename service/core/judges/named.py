"""Parts of a page that are named after something else, though the model keeps them.

The model has read the same names, but in pages by the thousand words; on a short page it may overlook a small part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from service.core.document import Document
from service.core.judges.roles import role_of
from service.core.model import Element, Finding, Kind

JUDGE = "named"

CONFIDENCES: Mapping[Kind, float] = MappingProxyType(
    {
        Kind.AUTHOR_BIO: 0.9,
        Kind.CONSENT: 0.9,
        Kind.NEWSLETTER: 0.75,
        Kind.SHARE: 0.7,
        Kind.COMMENTS: 0.8,
    }
)
"""That what the model keeps under such a name is no content: the share of such words that are not gold, on development
pages that the model had not seen.  Under the other names (related, widget, tags, paywall, advert, navigation) most of
what it keeps is gold."""

MOST = 0.5
"""Share of the kept words from which an element is the content itself, whatever its name."""


def judge_named(document: Document, kept: Collection[int], *, is_article: bool) -> Iterator[Finding]:
    """Propose the kept blocks of a page that stand in a part named after something else.

    Args:
        document: All blocks of the page.
        kept: Which of them the model keeps.
        is_article: The page is taken for an article: elsewhere, comments may be its content.
    """
    words = _words(document, kept)
    most = MOST * sum(document.facts[i].words for i in kept)
    known: dict[Element, tuple[Kind, str] | None] = {}
    for i in kept:
        named = _named(document.blocks[i].element, words, most, known)
        if named is None or (named[0] is Kind.COMMENTS and not is_article):
            continue
        block = document.blocks[i]
        yield Finding(
            block=i,
            span=block.span,
            kind=named[0],
            judge=JUDGE,
            rule=named[0].value,
            confidence=CONFIDENCES[named[0]],
            reason=f'in a part of the page under the name "{named[1]}"',
        )


def _words(document: Document, kept: Collection[int]) -> Counter[Element]:
    """The kept words in each element that holds some: inner elements hand theirs on, each once."""
    words: Counter[Element] = Counter()
    for i in kept:
        element = document.blocks[i].element
        while element is not None and element not in words:
            words[element] = 0
            element = element.parent
        element = document.blocks[i].element
        if element is not None:
            words[element] += document.facts[i].words
    for element in sorted(words, key=lambda e: -e.depth):
        if element.parent is not None:
            words[element.parent] += words[element]
    return words


def _named(
    element: Element | None,
    words: Mapping[Element, int],
    most: float,
    known: dict[Element, tuple[Kind, str] | None],
) -> tuple[Kind, str] | None:
    """The kind and the name of the innermost named part around an element; ``known`` remembers the answers."""
    chain: list[Element] = []
    found = None
    while element is not None and words[element] < most:
        if element in known:
            found = known[element]
            break
        chain.append(element)
        role = role_of(element)
        if role is not None and role[0] in CONFIDENCES:
            found = role
            break
        element = element.parent
    known.update(dict.fromkeys(chain, found))
    return found
