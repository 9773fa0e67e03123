"""The things that structured data speaks of: one shape for JSON-LD and microdata, references resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from service.core.metadata import MetadataSource
from service.page.metadata.loose_json import Json
from service.page.metadata.text import plain_text

MAX_NODES = 20_000
"""Objects of a page that are indexed; the richest page of the development data has 751."""
MAX_THINGS = 300
"""Things of a page that may be what it is about."""
MAX_LIST = 100
"""Members of one list that are read: authors, types, images."""
MAX_NESTING = 5
"""Objects that are opened in search of a plain value."""
MAX_DEPTH = 100
"""Nesting to which objects are indexed; the development data has 11."""

Data: TypeAlias = dict[str, Json]
_OPENED = ("@graph", "mainEntity", "mainEntityOfPage")
"""Keys below which another thing may be what the page is about."""


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """An object with its types: lower case, without the address of their vocabulary."""

    types: tuple[str, ...]
    data: Data
    source: MetadataSource


def members(value: Json) -> Iterator[Json]:
    """The members of a list, or of lists in it, or the value itself.

    >>> list(members(["a", ["b", None]])), list(members("a")), list(members(None))
    (['a', 'b'], ['a'], [])
    """
    for inner in value[:MAX_LIST] if isinstance(value, list) else [value]:
        for innermost in inner[:MAX_LIST] if isinstance(inner, list) else [inner]:
            if innermost is not None:
                yield innermost


def types_of(data: Data) -> tuple[str, ...]:
    """The types that an object gives itself.

    >>> types_of({"@type": ["schema:NewsArticle", "https://schema.org/Recipe/"]})
    ('newsarticle', 'recipe')
    """
    names = (v.strip()[:100].rstrip("/") for v in members(data.get("@type")) if isinstance(v, str))
    return tuple(n.replace("#", "/").replace(":", "/").rpartition("/")[2].lower() for n in names if n)


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """The things of one kind of structured data on a page, in order."""

    things: tuple[Thing, ...]
    by_id: Mapping[str, Data]
    loose: Thing | None = None
    """Properties that stand on the page outside of any thing: they are of the page itself."""

    def resolve(self, value: Json) -> Json:
        """The object that a reference ``{"@id": …}`` stands for, where the page has it; else the value."""
        if isinstance(value, dict) and isinstance(name := value.get("@id"), str):
            known = self.by_id.get(name)
            return known if known is not None and len(known) > len(value) else value
        return value

    def texts(self, value: Json, *names: str) -> list[str]:
        """The texts that a value holds: strings, or the first of the named properties that its objects have."""
        found: list[str] = []
        for member in members(value):
            text = self._text(member, names or ("name", "@value", "value", "text"))
            if text:
                found.append(text)
        return found

    def _text(self, value: Json, names: tuple[str, ...]) -> str:
        for _ in range(MAX_NESTING):
            value = self.resolve(value)
            if isinstance(value, list):
                value = next(members(value), None)
            elif isinstance(value, dict):
                value = next((value[n] for n in names if value.get(n)), None)
            else:
                break
        return plain_text(value) if isinstance(value, str) else ""


def build_graph(roots: list[Json], source: MetadataSource, loose: Data | None = None) -> Graph:
    """Things and identifiers of the values of all scripts together: a reference may lead into another script."""
    by_id: dict[str, Data] = {}
    things: list[Thing] = []
    queue: list[tuple[Json, int, bool]] = [(r, 0, True) for r in reversed(roots)]
    nodes = 0
    while queue and nodes < MAX_NODES:
        value, depth, main = queue.pop()
        if isinstance(value, list):
            queue.extend((inner, depth, main) for inner in reversed(value[:MAX_NODES]))
        elif isinstance(value, dict):
            nodes += 1
            name = value.get("@id")
            if isinstance(name, str) and len(value) > len(by_id.get(name, ())):
                by_id[name] = value
            types = types_of(value)
            if main and types and len(things) < MAX_THINGS:
                things.append(Thing(types, value, source))
            if depth < MAX_DEPTH:
                inner_values = [
                    (v, depth + 1, main and k in _OPENED) for k, v in value.items() if isinstance(v, list | dict)
                ]
                queue.extend(reversed(inner_values))
    return Graph(tuple(things), by_id, Thing((), loose, source) if loose else None)
