"""Features of where a block stands: running text near by, clusters of it, neighbours."""

from __future__ import annotations

import numpy as np

from service.model.columns import Base, Columns, Doubles, Ints
from service.model.windows import Span, around, prefix_sums, steps_outside, steps_since, windows

RADII = (2, 5, 10, 25)
"""Blocks on each side, over which the density of prose is taken."""
SIDES = (3, 8)
"""Blocks above and below, each side by itself."""
LONG = 30.0
"""Words of a long paragraph: teasers and comments seldom have more."""
NEAR = 100
"""Blocks beyond which it is all the same how far running text is away."""
OUTSIDE = 60
"""Likewise of the stretch or the cluster with the most of it."""
RUNS = (("run", 1.0), ("run_tight", 4.0))
"""Stretches with the most running text: what each block in them, and each word that is no running text, costs."""
CLUSTER_GAPS = (1, 4)
"""Blocks that are no running text between two that belong to one cluster."""
CLUSTER_PARTS = ("in", "share", "best", "words", "to")
NEIGHBOURS = (-2, -1, 1, 2)
SHIFTED = ("words", "links", "terminal", "binding", "tag", "last")
SHIFTED_FAR = frozenset({"words", "links"})
"""Those that are taken of the second neighbour too."""

_BEYOND = around(RADII)
_ONE_SIDED: list[Span] = [span for n in SIDES for span in ((-n, 0), (1, n + 1))]
_NEAR_NAMES = tuple([f"{part}_{radius}" for radius in RADII for part in ("prose", "linked", "words")])
_SIDE_NAMES = tuple([f"{part}_{side}{n}" for n in SIDES for side in ("up", "down") for part in ("prose", "words")])
_RUN_NAMES = tuple([f"{part}" for name, _ in RUNS for part in (f"in_{name}", f"{name}_distance", f"{name}_share")])


def of_place(columns: Columns, base: Base) -> None:
    """Where a block stands, and how much running text is near by."""
    n = columns.size
    at = np.arange(n)
    words, prose = base.sums[0], base.sums[1]
    all_prose = max(float(prose[-1]), 1.0)
    columns.add("index", at / max(n - 1, 1))
    columns.add("from_start", np.log1p(at))
    columns.add("to_end", np.log1p(at[::-1]))
    columns.add("words_before", words[:-1] / max(float(words[-1]), 1.0))
    columns.add("prose_before", prose[:-1] / all_prose)
    columns.add("prose_after", (prose[-1] - prose[1:]) / all_prose)
    _near(columns, base)
    _clusters(columns, base, all_prose)
    _runs(columns, base, all_prose)
    order = np.sort(base.words[base.prose > 0])
    middle = float(order[len(order) // 2]) if len(order) else 1.0
    columns.add("relative_length", np.log1p(base.words) - np.log1p(middle))


def _near(columns: Columns, base: Base) -> None:
    """The density of running text around, above and below, and how far it is away."""
    n = columns.size
    words, prose, linked = windows(base.sums, _BEYOND + _ONE_SIDED)
    some = np.maximum(words, 1.0)
    share = prose / some
    k = len(RADII)
    rows = columns.room(_NEAR_NAMES).reshape(k, 3, n)
    rows[:, 0] = share[:k]
    np.divide(linked[:k], some[:k], out=rows[:, 1])
    np.log1p(some[:k], out=rows[:, 2])
    marks = np.stack([base.prose > 0, base.prose >= LONG])
    rows = columns.room(("since_prose", "until_prose", "since_long", "until_long"))
    rows[::2] = steps_since(marks, NEAR)
    rows[1::2] = steps_since(marks[:, ::-1], NEAR)[:, ::-1]
    rows = columns.room(_SIDE_NAMES)
    rows[::2] = share[k:]
    np.log1p(words[k:], out=rows[1::2])


def _runs(columns: Columns, base: Base, all_prose: float) -> None:
    """The stretch of blocks with the most running text and the least else."""
    n = columns.size
    at = np.arange(n)
    costs = np.array([[cost] for _, cost in RUNS])
    sums = prefix_sums(base.prose - costs * (base.words - base.prose) - costs)
    stops = np.argmax(sums - np.minimum.accumulate(sums, axis=1), axis=1)
    begins = np.array([np.argmin(row[: stop + 1]) for row, stop in zip(sums, stops.tolist(), strict=True)])
    first, end = begins[:, None], stops[:, None]
    prose = base.sums[1]
    rows = columns.room(_RUN_NAMES).reshape(len(RUNS), 3, n)
    rows[:, 0] = (at >= first) & (at < end)
    rows[:, 1] = steps_outside(at, first, end, OUTSIDE)
    rows[:, 2] = (prose[end] - prose[first]) / all_prose


def _clusters(columns: Columns, base: Base, all_prose: float) -> None:
    """Running text with little between it is one cluster; a page has that of its article, and others."""
    at = np.arange(columns.size)
    running = np.flatnonzero(base.prose > 0)
    gaps = np.diff(running)
    for most in CLUSTER_GAPS:
        rows = columns.room([f"cluster{most}_{part}" for part in CLUSTER_PARTS])
        if not len(running):
            rows[:] = -1.0
            continue
        begins = np.flatnonzero(gaps > most + 1) + 1
        first, last = running[np.append(0, begins)], running[np.append(begins, len(running)) - 1]
        sums = base.sums[1]
        held: Doubles = sums[last + 1] - sums[first]
        near = _nearest(at, first, last)
        best = int(np.argmax(held))
        rows[0] = (at >= first[near]) & (at <= last[near])
        rows[1:4] = np.stack([held / all_prose, held / held[best], np.log1p(held)])[:, near]
        rows[4] = steps_outside(at, int(first[best]), int(last[best]) + 1, OUTSIDE)


def _nearest(at: Ints, first: Ints, last: Ints) -> Ints:
    """Of stretches in order, the one that is nearest to each place; of two, the earlier.

    Args:
        at: The places.
        first: Where each stretch begins.
        last: Its last place.
    """
    near = np.maximum(np.searchsorted(first, at, side="right") - 1, 0)
    ahead = np.minimum(near + 1, len(first) - 1)
    back, on = at - last[near], first[ahead] - at
    return np.where((back > 0) & (ahead > near) & (on < back), ahead, near)


def of_neighbours(columns: Columns) -> None:
    """Some features of the blocks before and after."""
    for name in SHIFTED:
        if name not in columns.names:
            continue  # of the markup, which a text has not
        for offset in NEIGHBOURS:
            if abs(offset) == 1 or name in SHIFTED_FAR:
                columns.add_shifted(f"{name}{offset:+d}", name, offset)
