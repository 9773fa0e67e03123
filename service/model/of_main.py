"""Features of the main container: the smallest one with most of the running text, and where a block stands from it."""

from __future__ import annotations

import numpy as np

from service.model.columns import Columns, Doubles, Floats, Ints
from service.model.containers import Tree

MAIN_SHARES = (0.5, 0.75)
"""Shares of the page's prose that the smallest container holds: one is tight, one takes in what is around it."""
MAIN_PARTS = (
    "in", "steps", "place", "words", "links", "density",
    "branch_words", "branch_density", "branch_links", "branch_size",
)  # fmt: skip
MAX_STEPS = 12
"""Containers around the main one that are looked at."""
WORDS, PROSE, LINKS, SIZE, DENSITY = range(5)
"""The rows of the statistics of containers that are used here."""
_OWN = [WORDS, LINKS, DENSITY]
_BRANCH = [WORDS, DENSITY, LINKS, SIZE]
BEFORE, AFTER = -1.0, 2.0
"""Where a block stands that is not in it; those inside are from 0 to 1."""


def of_main(columns: Columns, tree: Tree, stats: Doubles, chain: Ints) -> None:
    """The main container, by each of ``MAIN_SHARES``; all NaN where there is no running text.

    Args:
        columns: Where the features go.
        tree: The elements of the page.
        stats: The statistics of the containers, one row each.
        chain: The containers around each block, from the inner to the outer.
    """
    at = np.arange(columns.size)
    size = tree.end - tree.first
    for share in MAIN_SHARES:
        rows = columns.room([f"main{share}_{part}" for part in MAIN_PARTS])
        holds = np.flatnonzero(stats[PROSE] >= share)
        if not len(holds):
            rows[:] = np.nan
            continue
        main = int(holds[np.argmin(size[holds])])
        first, end = int(tree.first[main]), int(tree.end[main])
        rows[0] = (at >= first) & (at < end)
        rows[1] = _steps_out(at, tree, main)
        rows[2] = (at - first) / (end - first)
        rows[2, :first] = BEFORE
        rows[2, end:] = AFTER
        rows[3:6] = stats[_OWN, main][:, None]
        _of_branches(rows[6:], stats, chain, main)


def _steps_out(at: Ints, tree: Tree, main: int) -> Ints:
    """How many of the containers around the main one a block is outside of, that one counted."""
    around = [main]
    while len(around) < MAX_STEPS and tree.outer[around[-1]] != around[-1]:
        around.append(int(tree.outer[around[-1]]))
    first, end = tree.first[around], tree.end[around]
    return np.asarray(np.searchsorted(-first, -at, side="left") + np.searchsorted(end, at, side="right"))


def _of_branches(rows: Floats, stats: Doubles, chain: Ints, main: int) -> None:
    """The statistics of the container right inside the main one that a block stands in; -1 where it stands in none."""
    hits = (chain[1:] == main) & (chain[:-1] != main)
    known = hits.any(axis=0)
    branch = chain[np.argmax(hits, axis=0), np.arange(chain.shape[1])]
    rows[:] = -1.0
    rows[:, known] = stats[_BRANCH][:, branch[known]]
