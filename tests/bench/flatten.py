"""A page to plain text, as a simple scraper does it: one line for each block element, nothing judged.

And the labels of those lines, from the gold paragraphs, which are all that the news pages come with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import html as lxml_html  # type: ignore[import-untyped]  # lxml ships no types

from service.language import identify_language
from tests.bench.metrics import Label

UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "textarea"})
"""Elements whose text no reader sees."""
# fmt: off
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "rp", "rt", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))
# fmt: on
"""Elements that do not end a line; every other element does."""

_SPACE = re.compile(r"\s+")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def flatten(page: str) -> list[str]:
    """The lines of a page.

    >>> flatten("<body><h1>A <b>title</b></h1><script>x()</script><p>One<br>two</p></body>")
    ['A title', 'One', 'two']
    """
    root = lxml_html.document_fromstring(_XML_DECLARATION.sub("", page).lstrip())
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(_pieces(root)).split("\0"))
    return [line for line in lines if line]


def _pieces(root: Any) -> Iterator[str]:
    """Texts, with a NUL where a line ends.  Pages nest too deep for recursion."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        seen = isinstance(element.tag, str) and element.tag not in UNSEEN
        ends_line = not isinstance(element.tag, str) or element.tag not in INLINE
        if leaving:
            if seen and ends_line:
                yield "\0"
            yield element.tail or ""
            continue
        stack.append((element, True))
        if seen:
            if ends_line:
                yield "\0"
            yield element.text or ""
            stack.extend((child, False) for child in reversed(element))


_NOT_WORD = re.compile(r"[\W_]+")
SHINGLE = 6
"""Word characters; shorter shingles are shared by unrelated texts, longer ones miss across small differences."""
CONTENT_FROM, BOILERPLATE_BELOW = 0.9, 0.2
"""Share of a line's shingles that are in the gold; between the two the label is left open."""
MIN_LABELLED = 20
"""Word characters; a shorter line that the gold contains may do so by chance, so its label is left open."""


def label_lines(lines: Sequence[str], paragraphs: Iterable[str]) -> list[Label]:
    """1 for lines that the gold contains, 0 for those that share little with it, ``None`` for the rest.

    >>> label_lines(["Home and garden", "The council met on Monday at noon."], ["The council met on Monday at noon."])
    [0, 1]
    """
    gold: set[str] = set()
    for paragraph in paragraphs:
        gold.update(_shingles(paragraph))
    return [_label(line, gold) for line in lines]


def _shingles(text: str) -> list[str]:
    letters = _NOT_WORD.sub("", text).casefold()
    return [letters[i : i + SHINGLE] for i in range(max(1, len(letters) - SHINGLE + 1))]


def _label(line: str, gold: set[str]) -> Label:
    shingles = _shingles(line)
    share = sum(s in gold for s in shingles) / len(shingles)
    if share <= BOILERPLATE_BELOW:
        return 0
    return 1 if share >= CONTENT_FROM and len(shingles) + SHINGLE > MIN_LABELLED else None


_DECLARED = re.compile(r"<html[^>]{0,500}\blang=[\"']?([a-zA-Z]{2,3})")
DECLARED_WITHIN = 20_000
"""Characters at the head of a page in which the ``html`` element stands."""
SAME_LANGUAGE = {"nb": "no", "nn": "no"}


def language_of(page: str, paragraphs: Sequence[str]) -> str:
    """The language that the page declares, else the one its paragraphs look like; ``und`` when there is neither."""
    match = _DECLARED.search(page[:DECLARED_WITHIN])
    code = match[1].lower() if match else identify_language(" ".join(paragraphs)) or "und"
    return SAME_LANGUAGE.get(code, code)
