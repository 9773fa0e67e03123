"""Which of the things that a page speaks of is the one that the page is: the article, the thread, the product."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.page.metadata.addresses import page_key
from service.page.metadata.graph import Graph, Thing
from service.page.metadata.text import MIN_AGREEING, key_of

WRITTEN = frozenset(
    "review recipe howto question report claimreview podcastepisode radioepisode creativework guide chapter "
    "thesis".split()
)
"""Types that somebody wrote and dated, besides those that end with "article" or "posting"."""
SHOWN = frozenset(
    "product productgroup individualproduct videoobject audioobject event movie book musicrecording musicalbum "
    "softwareapplication mobileapplication webapplication videogame course dataset tvseries tvepisode episode "
    "podcastseries localbusiness restaurant hotel jobposting softwaresourcecode service collection itemlist "
    "profilepage".split()
)
"""Types that may have a page of their own, but no author or day of publication in the sense of an article."""
PAGES = frozenset(
    "webpage itempage collectionpage aboutpage contactpage faqpage searchresultspage medicalwebpage".split()
)
"""Types of the page as such, which surrounds the thing."""
_QUESTION_SIGNS = ("author", "dateCreated", "datePublished", "upvoteCount", "answerCount")
"""Properties of a question that somebody asked; those of a list of frequent questions have none."""
_ADDRESSES = ("url", "mainEntityOfPage", "@id")
_SAME_ADDRESS, _SAME_TITLE = 2, 3
"""Weights of two signs that a thing is the page's own; a headline tells more, templates repeat addresses."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is known by: its titles as ``key_of``, its addresses as ``page_key``."""

    titles: frozenset[str]
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Main:
    """The things that speak for the page, each ``None`` where there is none."""

    written: Thing | None
    shown: Thing | None
    page: Thing | None


def is_written(thing: Thing) -> bool:
    """Whether a thing is an article or its like."""
    if "question" in thing.types:
        return any(sign in thing.data for sign in _QUESTION_SIGNS)
    return any(t != "jobposting" and (t.endswith(("article", "posting")) or t in WRITTEN) for t in thing.types)


def names_of(graph: Graph, thing: Thing) -> list[str]:
    """The headlines of a thing, or else its names."""
    return graph.texts(thing.data.get("headline")) or graph.texts(thing.data.get("name"))


def _says_title(graph: Graph, thing: Thing, page: Page) -> bool:
    keys = [key for name in names_of(graph, thing) if (key := key_of(name))]
    return any(
        key == title or (min(len(key), len(title)) >= MIN_AGREEING and (key in title or title in key))
        for key in keys
        for title in page.titles
    )


def _addresses(graph: Graph, thing: Thing) -> list[str]:
    found = [a for name in _ADDRESSES for a in graph.texts(thing.data.get(name), "@id", "url")]
    return [key for a in found if (key := page_key(a)) and "/" in key]


def _choose(graph: Graph, things: Iterable[Thing], page: Page) -> Thing | None:
    """The thing that agrees best with the page's title and address; one alone need not agree, only not differ."""
    rated: list[tuple[int, Thing]] = []
    for thing in things:
        addresses = _addresses(graph, thing)
        here = not page.addresses.isdisjoint(addresses)
        titled = _says_title(graph, thing, page)
        rating = _SAME_ADDRESS * here + _SAME_TITLE * titled
        elsewhere = bool(addresses) and bool(page.addresses) and not here
        rated.append((-1 if elsewhere and not rating else rating, thing))
    best = max(rated, key=lambda r: r[0], default=None)
    if best is None or best[0] < 0 or (best[0] == 0 and len(rated) > 1):
        return None
    return best[1]


def choose_main(graph: Graph, page: Page) -> Main:
    """The written thing, the shown thing and the page itself among all things of a page."""
    return Main(
        _choose(graph, (t for t in graph.things if is_written(t)), page),
        _choose(graph, (t for t in graph.things if not SHOWN.isdisjoint(t.types) and not is_written(t)), page),
        next((t for t in graph.things if not PAGES.isdisjoint(t.types)), None),
    )
