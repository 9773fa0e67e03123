"""Links and images in Markdown: where their marks stand, and which text is inside them.

One pass over the brackets.  The scans for a destination never run over the start of another destination, save for a
bounded title, so the cost is linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from service.core.spans import Span

_BRACKET = re.compile(r"\\.|!?\[|\]|<(?:https?:|mailto:|www\.)[^<>\s]*+>")
_TITLE_LIMIT = 300
"""Characters of a title that holds quotation marks of its own; longer ones are cut by no tool we know."""
# Not possessive around the title: Python before 3.11.5 fails possessive groups whose inside has alternatives.
_DESTINATION = re.compile(
    rf"""\(\s*+
    (?P<url><[^<>\n]*+>|[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)
    (?:\s++(?:"(?:[^"]|"(?!\s{{0,9}}\))){{0,{_TITLE_LIMIT}}}"|'[^']*+'|\([^()]*+\)))?
    \s*+\)""",
    re.VERBOSE,
)
_SPACED_URL = re.compile(r"\((?:https?:|/)[^()<>\n]*+\)")
_REFERENCE = re.compile(r"\[[^\[\]\n]{0,60}+\]")
_URL_SIGNS = re.compile(r"[/:.#?<]")
_LETTERS = re.compile(r"[^\W\d_]")
_REFERENCE_MIN_LENGTH = 3
"""Characters of a label that may carry a reference; shorter ones are footnotes (``[a][b]``)."""


@dataclass(slots=True)
class Marked:
    """Marks to leave out, in order of their ends, and the labels of the outermost links."""

    marks: list[Span] = field(default_factory=list)
    labels: list[Span] = field(default_factory=list)
    parted: set[int] = field(default_factory=set)
    """Where the marks after an image or a link start that touches what follows it: a space stands for them."""

    def add(self, whole: Span, label: Span, *, image: bool) -> None:
        self.marks += [(whole[0], label[0]), (label[1], whole[1])]
        if not image:
            while self.labels and self.labels[-1][0] >= label[0]:
                self.labels.pop()
            self.labels.append(label)


def _destination_end(text: str, close: int, label: str, before: str) -> int:
    """Where the link ends whose label closes at ``close``; -1 when that is no link."""
    following = text[close + 1 : close + 2]
    if following == "(":
        match = _DESTINATION.match(text, close + 1)
        if match is None:
            match = _SPACED_URL.match(text, close + 1)
            return match.end() if match else -1
        url = match["url"]
        if url and not _URL_SIGNS.search(url) and (before.isalnum() or not _LETTERS.search(label)):
            return -1  # ``f[x](y)`` and ``[1](note)`` are not links
        return match.end()
    if following == "[" and len(label) >= _REFERENCE_MIN_LENGTH and _LETTERS.search(label):
        match = _REFERENCE.match(text, close + 1)
        return match.end() if match else -1
    return -1


def destination(mark: str) -> str:
    """The URL in the closing mark of an inline link; empty when it names none.

    >>> destination('](https://a.b/c_(d) "title")'), destination("](<a b>)"), destination("](/a b)"), destination("]()")
    ('https://a.b/c_(d)', 'a b', '/a b', '')
    """
    match = _DESTINATION.match(mark, 1)
    if match is None:
        return mark[2:-1].strip()
    url = match["url"]
    return url[1:-1] if url.startswith("<") else url


def find_links(text: str) -> Marked:
    """The marks of all links, images and autolinks of a text, and the labels of the links.

    Leaves alone: footnotes (``[1]``), editorial brackets (``[sic]``), indexing (``f[x](y)``).

    >>> found = find_links("see [the *plan*](https://a.b/c_(d) \\"title\\").")
    >>> found.marks, found.labels
    ([(4, 5), (15, 43)], [(5, 15)])
    """
    found = Marked()
    open_brackets: list[tuple[int, int]] = []
    position = 0
    for token in _BRACKET.finditer(text):
        start, end = token.span()
        if start < position:
            continue
        sign = text[start]
        if sign == "\\":
            continue
        if sign == "<":
            found.add((start, end), (start + 1, end - 1), image=False)
        elif sign != "]":
            open_brackets.append((start, end))
        elif open_brackets:
            whole_start, label_start = open_brackets.pop()
            following = text[end : end + 1]
            if following in ("(", "["):
                label = text[label_start : min(start, label_start + _REFERENCE_MIN_LENGTH * 40)]
                stop = _destination_end(text, start, label, text[max(0, whole_start - 1) : whole_start])
                if stop > 0:
                    image = label_start - whole_start > 1
                    found.add((whole_start, stop), (label_start, start), image=image)
                    after = text[stop : stop + 1]
                    if after in ("[", "!") or (image and after.isalnum()):
                        found.parted.add(start)
                    position = stop
    return found


def only_images(text: str) -> bool:
    """Whether a text is nothing but images, each perhaps inside a link.

    >>> only_images("[![a map](map.png)](https://a.b/) ![](b.png)")
    True
    >>> only_images("[![a map](map.png) Read more](https://a.b/)")
    False
    """
    if not text.startswith(("![", "[![")) or not text.endswith(")"):
        return False
    position = 0
    for start, end in images(text):
        if text[position:start].strip():
            return False
        position = end
    return not text[position:].strip()


def images(text: str) -> list[Span]:
    """The images of a text, with the link around them where there is nothing else in it."""
    found = find_links(text)
    spans: list[Span] = []
    for (start, label_start), (label_end, end) in zip(found.marks[::2], found.marks[1::2], strict=True):
        if text[start] == "!":
            spans.append((start, end))
        elif spans and text[label_start:label_end].strip() == text[slice(*spans[-1])]:
            spans[-1] = (start, end)
    return spans
