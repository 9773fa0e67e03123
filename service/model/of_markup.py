"""Features of the elements around a block: what they are, what they hold, what is like them."""

from __future__ import annotations

import numpy as np

from service.core.document import Document
from service.model.columns import Array, Base, Columns, Doubles, Ints
from service.model.containers import Tree, alike_beside, role_shares
from service.model.of_main import of_main
from service.model.roles import NAMES as ROLE_NAMES

LEVELS = 6
"""Containers around a block that are looked at."""
LEVEL_PARTS = ("words", "prose", "links", "blocks", "density", "mean")
BESIDE_LEVELS = 4
"""Of so many of them, how many like them stand beside them."""
AT_LEVELS = (1, 3)
"""Of which of them, how far down in them the block stands."""
FROM_HEADLINE = 100
"""Blocks from the headline beyond which it is all the same."""
_TAG_ORDER = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figcaption", "td", "th", "tr", "dd", "dt", "li",
    "section", "article", "main", "div", "body", "html", "table", "ul", "ol", "dl", "span", "b", "strong", "em", "a",
    "label", "button", "header", "aside", "form", "nav", "footer",
)  # fmt: skip
"""Tags from those that hold running text to those of menus and margins: one question of a tree can part them."""
_TAGS = {tag: i for i, tag in enumerate(_TAG_ORDER)}
_LEVEL_NAMES = tuple([tuple([f"{part}@{level}" for part in LEVEL_PARTS]) for level in range(LEVELS)])
_SIGNATURE_PARTS = ("count", "words", "mean", "links", "prose", "terminal")


def of_markup(columns: Columns, base: Base, document: Document, tree: Tree) -> None:
    """What the elements around a block are and hold."""
    held = base.sums[:, tree.end] - base.sums[:, tree.first]
    stats = _statistics(base, tree, held)
    chain = _chain(tree)
    _levels(columns, tree, stats, chain)
    of_main(columns, tree, stats, chain)
    _signatures(columns, base, "near", tree.own[tree.of_block])
    _signatures(columns, base, "path", tree.path[tree.of_block])
    tags = np.array([_TAGS.get(element.tag, -1) for element in tree.named], dtype=np.intp)[tree.own]
    own_tags = tags[tree.of_block]
    columns.add("tag", own_tags)
    columns.add("parent_tag", tags[tree.parent[tree.of_block]])
    columns.add("containers", tree.depth[tree.container])
    columns.add("level", np.array([block.level or 0 for block in document.blocks]))
    columns.add("link_count", np.log1p([len(block.links) for block in document.blocks]))
    columns.room(ROLE_NAMES)[:] = role_shares(tree, stats[0])
    _from_headline(columns, own_tags)


def _statistics(base: Base, tree: Tree, held: Doubles) -> Doubles:
    """Of each container what ``LEVEL_PARTS`` say, one row each.

    Args:
        base: The facts of the blocks.
        tree: The containers.
        held: The words, the words of running text and the words in links of each.
    """
    words, prose, linked = held
    count = (tree.end - tree.first).astype(np.float64)
    total, all_prose = np.maximum(base.sums[:2, -1], 1.0)
    some = np.maximum(words, 1.0)
    return np.stack(
        [words / total, prose / all_prose, linked / some, np.log1p(count), prose / some, np.log1p(words / count)]
    )


def _chain(tree: Tree) -> Ints:
    """The container of each block, the next larger one, and so on: one row for each of ``LEVELS``, and two more."""
    chain = np.empty((LEVELS + 2, len(tree.container)), dtype=np.intp)
    chain[0] = tree.container
    for level in range(LEVELS + 1):
        chain[level + 1] = tree.outer[chain[level]]
    return chain


def _levels(columns: Columns, tree: Tree, stats: Doubles, chain: Ints) -> None:
    """What the containers around a block hold, from the inner to the outer."""
    at = np.arange(columns.size)
    rows = stats.astype(np.float32)
    beside = np.log1p(alike_beside(tree))
    for level in range(LEVELS):
        container = chain[level]
        np.take(rows, container, axis=1, out=columns.room(_LEVEL_NAMES[level]), mode="clip")
        if level < BESIDE_LEVELS:
            columns.add(f"beside@{level}", beside[container])
        if level in AT_LEVELS:
            first = tree.first[container]
            columns.add(f"at@{level}", (at - first) / (tree.end[container] - first))


def _signatures(columns: Columns, base: Base, name: str, signatures: Ints) -> None:
    """Statistics over all blocks whose elements are alike.

    Args:
        columns: Where they go.
        base: The facts of the blocks.
        name: What makes them alike.
        signatures: Of each block, a number that is the same for those that are.
    """

    def held(row: Array) -> Doubles:
        return np.bincount(signatures, weights=row).astype(np.float64, copy=False)  # for the stubs of numpy 2.4

    count = np.maximum(np.bincount(signatures), 1)
    words = held(base.words)
    some = np.maximum(words, 1.0)
    stats = np.stack(
        [
            np.log1p(count),
            words / max(1.0, float(base.words.sum())),
            np.log1p(words / count),
            held(base.linked) / some,
            held(base.prose) / some,
            held(base.terminal) / count,
        ],
        dtype=np.float32,
        casting="same_kind",
    )
    rows = columns.room([f"{name}_{part}" for part in _SIGNATURE_PARTS])
    np.take(stats, signatures, axis=1, out=rows, mode="clip")


def _from_headline(columns: Columns, tags: Ints) -> None:
    """Blocks from the headline: the h1 nearest to the title in its words, or the first; NaN where there is none."""
    row = columns.room(("from_headline",))[0]
    heads = np.flatnonzero(tags == _TAGS["h1"])
    if not len(heads):
        row[:] = np.nan
        return
    headline = int(heads[np.argmax(np.nan_to_num(columns.row("title_cover")[heads]))])
    row[:] = np.clip(np.arange(columns.size) - headline, -FROM_HEADLINE, FROM_HEADLINE)
