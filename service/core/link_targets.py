"""The links of the body: where their words stand in the source, and where they lead."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from service.core.links import destination, find_links, only_images
from service.core.model import BlockKind, BodyBlock, Link
from service.core.spans import Span

NO_LINKS = frozenset({BlockKind.CODE, BlockKind.RULE})
"""Kinds of blocks whose brackets are text."""

_NOWHERE = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
"""Schemes that run or hold something instead of leading somewhere; browsers no longer follow them from a document."""
_IGNORED_IN_URL = re.compile(r"[\x00-\x20\x7f-\x9f]+")
"""What a browser drops from a URL at its start, or anywhere (WHATWG URL, basic parser): it can hide a scheme."""
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]{1,99})\]:[ \t]{0,9}<?([^\s<>]++)", re.MULTILINE)
"""A link definition of Markdown: ``[label]: url``."""

Target = tuple[Span, str]
"""The span of a link's words in a block's text, and its URL."""


def leads_somewhere(url: str) -> bool:
    """Whether a URL is one to follow: not empty, and not a script or data in its place.

    >>> leads_somewhere("/news"), leads_somewhere(" Java\\nScript:alert(1)"), leads_somewhere(" ")
    (True, False, False)
    """
    bare = _IGNORED_IN_URL.sub("", url)
    return bool(bare) and not _NOWHERE.match(bare)


def find_targets(text: str, definitions: dict[str, str]) -> list[Target]:
    """The Markdown links and autolinks of a text that have words, in order, outermost ones.

    ``definitions`` are those of the whole source; a reference to none of them is no link.

    >>> find_targets("see [the *plan*](https://a.b/c_(d) \\"title\\") and <https://e.f>", {})
    [((5, 15), 'https://a.b/c_(d)'), ((49, 60), 'https://e.f')]
    >>> find_targets("see [the plan][1], [sic]", {"1": "/plan"})
    [((5, 13), '/plan')]
    """
    found = find_links(text)
    ends = dict(found.marks)
    targets: list[Target] = []
    for start, end in found.labels:
        label = text[start:end]
        if label.strip() and not only_images(label.strip()):
            url = _url(text[end : ends[end]], label, definitions)
            if leads_somewhere(url):
                targets.append(((start, end), url))
    return targets


def _url(mark: str, label: str, definitions: dict[str, str]) -> str:
    """The URL that the closing mark of a link names; empty when it names none."""
    if mark.startswith("]["):
        return definitions.get(_folded(mark[2:-1] or label), "")
    return label if mark == ">" else destination(mark)


def _folded(label: str) -> str:
    """A label of a link definition as it is compared: case and white space do not matter."""
    return " ".join(label.split()).casefold()


def link_definitions(source: str) -> dict[str, str]:
    """The link definitions of a text by label; of several with one label the first holds.

    >>> link_definitions("[1]: https://a.b\\n[ The  Plan ]: </c> 'title'\\n[1]: /d")
    {'1': 'https://a.b', 'the plan': '/c'}
    """
    definitions: dict[str, str] = {}
    for match in _DEFINITION.finditer(source):
        definitions.setdefault(_folded(match[1]), match[2])
    return definitions


def _ink(text: str) -> list[int]:
    """Where the characters are that are not white space."""
    return [i for i, character in enumerate(text) if not character.isspace()]


def span_mover(text: str, other: str) -> Callable[[Span], Span]:
    """A function from a span of a text to the same stretch of another one, which equals it up to white space.

    A span of nothing but white space becomes an empty one.

    >>> move = span_mover("a hard wrap", "a hard\\n  wrap")
    >>> move((2, 10)), move((1, 2))
    ((2, 12), (0, 0))
    """
    if text == other:
        return lambda span: span
    here, there = _ink(text), _ink(other)

    def move(span: Span) -> Span:
        first, last = bisect_left(here, span[0]), bisect_left(here, span[1]) - 1
        return (there[first], there[last] + 1) if first <= last < len(there) else (0, 0)

    return move


def links_of(source: str, blocks: Iterable[BodyBlock]) -> list[Link]:
    """The links of the body, in order: those that a page's blocks carry, and the Markdown links of a text's.

    >>> text = "Read [the plan](https://a.b) now."
    >>> links_of(text, [BodyBlock(BlockKind.PARAGRAPH, text, "Read the plan now.", (0, len(text)))])
    [Link(url='https://a.b', span=(6, 14))]
    """
    links: list[Link] = []
    definitions: dict[str, str] | None = None
    for block in blocks:
        if not block.marked:
            links += [link for link in block.links if leads_somewhere(link.url)]
        elif block.kind not in NO_LINKS and ("](" in block.text or "][" in block.text or "<" in block.text):
            if definitions is None:
                definitions = link_definitions(source)
            links += _marked_links(source, block, definitions)
    return links


def _marked_links(source: str, block: BodyBlock, definitions: dict[str, str]) -> Iterator[Link]:
    start, end = block.span
    targets = find_targets(block.text, definitions)
    move = span_mover(block.text, source[start:end])
    for span, url in targets:
        left, right = move(span)
        yield Link(url, (start + left, start + right))
