"""What the model learns from: one document as its blocks' features, labels, and what scoring them takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt

from service.clean import hints_of
from service.core.document import Document
from service.core.model import Block, Element
from service.core.segment import segment
from service.model.columns import Doubles, Floats, Hints, Ints
from service.model.containers import Tree, read_tree
from service.model.features import features
from service.model.names import number_of
from service.page import Page
from service.rules import load_lexicon
from tests.bench.metrics import tokens, visible
from tests.bench.training.labels import Counts, Shares, soft_labels

LENGTH_POWER = 0.8
"""A block weighs its tokens to this power, and all blocks of a document together 1: word-F1 counts words, but a model
that is taught by words alone learns little of the many short lines."""
NAMES_REACH = 8
"""Elements around a block, its own included, whose names are counted."""
ASKED_OF_NAMES = frozenset({"parent", "own", "named", "of_block"})
"""What `service.model.names` asks of a tree."""
_NONE: Ints = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a document besides its text."""

    set: str
    id: str
    kind: str
    """Page type, extractor, or country."""
    group: str
    """Documents of one group are never parted: registrable domain or publisher."""
    language: str
    in_characters: bool = False
    """Its language writes no spaces: scores count characters."""


@dataclass(frozen=True, slots=True)
class NameCounts:
    """Of the class names of a page: how much content and how much else stands within elements that have them."""

    numbers: npt.NDArray[np.uint32]
    content: Doubles
    rest: Doubles


@dataclass(frozen=True, slots=True)
class Example:
    """One document."""

    about: About
    rows: Floats
    """One row for each feature, one column for each block."""
    labels: Shares
    """Of each block the share of its tokens that is content."""
    sizes: Counts
    """Its tokens, as labels count them."""
    words: Doubles
    """Its words, as the service counts them."""
    characters: Counts
    """Its visible characters."""
    said: Ints
    """The first block that says the same."""
    spoken: Counts
    """The tokens of all blocks as scores count them, by number, one block after the other."""
    owner: Counts
    """The block of each of these."""
    gold: Counts
    """How often the gold has each token."""
    tree: Tree | None = None
    """Of a page, what class names are looked up in."""
    names: NameCounts | None = None

    @property
    def weights(self) -> Doubles:
        """What each block weighs; together 1."""
        powers = self.sizes.astype(np.float64) ** LENGTH_POWER
        return np.asarray(powers / max(float(powers.sum()), 1.0))


def page_example(about: About, page: Page, gold: str) -> Example:
    """A page, read by the service."""
    example = _example(about, Document.of(page.source, page.blocks, load_lexicon()), hints_of(page), gold)
    tree = read_tree(page.blocks)
    if tree is None:
        raise ValueError(f"{about.id}: a page's blocks have elements")
    return replace(example, tree=_slim(tree), names=_name_counts(page.blocks, example))


def text_example(about: About, source: str, gold: str) -> Example:
    """A text, repaired already."""
    return _example(about, Document.of(source, segment(source), load_lexicon()), Hints(), gold)


def feature_names(*, of_page: bool) -> tuple[str, ...]:
    """The names of the rows of every example."""
    page = Element("body", None, (), frozenset(), 0)
    blocks = [replace(b, element=page) if of_page else b for b in segment("One line of text.\n\nAnd another one.")]
    names, _, _ = features(Document.of("", blocks, load_lexicon()), Hints(is_page=of_page))
    return tuple(names)


def _example(about: About, document: Document, hints: Hints, gold: str) -> Example:
    _, rows, _ = features(document, hints)
    plain = [block.plain for block in document.blocks]
    labels, sizes = soft_labels(plain, gold)
    first: dict[str, int] = {}
    number: dict[str, int] = {}
    wanted = [number.setdefault(t, len(number)) for t in tokens(gold, characters=about.in_characters)]
    spoken = [
        [number.setdefault(t, len(number)) for t in tokens(block.text, characters=about.in_characters)]
        for block in document.blocks
    ]
    return Example(
        about=about,
        rows=rows,
        labels=labels,
        sizes=sizes,
        words=np.array([facts.words for facts in document.facts], dtype=np.float64),
        characters=np.array([visible(text) for text in plain], dtype=np.int32),
        said=np.array([first.setdefault(text.casefold(), i) for i, text in enumerate(plain)], dtype=np.intp),
        spoken=np.array([t for one in spoken for t in one], dtype=np.int32),
        owner=np.repeat(np.arange(len(spoken), dtype=np.int32), [len(one) for one in spoken]),
        gold=np.bincount(np.array(wanted, dtype=np.intp), minlength=len(number)).astype(np.int32),
    )


def _slim(tree: Tree) -> Tree:
    """Only what class names are looked up in."""
    bare = [Element(element.tag, None, element.tokens, frozenset(), 0) for element in tree.named]
    rest = {field.name: _NONE for field in fields(Tree) if field.name not in ASKED_OF_NAMES}
    return replace(tree, named=bare, **rest)


def _name_counts(blocks: Sequence[Block], example: Example) -> NameCounts:
    found: dict[int, list[float]] = {}
    for block, label, weight in zip(blocks, example.labels.tolist(), example.weights.tolist(), strict=True):
        names: set[str] = set()
        element = block.element
        for _ in range(NAMES_REACH):
            if element is None:
                break
            names.update(element.tokens)
            element = element.parent
        for name in names:
            counts = found.setdefault(number_of(name), [0.0, 0.0])
            counts[0] += weight * label
            counts[1] += weight * (1 - label)
    numbers = sorted(found)
    table = np.array([found[n] for n in numbers], dtype=np.float64).reshape(-1, 2)
    return NameCounts(np.array(numbers, dtype=np.uint32), table[:, 0], table[:, 1])
