"""Lines that are nothing but links: menus, share buttons and lists of stories in Markdown.

Only at the ends of the text: amid the article a paragraph may be one link.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.core.document import Document
from service.core.model import BlockKind, Finding, Kind

JUDGE = "links"
ALL_LINKS = 0.8
"""Share of the characters inside links from which a line is nothing but links; the rest is what stands between them."""
MIN_LINES = 3
"""Such lines in a row that make a list of links."""
ROW_CONFIDENCE = 0.85
"""Several links in one line."""
LIST_CONFIDENCE = 0.75
"""Several lines of one link each."""
_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


def _is_linked(document: Document, index: int) -> bool:
    block = document.blocks[index]
    return block.kind in _KINDS and block.link_density >= ALL_LINKS and not document.facts[index].prose


def _is_row(document: Document, index: int) -> bool:
    return document.blocks[index].text.count("](") > 1


def judge_links(document: Document) -> Iterator[Finding]:
    """Propose rows and lists of links before the first and after the last paragraph of prose."""
    if document.is_list or not any(block.link_density for block in document.blocks):
        return
    prose = [i for i, f in enumerate(document.facts) if f.prose and f.cue is None]
    if not prose:
        return
    for edge in (range(prose[0]), range(prose[-1] + 1, len(document.blocks))):
        linked = [i for i in edge if _is_linked(document, i)]
        for i in linked:
            row = _is_row(document, i)
            if row or len(linked) >= MIN_LINES:
                yield Finding(
                    block=i,
                    span=document.blocks[i].span,
                    kind=Kind.NAVIGATION,
                    judge=JUDGE,
                    rule="row-of-links" if row else "list-of-links",
                    confidence=ROW_CONFIDENCE if row else LIST_CONFIDENCE,
                    reason="a line of links outside the text" if row else "a list of links outside the text",
                )
