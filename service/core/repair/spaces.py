"""Spaces that are not the space."""

from __future__ import annotations

import re

from service.core.repair.edits import NOTHING, Found
from service.core.repair.watched import WATCHED

_SPACE = re.compile(f"[{WATCHED['space']}]")


def space(text: str) -> Found:
    r"""Turn no-break spaces and those of a special width into plain ones.

    They say how a line is set, not what it says, and who searches for ``5 km`` does not find ``5\u202fkm``.  Each
    becomes one space, so that what stands in columns still does.  Left alone: the ideographic space (U+3000), which
    opens the paragraphs of Chinese and Japanese texts, and tabs.

    >>> space("«\u00a0Ça ira\u202f!\u00a0»").edits
    [(1, 2, ' '), (8, 9, ' '), (10, 11, ' ')]
    """
    return NOTHING if text.isascii() else Found([(m.start(), m.end(), " ") for m in _SPACE.finditer(text)])
