"""Soft labels: what share of each block's tokens stands in the gold, found by aligning the two texts in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Shares = npt.NDArray[np.float32]
Counts = npt.NDArray[np.int32]
Found = npt.NDArray[np.bool_]

OPEN = 1.5
"""What it costs to begin a run of matched tokens: one token does not pay for it, two do.  Stray words of menus do not
match words of the article, while a short line between two matched ones does."""
NEVER = np.float32(-1e9)
"""A score that no path has."""
CELLS_MAX = 400_000_000
"""Cells of the alignment up to which it is made (0.4 GB); beyond, shingles alone decide."""
SHINGLE = 4
"""Tokens of a shingle: four in a row are rarely shared by chance."""
MOVED_SHARE = 0.8
"""Share of a block's shingles and tokens in the rest of the gold from which it counts though it stands elsewhere."""

_SPACELESS = "\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_WORD = re.compile(rf"[{_SPACELESS}]|[^\W{_SPACELESS}]+")
_UP, _LEFT, _MATCH, _GOES_ON = 0, 1, 2, 4
"""How the best path comes to a cell; the last says that a match there goes on with a run."""


def tokens(text: str) -> list[str]:
    """Words in lower case; the characters of scripts that write no spaces.

    >>> tokens("Rain, 雨です")
    ['rain', '雨', 'で', 'す']
    """
    return _WORD.findall(text.lower())


def soft_labels(texts: Sequence[str], gold: str) -> tuple[Shares, Counts]:
    """For each text the share of its tokens that stands in the gold, and how many tokens it has.

    >>> shares, sizes = soft_labels(["Home News", "It rained all day.", "It rained"], "It rained all day.")
    >>> shares.tolist(), sizes.tolist()
    ([0.0, 1.0, 0.0], [2, 4, 2])
    """
    split = [tokens(text) for text in texts]
    sizes = np.array([len(words) for words in split], dtype=np.int32)
    wanted = tokens(gold)
    if not wanted or not sizes.sum():
        return np.zeros(len(texts), np.float32), sizes
    number: dict[str, int] = {}
    g = np.array([number.setdefault(word, len(number)) for word in wanted], dtype=np.int32)
    p = np.array([number.get(word, -1) for words in split for word in words], dtype=np.int32)
    found = _found(p, g)
    covered = np.bincount(np.repeat(np.arange(len(texts)), sizes), weights=found, minlength=len(texts))
    left = Counter(g.tolist())
    left.subtract(Counter(p[found].tolist()))
    shingles = _shingles(g.tolist())
    ends = np.cumsum(sizes).tolist()
    for i, (end, size) in enumerate(zip(ends, sizes.tolist(), strict=True)):
        if size >= SHINGLE and covered[i] <= size / 2 and _moved(p[end - size : end].tolist(), shingles, left):
            covered[i] = size
    return (covered / np.maximum(sizes, 1)).astype(np.float32), sizes


def even_labels(labels: Shares, sizes: Counts, said: npt.NDArray[np.intp], *, least: int) -> Shares:
    """Copies of a block share the best label of one of them: which copy the gold means is chance.

    Args:
        labels: Of each block.
        sizes: Its tokens.
        said: The first block that says the same.
        least: Tokens from which blocks that say the same are copies.
    """
    best = np.zeros(len(labels), labels.dtype)
    np.maximum.at(best, said, labels)
    return np.where(sizes >= least, best[said], labels)


def _found(p: Counts, g: Counts) -> Found:
    """Which tokens of the page are matched with one of the gold."""
    found = np.zeros(len(p), dtype=bool)
    # Tokens that are not in the gold break a run: one stands in for each stretch of them.
    kept = (p >= 0) | np.r_[True, p[:-1] >= 0]
    if int((p >= 0).sum()) * len(g) <= CELLS_MAX:
        found[kept] = align(p[kept], g)
        return found
    shingles, words = _shingles(g.tolist()), p.tolist()
    for i in range(len(words) - SHINGLE + 1):
        if tuple(words[i : i + SHINGLE]) in shingles:
            found[i : i + SHINGLE] = True
    return found


def _shingles(words: list[int]) -> set[tuple[int, ...]]:
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def _moved(words: list[int], shingles: set[tuple[int, ...]], left: Counter[int]) -> bool:
    """Whether a block stands elsewhere in the gold, in words that nothing has matched; if so, they are taken."""
    runs = [tuple(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1)]
    if sum(run in shingles for run in runs) < MOVED_SHARE * len(runs):
        return False
    mine = Counter(word for word in words if word >= 0)
    if sum(min(count, max(0, left[word])) for word, count in mine.items()) < MOVED_SHARE * len(words):
        return False
    left.subtract(mine)
    return True


def align(a: Counts, b: Counts) -> Found:
    """Which tokens of ``a`` the best path matches with ``b``: as many as can be, in few runs (Gotoh, 1982).

    Row by row: what a cell has from its left is the running maximum of the row.
    """
    n, m = len(a), len(b)
    back = np.zeros((n + 1, m + 1), dtype=np.uint8)
    best = np.zeros(m + 1, dtype=np.float32)
    run = np.full(m + 1, NEVER, dtype=np.float32)
    places = {int(word): np.flatnonzero(b == word) + 1 for word in np.unique(b)}
    for i, word in enumerate(a.tolist(), 1):
        at = places.get(word)
        if at is None:
            run = np.full(m + 1, NEVER, dtype=np.float32)
            continue  # every cell is the one above it
        goes_on = run[at - 1] >= best[at - 1] - OPEN
        here = np.maximum(run[at - 1], best[at - 1] - np.float32(OPEN)) + np.float32(1)
        row = best.copy()
        row[at] = np.maximum(row[at], here)
        row = np.maximum.accumulate(row)
        codes = back[i]
        codes[1:][row[:-1] > best[1:]] = _LEFT
        codes[at[here > np.maximum(best[at], row[at - 1])]] = _MATCH
        codes[at[goes_on]] |= _GOES_ON
        run = np.full(m + 1, NEVER, dtype=np.float32)
        run[at], best = here, row
    return _followed(back)


def _followed(back: npt.NDArray[np.uint8]) -> Found:
    """The matches on the path that ends in the last cell."""
    i, j = back.shape[0] - 1, back.shape[1] - 1
    found = np.zeros(i, dtype=bool)
    inside = False
    while i > 0 and j > 0:
        code = int(back[i, j])
        if inside or code & _MATCH:
            found[i - 1] = True
            inside = code & _GOES_ON != 0
            i, j = i - 1, j - 1
        elif code & _LEFT:
            j -= 1
        else:
            i -= 1
    return found
