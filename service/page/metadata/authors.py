"""Who wrote the page: structured data, then meta elements, then the byline that it prints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from service.core.metadata import Found
from service.page.metadata.boxes import boxed_authors, thread_starter
from service.page.metadata.bylines import authors_in
from service.page.metadata.context import Context
from service.page.metadata.graph import Graph, Thing, members
from service.page.metadata.loose_json import Json
from service.page.metadata.people import split_authors, unique

_META = (
    "author", "article:author", "parsely-author", "sailthru.author", "citation_author", "citation_authors", "byl",
    "dc.creator", "dcterms.creator", "dc.contributor.author", "article:author_name", "book:author", "authors",
    "article.author", "cxenseparse:author", "creator", "rbauthors", "dcsext.author", "shareaholic:article_author_name",
)  # fmt: skip
"""Names of ``meta`` elements that name authors, the more careful systems last: all agree where several stand."""
_BIBLIOGRAPHIC = frozenset({"citation_author", "citation_authors", "dc.creator", "dcterms.creator"})
_OPEN_GRAPH = frozenset({"article:author", "book:author"})
_LABELS = frozenset(
    "written by|author|by|verfasst von|geschrieben von|autor|escrito por|écrit par|scritto da|geschreven door|"
    "written|autore|auteur|автор|作者|著者|執筆者".split("|")
)
"""Labels of the cards that Twitter shows beside a link; a plug-in of half the web's blogs puts the author there."""


def _names(graph: Graph, value: Json) -> Iterator[str]:
    """The names that an ``author`` holds: texts, things with a name or several, a given and a family name."""
    for member in map(graph.resolve, members(value)):
        if not isinstance(member, dict) or member.get("name"):
            yield from graph.texts(member["name"] if isinstance(member, dict) else member)
        else:
            parts = [t for key in ("givenName", "familyName") for t in graph.texts(member.get(key))[:1]]
            yield from [" ".join(parts)] if parts else graph.texts(member)


def _of_thing(graph: Graph, thing: Thing, context: Context) -> list[str]:
    for name in ("author", "creator"):
        values = _names(graph, thing.data.get(name))
        found = [a for value in values for a in split_authors(value, context.words, sites=context.sites)]
        if found:
            return unique(found)
    return []


def _structured(context: Context) -> Iterator[list[Found]]:
    for graph, main in context.graphs:
        for thing in (main.written, main.page, graph.loose):
            if thing is not None:
                yield [Found(name, thing.source) for name in _of_thing(graph, thing, context)]


def _from_meta(context: Context) -> Iterator[list[Found]]:
    head = context.head
    for name in _META:
        values = head.metas.get(name, ())
        bibliographic = name in _BIBLIOGRAPHIC
        names = [
            author
            for value in values
            for author in split_authors(value, context.words, sites=context.sites, bibliographic=bibliographic)
        ]
        yield [Found(a, "opengraph" if name in _OPEN_GRAPH else "meta") for a in unique(names)]
    for n in ("1", "2"):
        label = (head.first(f"twitter:label{n}") or "").strip(" :").casefold()
        if label in _LABELS and (value := head.first(f"twitter:data{n}")):
            yield [Found(a, "opengraph") for a in split_authors(value, context.words)]


def _printed(context: Context) -> Iterator[list[Found]]:
    if context.is_thread:
        yield [Found(name, "html") for name in thread_starter(context)]
    if not context.may_be_written:
        return
    for lines in (context.lines_after, context.lines_before):
        yield [Found(name, "html") for name in authors_in(lines, context)]
    yield [Found(name, "html") for name in boxed_authors(context)]


def find_authors(context: Context) -> tuple[Found, ...]:
    """The authors of the first source that names people; the site's own name only where nobody else is named."""
    fallback: list[Found] = []
    for found in chain(_structured(context), _from_meta(context), _printed(context)):
        people = [f for f in found if not context.sites.is_like(f.value)]
        if people:
            return tuple(people)
        fallback = fallback or found
    return tuple(fallback)
