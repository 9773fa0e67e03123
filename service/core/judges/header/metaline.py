"""Lines that say who wrote the text and when, taken apart: "By Jane Doe | Published: Jan 29, 2025 | 5 min read".

A line is metadata only when all of it is: dates, times, their labels, weekdays, a byline, a reading time, and the small
words and marks between them.  One word more, and it is a sentence.  So "Updated rules for drone pilots come into force
on 1 March 2026" is left alone, and so is "By Friday the river had fallen".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from service.core.dates import PrintedDate, find_dates
from service.core.field_values import Byline, DateValue
from service.core.judges.edges.names import split_names
from service.core.judges.edges.words import EdgeWords
from service.core.spans import Span
from service.core.times import PrintedTime, find_times, timestamp

MAX_LENGTH = 160
"""Characters; the longest such line of the development data, with two dates and two authors, has 118."""

PartKind = Literal["byline", "published", "modified", "date", "reading_time"]
_MARKS = " \t\n\u00a0|·•∙‧–—-,/:;()[]【】（）：，。.*_"
_HARD_MARKS = frozenset("|·•∙‧–—-/\n")
_FILLERS = frozenset(
    "a à alle am ar as às at be date de del den der di dia día do el em en fecha gmt h hour hours hrs il in kell "
    "kl klo ob ore óra godz godzina hod ved kello klockan la las le local lúc ngày giờ o od on os para per pm "
    "saat t time timestamp um uhr ur uur v ve w в г года от año d m the est et のに 日時 付 時 分".split()
)
"""Small words between the parts of a line of dates, in the languages of the development data."""
_READING = re.compile(
    r"\d{1,3}[\s-]?(?:min(?:ute|uten|utos|uti|uut|ut)?s?|phút|мин|분|分钟|分鐘|分)(?![^\W\d_])\.?"
    r"(?:[\s-](?:read(?:ing)?|de\slectura|de\slecture|de\sleitura|di\slettura|lesezeit|đọc|чтения|okuma)(?![^\W\d_]))?",
    re.IGNORECASE,
)
_BY_WORD = re.compile(r"(?:^|\s)(?:by|von|vom|par|por|de|di|da|do|av|af|door|przez|od|oleh|tarafından)$", re.IGNORECASE)
"""A label that ends with a word for "by" needs no colon; "Author", "Text", "作者" do."""
_COLON = re.compile(r"\s?[:：／/|\n]")
_WHERE = re.compile(r"\s(?:for|in|from|aus|à|en|für|из|w|z)\s(?=(?:The\s)?[^\W\d_a-z])")
_PLACE_WORDS = 5
"""Words of the place or the paper behind a name: "Jane Doe for The Associated Press"."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the line and what it says; the parts of a line cover it whole."""

    kind: PartKind
    span: Span
    value: Byline | DateValue | None


@dataclass(frozen=True, slots=True)
class _Item:
    span: Span
    kind: Literal["date", "time", "published", "modified", "reading_time", "byline"]
    date: PrintedDate | None = None
    time: PrintedTime | None = None
    authors: tuple[str, ...] = ()


def _marked(line: str, words: EdgeWords, *, day_first: bool) -> list[_Item]:
    """The dates, times and reading times in a line, in order."""
    items = [_Item(d.span, "date", date=d) for d in find_dates(line, words.months, day_first=day_first)]
    found = [_Item(t.span, "time", time=t) for t in find_times(line)]
    found += [_Item(m.span(), "reading_time") for m in _READING.finditer(line)]
    return _with(items, found)


def _with_labels(line: str, words: EdgeWords, items: list[_Item]) -> list[_Item]:
    """The same with the labels of dates."""
    found = [_Item(span, "modified") for span in words.modified.all_in(line)]
    for start, end in words.published.all_in(line):
        if (words.byline.after(line, start) or 0) < end:
            found.append(_Item((start, end), "published"))
    return _with(items, found)


def _with(items: list[_Item], more: list[_Item]) -> list[_Item]:
    """The items, and those of the others that overlap none before them, in order."""
    items = list(items)
    for item in more:
        if all(item.span[1] <= i.span[0] or i.span[1] <= item.span[0] for i in items):
            items.append(item)
    return sorted(items, key=lambda i: i.span)


def _is_filler(text: str, words: EdgeWords) -> bool:
    tokens = (t.strip(_MARKS).casefold() for t in text.split())
    return all(not t or t in _FILLERS or t in words.weekday_words for t in tokens)


def authors_of(text: str, words: EdgeWords, *, dated: bool, bare: bool) -> tuple[str, ...] | None:
    """The authors that a stretch of a line names, ``None`` when it is no byline.

    Args:
        text: The stretch, marks at its ends dropped.
        words: The vocabulary.
        dated: A date stands on the same line: then one word may be the author ("Posted by Newsdesk on …").
        bare: A mark parts it from a date: then it needs no label ("Jane Doe | 29 January 2025").
    """
    label = words.byline.after(text)
    if label is None or not (_BY_WORD.search(text[:label]) or _COLON.match(text, label)):
        suffix = words.byline_suffix.before(text, len(text))
        if suffix:
            return split_names(text[:suffix].strip(_MARKS), words)
        return split_names(text, words) or None if bare else None
    rest = text[label:].strip(_MARKS)
    tokens = rest.split()
    while tokens and _is_filler(tokens[-1], words):
        tokens.pop()
    rest = " ".join(tokens)
    names = split_names(rest, words) if rest else None
    if names is None and (where := _WHERE.search(rest)) and len(rest[where.end() :].split()) <= _PLACE_WORDS:
        names = split_names(rest[: where.start()], words)
    if names is None and dated and len(tokens) == 1 and tokens[0][:1].isupper():
        names = (tokens[0],)
    return names


def _gaps(line: str, items: list[_Item]) -> Iterator[Span]:
    position = 0
    for item in items:
        yield position, item.span[0]
        position = item.span[1]
    yield position, len(line)


def _with_bylines(line: str, words: EdgeWords, items: list[_Item]) -> list[_Item] | None:
    """The items with the bylines between them; ``None`` when something else stands there."""
    dated = any(i.kind == "date" for i in items)
    found = list(items)
    for start, end in _gaps(line, items):
        gap = line[start:end]
        text = gap.strip(_MARKS)
        if _is_filler(text, words):
            continue
        outer = gap[: gap.index(text)] + gap[gap.index(text) + len(text) :]
        bare = dated and not _HARD_MARKS.isdisjoint(outer)
        authors = authors_of(text, words, dated=dated, bare=bare)
        if authors is None:
            return None
        at = start + gap.index(text)
        found.append(_Item((at, at + len(text)), "byline", authors=authors))
    return sorted(found, key=lambda i: i.span)


def _groups(items: list[_Item]) -> list[list[_Item]]:
    """The items of each part: a byline alone, a label with its date and time."""
    times = [i for i in items if i.kind in ("date", "published", "modified")]
    label_last = bool(times) and times[0].kind == "date" and times[-1].kind != "date"
    groups: list[list[_Item]] = []
    for item in items:
        kinds = {i.kind for i in groups[-1]} if groups else {item.kind}
        fresh = not groups or item.kind == "byline" or "byline" in kinds
        if item.kind in ("published", "modified"):
            fresh = fresh or bool(kinds & {"published", "modified"}) or ("date" in kinds and not label_last)
        elif item.kind == "date":
            fresh = fresh or "date" in kinds
        if fresh:
            groups.append([item])
        else:
            groups[-1].append(item)
    return groups


def _part(line: str, span: Span, group: list[_Item]) -> Part:
    if group[0].kind == "byline":
        return Part("byline", span, Byline(line[slice(*group[0].span)], group[0].authors))
    day = next((i.date for i in group if i.date), None)
    if day is None:
        return Part("reading_time", span, None)
    clock = next((i.time for i in group if i.time), None)
    kind: PartKind = "date"
    if any(i.kind == "modified" for i in group):
        kind = "modified"
    elif any(i.kind == "published" for i in group):
        kind = "published"
    value = timestamp(day, clock)
    return Part(kind, span, DateValue(value) if value else None)


def read_meta_line(line: str, words: EdgeWords, *, day_first: bool = False) -> tuple[Part, ...]:
    """The parts of a line of metadata; empty when it is anything else.  ``day_first``: see ``find_dates``.

    >>> from service.core.lexicon import Lexicon
    >>> vocabulary = {"byline": ("By",), "timestamp_published": ("Published",), "months": ("Jan=1", "March=3")}
    >>> words = EdgeWords.of(Lexicon.of((), vocabulary, "0"))
    >>> [(p.kind, p.span) for p in read_meta_line("By Jane Doe Published: Jan 29, 2025", words)]
    [('byline', (0, 12)), ('published', (12, 35))]
    >>> read_meta_line("Published in March 2025, the rules apply", words)
    ()
    """
    if len(line) > MAX_LENGTH:
        return ()
    # A line without a digit has no date, so its labels do not matter: most lines of a menu end here.
    has_digits = any(c.isdigit() for c in line)
    items = _marked(line, words, day_first=day_first) if has_digits else []
    if dated := any(i.kind == "date" for i in items):
        items = _with_labels(line, words, items)
    whole = _with_bylines(line, words, items)
    if not whole or not any(i.kind in ("date", "byline") for i in whole):
        return ()
    if has_digits and not dated and len(_with_labels(line, words, items)) > len(items):
        return ()  # a label without its date: looked for last, as few lines come this far
    groups = _groups(whole)
    starts = [0, *(g[0].span[0] for g in groups[1:]), len(line)]
    return tuple(_part(line, (starts[n], starts[n + 1]), g) for n, g in enumerate(groups))
