"""Edits of a text, carried out in one place that keeps account of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from service.core.model import Repair
from service.core.spans import Span

EXCERPT = 80
"""Characters of ``before`` and ``after`` that a repair shows; the contract calls them excerpts."""

Edit = tuple[int, int, str]
"""Start and end in the text as it is, and what shall stand there."""


class Found(NamedTuple):
    """What a step found: edits in order that do not overlap, and a warning of what it had to leave."""

    edits: Sequence[Edit] = ()
    warning: str | None = None
    """Empty where nothing is left any more of what an earlier run warned of."""


Step = Callable[[str], Found]
"""A step looks for one kind of defect, the one it is named after, and never edits."""

NOTHING = Found()

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_ASCII = re.compile("[^\\x00-\\x7f]+")


@dataclass(slots=True)
class _Account:
    """The first change of one kind, as far as it is known, and how many there were."""

    span: Span
    before: str
    count: int


@dataclass(slots=True)
class Ledger:
    """A text, and the account of what steps changed in it."""

    text: str
    spans: list[Span] = field(default_factory=list)
    """Spans of the text that are kept up to date."""
    _accounts: dict[str, _Account] = field(default_factory=dict)
    _warnings: dict[str, str] = field(default_factory=dict)

    def run(self, steps: Iterable[Step]) -> bool:
        """Run the steps in order; whether any changed the text."""
        changed = False
        for step in steps:
            edits, warning = step(self.text)
            if warning:
                self.warn(step.__name__, warning)
            elif warning is not None:
                self._warnings.pop(step.__name__, None)
            if edits:
                changed = True
                self._apply(step.__name__, edits)
        return changed

    def warn(self, about: str, message: str) -> None:
        """Note a warning; the first of its kind stands."""
        self._warnings.setdefault(about, message)

    def warnings(self) -> tuple[str, ...]:
        return tuple(self._warnings.values())

    def repairs(self) -> tuple[Repair, ...]:
        """One repair per kind, in the order in which kinds were first met."""
        return tuple(
            Repair(kind, excerpt(a.before), excerpt(self.text[slice(*a.span)]), a.span, a.count)
            for kind, a in self._accounts.items()
        )

    def _apply(self, kind: str, edits: Sequence[Edit]) -> None:
        old = self.text
        pieces: list[str] = []
        position = 0
        for start, end, new in edits:
            pieces += (old[position:start], new)
            position = end
        pieces.append(old[position:])
        self.text = "".join(pieces)
        if self.spans:
            self.spans = moved(self.spans, edits)
        start, end, new = edits[0]
        first = _Account((start, start + len(new)), old[start:end], len(edits))
        if self._accounts:
            self._move(edits)
        known = self._accounts.get(kind)
        if known is None:
            self._accounts[kind] = first
        else:
            first.count += known.count
            self._accounts[kind] = first if first.span < known.span else _Account(known.span, known.before, first.count)

    def _move(self, edits: Sequence[Edit]) -> None:
        """Move the spans noted so far to where they stand now."""
        spans = moved([account.span for account in self._accounts.values()], edits)
        for account, span in zip(self._accounts.values(), spans, strict=True):
            account.span = span


def moved(spans: Iterable[Span], edits: Sequence[Edit]) -> list[Span]:
    """Where spans stand after edits; a span that an edit cuts grows to cover it.

    >>> moved([(0, 3), (4, 9)], [(1, 2, "and"), (5, 6, "")])
    [(0, 5), (6, 10)]
    """
    starts = [start for start, _, _ in edits]
    growth = list(accumulate((len(new) - (end - start) for start, end, new in edits), initial=0))
    found: list[Span] = []
    for start, end in spans:
        first = bisect_right(starts, start)
        if first and start < edits[first - 1][1]:
            moved_start = starts[first - 1] + growth[first - 1]
        else:
            moved_start = start + growth[first]
        last = bisect_left(starts, end)
        if start == end:
            moved_end = moved_start
        elif last and end <= edits[last - 1][1]:
            moved_end = starts[last - 1] + growth[last - 1] + len(edits[last - 1][2])
        else:
            moved_end = end + growth[last]
        found.append((moved_start, moved_end))
    return found


def excerpt(piece: str) -> str:
    r"""At most ``EXCERPT`` characters of a piece, lone surrogates spelled out, since no UTF-8 can carry them.

    >>> excerpt("\ud83d")
    '\\ud83d'
    """
    shown = piece if len(piece) <= EXCERPT else piece[: EXCERPT - 1] + "…"
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", shown)


def differences(position: int, old: str, new: str) -> list[Edit]:
    """The edits at ``position`` that turn ``old`` into ``new``, as small as can be told in one pass.

    Where both have the same ASCII parts, the parts between them that differ; else one edit, without what both begin and
    end with.

    >>> differences(100, "cafÃ© Â© noir", "café © noir")
    [(103, 105, 'é'), (106, 108, '©')]
    >>> differences(0, "ho\u0323c", "học")
    [(1, 3, 'ọ')]
    """
    if _NOT_ASCII.split(old) == _NOT_ASCII.split(new):
        pairs = zip(_NOT_ASCII.finditer(old), _NOT_ASCII.finditer(new), strict=True)
        return [(position + a.start(), position + a.end(), b[0]) for a, b in pairs if a[0] != b[0]]
    shortest = min(len(old), len(new))
    start = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    tail = next((i for i in range(shortest - start) if old[-1 - i] != new[-1 - i]), shortest - start)
    return [(position + start, position + len(old) - tail, new[start : len(new) - tail])]
