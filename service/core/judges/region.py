"""Where on a page its main content is: the smallest element that holds most of the words outside menus and margins.

Everything is counted once for each element that holds a block or is around one, so the cost is linear however deep a
page nests.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from service.core.document import Document
from service.core.model import Element, Kind

MAIN_SHARE = 0.6
"""Share of the words that the main element holds at least.  On a third of the development pages .5, .6 and .7 give
word-F1 .858, .860 and .859 together with the extractor's verdict, .9 gives less."""
MAIN_SHARE_OF_THREADS = 0.9
"""The same on threads, where the first post may hold most of the words, but the answers stand beside it.  On the 112
threads of the development pages .6 gives word-F1 .756 and recall .871, .9 gives .756 and .874."""

MOST_SHARE = 0.5
"""Share of a page's words from which an element is the page itself, whatever its name: whole pages stand in one form
(ASP.NET), in an ``aside`` or under a class that says "sidebar"."""
MOST_MIN_WORDS = 30
"""Words from which that holds: on a page with next to no text, the menu is most of it."""

LINK_SHARE = 0.6
"""Share of linked characters from which a short block is a link, not text."""
LINK_MAX_WORDS = 15
"""Words up to which a block is short for that."""

FURNITURE: Mapping[str, Kind] = MappingProxyType(
    {
        "nav": Kind.NAVIGATION,
        "footer": Kind.OTHER,
        "aside": Kind.WIDGET,
        "header": Kind.NAVIGATION,
        "form": Kind.WIDGET,
        "button": Kind.WIDGET,
        "dialog": Kind.WIDGET,
        "label": Kind.WIDGET,
    }
)
"""Landmarks that are no main content, and what their text most often is."""

NEVER_MAIN = frozenset({"footer", "dialog"})
"""Those of them whose text is no content though the extractor may keep it: on a third of the development pages less
than .01 of it is gold.  What it keeps in an ``aside`` or a page's ``header`` is gold now and then."""

EXEMPT_WHEN_MOST = frozenset({"aside", "header", "form", "button", "dialog", "label"})
"""Those of them that stand around whole pages now and then."""

ROLES = (
    (
        Kind.COMMENTS,
        "comments?(?:list|area|section|form|count|box|thread|wrapper)?|respond|kommentar\\w*|comentarios?|commentaires?|commenti|"
        "yorum\\w*|reacties|komentar\\w*|disqus(?:_thread)?|replies",
    ),
    (
        Kind.RELATED,
        "related\\w*|recommend(?:ed|ations?)\\w*|read-?(?:next|also|more)|more-?(?:stories|news|articles|posts)",
    ),
    (
        Kind.RELATED,
        "also-?(?:like|read)|popular|trending|most-?(?:read|viewed|popular)|outbrain|taboola|up-?next|teasers?",
    ),
    (Kind.NEWSLETTER, "newsletter\\w*|subscri(?:be|ption)|sign-?up"),
    (Kind.SHARE, "share|sharing|share-?(?:bar|buttons?|links?|tools?)|social(?:-?\\w+)?|addtoany\\w*|sharedaddy|sns"),
    (Kind.PAGING, "pagination|pager|paging|post-?nav(?:igation)?|nav-?(?:links|below|above)|next-?prev|prev-?next"),
    (Kind.NAVIGATION, "breadcrumbs?|crumbs?|menu|navbar|toc-?(?:list|container)?|skip-?link"),
    (Kind.AUTHOR_BIO, "author-?(?:bio|box|info|card|description|profile)|about-?(?:the-?)?author|biography"),
    (Kind.TAGS, "tags?|tag-?(?:list|links|cloud)|tags?-?links|keywords"),
    (Kind.CONSENT, "cookies?|cookie-?\\w+|consent|gdpr\\w*"),
    (Kind.PAYWALL, "paywall\\w*|regwall|metering"),
    (
        Kind.ADVERT,
        "advert(?:s|isement|ising|orial)?|sponsored?|promo(?:s|tion|ted|box)?|ad-?(?:slot|unit|banner|container)|dfp",
    ),
    (Kind.WIDGET, "widgets?|sidebar|side-?bar|popup|modal|toolbar|rating-?\\w*|print-?only"),
)
"""What class names and ids say of a part of the main element, as words between spaces, hyphens and underscores."""

WEAK = frozenset({Kind.TAGS, Kind.PAGING})
"""Kinds whose names say what a part is but not that it goes: of the words under them that the extractor leaves out,
.3 to .7 are gold on a third of the development pages (threads in a pager, tag lists that annotators keep)."""

_ROLE = re.compile("|".join(f"(?P<r{i}>(?:^|[ _-])(?:{words})(?=[ _-]|$))" for i, (_, words) in enumerate(ROLES)))


_NOTES = re.compile(r"(?:^|[ _-])(?:foot-?notes?|end-?notes?|references|bibliography|doc-endnotes)(?=[ _-]|$)")


class Place(StrEnum):
    """Where a block stands as seen from the main content."""

    MAIN = "main"
    NAMED = "named"
    """In the main element, but in a part whose name says that it is something else."""
    NOTES = "notes"
    """Footnotes and references: part of the article, wherever they stand."""
    FURNITURE = "furniture"
    """In a menu, a footer or a form."""
    LINK = "link"
    """In the main element, but short and nothing but a link."""
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a block stands, and what its surroundings say it is."""

    place: Place
    kind: Kind | None
    why: str
    """A few words: the landmark or the class name that says so."""


@dataclass(slots=True)
class _Node:
    """What is counted of one element."""

    element: Element
    words: int = 0
    kept: int = 0
    """Words outside of furniture."""
    furniture: str | None = None
    named: tuple[Kind, str] | None = None
    in_main: bool = False
    notes: bool = False


def role_of(element: Element) -> tuple[Kind, str] | None:
    """What the class names and the id of an element say it is, and the word that says so."""
    if not element.tokens:
        return None
    match = _ROLE.search(" ".join(element.tokens))
    if match is None or match.lastgroup is None:
        return None
    return ROLES[int(match.lastgroup[1:])][0], match[0].strip(" _-")


def standings(document: Document, *, is_thread: bool = False) -> list[Standing]:
    """The standing of every block of a page; all in the main element when the page has too little text to tell.

    Args:
        document: All blocks of the page.
        is_thread: Other people's posts are the content: what is named comments or replies is part of it, wherever it
            stands.
    """
    elements = [block.element for block in document.blocks]
    words = [facts.words for facts in document.facts]
    nodes = _nodes(elements, words)
    total = sum(words)
    _mark(nodes, total)
    share = MAIN_SHARE_OF_THREADS if is_thread else MAIN_SHARE
    main = _main(nodes, [(e, n) for e, n in zip(elements, words, strict=True) if e is not None], share)
    _descend(nodes, main, share)
    found = []
    for block, facts, element in zip(document.blocks, document.facts, elements, strict=True):
        node = nodes[element] if element is not None else None
        link = block.link_density > LINK_SHARE and facts.words < LINK_MAX_WORDS
        found.append(_standing(node, link=link, is_thread=is_thread))
    return found


def _standing(node: _Node | None, *, link: bool, is_thread: bool) -> Standing:
    if node is None:
        return Standing(Place.MAIN, None, "")
    if node.notes:
        return Standing(Place.NOTES, None, "in the notes of the article")
    if node.furniture is not None:
        kind, why = FURNITURE[node.furniture], f"in <{node.furniture}>"
        if node.named:
            kind, why = node.named[0], f'{why}, under the name "{node.named[1]}"'
        return Standing(Place.FURNITURE if node.furniture in NEVER_MAIN else Place.OUTSIDE, kind, why)
    named = node.named[0] if node.named else None
    is_post = is_thread and named is Kind.COMMENTS
    why = f'under the name "{node.named[1]}"' if node.named else "in the main element"
    if not node.in_main and not is_post:
        return Standing(Place.OUTSIDE, named, why if named else "outside the main element")
    if named is not None and named not in WEAK and not is_post:
        return Standing(Place.NAMED, named, why)
    if link:
        return Standing(Place.LINK, None if is_post else named, "a short line that is a link")
    return Standing(Place.MAIN, None if is_post else named, why)


def _nodes(elements: Sequence[Element | None], words: Sequence[int]) -> dict[Element, _Node]:
    """The elements that hold blocks and those around them, outer ones first, with the words in each."""
    found: dict[Element, _Node] = {}
    for element in elements:
        here = element
        while here is not None and here not in found:
            found[here] = _Node(here)
            here = here.parent
    for element, count in zip(elements, words, strict=True):
        if element is not None:
            found[element].words += count
    ordered = sorted(found.values(), key=lambda node: node.element.depth)
    for node in reversed(ordered):
        if node.element.parent is not None:
            found[node.element.parent].words += node.words
    return {node.element: node for node in ordered}


def _mark(nodes: Mapping[Element, _Node], total: int) -> None:
    """Note the furniture, going down from the root."""
    for element, node in nodes.items():
        outer = nodes[element.parent] if element.parent is not None else None
        node.furniture = outer.furniture if outer is not None else None
        node.notes = outer is not None and outer.notes
        if node.furniture is None and not node.notes and element.tokens:
            node.notes = _NOTES.search(" ".join(element.tokens)) is not None
        if node.notes:
            continue
        if node.furniture is None:
            new = element.inside - outer.element.inside if outer is not None else element.inside
            node.furniture = next((name for name in FURNITURE if name in new and _holds(name, node, total)), None)


def _holds(name: str, node: _Node, total: int) -> bool:
    """Whether a landmark is furniture here: not the header of an article, and not what stands around the whole page."""
    if name == "header" and not node.element.inside.isdisjoint({"article", "main"}):
        return False
    return not (name in EXEMPT_WHEN_MOST and node.words >= MOST_MIN_WORDS and node.words > MOST_SHARE * total)


def _main(nodes: Mapping[Element, _Node], counts: Iterable[tuple[Element, int]], share: float) -> _Node | None:
    """The deepest element with a share of the words outside of furniture."""
    for element, count in counts:
        if nodes[element].furniture is None:
            nodes[element].kept += count
    for node in reversed(list(nodes.values())):
        if node.element.parent is not None:
            nodes[node.element.parent].kept += node.kept
    most = max((node.kept for node in nodes.values()), default=0)
    if not most:
        return None
    candidates = [node for node in nodes.values() if node.kept >= share * most]
    return max(candidates, key=lambda node: (node.element.depth, node.kept))


def _descend(nodes: Mapping[Element, _Node], main: _Node | None, share: float) -> None:
    """Note what is in the main element, and which parts of it are named after something else."""
    roles: dict[tuple[str, ...], tuple[Kind, str] | None] = {(): None}
    for element, node in nodes.items():
        outer = nodes[element.parent] if element.parent is not None else None
        node.in_main = main is None or node is main or (outer is not None and outer.in_main)
        node.named = outer.named if outer is not None else None
        around_main = main is not None and node.kept >= share * main.kept
        if node.named is None and not around_main:
            if element.tokens not in roles:
                roles[element.tokens] = role_of(element)
            node.named = roles[element.tokens]


def words_by_place(document: Document, found: Sequence[Standing]) -> Counter[Place]:
    """How many words stand where."""
    counts: Counter[Place] = Counter()
    for facts, standing in zip(document.facts, found, strict=True):
        counts[standing.place] += facts.words
    return counts
