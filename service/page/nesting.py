"""Pages of elements inside elements inside elements: parsing them costs their number times their depth."""

from __future__ import annotations

import re
from collections import Counter

from service.core.errors import PageTooComplex

MAX_STEPS = 400_000_000
"""Open elements that the parser may walk past, added up over all tags.  For most tags the HTML standard has it look
through all elements that are open: 20,000 ``div`` in each other, half of this, take .7 s, and 200,000 take 90 s.  One
of 1,497 development pages, with a drawing that has no end tags, comes to a quarter of it; no other to a hundredth."""
FREE_TAGS = 20_000
"""Tags that are too few to get there, however they are nested; nine in ten pages have no more."""

FLAT = frozenset(
    """area base br col embed hr img input link meta param source track wbr
    p li td th tr tbody thead tfoot option dt dd""".split()
)
"""Elements that have nothing inside, or end by themselves where the next begins."""

# Comments, scripts and styles hold no tags.  Each alternative takes all it can.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|<style\b.*?(?:</style|\Z)|<(/?)([a-z][^\s/>]*)",
    re.IGNORECASE | re.DOTALL,
)


def refuse_deep_nesting(html: str) -> None:
    """Raise ``PageTooComplex`` for a page whose nesting would take the parser longer than its length."""
    if html.count("<") <= FREE_TAGS:
        return
    still_open: Counter[str] = Counter()
    depth = steps = 0
    for match in _TAG.finditer(html):
        name = (match[2] or "").lower()
        if not name:
            continue
        steps += depth
        if steps > MAX_STEPS:
            raise PageTooComplex(
                f"The page has some {depth} elements inside each other, and too many in all. Send it with its end "
                "tags, or the part that holds the article."
            )
        if name in FLAT:
            continue
        if not match[1]:
            still_open[name] += 1
            depth += 1
        elif still_open[name]:
            still_open[name] -= 1
            depth -= 1
