"""Inline elements that stand on lines of their own, as BeautifulSoup's ``get_text("\\n")`` leaves them.

    I highly recommend
    KiCad
    if you're looking to get started.

A break is joined on the evidence of the three lines around it.  The rules were drawn from the breaks of 452 pages whose
markup says which text nodes are in one paragraph (300 English pages, 152 in 33 countries).  Of the breaks that a rule
joins there, 96 to 99 in 100 are inside a paragraph.

Left alone: labels, lists of short items in lower case, headings and bylines, and everything beyond a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.model import BlockKind
from service.core.segment.lines import Layout, Line
from service.core.segment.sentences import Facts, Tail, ends_sentence, facts_of

RUNNING_WORDS = 5
"""Words; C4's threshold for a line of prose.  Shorter lines that start in lower case are labels as often as text."""
LONG_WORDS = 10
"""Words; a line in lower case this long goes on with a sentence 97 times in 100."""
LABEL_MAX_WORDS = 3
"""Words of a line before an opening bracket that may be a label."""
INSERTED_MAX_WORDS = 8
"""Words of a link or an emphasis between two parts of a sentence; longer ones are headlines."""
STEM_LENGTH = 5
"""Letters by which two forms of a word are taken for one."""
HEADING_MAX_LENGTH = 120
"""Characters that are looked through for a word in common."""

SIGN_SHARE = 0.002
"""Share of lines that start with a comma or a full stop, in a text whose lines are broken around inline elements.  Nine
of ten such pages have more than .004; of the pages that other tools flattened, 97 % have none."""

_SIGN = re.compile(r"[,;.](?=$|[\s”’)\]])")
_WORD = re.compile(r"[^\W_]{4,}")
_OPENING = "([„"
_CLOSING = (")", "]", "“")
_SEPARATORS = "-–—*•|/·>»→<"

_END = Facts("", 0, True, False, False)


def join_inline(layout: Layout) -> None:
    """Join the lines of sentences that were broken around inline elements."""
    breaks = _find_breaks(layout)
    if not breaks:
        return
    broken = SIGN_SHARE * sum(1 for line in layout.lines if line.flows) <= _signs(layout.lines)
    for chain in _chains(breaks):
        if broken or any(pair.sure for pair in chain) or _is_whole_sentence(layout.lines, chain):
            for pair in chain:
                layout.join(pair.number)


@dataclass(slots=True)
class Break:
    """A break that the lines around it speak for joining."""

    number: int
    """The number of the line after it."""
    sure: bool
    """So too in a text that shows no other sign of broken lines."""
    inserted: bool
    """The line after it is a link or an emphasis inside a sentence."""


def _find_breaks(layout: Layout) -> list[Break]:
    """The breaks to join, in the order of the text.

    Goes from the end to the start: whether a short line is part of a sentence shows in what follows it.
    """
    lines = layout.lines
    found: list[Break] = []
    after = _END
    here: Facts | None = None
    for number in range(len(lines) - 1, 0, -1):
        line, before = lines[number], lines[number - 1]
        if not _adjoin(before, line):
            after, here = _END, None
            continue
        b = here or facts_of(line.text)
        a = here = facts_of(before.text)
        a.leads = bool(layout.continues[number])
        if not a.leads and _is_one(a, b, after):
            a.leads = True
            sure = b.closes or (a.tail is Tail.LINKING and a.words >= LONG_WORDS)
            found.append(Break(number, sure, not (b.closes or b.lower)))
        after = b
    found.reverse()
    return found


def _is_whole_sentence(lines: list[Line], chain: list[Break]) -> bool:
    """Whether the chain is all there is between two blank lines: one sentence around an inserted element."""
    first, last = chain[0].number - 1, chain[-1].number
    return (
        any(pair.inserted for pair in chain)
        and (not first or bool(lines[first].gap))
        and (last + 1 == len(lines) or bool(lines[last + 1].gap))
        and ends_sentence(lines[last].text)
    )


def _signs(lines: list[Line]) -> int:
    """Lines that start with a comma or a full stop: only a tool that breaks lines around inline elements makes them."""
    return sum(1 for line in lines if line.text[0] in ",.;" and _SIGN.match(line.text))


def _chains(breaks: list[Break]) -> Iterator[list[Break]]:
    """The breaks between lines that follow one another."""
    chain: list[Break] = []
    for pair in breaks:
        if chain and chain[-1].number + 1 < pair.number:
            yield chain
            chain = []
        chain.append(pair)
    yield chain


def _adjoin(line: Line, after: Line) -> bool:
    """Whether nothing but running text on both sides of the break keeps it from being joined."""
    return not after.gap and line.flows and after.flows and after.kind is BlockKind.PARAGRAPH and not line.hard


def _is_one(a: Facts, b: Facts, c: Facts) -> bool:
    """Whether ``a`` and ``b`` are parts of one sentence; ``c`` is the line after them."""
    if b.closes:
        return (a.text[-1].isalnum() or len(a.text) > 1) and (not a.ends or b.text[0] in ")”")
    if a.ends:
        return False
    if a.text[-1] in _OPENING:
        return a.words > LABEL_MAX_WORDS or c.text[:1] in _CLOSING
    one = _goes_on(a, b, c) if b.lower else _is_inserted(a, b, c)
    if one and not a.goes_on and a.tail is not Tail.LINKING:
        return not _share_a_word(a.text, b.text)  # a heading, and a paragraph that starts with its subject
    return one


def _goes_on(a: Facts, b: Facts, c: Facts) -> bool:
    """Whether ``b``, which starts in lower case, goes on with the sentence of ``a``."""
    if b.leads or b.words >= LONG_WORDS:
        return True
    linking = a.tail is Tail.LINKING
    closed = b.ends and b.text[-1] != ":"
    if b.words >= RUNNING_WORDS:
        return closed or linking or (a.goes_on and a.words == 1)
    if closed:
        return a.goes_on or a.words >= LONG_WORDS
    if c.lower:
        return (linking and a.words >= RUNNING_WORDS) or (a.tail is Tail.LOWER and a.words >= LONG_WORDS)
    return a.text[-1] == ","


def _is_inserted(a: Facts, b: Facts, c: Facts) -> bool:
    """Whether ``b`` is a link or an emphasis inside a sentence that ``a`` opens and ``c`` goes on with."""
    if not b.leads or b.ends or b.words > INSERTED_MAX_WORDS or b.text[0] in _SEPARATORS:
        return False
    if c.text == a.text or c.text[:1] == ":":
        return False  # a list of names, each with the same words or its own after it
    linking = a.tail is Tail.LINKING
    if c.closes:
        return linking or a.goes_on or a.words >= LONG_WORDS
    if not c.lower:
        return False
    if c.words >= RUNNING_WORDS:
        return linking or (a.tail is Tail.LOWER and (a.goes_on or c.ends)) or (a.goes_on and a.words >= LONG_WORDS)
    return a.words >= RUNNING_WORDS and (linking or (a.tail is Tail.LOWER and a.goes_on))


def _share_a_word(heading: str, text: str) -> bool:
    """Whether two lines have a word in common, by its first letters."""
    stems = {word[:STEM_LENGTH].casefold() for word in _WORD.findall(heading[:HEADING_MAX_LENGTH])}
    return any(word[:STEM_LENGTH].casefold() in stems for word in _WORD.findall(text[:HEADING_MAX_LENGTH]))
