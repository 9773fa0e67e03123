"""The elements around the blocks of a page as arrays: what each holds, what it is, what is around it.

Blocks stand in document order, so what an element holds is a range of blocks, and every sum over it is the difference
of two prefix sums.  Elements in one another that hold the same blocks are one container.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from service.core.model import Block, Element
from service.model.columns import Doubles, Floats, Ints, times
from service.model.roles import NAMES, roles_of

BYTES = 8
"""Of a number with one bit for each role."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements of a page, outer ones before inner ones, and the containers that they make."""

    parent: Ints
    """Of each element, the number of the one around it; its own for the outermost."""
    own: Ints
    """Of each element, a number that those of the same tag and names share: its signature."""
    path: Ints
    """Of each element, a number that those share whose path has the same signatures."""
    named: list[Element]
    """For each signature one element that has it."""
    of_block: Ints
    """The element that holds each block."""
    container: Ints
    """The container that each block stands in."""
    head: Ints
    """Of each container, the outermost of its elements."""
    first: Ints
    """Of each container, its blocks: from ``first`` up to, not including, ``end``."""
    end: Ints
    outer: Ints
    """Of each container the next larger one; its own for the outermost."""
    depth: Ints
    """How many containers are around each."""


@dataclass(slots=True)
class _Growing:
    """A tree as it is read."""

    parent: list[int]
    path: list[int]
    own: list[int]
    """Of each path, the signature at its end."""
    named: list[Element]
    of_block: list[int]
    after: list[int]
    """How many elements are known after each block, and none before the first."""


def read_tree(blocks: Sequence[Block]) -> Tree | None:
    """The elements around the blocks of a page; ``None`` for a text.  Linear in elements and blocks."""
    parent: list[int] = []
    path: list[int] = []
    own: list[int] = []
    named: list[Element] = []
    of_block: list[int] = []
    after = [0]
    number: dict[Element, int] = {}
    signatures: dict[tuple[str, tuple[str, ...]], int] = {}
    paths: dict[tuple[int, str, tuple[str, ...]], int] = {}
    for block in blocks:
        here = block.element
        if here is None:
            return None
        chain: list[Element] = []
        known = number.get(here, -1)
        while known < 0:
            chain.append(here)
            if here.parent is None:
                break
            here = here.parent
            known = number.get(here, -1)
        for element in reversed(chain):
            key = (path[known] if known >= 0 else -1, element.tag, element.tokens)
            way = paths.get(key, -1)
            if way < 0:
                paths[key] = way = len(own)
                own.append(signatures.setdefault(key[1:], len(named)))
                if own[-1] == len(named):
                    named.append(element)
            number[element] = new = len(path)
            parent.append(known if known >= 0 else new)
            path.append(way)
            known = new
        of_block.append(known)
        after.append(len(path))
    return _with_containers(_Growing(parent, path, own, named, of_block, after))


def _with_containers(found: _Growing) -> Tree:
    ends = [0] * len(found.parent)
    for i, element in enumerate(found.of_block, 1):
        ends[element] = i
    for element in range(len(ends) - 1, 0, -1):
        around = found.parent[element]
        if ends[element] > ends[around]:
            ends[around] = ends[element]
    parent, path, of_block, end = (
        np.array(numbers, dtype=np.intp) for numbers in (found.parent, found.path, found.of_block, ends)
    )
    first = np.repeat(np.arange(len(of_block)), np.diff(found.after))
    # What holds the same blocks as the element around it was read right after it, so heads alone need to be counted.
    heads = (first != first[parent]) | (end != end[parent]) | (parent == np.arange(len(parent)))
    container = np.cumsum(heads) - 1
    head = np.flatnonzero(heads)
    outer = container[parent[head]]
    depth: list[int] = []
    for i, around in enumerate(outer.tolist()):
        depth.append(depth[around] + 1 if around < i else 0)
    return Tree(
        parent,
        np.array(found.own, dtype=np.intp)[path],
        path,
        found.named,
        of_block,
        container[of_block],
        head,
        first[head],
        end[head],
        outer,
        np.array(depth, dtype=np.intp),
    )


def role_shares(tree: Tree, shares: Doubles) -> Floats:
    """For each role and block: the share of the page in the innermost element around the block that has the role.

    0 where none has it; 1 where it is the whole page, which says little; in between, the smaller the more it says.
    Containers are read level by level, and each takes from the one around it what it does not say itself: linear in
    containers, however deep they are.

    Args:
        tree: The elements of the page.
        shares: Of each container, its share of the page.
    """
    all_roles = np.zeros((len(NAMES), len(tree.container)), dtype=np.float32)
    bits = np.array([roles_of(element.tag, element.tokens) for element in tree.named], dtype="<u8")
    by_depth = np.argsort(tree.depth, kind="stable")
    place = np.empty_like(by_depth)
    place[by_depth] = np.arange(len(by_depth))
    said = _bits(np.bitwise_or.reduceat(bits[tree.own], tree.head)[by_depth]) if len(bits) else _bits(bits)
    roles = np.flatnonzero(said.any(axis=0))
    silent = said[:, roles] == 0
    found = np.where(silent, np.float32(0), shares[by_depth].astype(np.float32)[:, None])
    around = place[tree.outer[by_depth]]
    levels = np.cumsum(np.bincount(tree.depth)).tolist()
    for start, end in pairwise(levels):
        np.copyto(found[start:end], found[around[start:end]], where=silent[start:end])
    all_roles[roles] = found[place[tree.container]].T
    return all_roles


def _bits(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint8]:
    """The bits of each number, the lowest first; one row each.

    >>> _bits(np.array([5], dtype="<u8"))[0, :4].tolist()
    [1, 0, 1, 0]
    """
    return np.unpackbits(numbers.view(np.uint8).reshape(len(numbers), BYTES), axis=1, bitorder="little")


def alike_beside(tree: Tree) -> Floats:
    """For each container, how many of its signature stand in the next larger one: cards, comments."""
    signatures = tree.own[tree.head]
    return times(tree.outer * len(tree.named) + signatures).astype(np.float32)
