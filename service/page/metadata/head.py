"""What ``meta``, ``link``, ``title`` and ``html`` say: raw, by name, read in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from service.page.metadata.elements import Elements
from service.page.metadata.text import MAX_RAW, plain_text


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The head of a page, names in lower case, values cleaned, empty ones left out."""

    metas: Mapping[str, tuple[str, ...]]
    links: Mapping[str, tuple[str, ...]]
    title: str
    language: str

    def first(self, *names: str) -> str | None:
        """The first value of the first of the names that has one."""
        return next((v for name in names for v in self.metas.get(name, ())), None)


def read_head(tree: LexborHTMLParser, elements: Elements) -> Head:
    """The head's values; broken pages have them in the body too, so all of the page is read."""
    metas: dict[str, tuple[str, ...]] = {}
    for _, attributes in elements.metas:
        text = plain_text(attributes.get("content") or "")
        for raw in (attributes.get("property"), attributes.get("name"), attributes.get("http-equiv")):
            if text and raw and text not in metas.get(name := raw.strip().lower()[:100], ()):
                metas[name] = (*metas.get(name, ()), text)
    links: dict[str, tuple[str, ...]] = {}
    for _, attributes in elements.links:
        for name in (attributes.get("rel") or "").lower()[:200].split():
            links[name] = (*links.get(name, ()), (attributes.get("href") or "").strip()[:MAX_RAW])
    # An SVG has titles too; the page's own is the first outside one, and that of the head where there is a head.
    title = tree.css_first("head > title") or tree.css_first("title")
    root = tree.root.attributes if tree.root else {}
    language = root.get("lang") or root.get("xml:lang") or ""
    return Head(metas, links, plain_text(title.text()[:MAX_RAW]) if title else "", language.strip())
