"""When the page was published and modified: from sources that say so, and never from a bare date somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain

from service.core.metadata import Found, MetadataSource
from service.page.metadata.context import Context
from service.page.metadata.far_dates import far_dates, labelled_date, thread_dates
from service.page.metadata.moments import DAY
from service.page.metadata.stamps import Printed, printed_dates

_PUBLISHED_META = (
    "article:published_time", "article:published", "og:article:published_time", "article:published_date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date", "citation_online_date",
    "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created", "date",
    "pubdate", "publishdate", "publish-date", "publish_date", "published_date", "publication_date", "datepublished",
    "originalpublicationdate", "article_date_original", "cxenseparse:recs:publishtime", "ptime", "displaydate",
    "article.published", "published", "published_time", "rnews:datepublished", "og:published_time", "og:pubdate",
    "article.created", "created", "date.created", "time", "timestamp", "video:release_date",
    "book:release_date", "shareaholic:article_published_time", "ms.date", "published-date", "publication-date",
    "date-published", "dc.date.published", "article:publish_date", "article:published-date", "pub_date", "pub-date",
)  # fmt: skip
"""Names of ``meta`` elements with the day of publication, those with one meaning before those with several."""
_MODIFIED_META = (
    "article:modified_time", "article:modified", "og:updated_time", "article:updated_time", "last-modified",
    "dcterms.modified", "dc.date.modified", "datemodified", "revised", "lastmod", "modified", "article.updated",
    "cxenseparse:recs:modifiedtime", "date.modified", "updated", "modified-time", "modified-date", "last-updated",
    "last_modified", "date-modified",
)  # fmt: skip
_SAYS_PUBLISHED = re.compile(
    r"(?:.*[^a-z])?(?:first[^a-z]?)?(?:"
    r"(?:published|publish|publication|pub)[^a-z]?(?:date[^a-z]?time|datetime|date|time|day|on|at)|"
    r"date[^a-z]?(?:published|publish|publication|pub))"
)
"""Names that say it in other words or behind a vendor's: ``cXenseParse:publishtime``, ``w-published-date``."""
_SAYS_LATER = re.compile(r"last|modif|updat|expir|review|unpublish|republish")
"""What makes such a name one of another day."""
_OPEN_GRAPH = ("article:", "og:", "video:", "book:")
_URL_DATE = re.compile(
    r"/(?P<year>(?:19|20)\d{2})(?:[/-](?P<month>\d{1,2}|[a-z]{3,9})[/-](?P<day>\d{1,2})(?=[/_.-]|$)|(?P<run>\d{4})/)",
    re.IGNORECASE,
)
"""``/2025/09/04/``, ``/2025-9-4-``, ``/2025/september/04/``, ``/20250904/``."""
_URL_MONTH = re.compile(r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>0[1-9]|1[0-2])/")
"""``/2025/09/``: a month in which the page was published, though not the day."""
_BODY_DATES = ("data-pubdate", "data-published", "data-publish-date", "data-date-published")
"""Attributes of ``body`` with the day of publication."""
_MONTH = len("2025-09")
_FURTHEST_WEST = timedelta(hours=12)
"""How far the clocks of the earth are behind UTC at most."""


def _structured(context: Context, names: tuple[str, ...]) -> Iterator[Found]:
    """The dates of the page's own article; of the page as such, where the page is an article."""
    for graph, main in context.graphs:
        page = main.page if context.is_written else None
        things = [thing for thing in (main.written, page, graph.loose) if thing is not None]
        for name in names:
            for thing in things:
                for text in graph.texts(thing.data.get(name)):
                    if value := context.moment(text):
                        yield Found(value, thing.source)


def _of_page(context: Context) -> Iterator[Found]:
    """The day of publication of the page as such, where nothing speaks against an article.

    Plug-ins date every page; on a shop's or a home page that is the day on which somebody set it up.
    """
    pages = [(graph, main.page) for graph, main in context.graphs if main.page is not None]
    for graph, page in pages if context.may_be_written else ():
        for text in graph.texts(page.data.get("datePublished")):
            if value := context.moment(text):
                yield Found(value, page.source)


def _from_meta(context: Context, names: tuple[str, ...]) -> Iterator[Found]:
    for name in names:
        for text in context.head.metas.get(name, ()):
            if value := context.moment(text):
                source: MetadataSource = "opengraph" if name.startswith(_OPEN_GRAPH) else "meta"
                yield Found(value, source)


def _from_named_meta(context: Context) -> Iterator[Found]:
    """The dates of ``meta`` elements that no list has, but whose names say that they are of an article's publication.

    Of an article alone: systems write such elements on every page.
    """
    if context.is_written:
        names = [n for n in context.head.metas if _SAYS_PUBLISHED.fullmatch(n) and not _SAYS_LATER.search(n)]
        yield from _from_meta(context, tuple(names))


def _from_address(context: Context) -> Iterator[Found]:
    """The day in the page's address: ``/2025/09/04/``."""
    for address in context.addresses:
        if match := _URL_DATE.search(address):
            run = match["run"]
            month, day = (run[:2], run[2:]) if run else (match["month"], match["day"])
            order = f"{match['year']}-{month}-{day}" if month.isdigit() else f"{day} {month} {match['year']}"
            if value := context.moment(order):
                yield Found(value, "html")


def _named(context: Context, printed: Printed) -> Found | None:
    """The day of publication in structured data or a meta element; of an earlier printed one, that.

    Programs write the last change or the move to a new site as the publication; where the page prints an earlier day
    than its data names, the gold of the development data has the printed one on 13 pages and the other on 4.
    """
    structured = _structured(context, ("datePublished", "dateCreated"))
    named = next(chain(structured, _from_meta(context, _PUBLISHED_META), _from_named_meta(context)), None)
    if named is None:
        return None
    earliest = _earliest_day(named.value)
    closest = printed.closest or (_labelled(named, context) if not printed.published else ())
    return next((p for p in closest if p.value[:DAY] < earliest), named)


def _labelled(named: Found, context: Context) -> tuple[Found, ...]:
    """The day that the page is labelled with, where its data have the last change for the publication."""
    if named.value not in (found.value for found in _structured(context, ("dateModified",))):
        return ()
    found = labelled_date(context)
    return (found,) if found else ()


def _earliest_day(value: str) -> str:
    """The first day that a page can print for a moment: the one before, or the same where it is late enough in UTC.

    >>> _earliest_day("2025-12-19"), _earliest_day("2025-12-19T02:41:41Z"), _earliest_day("2025-12-19T22:02:58Z")
    ('2025-12-18', '2025-12-18', '2025-12-19')
    """
    if value.endswith(("Z", "+00:00")):
        return (datetime.fromisoformat(value) - _FURTHEST_WEST).date().isoformat()
    return (date.fromisoformat(value[:DAY]) - timedelta(days=1)).isoformat()


def _from_body(context: Context) -> Iterator[Found]:
    """The day in an attribute of the page's body."""
    attributes = context.tree.body.attributes if context.tree.body is not None else {}
    for name in _BODY_DATES:
        if (raw := attributes.get(name)) and (value := context.moment(raw)):
            yield Found(value, "html")


def _in_month_of_address(found: tuple[Found, ...], context: Context) -> tuple[Found, ...]:
    """Printed days, those of the month in the page's address first: other days there are those of events."""
    months = ["-".join(m.group("year", "month")) for a in context.addresses if (m := _URL_MONTH.search(a))]
    return tuple(sorted(found, key=lambda f: f.value[:_MONTH] not in months)) if months else found


def _visible(context: Context, printed: Printed) -> Iterator[Found]:
    """The day of publication where no data name one, the more certain first.

    A page that says only when it was updated was published that day in the form in which it stands.
    """
    if context.is_thread:
        yield from thread_dates(context)
    yield from _in_month_of_address(printed.published, context)
    yield from _from_address(context)
    far = far_dates(context)
    yield from far.published
    yield from _from_body(context)
    yield from _of_page(context)
    yield from printed.modified
    yield from _structured(context, ("dateModified",))
    yield from far.modified


def find_page_dates(context: Context) -> tuple[Found | None, Found | None]:
    """When the page was published, and when it was changed last, as the first source that says so has it."""
    printed = printed_dates(context)
    published = _named(context, printed) or next(_visible(context, printed), None)
    changes = chain(_structured(context, ("dateModified",)), _from_meta(context, _MODIFIED_META), printed.modified)
    return published, next(changes, None)
