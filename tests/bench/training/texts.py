"""The models of texts: of blocks, and of what kind of text it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from service.model.columns import Doubles, Floats
from service.model.kinds import kind_features
from tests.bench.pages_records import WCXB
from tests.bench.records import NEWS, PAGES, RESIDUE
from tests.bench.training import export
from tests.bench.training.calibrate import Line
from tests.bench.training.data import ARTICLE, GOLD, WALKED
from tests.bench.training.examples import Example, feature_names
from tests.bench.training.fit import Shape, block_rows, grow, log_odds
from tests.bench.training.labels import Shares, even_labels

BLOCKS = Shape(trees=600, depth=6, rate=0.12, features=0.25)
"""250 trees at .25 lose .002 on whole pages and .005 on news."""
KINDS = Shape(trees=150, depth=4, rate=0.1, features=0.5)
BLOCKS_MOST = 60
"""Blocks of a text to learn from at most, about: there are many texts, and much is said in several of them."""
COPY_LEAST = 8
"""Tokens from which blocks that say the same share a label."""

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        PAGES: 1.0,
        RESIDUE: 0.25,
        NEWS: 1.5,
        f"{WCXB} {WALKED}": 0.7,
        f"{NEWS} {WALKED}": 1.0,
        f"{WCXB} {GOLD}": 0.2,
        f"{NEWS} {GOLD}": 0.3,
    }
)
"""What a document of each set weighs: residue is nine texts of a page, news is all there is in other languages."""
NO_ARTICLE = 0.3
"""What pages that are no articles weigh beside those that are: few are sent as text."""
WHOLE = frozenset({PAGES, NEWS, f"{WCXB} {WALKED}", f"{NEWS} {WALKED}"})
"""Sets of whole pages."""
UNCLEAR = "resiliparse-all"
"""An extractor that keeps whole pages: its texts are neither one kind nor the other."""


@dataclass(frozen=True, slots=True)
class TextBlocks:
    """The model of a text's blocks."""

    model: Any

    def log_odds(self, example: Example) -> Doubles:
        return log_odds(self.model, example.rows)

    def arrays(self, line: Line) -> export.Arrays:
        """As it is stored."""
        return export.flat([self.model], line, "blocks_")


def weight_of(example: Example) -> float:
    """What a document weighs in training."""
    about = example.about
    other = about.set == f"{WCXB} {WALKED}" and about.kind != ARTICLE
    return WEIGHTS[about.set] * (NO_ARTICLE if other else 1.0)


def labels_of(example: Example) -> Shares:
    """The labels of a text, the same for all copies of a block."""
    return even_labels(example.labels, example.sizes, example.said, least=COPY_LEAST)


def fit_blocks(examples: Sequence[Example]) -> TextBlocks:
    """Learn from texts."""
    columns = [example.rows for example in examples]
    labels, weights = [labels_of(e) for e in examples], [weight_of(e) for e in examples]
    return TextBlocks(grow(block_rows(examples, columns, labels, weights, most=BLOCKS_MOST), BLOCKS))


class Kind:
    """Whether a text is a whole page."""

    prefix = "kind_"
    shape = KINDS

    def __init__(self) -> None:
        self.names = feature_names(of_page=False)

    def features(self, example: Example, probabilities: Doubles) -> Floats:
        return kind_features(self.names, example.rows, probabilities, example.words)

    def is_one(self, example: Example) -> bool:
        """What the data say: flattened pages are whole, extractors' outputs and golds are not."""
        return example.about.set in WHOLE

    def teaches(self, example: Example) -> bool:
        """All texts do but those that are neither."""
        return example.about.kind != UNCLEAR
