"""Asking the model: what it says of every block of a document, and of the document as a whole."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from service.core.document import Document
from service.core.judges.learned import Learned
from service.core.model import Mode
from service.model.article import document_features
from service.model.columns import Doubles, Hints
from service.model.decide import Verdicts, expected_words, keep_of_page, without_copies
from service.model.features import features
from service.model.kinds import kind_features
from service.model.names import NameWeights, name_features
from service.model.trees import Trees, probability

WEIGHTS = Path(__file__).parent / "weights"

MODE_SHIFTS: Mapping[Mode, float] = MappingProxyType({"precision": -1.0, "balanced": 0.0, "recall": 1.0})
"""Log odds by which a mode moves every block: what was 50 % likely counts as 27 % or 73 %."""

VOICE = 1.5
"""Log odds that the extractor's verdict adds or takes, where it is asked: on the news pages of the development data
.5 to 2 give between .963 and .968 (.961 without it)."""
VOICE_AGREEMENT = 0.3
"""Word-F1 between what the model keeps and what the extractor keeps, from which the extractor has a say: below it, one
of the two has read another part of the page."""
WHOLE = 0.8
"""Probability from which a text is a whole page: at .5 whole pages gain .001, but one in fifty of the texts that
extractors left loses a tenth of its content; at .8 it is one in seventy."""
WHOLE_MIN_BLOCKS = 40
"""Blocks from which a text can be one: of 99 whole pages of the development data the shortest has 44.  What has fewer
is left to the judges that know things by name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of a document."""

    log_odds: Doubles
    """Of each block, that it is main content."""
    sizes: Doubles
    """Its words."""
    said: Sequence[str]
    """Its text, case folded."""
    article: float | None = None
    """Probability that it is an article; ``None`` for a text."""
    extracted: tuple[bool, ...] | None = None
    """Whether the extractor keeps each block, where it was heard."""

    @property
    def doubt(self) -> float:
        """The share of the expected content that is in doubt, 0 to 1."""
        expected, doubt = expected_words(probability(self.log_odds), self.sizes)
        return doubt / max(expected, 1e-9)

    def with_voice(self, extracted: Sequence[bool]) -> Answer:
        """The same with the extractor's say, if the two have read the same part of the page."""
        voice = np.array(extracted, dtype=bool)
        kept = self._kept(probability(self.log_odds))
        both = float(self.sizes[voice & kept].sum())
        if 2 * both < VOICE_AGREEMENT * float(self.sizes[voice].sum() + self.sizes[kept].sum()):
            return self
        return replace(self, log_odds=self.log_odds + np.where(voice, VOICE, -VOICE), extracted=tuple(extracted))

    def decided(self, mode: Mode) -> Learned:
        """What is kept of the document."""
        kept = self._kept(probability(self.log_odds + MODE_SHIFTS[mode]))
        return Learned(tuple(probability(self.log_odds).tolist()), tuple(kept.tolist()), self.extracted)

    def _kept(self, p: npt.NDArray[np.float64]) -> Verdicts:
        return without_copies(keep_of_page(p, self.sizes), p, self.said, self.sizes)


@dataclass(frozen=True, slots=True)
class Model:
    """The weights, read."""

    pages: Trees
    names: NameWeights
    articles: Trees
    texts: Trees
    kinds: Trees
    version: str
    """The beginning of the SHA-256 of the weights, in hexadecimal."""

    @classmethod
    def load(cls, folder: Path) -> Model:
        """Read the weights in a folder.  Raises ``OSError`` where they are missing, ``ValueError`` where broken."""
        pages, texts = folder / "pages.npz", folder / "texts.npz"
        return cls(
            Trees.load(pages, "blocks_"),
            NameWeights.load(pages),
            Trees.load(pages, "article_"),
            Trees.load(texts, "blocks_"),
            Trees.load(texts, "kind_"),
            hashlib.sha256(pages.read_bytes() + texts.read_bytes()).hexdigest()[:12],
        )

    def of_page(self, document: Document, hints: Hints) -> Answer:
        """What the model says of a page.

        Args:
            document: All blocks of the page, with their elements and cues.
            hints: What else is known of it.

        Raises:
            ValueError: It is no page: a block has no element.
        """
        names, rows, tree = features(document, hints)
        if tree is None:
            raise ValueError("the blocks of a page have elements")
        log_odds = self.pages.log_odds(np.concatenate([rows, name_features(tree, self.names)]))
        about = document_features(names, rows, probability(log_odds))
        article = float(probability(self.articles.log_odds(about[:, None]))[0])
        return Answer(log_odds, _sizes(document), _said(document), article)

    def of_text(self, document: Document) -> Answer | None:
        """What the model says of a text; ``None`` where it is no whole page.

        What an extractor left is not for the model: there it takes out a tenth of the content of one text in fifty, and
        the judges that know things by name gain as much without.
        """
        if len(document.blocks) < WHOLE_MIN_BLOCKS:
            return None
        names, rows, _ = features(document, Hints())
        log_odds, sizes = self.texts.log_odds(rows), _sizes(document)
        about = kind_features(names, rows, probability(log_odds), sizes)
        whole = float(probability(self.kinds.log_odds(about[:, None]))[0])
        return Answer(log_odds, sizes, _said(document)) if whole > WHOLE else None


@cache
def load_model() -> Model:
    """The model that is shipped."""
    return Model.load(WEIGHTS)


def _sizes(document: Document) -> Doubles:
    return np.array([facts.words for facts in document.facts], dtype=np.float64)


def _said(document: Document) -> list[str]:
    return [block.plain.casefold() for block in document.blocks]
