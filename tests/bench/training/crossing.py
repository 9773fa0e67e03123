"""Training and cross-validation, the same for pages and texts.

First the models of blocks, each without one fold; what they say of that fold calibrates them and teaches the model of
the document.  A fold's own calibration and model of documents are made without it, so its figures are clean but for
one thing: probabilities of the other folds come from models that have seen it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from service.model.columns import Doubles, Floats
from service.model.trees import probability
from tests.bench.training import export
from tests.bench.training.calibrate import Line, fit_line
from tests.bench.training.examples import Example
from tests.bench.training.fit import Rows, Shape, grow, log_odds
from tests.bench.training.folds import FOLDS, fold_of

Labels = Callable[[Example], npt.NDArray[np.float32]]


class Blocks(Protocol):
    """A model of blocks."""

    def log_odds(self, example: Example) -> Doubles:
        """What it says of every block, not calibrated."""

    def arrays(self, line: Line) -> export.Arrays:
        """As it is stored, calibrated."""


class Question(Protocol):
    """What is asked of a document as a whole."""

    prefix: str
    shape: Shape

    def features(self, example: Example, probabilities: Doubles) -> Floats:
        """What the answer depends on."""

    def is_one(self, example: Example, /) -> bool:
        """The answer, as the data have it."""

    def teaches(self, _example: Example, /) -> bool:
        """Whether to learn from the document."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be learned."""

    name: str
    fit: Callable[[Sequence[Example]], Blocks]
    labels: Labels
    weight: Callable[[Example], float]
    question: Question


@dataclass(frozen=True, slots=True)
class Crossed:
    """What models say of documents that they have not seen, and the models."""

    task: Task
    examples: Sequence[Example]
    folds: npt.NDArray[np.intp]
    models: Sequence[Blocks]
    log_odds: Sequence[Doubles]
    """Of each document, not calibrated."""
    lines: Sequence[Line]
    """Of each fold the calibration that was made without it."""
    features: Floats
    """One row for each document."""

    def probabilities(self, at: int) -> Doubles:
        """Of one document's blocks, as the service would have them."""
        return probability(self.lines[self.folds[at]].of(self.log_odds[at]))

    def without(self, fold: int | None) -> npt.NDArray[np.intp]:
        """The documents that are in another fold; all for ``None``."""
        return np.flatnonzero(self.folds != (-1 if fold is None else fold))


def cross(task: Task, examples: Sequence[Example], say: Callable[[str], None]) -> Crossed:
    """Train without each fold in turn."""
    folds = np.array([fold_of(e.about.group, e.about.language) for e in examples], dtype=np.intp)
    models: list[Blocks] = []
    said: list[Doubles] = [np.zeros(0)] * len(examples)
    for fold in range(FOLDS):
        models.append(task.fit([e for e, f in zip(examples, folds, strict=True) if f != fold]))
        for i in np.flatnonzero(folds == fold).tolist():
            said[i] = models[-1].log_odds(examples[i])
        say(f"{task.name}: trained without fold {fold}")
    lines = [_line(task, examples, said, np.flatnonzero(folds != fold).tolist()) for fold in range(FOLDS)]
    features = [
        task.question.features(e, probability(lines[fold].of(z)))
        for e, fold, z in zip(examples, folds.tolist(), said, strict=True)
    ]
    return Crossed(task, examples, folds, models, said, lines, np.array(features, dtype=np.float32))


def overall_line(crossed: Crossed) -> Line:
    """The calibration of the model that is trained on everything."""
    return _line(crossed.task, crossed.examples, crossed.log_odds, range(len(crossed.examples)))


def answers(crossed: Crossed, fold: int | None) -> Any:
    """The model of documents, trained without a fold."""
    question = crossed.task.question
    at = [i for i in crossed.without(fold).tolist() if question.teaches(crossed.examples[i])]
    true = np.array([question.is_one(crossed.examples[i]) for i in at], dtype=np.float64)
    return grow(Rows(crossed.features[at], true, np.ones(len(at))), question.shape)


def crossed_answers(crossed: Crossed, models: Sequence[Any]) -> Doubles:
    """The probability that the answer is yes, of every document, by the model that has not seen it."""
    found = np.zeros(len(crossed.examples))
    for fold, model in enumerate(models):
        mine = np.flatnonzero(crossed.folds == fold)
        found[mine] = probability(log_odds(model, crossed.features[mine].T))
    return found


def arrays(crossed: Crossed, blocks: Blocks, line: Line, answer: Any) -> export.Arrays:
    """A file of weights."""
    return {**blocks.arrays(line), **export.flat([answer], Line(), crossed.task.question.prefix)}


def _line(task: Task, examples: Sequence[Example], said: Sequence[Doubles], at: Sequence[int]) -> Line:
    weights = [examples[i].weights * task.weight(examples[i]) for i in at]
    labels = np.concatenate([task.labels(examples[i]) for i in at]).astype(np.float64)
    return fit_line(np.concatenate([said[i] for i in at]), labels, np.concatenate(weights))
