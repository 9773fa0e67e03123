"""Dates far from the headline: elements and lines that say that they hold the day of publication, posts of a thread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from service.core.metadata import Found
from service.page.metadata.context import Context
from service.page.metadata.headings import inline_text
from service.page.metadata.moments import DAY
from service.page.metadata.pieces import Line, Marks, Piece, Stamp
from service.page.metadata.stamps import CLOSE, FOREIGN_MARKS, Dated, Printed, dates_of
from service.page.metadata.text import one_line

MAX_ELEMENTS = 60
"""Elements that may hold the date; a list of stories has one for each."""
MAX_TEXT = 120
"""Characters of such an element or line."""
MAX_HEAD = 40
"""Characters in which the date of a post stands, before the account of its changes."""
MAX_PAGE = 400_000
"""Characters of the page's text that are searched for lines with a date."""
MAX_LINES = 40
"""Lines with a year that are read."""
LEVELS = 5
"""Elements around one that are asked whose date it is."""
_ELEMENTS = 'time,[class*="publish" i],[class*="posted" i],[class*="date" i],[itemprop="datePublished"]'
_POSTS = (
    'shreddit-post[created-timestamp],[data-posttime],time[datetime],[class*="date" i],[class*="posthead" i],'
    'p[class~="author"]'
)
_HEADINGS, _DATES = frozenset({"h1", "h2", "h3"}), frozenset({"time", "span"})
_RAW = ("datetime", "created-timestamp", "data-posttime")
_MEMBER_MARKS = frozenset("join joined joindate member registered lastpost birthday".split())
"""Words that mark a date in the life of a member."""
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)(?<!\d\d\d\d\d)")  # what it begins with is first: a search jumps to it


def _line(node: LexborNode, marks: Marks) -> Line:
    """An element as a line; of a long one, only the date of its attribute."""
    text, raw = inline_text(node), node.attributes.get("datetime")
    return Line(
        [Piece(text, node, marks)] if 0 < len(text) <= MAX_TEXT else [], [Stamp(raw, node, marks)] if raw else []
    )


def _label(node: LexborNode, marks: Marks) -> Line | None:
    """The text right before an element as a line: "Last updated <time>"."""
    before = node.prev
    if before is None or not before.is_text_node or not (text := one_line(before.text_content or "", limit=MAX_TEXT)):
        return None
    return Line([Piece(text, node, marks)])


def _in_elements(context: Context) -> Iterator[Dated]:
    marks = Marks()
    for node in context.tree.css(_ELEMENTS)[:MAX_ELEMENTS]:
        if marks.around(node, LEVELS).isdisjoint(FOREIGN_MARKS):
            yield from dates_of(_line(node, marks), _label(node, marks), context)


def _in_lines(context: Context) -> Iterator[Dated]:
    """The dates in short lines of the page's main part, each with the line above as its label."""
    body = context.tree.css_first("main,[role=main]") or context.tree.body
    if body is None:
        return
    text = body.text(separator="\n")[:MAX_PAGE]
    marks = Marks()
    end = read = 0
    for year in _YEAR.finditer(text):
        if year.start() < end:
            continue
        start, end = text.rfind("\n", 0, year.start()) + 1, text.find("\n", year.end()) % (len(text) + 1)
        read += 1
        if read > MAX_LINES:
            return
        if end - start <= MAX_TEXT:
            above = one_line(text[max(0, start - MAX_TEXT) : start].rstrip().rpartition("\n")[2])
            line = Line([Piece(one_line(text[start:end]), body, marks)])
            yield from dates_of(line, Line([Piece(above, body, marks)]), context)


def _one(values: Iterable[Dated], kind: str) -> tuple[Found, ...]:
    """The dates of a kind, where all are of the same day: several are of several things."""
    found = [Found(d.value, "html") for d in values if d.kind == kind]
    return tuple(found) if len({f.value[:DAY] for f in found}) == 1 else ()


def far_dates(context: Context) -> Printed:
    """Dates that are labelled as of the page anywhere on it; one without label where an article has no other."""
    for source in (_in_elements, _in_lines) if context.may_be_written else ():
        found = list(source(context))
        published = _one(found, "published") or (_one(found, "plain") if context.is_written else ())
        modified = _one(found, "modified")
        if published or modified:
            return Printed(published, modified)
    return Printed()


def labelled_date(context: Context) -> Found | None:
    """The one day that elements of the page say it was published on."""
    return next(iter(_one(_in_elements(context), "published")), None)


def _behind_headline(context: Context) -> list[LexborNode]:
    """The elements of posts.  A date before the headline is of the forum, such as the time of the visit.

    A line of the author that has an element for its date is left to that element.
    """
    found: list[LexborNode] = []
    headline = context.said_headline.mem_id if context.said_headline is not None else None
    for node in context.tree.css(f"{_POSTS},h1,h2,h3"):
        if node.tag in _HEADINGS:
            if node.mem_id == headline:
                found = [post for post in found if post.tag not in _DATES]
        elif node.tag != "p" or node.css_first("time[datetime]") is None:
            found.append(node)
    return found


def thread_dates(context: Context) -> Iterator[Found]:
    """The dates of a thread's posts, in order; a later date of a post is when it was edited, so only heads are read."""
    marks = Marks()
    for node in _behind_headline(context)[:MAX_ELEMENTS]:
        raw = next((value for name in _RAW if (value := node.attributes.get(name))), None)
        if marks.around(node, 1).isdisjoint(_MEMBER_MARKS):
            head = MAX_TEXT if node.tag == "p" else MAX_HEAD
            value = context.moment(raw or inline_text(node)[:head])
            if value:
                yield Found(value, "html")
    if context.said_headline is not None:
        for line in context.lines_after[:CLOSE]:
            yield from (Found(dated.value, "html") for dated in dates_of(line, None, context))
    yield from (Found(dated.value, "html") for dated in _in_lines(context))
