"""The models of pages: of blocks, with and without class names, and of the page as a whole.

Names know much of pages like those that were counted, and little of others: the mean of both models is right on either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from service.model.article import document_features
from service.model.columns import Doubles, Floats
from tests.bench.records import NEWS
from tests.bench.training import export
from tests.bench.training.calibrate import Line
from tests.bench.training.examples import Example, feature_names
from tests.bench.training.fit import Rows, Shape, block_rows, grow, log_odds
from tests.bench.training.labels import Shares
from tests.bench.training.names import NameTable

BLOCKS = Shape(trees=500, depth=6, rate=0.12, features=0.25)
"""Twice 500 trees: one model of 700 at the same rate has a word-F1 of .8755, of 400 at .18 .8732."""
ARTICLES = Shape(trees=200, depth=4, rate=0.07, features=0.5)
BLOCKS_MOST = 200
"""Blocks of a page to learn from at most, about: half of the blocks, with nearly all of the words."""
ARTICLE_KIND = "article"


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """Two models of a page's blocks, and the weights of names that one of them asks."""

    plain: Any
    named: Any
    names: NameTable

    def log_odds(self, example: Example) -> Doubles:
        """What both say, on the average."""
        with_names = np.concatenate([example.rows, self.names.features(example)])
        return (log_odds(self.plain, example.rows) + log_odds(self.named, with_names)) / 2

    def arrays(self, line: Line) -> export.Arrays:
        """As they are stored."""
        return {**export.flat([self.plain, self.named], line, "blocks_"), **export.names(self.names.steps)}


def labels_of(example: Example) -> Shares:
    """The labels of a page, as they are: even ones for copies change nothing here."""
    return example.labels


def weight_of(_example: Example) -> float:
    """What a page weighs in training: all the same."""
    return 1.0


def fit_blocks(examples: Sequence[Example]) -> PageBlocks:
    """Learn from pages; what is learned from a page's names comes from other sites only."""
    names = NameTable(examples)
    labels, weights = [labels_of(e) for e in examples], [weight_of(e) for e in examples]
    known = [np.concatenate([example.rows, names.features(example)]) for example in examples]
    rows = block_rows(examples, known, labels, weights, most=BLOCKS_MOST)
    named = grow(rows, BLOCKS)
    count = len(examples[0].rows)
    plain = grow(Rows(np.ascontiguousarray(rows.features[:, :count]), rows.labels, rows.weights), BLOCKS)
    return PageBlocks(plain, named, names)


class Article:
    """Whether a page is an article."""

    prefix = "article_"
    shape = ARTICLES

    def __init__(self) -> None:
        self.names = feature_names(of_page=True)

    def features(self, example: Example, probabilities: Doubles) -> Floats:
        return document_features(self.names, example.rows, probabilities)

    def is_one(self, example: Example) -> bool:
        """What the data say: all news pages are articles."""
        return example.about.set == NEWS or example.about.kind == ARTICLE_KIND

    def teaches(self, _example: Example) -> bool:
        """All pages do."""
        return True
