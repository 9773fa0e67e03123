"""Characters that steer the direction of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.core.repair.edits import NOTHING, Edit, Found
from service.core.repair.watched import WATCHED

_CONTROL = re.compile(f"[{WATCHED['bidi_control']}]")
_MARKS = frozenset("\u061c\u200e\u200f")
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_END_OF_EMBEDDING = "\u202c"
_END_OF_ISOLATE = "\u2069"
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their kin, without marks, points and digits that they share.
_RIGHT_TO_LEFT = re.compile(
    "[\u05d0-\u05f4\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u070d\u0710"
    "\u0712-\u072f\u074d-\u07a5\u07b1-\u07ea\u07f4\u07f5\u0800-\u0815\u0840-\u0858\u0860-\u08c9"
    "\ufb1d\ufb1f-\ufdfb\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001e943]"
)


def bidi_control(text: str) -> Found:
    r"""Drop marks of direction where nothing runs right to left, and embeddings and isolates that nothing closes.

    An embedding, override or isolate counts within its line, as a paragraph ends them all: one that is closed, and
    properly nested, stays, the others would turn what a browser writes after them.  The marks (U+200E, U+200F, U+061C)
    stay on lines that have letters written from right to left: there they put punctuation where it belongs.

    >>> bidi_control("\u200eTitle\u202c \u202aC:\u202c").edits
    [(0, 1, ''), (6, 7, '')]
    >>> bidi_control("\u200fשלום!\u200f").edits
    []
    """
    if text.isascii():
        return NOTHING
    edits: list[Edit] = []
    position = 0
    for line in text.split("\n"):
        if not line.isascii():
            edits.extend((position + at, position + at + 1, "") for at in _meaningless(line))
        position += len(line) + 1
    return Found(edits)


def _meaningless(line: str) -> Iterator[int]:
    """Where the controls stand that mean nothing, in order."""
    found = [match.start() for match in _CONTROL.finditer(line)]
    if not found:
        return
    marks_matter = _RIGHT_TO_LEFT.search(line) is not None
    closed = _closed(line, found)
    for at in found:
        if not (marks_matter if line[at] in _MARKS else at in closed):
            yield at


def _closed(line: str, found: list[int]) -> frozenset[int]:
    """Where the controls stand that open or close a part of the line, both in their place (Unicode Annex 9).

    The end of an isolate ends the embeddings that were opened in it; that of an embedding no isolate.
    """
    closed: list[int] = []
    opened: list[int] = []
    isolates = 0
    for at in found:
        character = line[at]
        if character in _EMBEDDINGS or character in _ISOLATES:
            opened.append(at)
            isolates += character in _ISOLATES
        elif character == _END_OF_EMBEDDING and opened and line[opened[-1]] in _EMBEDDINGS:
            closed += (opened.pop(), at)
        elif character == _END_OF_ISOLATE and isolates:
            while line[opened[-1]] not in _ISOLATES:
                opened.pop()
            closed += (opened.pop(), at)
            isolates -= 1
    return frozenset(closed)
