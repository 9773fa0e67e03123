"""Documents for the tests of the model: small ones by hand, and ones that break what is not linear."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from service.core.document import Document
from service.core.model import Block, BlockKind, Element
from service.rules import load_lexicon

PARAGRAPH = "The council met on Monday to vote on the new bridge over the river."


def element(tag: str, parent: Element | None = None, *names: str) -> Element:
    """An element with class names."""
    return Element(tag, parent, names, frozenset(), parent.depth + 1 if parent else 0)


def block(text: str, holder: Element | None = None, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """A block that is all of its text."""
    return Block(kind, (0, len(text)), text, text, element=holder)


def document(blocks: Sequence[Block]) -> Document:
    """Blocks as the model gets them."""
    return Document.of("", blocks, load_lexicon())


def text_of(*lines: str) -> Document:
    """A text of these lines."""
    return document([block(line) for line in lines])


def small_page() -> Document:
    """A menu, an article with its headline, and a list of other articles."""
    html = element("html")
    body = element("body", html)
    nav = element("nav", body, "main-menu")
    article = element("article", body, "post", "entry-content")
    aside = element("aside", body, "related-posts")
    return document(
        [
            *[block(name, element("li", nav)) for name in ("Home", "News", "Sport")],
            block("Council votes on bridge", element("h1", article), BlockKind.HEADING),
            *[block(PARAGRAPH, element("p", article)) for _ in range(4)],
            *[block("Other story", element("li", aside, "card")) for _ in range(3)],
        ]
    )


def _deep(size: int, *names: str) -> list[Block]:
    """So many elements in one another, each with a block of its own."""
    blocks: list[Block] = []
    here = element("body")
    for i in range(size):
        here = element("div", here, *names, f"n{i}")
        blocks.append(block("word", here))
    return blocks


def _deep_beside_many(size: int) -> list[Block]:
    """Elements in one another, all around the same blocks."""
    here = element("body")
    for _ in range(size):
        here = element("div", here, "related", "content")
    return [block("word here", element("p", here)) for _ in range(size)]


def _wide(size: int) -> list[Block]:
    """Elements beside one another, each of its own name."""
    body = element("body")
    return [block(PARAGRAPH, element("div", body, f"card-{i}")) for i in range(size)]


def _many_names(size: int) -> list[Block]:
    """An element with many class names, around another with as many."""
    outer = element("div", element("body"), *[f"post-{i}" for i in range(size)])
    inner = element("p", outer, *[f"related-{i}" for i in range(size)])
    return [block(PARAGRAPH, inner), block("word", outer)]


def _long_name(size: int) -> list[Block]:
    """A class name that is nearly all hyphens, and one of many parts."""
    return [block("word", element("div", element("body"), "-" * size, "read-more-" * size))]


HOSTILE: Mapping[str, Callable[[int], list[Block]]] = MappingProxyType(
    {
        "one-word blocks": lambda n: [block("word") for _ in range(n)],
        "different words": lambda n: [block(f"word{i}") for i in range(n)],
        "one block": lambda n: [block("word " * n)],
        "one word": lambda n: [block("a" * 5 * n)],
        "spaceless": lambda n: [block("東京都" * n)],
        "empty blocks": lambda n: [block("") for _ in range(n)],
        "paragraphs between words": lambda n: [block(text) for _ in range(n // 2) for text in (PARAGRAPH, "word")],
        "headings": lambda n: [block("Council", kind=BlockKind.HEADING) for _ in range(n)],
        "deep": _deep,
        "deep, all related": lambda n: _deep(n, "related", "share", "content", "card"),
        "deep around many": _deep_beside_many,
        "wide": _wide,
        "many names": _many_names,
        "long name": _long_name,
    }
)
