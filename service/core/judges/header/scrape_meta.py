"""What a scraper writes before the text: a date, Jina Reader's labelled lines, a block of YAML front matter.

Machines write them in one form, and only that form counts, at the very start: "date 2026-02-25 MOSCOW — …".  A sentence
that begins with the same words goes on in small letters ("Date 2026-02-25 is circled in red") and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.core.document import Document
from service.core.field_values import Byline, DateValue, FieldName, FieldValue, Title
from service.core.judges.edges.ground import SURE, Ground, find
from service.core.model import Finding, Kind
from service.core.spans import Span

PREFIX = Ground("header", "scraper_prefix", SURE, "a date in machine form before the first word of the text")
READER_LINE = Ground("header", "reader_line", SURE, "a labelled line that a reader tool writes before the text")
FRONT_MATTER = Ground("header", "front_matter", SURE, "a line of front matter before the text")

_CLOCK = r"(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
_DATE = rf"(?P<date>\d{{4}}-\d{{2}}-\d{{2}})(?:(?P<gap>[T ]){_CLOCK})?"
_PUBLISHED = (
    r"(?:date[ _-]?|publish[ _-]?|pub[ _-]?)?date(?:time)?|timestamp|(?:date[ _-]?)?published(?:[ _-]?(?:at|time|on))?"
)
_MODIFIED = r"(?:last[ _-]?|date[ _-]?)?(?:updated|modified)(?:[ _-]?at)?|lastmod"
_PREFIX = re.compile(
    rf"(?:(?P<published>{_PUBLISHED})|(?P<modified>{_MODIFIED}))(?:\s?[:=])?\s+[\"']?{_DATE}[\"']?(?:\s+|$)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"{_DATE}\s+")
_SECONDS = "00:00:00"

_LABELLED = re.compile(
    r"(?P<label>Title|URL Source|Published Time|Markdown Content|Warning|Number of Pages|Author|Description|Image)\s?:"
    r"[ \t]*(?P<value>[^\n]{0,500})"
)
_READER_PROOF = re.compile(r"(?:URL Source|Markdown Content)\s?:")
READER_LINES = 8
"""Labelled lines that Jina Reader writes at most before the content."""
FRONT_MATTER_MAX = 4000
"""Characters of front matter; longer ones hold more than metadata."""
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<lines>(?:[^\n]{0,1000}\n){1,40}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_KEY = re.compile(r"[A-Za-z_][\w -]{0,40}:(?:\s[^\n]*)?|\s*-\s[^\n]*|[ \t]+[^\n]*|")
_QUOTES = "\"' "

_TITLE_KEYS = frozenset({"title", "headline"})
_AUTHOR_KEYS = frozenset({"author", "authors", "byline"})


def _begins_text(rest: str) -> bool:
    first = rest[:1]
    return not first.islower()


def _iso(match: re.Match[str]) -> DateValue:
    clock = f"T{match['time']}{match['zone'] or ''}" if match["time"] else ""
    return DateValue(match["date"] + clock)


def scraper_prefix(document: Document) -> Iterator[Finding]:
    """The date that a scraper put before the first word of the text."""
    raw = document.raw(0)
    start = document.blocks[0].span[0]
    match = _PREFIX.match(raw[:120])
    if match is None:
        match = _BARE.match(raw[:120])
        if match is None or not (match["gap"] == "T" or len(match["time"] or "") == len(_SECONDS)):
            return
    if not _begins_text(raw[match.end() :]) or not _valid_day(match["date"]):
        return
    field: FieldName = "date_modified" if match.groupdict().get("modified") else "date_published"
    before = 0 if not document.source[:start].strip() else start
    span = (before, start + match.end())
    yield find((0, span), Kind.SCRAPE_META, PREFIX, _iso(match), date=field)


def _valid_day(day: str) -> bool:
    _, month, number = (int(p) for p in day.split("-"))
    return 1 <= month <= 12 and 1 <= number <= 31


def _lines(document: Document, index: int) -> Iterator[tuple[Span, str]]:
    """The lines of a block with their spans in the source, which together cover it."""
    start, end = document.blocks[index].span
    for line in document.raw(index).splitlines(keepends=True):
        yield (start, min(end, start + len(line))), line
        start += len(line)


def _field_of(key: str, value: str) -> tuple[FieldName | None, FieldValue | None]:
    """The field that a key of metadata fills."""
    key, value = key.strip().casefold(), value.strip().strip(_QUOTES)
    if not value:
        return None, None
    if key in _TITLE_KEYS:
        return "title", Title(value)
    if key in _AUTHOR_KEYS:
        return "byline", Byline(
            value, tuple(n.strip().strip(_QUOTES) for n in value.strip("[]").split(",") if n.strip())
        )
    stamp = re.fullmatch(_DATE, value)
    if stamp and re.fullmatch(_PUBLISHED, key):
        return "date_published", _iso(stamp)
    if stamp and re.fullmatch(_MODIFIED, key):
        return "date_modified", _iso(stamp)
    return None, None


def reader_lines(document: Document) -> Iterator[Finding]:
    """The lines that Jina Reader writes before a page: ``Title: …``, ``URL Source: …``, ``Markdown Content:``."""
    head = range(min(READER_LINES, len(document.blocks)))
    if not any(_READER_PROOF.match(line) for i in head for _, line in _lines(document, i)):
        return
    for i in head:
        lines = [(span, _LABELLED.fullmatch(line.strip())) for span, line in _lines(document, i)]
        if not all(match for _, match in lines):
            return
        for span, match in lines:
            if match is not None:
                field, value = _field_of(match["label"], match["value"])
                yield find((i, span), Kind.SCRAPE_META, READER_LINE, value, date=field)
                if match["label"] == "Markdown Content":
                    return


def front_matter(document: Document) -> Iterator[Finding]:
    """YAML between two lines of three hyphens at the very start."""
    start = document.blocks[0].span[0]
    match = _FRONT_MATTER.match(document.source, start, start + FRONT_MATTER_MAX)
    if match is None or not all(_KEY.fullmatch(line) for line in match["lines"].splitlines()):
        return
    end = match.end()
    inside = [i for i in range(min(len(document.blocks), end)) if document.blocks[i].span[0] < end]
    if not inside or document.blocks[inside[-1]].span[1] > end:
        return
    for i in inside:
        for span, line in _lines(document, i):
            key, _, value = line.partition(":")
            field, given = _field_of(key, value)
            yield find((i, span), Kind.SCRAPE_META, FRONT_MATTER, given, date=field)


def scrape_meta(document: Document) -> Iterator[Finding]:
    """All that a scraper wrote before the text."""
    for read in (front_matter, reader_lines, scraper_prefix):
        findings = list(read(document))
        if findings:
            yield from findings
            return
