"""Where a piece of text stands."""

Span = tuple[int, int]
"""Start and end, half open, in Unicode code points of ``source``."""
