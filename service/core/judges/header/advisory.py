"""Notes to editors above a story: "(Adds reaction in paragraph 3)".  Corrections are content and stay."""

from __future__ import annotations

import re

ADVISORY_MAX = 250
"""Characters; such a note is one sentence."""
_ADVISORY = re.compile(
    r"[(\[]\s?(?:Adds?|Updates?|Updating|Recasts?|Rewrites?|Refiles?|Repeats?|Releads?|New throughout|Writes through|"
    r"Adding|Edits|Changes|Clarifies|Removes|Inserts|Trims)\b[^()\[\]]{3,240}[)\]]\.?"
)
_NOT_ADVISORY = re.compile(r"[.!?]\s")


def is_advisory(line: str) -> bool:
    """Whether a whole line is a note to editors.

    >>> is_advisory("(Adds reaction in paragraph 3)"), is_advisory("(Corrects the spelling of the name)")
    (True, False)
    >>> is_advisory("(Add a pinch of salt, said my grandmother.) It begins in a kitchen")
    False
    """
    return len(line) <= ADVISORY_MAX and _ADVISORY.fullmatch(line) is not None and not _NOT_ADVISORY.search(line)
