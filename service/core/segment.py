"""Plain text to blocks.  (Being written.)"""

from __future__ import annotations

import re

from service.core.blocks import make_block
from service.core.model import Block, BlockKind


def segment(source: str) -> tuple[Block, ...]:
    """The blocks of a text, in order; together they cover all of it but white space."""
    blocks = []
    previous_end = 0
    for match in re.finditer(r"[^\n]*\S[^\n]*", source):
        gap = max(0, source.count("\n", previous_end, match.start()) - 1)
        blocks.append(make_block(source, match.span(), BlockKind.PARAGRAPH, gap=gap))
        previous_end = match.end()
    return tuple(blocks)
