"""The judges, in the order in which they are asked.

First whole blocks: what is boilerplate by its own words or by its place.  Then the edges of what is left: a dateline can
only be seen at the start of the text when nothing stands before it.
"""

from __future__ import annotations

from service.core.document import Judge

STAGES: tuple[tuple[Judge, ...], ...] = ()
