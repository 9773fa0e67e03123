"""Dates that a page prints beside its headline: in ``time`` elements, in lines of metadata, behind labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from service.core.dates import find_dates
from service.core.metadata import Found
from service.core.times import find_times, timestamp
from service.page.metadata.context import Context
from service.page.metadata.moments import DAY, is_plausible, writes_day_first
from service.page.metadata.pieces import Line, Piece, ancestors

MAX_LINE = 160
"""Characters of a line that may hold the date of the page: byline, reading time and section beside it."""
MAX_WORDS_BESIDE = 16
"""Words of such a line besides the date; more make a sentence that speaks of a day."""
TOP, ABOVE = 14, 6
"""Lines behind and before the headline in which a date needs neither label nor mark."""
CLOSE = 6
"""Lines from the headline to a date that is right beside it."""
MAX_PLAIN = 3
"""Different days without label there; a page with more lists other things with their dates."""
CLOCK_DISTANCE = 16
"""Characters behind a date in which its time of day stands."""
LABEL_WORDS = 4
"""Words of a line that may be the label of the line below."""
MARK_LEVELS = 3
"""Elements around a date that are asked for what it is."""
MAX_WORDS_OF_STAMP = 10
"""Words of a line that ends as a sentence does and may still be one of metadata ("4 May 2025, by Jane Doe.").

6 to 12 give the same on the development pages; a caption had 14."""
_ENDS = (".", "!", "?", "。")
_CAPTIONS = frozenset({"figure", "figcaption"})

_PUBLISHED_MARKS = frozenset("published publish pubdate posted created datepublished publication".split())
_MODIFIED_MARKS = frozenset("updated modified lastmod revised datemodified changed".split())
_DIGIT = re.compile(r"\d")
FOREIGN_MARKS = frozenset(
    "comment comments related recommended sidebar popular event events teaser trending copyright footer deadline "
    "carousel joined widget breadcrumb reply current today weather".split()
)
"""Words that mark the date of something else."""
_COPYRIGHT = re.compile(r"©|\(c\)\s|copyright|all rights|accessed|retrieved|abgerufen", re.IGNORECASE)
DateKind = Literal["published", "modified", "plain"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the header, and what it is."""

    value: str
    kind: DateKind


@dataclass(frozen=True, slots=True)
class Printed:
    """The dates of a page's header, those that say what they are first."""

    published: tuple[Found, ...] = ()
    modified: tuple[Found, ...] = ()
    closest: tuple[Found, ...] = ()
    """Of ``published``, those right beside the headline."""


def _labelled(text: str, context: Context) -> DateKind | None:
    """What the last label in a text says of the date behind it."""
    words = context.words
    modified = max((start for start, _ in words.modified.all_in(text)), default=-1)
    published = max((start for start, _ in words.published.all_in(text)), default=-1)
    if modified < 0 and published < 0:
        return None
    return "modified" if modified >= published else "published"


def marked_kind(marks: frozenset[str]) -> DateKind:
    if not marks.isdisjoint(_PUBLISHED_MARKS):
        return "published"
    return "plain" if marks.isdisjoint(_MODIFIED_MARKS) else "modified"


def piece_at(line: Line, position: int) -> Piece:
    """The piece of a line in which a place of its text lies."""
    for piece in line.pieces:
        if position <= len(piece.text):
            return piece
        position -= len(piece.text) + 1
    return line.pieces[-1]


def _is_told(line: Line, piece: Piece) -> bool:
    """Whether a date is one that the words around it tell of: those of a caption, or of a whole sentence."""
    if not _CAPTIONS.isdisjoint(node.tag for node in ancestors(piece.holder, MARK_LEVELS)):
        return True
    return line.text.endswith(_ENDS) and len(line.text.split()) > MAX_WORDS_OF_STAMP


def _in_text(line: Line, before: str, context: Context) -> Iterator[Dated]:
    """The printed dates of a line, each with the label before it in the line or on the line above."""
    text = line.text
    day_first = writes_day_first(context.language)
    position = 0
    for found in find_dates(text, context.words.months, day_first=bool(day_first)):
        start, end = found.span
        value = context.moment(text[start:end]) if found.value is None else found.value
        label = _labelled(text[position:start] if position else f"{before} {text[:start]}", context)
        position = end
        piece = piece_at(line, start)
        marks = piece.marks(MARK_LEVELS)
        if not value or not is_plausible(value) or not marks.isdisjoint(FOREIGN_MARKS):
            continue
        clock = next(iter(find_times(text[end : end + CLOCK_DISTANCE])), None)
        full = timestamp(found, clock) if found.value else None
        kind = label or marked_kind(marks)
        if kind != "plain" or not _is_told(line, piece):
            yield Dated(full or value, kind)


def _in_stamps(line: Line, before: str, context: Context) -> Iterator[Dated]:
    """The dates of a line that only its elements have ("3 days ago")."""
    label = _labelled(f"{before} {line.text[:MAX_LINE]}", context) if line.stamps else None
    for stamp in line.stamps:
        marks = stamp.marks(MARK_LEVELS)
        value = context.moment(stamp.value)
        if value and marks.isdisjoint(FOREIGN_MARKS):
            kind = marked_kind(marks)
            yield Dated(value, label or kind if kind == "plain" else kind)


def _merged(printed: list[Dated], stamped: list[Dated]) -> list[Dated]:
    """Printed dates, with the time of the element that has the same day; the elements' own where nothing is printed."""
    if not printed:
        return stamped
    return [next((Dated(s.value, p.kind) for s in stamped if s.value[:DAY] == p.value[:DAY]), p) for p in printed]


def dates_of(line: Line, above: Line | None, context: Context) -> list[Dated]:
    """The dates of a line of the header, and what each is; none of a sentence or of somebody else's line."""
    text = line.text
    if len(text) > MAX_LINE or not (line.stamps or _DIGIT.search(text)) or _COPYRIGHT.search(text):
        return []
    if len(text.split()) > MAX_WORDS_BESIDE:
        return []
    before = above.text if above is not None else ""
    if len(before.split()) > LABEL_WORDS or _DIGIT.search(before):
        before = ""
    return _merged(list(_in_text(line, before, context)), list(_in_stamps(line, before, context)))


def _around(context: Context) -> Iterator[tuple[int, Line, Line | None, bool]]:
    """The lines behind and before the headline: how far they are, the line above, whether a bare date counts there."""
    after, before = context.lines_after, context.lines_before
    for n, line in enumerate(after):
        yield n, line, after[n - 1] if n else None, n < TOP
    for n, line in enumerate(before):
        yield n, line, before[n + 1] if n + 1 < len(before) else None, n < ABOVE


def printed_dates(context: Context) -> Printed:
    """The dates around the headline: labelled ones anywhere near it, bare ones right beside it."""
    if not context.may_be_written:
        return Printed()
    published: list[str] = []
    modified: list[str] = []
    plain: list[str] = []
    close: set[str] = set()
    for n, line, above, bare_counts in _around(context):
        for dated in dates_of(line, above, context):
            if dated.kind == "modified":
                modified.append(dated.value)
                continue
            if n < CLOSE:
                close.add(dated.value)
            if dated.kind == "published":
                published.append(dated.value)
            elif bare_counts:
                plain.append(dated.value)
    if len({value[:DAY] for value in plain}) > MAX_PLAIN:
        plain = []
    found = tuple(Found(value, "html") for value in (*published, *plain))
    return Printed(
        found, tuple(Found(value, "html") for value in modified), tuple(f for f in found[:1] if f.value in close)
    )
