"""Pages: the only importer of the HTML parser and of trafilatura.  A page becomes blocks and metadata."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from service.core.errors import EmptyInput, Frameset, ScriptOnly
from service.core.judging_pages import PageKind
from service.core.lexicon import Lexicon
from service.core.metadata import Metadata
from service.core.model import Block, Repair
from service.page.blocks import PageText, make_blocks, read_text
from service.page.kinds import is_article, is_thread
from service.page.limits import refuse_endless_tags
from service.page.links import base_address, resolve_links
from service.page.metadata import read_metadata
from service.page.nesting import refuse_deep_nesting

__all__ = ["Page", "read_page", "resolve_links", "second_opinion"]

BARE_MAX_WORDS = 3
"""Words up to which a page with scripts is an empty shell: the name of the site, "Loading…"."""
NOTICE_MAX_WORDS = 40
"""Words up to which it is one if it speaks of JavaScript: "You need to enable JavaScript to run this app."."""

EXTRACTED_SHARE = 0.5
"""Share of a block's words in the extractor's output from which the block is in it."""

EXTRACTOR_MAX_BLOCKS = 10_000
"""Blocks up to which the extractor is asked: its cost grows faster than the page, and it took 20 s and more on
one of 30,000 headings.  Of 499 development pages the largest has 2,640."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it goes into judging."""

    source: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    repairs: tuple[Repair, ...]
    warnings: tuple[str, ...]
    kind: PageKind
    base: str | None
    """What its relative links are resolved against; ``None`` where nothing says."""


def read_page(html: str, url: str | None, lexicon: Lexicon, *, leave: frozenset[str] = frozenset()) -> Page:
    """Parse a page, once, and read its blocks and its metadata; the extractor is not asked.

    Args:
        html: The page, decoded.
        url: Its address, if known: relative links are resolved against it.
        lexicon: The rules in force, for the words of bylines and dates.
        leave: Kinds of repairs that must not be made.

    Raises:
        EmptyInput: There is nothing in it.
        Frameset: It only names other pages.
        PageTooComplex: It would take the parser too long.
        ScriptOnly: Its text is made by scripts, which are not run.
    """
    refuse_endless_tags(html)
    refuse_deep_nesting(html)
    tree = LexborHTMLParser(html)
    text = read_text(tree, leave=leave)
    metadata = read_metadata(tree, url, lexicon=lexicon, leave=leave)
    _refuse_shells(text, metadata)
    kind = PageKind(is_article(metadata), is_thread(metadata, text.pieces[0].element, url))
    return Page(text.source, make_blocks(text), metadata, text.repairs, text.warnings, kind, base_address(tree, url))


def second_opinion(html: str, page: Page) -> tuple[list[bool] | None, str | None]:
    """Which blocks of a page the extractor keeps, or why it does not say.

    Args:
        html: The page, decoded.
        page: What was read of it.
    """
    # Here, as most pages do without: trafilatura takes half a second and 40 MiB to load.
    from service.page.extractor import coverage, extract

    if len(page.blocks) > EXTRACTOR_MAX_BLOCKS:
        return None, f"The page has {len(page.blocks)} blocks of text; it was judged without the extractor."
    lines, warning = extract(html, comments=page.kind.is_thread)
    if not lines:
        return None, warning
    return [share >= EXTRACTED_SHARE for share in coverage([block.text for block in page.blocks], lines)], None


def _refuse_shells(text: PageText, metadata: Metadata) -> None:
    """Raise for a page without text of its own, and say why there is none."""
    words = len(text.source.split())
    if text.framesets and not words:
        raise Frameset("The page is a frameset: it only names other pages. Send the page that its frame shows.")
    notice = words <= NOTICE_MAX_WORDS and "javascript" in text.source.casefold()
    if (text.scripts or notice) and (words <= BARE_MAX_WORDS or notice):
        where = " Its structured data (JSON-LD) hold a text, which is not read." if metadata.bodies else ""
        raise ScriptOnly(
            "The page has no text of its own: scripts would write it. Render it in a browser, and send the result."
            + where
        )
    if not words:
        raise EmptyInput("The page has no text. Send the page of an article.")
