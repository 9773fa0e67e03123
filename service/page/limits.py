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


def _may_have_many(tag: str) -> bool:
    """Whether attributes could be too many: each but the last has white space or a sign of equality of its own."""
    return len(tag.split()) + 1 + tag.count("=") + 1 > MAX_ATTRIBUTES


def _may_have_long_tag(html: str) -> bool:
    """Whether a stretch of more than ``LONG_TAG`` characters without ``>`` may be a tag with too many attributes.

    Most such stretches are scripts.  It goes from one ``>`` to the last that is near enough, so a page takes some ten
    steps.
    """
    start, end = 0, len(html)
    while end - start > LONG_TAG:
        last = html.rfind(">", start, start + LONG_TAG + 1)
        if last < 0:
            last = html.find(">", start + LONG_TAG)
            last = end if last < 0 else last
            opener = _OPENER.search(html, start, last)
            if opener is not None and last - opener.start() > LONG_TAG and _may_have_many(html[opener.start() : last]):
                return True
        start = last + 1
    return False


def refuse_endless_tags(html: str) -> None:
    """Raise ``PageTooComplex`` for an element with more attributes than any page has."""
    if not _may_have_long_tag(html):
        return
    for match in _TAG.finditer(html):
        tag = match["tag"]
        if tag is not None and len(tag) > LONG_TAG and (count := sum(1 for _ in _NAME.finditer(tag))) > MAX_ATTRIBUTES:
            raise PageTooComplex(
                f"One element of the page has some {count} attributes; at most {MAX_ATTRIBUTES} are read. Send the "
                "page without them."
            )
