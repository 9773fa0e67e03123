"""What features are made of and gathered in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from service.model.characters import Texts

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Marks = npt.NDArray[np.bool_]
Array = npt.NDArray[Any]

ROOM = 264
"""Rows that are set aside for features: a page has 262."""
UNKNOWN = -1.0
"""What stands for the block before the first and after the last."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a page besides its blocks; empty for a text."""

    title: str = ""
    description: str = ""
    body: str = ""
    """The text of the article in structured data."""
    is_article: bool = False
    is_thread: bool = False
    is_page: bool = False


class Columns:
    """Features by name, in order: the rows of one matrix, written in place."""

    def __init__(self, size: int) -> None:
        self.size = size
        """The number of blocks."""
        self.names: list[str] = []
        self._rows: Floats = np.empty((ROOM, size), dtype=np.float32)

    def add(self, name: str, row: Array) -> None:
        """The next feature."""
        self._rows[len(self.names)] = row
        self.names.append(name)

    def add_shifted(self, name: str, of: str, offset: int) -> None:
        """The next feature: what another one is ``offset`` blocks further on."""
        row, source = self._rows[len(self.names)], self.row(of)
        if offset < 0:
            row[:-offset] = UNKNOWN
            row[-offset:] = source[:offset]
        else:
            row[:-offset] = source[offset:]
            row[-offset:] = UNKNOWN
        self.names.append(name)

    def room(self, names: Sequence[str]) -> Floats:
        """The rows of the next features: the caller writes them, all of them."""
        start = len(self.names)
        self.names.extend(names)
        return self._rows[start : len(self.names)]

    def row(self, name: str) -> Floats:
        """A feature that is there already."""
        return np.asarray(self._rows[self.names.index(name)])

    def matrix(self) -> Floats:
        """All features; one row each."""
        return self._rows[: len(self.names)]


@dataclass(frozen=True, slots=True)
class Base:
    """The facts of each block from which the rest is made."""

    words: Doubles
    terminal: Doubles
    links: Doubles
    """Share of linked characters."""
    prose: Doubles
    """Words of running text: of blocks that are prose and not linked."""
    linked: Doubles
    """Words in links, about."""
    kinds: Doubles
    headings: Marks
    gaps: Doubles
    sums: Doubles
    """Words, words of running text and words in links, before each block and of all: one row of prefix sums each."""
    texts: Texts


def times(keys: Ints) -> Ints:
    """How often each key stands among all.

    >>> times(np.array([7, 3, 7, 7])).tolist()
    [3, 1, 3, 3]
    """
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    new = np.ones(len(keys), dtype=bool)
    np.not_equal(ranked[1:], ranked[:-1], out=new[1:])
    group = np.cumsum(new) - 1
    found = np.empty(len(keys), dtype=np.intp)
    found[order] = np.bincount(group)[group]
    return found
