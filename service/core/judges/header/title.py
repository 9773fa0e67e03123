"""Which line is the headline, and which lines only repeat it.

**With evidence** the first line is the title: a level-1 heading of Markdown that is the only one; a label ("Headline:
…"); the same words again on a line above the text, with or without a site's name behind them ("Headline | The Daily");
a leaked prompt around a quoted title; a byline or a date right below it; or a menu above it.

**Without evidence** it is the title when it has the shape of a headline: four to thirty words (or eight characters of
a script without spaces) and at most 120 characters that do not end like a sentence or a question and do not look like
a list item, a label, a date or a byline; when a clearly longer paragraph of prose follows; and when its longer words
come back in the text, because a headline says what the text says while a kicker or a menu does not.  A long text
repeats any word, and may begin with its first subhead: there, three words of four must come back and the line be 30
characters long. Of the first lines of the development data that pass, 7 in 10 are the page's title, and half of the
rest another headline.

**Never two.**  A line is the title only if, with it gone, nothing else would be taken for one; so a text that starts
with headline and standfirst, both without full stop, keeps both, and cleaning the cleaned text finds no further title.

Headings below level 1 are never titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.core.document import Document
from service.core.field_values import Title
from service.core.judges.edges.ground import CLEAR, LIKELY, WEAK, Ground, find
from service.core.judges.edges.text import is_text
from service.core.judges.header.headline import (
    MAX_LINKED,
    MIN_SPACELESS,
    MIN_WORDS,
    SPACELESS,
    has_headline_shape,
    is_marked,
    is_taken_up,
    may_be_title,
    one_line,
)
from service.core.judges.header.wrapped_title import QUOTED_PART, labelled_title, wrapped_title
from service.core.judges.header.zones import Head
from service.core.lexicon import cue_key
from service.core.model import BlockKind, Finding, Kind

BY_HEADING = Ground("header", "title_heading", CLEAR, "the only heading of the first level, above the text")
BY_REPEAT = Ground("header", "title_repeated_below", CLEAR, "a first line that stands again above the text")
BY_FURNITURE = Ground("header", "title_above_byline", LIKELY, "a headline right above byline or date")
BY_PLACE = Ground("header", "title_below_menu", CLEAR, "the line between a menu and the text that takes it up")
BY_SHAPE = Ground(
    "header", "title_by_shape", WEAK, "a first line without sentence end that the paragraph below takes up"
)
SITE_NAME = Ground("header", "title_with_site_name", CLEAR, "the headline with the site's name; the headline follows")
REPEAT = Ground("header", "title_repeat", CLEAR, "the title once more")

MIN_REPEATED = 12
"""Characters of a line that counts as repeated."""
PROVEN_MAX_LENGTH = 250
"""Characters of a title that evidence proves."""
MENU_WORDS = 4
"""Words of a label in a menu."""
MENU_LINES = 3
"""Lines above the headline that make a menu."""
LONGER = 1.3
"""The paragraph is this many times as long as the line above it; 93 % of the headlines there have one."""
SITE_PARTS = 3
"""Parts of "Headline | Section | Site", of which the first is the title without further proof."""

_SEPARATOR = re.compile(r"\s+[|–—·•»:-]{1,2}\s+|\s?\|\s?|\s?::\s?|\s»\s?")


def title_of(plain: str) -> str:
    """The title's text: quotation marks around all of it go, and a site's name after two separators.

    >>> title_of("Bread Is Getting Scarce | News | The Daily"), title_of("“Bread Is Getting Scarce”")
    ('Bread Is Getting Scarce', 'Bread Is Getting Scarce')
    """
    parts = plain.split("|")
    if len(parts) >= SITE_PARTS:
        plain = parts[0]
    whole = QUOTED_PART.fullmatch(plain.strip())
    return one_line(whole["title"] if whole else plain)


def _tells_apart(key: str) -> bool:
    """Whether a line says enough that its coming twice means something; "Home" and "News" do not."""
    return len(key) >= MIN_REPEATED or len(SPACELESS.findall(key)) >= MIN_SPACELESS


def _begins_with(key: str, line: str) -> bool:
    """Whether a line is the headline of this key and behind it, after a separator, a site's name, or the other way
    round."""
    places = [*_SEPARATOR.finditer(line)]
    return any(key in (cue_key(line[: m.start()]), cue_key(line[m.end() :])) for m in places)


def _repeats(document: Document, head: Head, first: int) -> list[int]:
    """The lines above the text that say again what line ``first`` says."""
    key = cue_key(document.blocks[first].plain)
    if not _tells_apart(key):
        return []
    lines = (i for i in head.lines if i != first and may_be_title(document, i))
    return [i for i in lines if cue_key(document.blocks[i].plain) == key]


def _repeated_headline(document: Document, head: Head, first: int) -> list[int]:
    """The same for a first line that is a headline; a menu that stands twice repeats the lines behind it as well."""
    block = document.blocks[first]
    if not may_be_title(document, first) or is_marked(block.plain) or len(block.plain) > PROVEN_MAX_LENGTH:
        return []
    if document.facts[first].words < MIN_WORDS and not SPACELESS.search(block.plain):
        return []
    repeats = _repeats(document, head, first)
    behind = [cue_key(document.blocks[i + 1].plain) for i in (first, *repeats) if i + 1 < len(document.blocks)]
    return repeats if len(set(behind)) == len(behind) or first + 1 in repeats else []


def _named_title(document: Document, head: Head, first: int) -> int | None:
    """The line above the text that is the headline of which line ``first`` is the form with the site's name."""
    plain = document.blocks[first].plain
    if len(plain) > PROVEN_MAX_LENGTH or not _SEPARATOR.search(plain):
        return None
    for i in head.lines:
        shorter = i > first and len(document.blocks[i].plain) < len(plain) and may_be_title(document, i)
        key = cue_key(document.blocks[i].plain) if shorter else ""
        if _tells_apart(key) and _begins_with(key, plain):
            return i
    return None


def _next(document: Document, head: Head, after: int, gone: set[int]) -> int | None:
    """The next block that stays when header lines and the given ones go."""
    return next((i for i in range(after + 1, len(document.blocks)) if i not in gone and i not in head.furniture), None)


def _above_text(document: Document, head: Head, index: int, gone: set[int]) -> int | None:
    """The clearly longer paragraph of text below a line of headline shape, the given blocks being gone."""
    if not has_headline_shape(document, index):
        return None
    following = _next(document, head, index, gone)
    if following is None or not is_text(document.facts[following]):
        return None
    block, text = document.blocks[index], document.blocks[following]
    if text.kind is not BlockKind.PARAGRAPH or len(text.plain) < LONGER * len(block.plain):
        return None
    return following


def _by_shape(document: Document, head: Head, index: int, gone: set[int]) -> Ground | None:
    """The ground on which a block is a title without stronger evidence."""
    following = _above_text(document, head, index, gone)
    if following is None:
        return None
    if set(range(index + 1, following)) & head.metadata:
        return BY_FURNITURE
    return BY_SHAPE if is_taken_up(document, index, following) else None


def _would_be_title(document: Document, head: Head, index: int, gone: set[int]) -> bool:
    """Whether a line would be taken for the title once the given blocks and the lines around it are gone."""
    if index in head.lines and any(i not in gone for i in _repeated_headline(document, head, index)):
        return True
    following = _above_text(document, head, index, gone)
    return following is not None and is_taken_up(document, index, following)


def _top_heading(document: Document, head: Head) -> int | None:
    """The level-1 heading above the text, where the document has only one."""
    tops = [i for i, b in enumerate(document.blocks) if b.kind is BlockKind.HEADING and b.level == 1]
    if len(tops) != 1 or tops[0] not in head.lines or len(document.blocks[tops[0]].plain) > PROVEN_MAX_LENGTH:
        return None
    return tops[0]


def _is_menu(document: Document, index: int) -> bool:
    block, facts = document.blocks[index], document.facts[index]
    return block.link_density > MAX_LINKED or (facts.words <= MENU_WORDS and not facts.terminal)


def _below_menu(document: Document, head: Head) -> int | None:
    """The last line above the text, where all that stands above it is a menu: labels, one of them at least a known
    cue."""
    main = max((i for i in head.lines if i not in head.furniture), default=0)
    above = [i for i in range(main) if i not in head.furniture]
    if not head.cues or main - len(head.metadata) < MENU_LINES or not all(_is_menu(document, i) for i in above):
        return None
    return main


def _candidate(document: Document, head: Head, first: int) -> tuple[int, Ground | None, set[int]]:
    """The line that may be the title, the ground on which it is, and the lines that then go with it."""
    named = _named_title(document, head, first)
    if named is not None:
        return named, BY_REPEAT, {first, named, *_repeats(document, head, named)}
    heading = _top_heading(document, head)
    if heading is not None:
        same = {heading, *_repeats(document, head, heading)}
        return min(same), BY_HEADING, same
    repeats = _repeated_headline(document, head, first)
    if repeats:
        return first, BY_REPEAT, {first, *repeats}
    menu = _below_menu(document, head)
    main = first if menu is None else menu
    ground = _by_shape(document, head, main, {main})
    return main, BY_PLACE if ground and menu is not None else ground, {main}


def judge_title(document: Document, head: Head) -> Iterator[Finding]:
    """The title, the form of it with the site's name, and its repeats above the text."""
    first = next((i for i in range(len(document.blocks)) if i not in head.furniture), None)
    if first is None or first not in head.lines:
        return
    special = [*wrapped_title(document, first)] or [*labelled_title(document, first)]
    if special:
        yield from special
        return
    main, ground, gone = _candidate(document, head, first)
    next_first = _next(document, head, -1, gone)
    if ground is None or next_first is None:
        return
    label = ground is BY_PLACE and _is_menu(document, next_first)
    if not label and _would_be_title(document, head, next_first, gone):
        return
    for i in sorted(gone):
        at = (i, document.blocks[i].span)
        if i == main:
            yield find(at, Kind.TITLE, ground, Title(title_of(document.blocks[i].plain)))
        elif cue_key(document.blocks[i].plain) == cue_key(document.blocks[main].plain):
            yield find(at, Kind.TITLE_REPEAT, REPEAT)
        else:
            yield find(at, Kind.SEO_TITLE, SITE_NAME)
