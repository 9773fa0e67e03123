"""Plain characters as inline Markdown: escaped where a reader would see a mark, and with links where asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.core.link_targets import Target

# What opens a block at the start of a line: heading, quote, list item, fence, link definition.
_BLOCK_OPENERS = (
    re.compile(r"(?=#{1,6}(?:\s|$))"),
    re.compile(r"(?=>)"),
    re.compile(r"(?=[-+*](?:\s|$))"),
    re.compile(r"\d{1,9}(?=[.)](?:\s|$))"),
    re.compile(r"(?=~~~)"),
    re.compile(r"(?=\[[^\]\n]{1,999}\]:)"),
)
# What opens and what closes emphasis: an asterisk anywhere, an underscore only at the edge of a word.
_ASTERISK = (re.compile(r"\*(?=\S)"), re.compile(r"(?<=[^\s*])\*"))
_UNDERSCORE = (re.compile(r"(?<![^\W_])_(?=\S)"), re.compile(r"(?<=[^\s_])_(?![^\W_])"))
# A backslash that would escape, or break the line; a tag or an autolink; an entity; a bracket that would end the words
# of a link.
_ALWAYS = re.compile(r"\\(?=[\n!-/:-@\[-`{-~])|<(?=[A-Za-z/!?])|&(?=#?[0-9A-Za-z]{1,31};)|\](?=\()")
_STRIKE = re.compile(r"~~")
_RULE_MARKS = frozenset("-*_=")
_BRACKET = re.compile(r"[\[\]]")
_RUN_MARKS = frozenset("*_`~")
_BEFORE_BRACKET = frozenset("!\\")

_IN_URL = re.compile(r"[\\()<>]|&(?=#?[0-9A-Za-z]{1,31};)")
"""What means something in a destination (CommonMark 6.3); a backslash takes that away, and the URL stays as it is."""
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f]")
"""What no destination may hold; in a URL it is percent-encoded anyway."""


def _paired(text: str, marks: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    """Whether an opening mark stands before a closing one."""
    opener, closer = marks
    first = opener.search(text)
    return first is not None and closer.search(text, first.end()) is not None


def _every(text: str, mark: str) -> set[int]:
    return {i for i, character in enumerate(text) if character == mark}


def _opener(text: str) -> set[int]:
    """Where the mark stands that makes a block of another kind of the line, if any."""
    if text[:1] in _RULE_MARKS and not text.strip(text[0] + " \t"):
        return {0}
    return {match.end() for opener in _BLOCK_OPENERS if (match := opener.match(text))}


def _marks(text: str) -> set[int]:
    """Where the characters stand that would be read as marks."""
    at = {match.start() for match in _ALWAYS.finditer(text)}
    start = 0
    for line in text.split("\n"):
        at |= {start + place for place in _opener(line)}
        start += len(line) + 1
    if text.count("`") > 1:
        at |= _every(text, "`")
    # The mark of a line break would stand beside others, so that they would mean something else.
    broken = "\n" in text
    if broken or _paired(text, _ASTERISK):
        at |= _every(text, "*")
    if broken or _paired(text, _UNDERSCORE):
        at |= _every(text, "_")
    for match in _STRIKE.finditer(text):
        at |= {match.start(), match.start() + 1}
    return at


def escape(text: str) -> str:
    r"""Plain text as Markdown that reads the same; what cannot be mistaken for a mark stays, and so do line breaks.

    >>> escape("1. is not a list, 3 * 4 * 5 is no emphasis and snake_case_name neither")
    '1\\. is not a list, 3 * 4 * 5 is no emphasis and snake_case_name neither'
    >>> escape("*this* is, <b> is a tag, AT&T is none, &amp; is an entity")
    '\\*this\\* is, \\<b> is a tag, AT&T is none, \\&amp; is an entity'
    """
    return with_links(text, ())


def with_links(text: str, links: Sequence[Target]) -> str:
    r"""The same with links around the stretches of the text that they name, which are in order and apart.

    >>> with_links("the *new* plan [1]", [((4, 9), "https://a.b/c_(d)"), ((15, 18), "/e")])
    'the [\\*new\\*](https://a.b/c_\\(d\\)) plan [\\[1\\]](/e)'
    """
    at = _marks(text)
    inserts: list[tuple[int, str]] = []
    beside: set[str] = set()
    for (start, end), url in links:
        at |= {match.start() for match in _BRACKET.finditer(text, start, end)}
        # Before a link an exclamation mark would make an image of it; a backslash would escape its bracket, either one.
        at |= {i for i in (start - 1, end - 1) if i >= 0 and text[i] in _BEFORE_BRACKET}
        inserts += [(start, "["), (end, f"]({_destination(url)})")]
        beside.update(text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
    # A bracket inside a run of marks, or at its edge, makes other marks of it.
    for mark in beside & _RUN_MARKS:
        at |= _every(text, mark)
    # Both are in order at the same place: a link ends before the next begins, and a mark is escaped inside its link.
    inserts += [(i, "\\") for i in at]
    inserts.sort(key=lambda insert: insert[0])
    parts: list[str] = []
    position = 0
    for place, inserted in inserts:
        parts += [text[position:place], inserted]
        position = place
    parts.append(text[position:])
    return "".join(parts)


def _destination(url: str) -> str:
    """A URL as the destination of a link.

    >>> _destination("/a b?c=1&copy;")
    '/a%20b?c=1\\\\&copy;'
    """
    return _NOT_IN_URL.sub(lambda match: f"%{ord(match[0]):02X}", _IN_URL.sub(r"\\\g<0>", url))


def split(text: str, links: Sequence[Target], separator: str) -> list[tuple[str, list[Target]]]:
    """The parts of a text between separators, each with its own links; a link that reaches further is cut.

    >>> split("a b|c", [((2, 5), "/u")], "|")
    [('a b', [((2, 3), '/u')]), ('c', [((0, 1), '/u')])]
    """
    parts: list[tuple[str, list[Target]]] = []
    start = number = 0
    for part in text.split(separator):
        end = start + len(part)
        inside: list[Target] = []
        while number < len(links) and links[number][0][0] < end:
            (left, right), url = links[number]
            if max(left, start) < min(right, end):
                inside.append(((max(left, start) - start, min(right, end) - start), url))
            if right > end:
                break
            number += 1
        parts.append((part, inside))
        start = end + len(separator)
    return parts
