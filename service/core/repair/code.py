"""What is code in a text: steps that read escapes leave it alone, as its author wrote them there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

_FENCES = ("```", "~~~")


def lines_outside_fences(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not between fences, each with where it begins; a fence that nothing closes opens none.

    >>> list(lines_outside_fences("one\\n~~~\\ncode\\n~~~\\ntwo"))
    [(0, 'one'), (17, 'two')]
    """
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.lstrip().startswith(_FENCES)]
    code = frozenset(chain.from_iterable(range(a, b + 1) for a, b in zip(fences[::2], fences[1::2], strict=False)))
    position = 0
    for number, line in enumerate(lines):
        if number not in code:
            yield position, line
        position += len(line) + 1
