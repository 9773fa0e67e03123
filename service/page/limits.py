"""What a page may not have: parsing would take longer than reading."""

from __future__ import annotations

import re

from service.core.errors import PageTooComplex

LONG_TAG = 20_000
"""Characters of a tag that is looked at: shorter ones have no more than some thousand attributes."""
MAX_ATTRIBUTES = 5_000
"""Attributes of one element.  The parser compares each with all before it: 100,000 take it 37 s, 5,000 some .1 s.  The
development pages have at most a few dozen."""

# Comments, scripts and styles hold no tags; what looks like one in them is text.  Each alternative takes all it can.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|<style\b.*?(?:</style|\Z)|<(?P<tag>[a-z][^>]*)",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"[^\s=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'][^\s]*))?")


_OPENER = re.compile(r"<[A-Za-z]")


def _may_be_tag(piece: str) -> bool:
    """Whether a stretch without ``>`` has a long tag in it: a look that is cheap for pages with long scripts."""
    opener = _OPENER.search(piece)
    return opener is not None and len(piece) - opener.start() > LONG_TAG


def refuse_endless_tags(html: str) -> None:
    """Raise ``PageTooComplex`` for an element with more attributes than any page has."""
    if not any(len(piece) > LONG_TAG and _may_be_tag(piece) for piece in html.split(">")):
        return
    for match in _TAG.finditer(html):
        tag = match["tag"]
        if tag is not None and len(tag) > LONG_TAG and (count := sum(1 for _ in _NAME.finditer(tag))) > MAX_ATTRIBUTES:
            raise PageTooComplex(
                f"One element of the page has some {count} attributes; at most {MAX_ATTRIBUTES} are read. Send the "
                "page without them."
            )
