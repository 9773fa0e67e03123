"""Markdown marks: what a line says without them.  (Being written.)"""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")


def plain_text(text: str) -> str:
    """The text without Markdown marks."""
    return _LINK.sub(r"\1", text) if "](" in text else text


def link_density(text: str) -> float:
    """Share of the visible characters that are inside links."""
    if "](" not in text:
        return 0.0
    linked = sum(len(m.group(1)) for m in _LINK.finditer(text))
    return linked / max(1, len(plain_text(text)))
