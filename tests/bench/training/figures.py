"""What to expect of documents that no model has seen: the blocks kept alone, before rules and the extractor's say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from service.model.ask import WHOLE
from service.model.columns import Doubles
from service.model.decide import Verdicts, keep_of_page, without_copies
from tests.bench.metrics import NO_OUTPUT, WordScore
from tests.bench.records import NEWS
from tests.bench.training.calibrate import calibration_error
from tests.bench.training.crossing import Crossed
from tests.bench.training.examples import Example
from tests.bench.training.folds import ENGLISH
from tests.bench.training.residue import keep_of_residue

LOSSY = 0.1
"""Share of a document's content from which its loss is counted."""
CONTENT = 0.5
"""Label from which a block is content."""
EVEN = 0.5
"""Probability from which an answer is yes."""
SURE = WordScore(1.0, 1.0, 1.0)
ALL = "all"
NAME = 46

Rows = list[tuple[float, ...]]


def kept_of(example: Example, probabilities: Doubles, *, whole: bool) -> Verdicts:
    """What would be kept by the model alone; of texts that are no whole page, the service does not ask it."""
    keep = keep_of_page if whole else keep_of_residue
    kept = keep(probabilities, example.words)
    return kept if kept.all() else without_copies(kept, probabilities, example.said.tolist(), example.words)


def words_of(example: Example, kept: Verdicts) -> WordScore:
    """Word precision, recall and F1 of keeping these blocks; keeping nothing is right where there is nothing."""
    spoken = example.spoken[kept[example.owner]]
    wanted = int(example.gold.sum())
    if not wanted or not len(spoken):
        return SURE if not wanted and not len(spoken) else NO_OUTPUT
    right = int(np.minimum(np.bincount(spoken, minlength=len(example.gold)), example.gold).sum())
    if not right:
        return NO_OUTPUT
    precision, recall = right / len(spoken), right / wanted
    return WordScore(precision, recall, 2 * precision * recall / (precision + recall))


def loses(example: Example, kept: Verdicts) -> bool:
    """Whether more than a tenth of the content is lost; a block is not where a copy of it is kept."""
    content = example.characters * (example.labels >= CONTENT)
    somewhere = np.zeros(len(kept), dtype=bool)
    np.logical_or.at(somewhere, example.said, kept)
    return float((content * ~somewhere[example.said]).sum()) > LOSSY * max(float(content.sum()), 1.0)


def tables(crossed: Crossed, answer: Doubles, *, texts: bool) -> Iterator[str]:
    """The tables, line by line.

    Args:
        crossed: What was learned.
        answer: Of each document, the probability that the question about it is answered yes.
        texts: They are texts: what is kept depends on the answer.
    """
    grouped: dict[str, Rows] = {}
    blocks: dict[str, list[int]] = {}
    for i, example in enumerate(crossed.examples):
        p = crossed.probabilities(i)
        kept = kept_of(example, p, whole=not texts or bool(answer[i] > WHOLE))
        score = words_of(example, kept)
        gain = score.f1 - words_of(example, np.ones(len(p), dtype=bool)).f1
        row = (score.precision, score.recall, score.f1, gain, loses(example, kept), bool(kept.all()))
        for group in _groups(example):
            grouped.setdefault(group, []).append(row)
            blocks.setdefault(group, []).append(i)
    yield f"{crossed.task.name + ', not seen in training':{NAME}}{'n':>6}{'P':>8}{'R':>8}{'F1':>8}{'±all':>8}" + (
        f"{'lossy':>8}{'whole':>8}{'cal.':>8}"
    )
    for group in sorted(grouped):
        mean = np.mean(grouped[group], axis=0).tolist()
        error = _calibration(crossed, blocks[group])
        figures = "".join(f"{x:8.4f}" for x in mean[:3]) + f"{mean[3]:+8.4f}" + "".join(f"{x:8.3f}" for x in mean[4:])
        yield f"{group:{NAME}}{len(grouped[group]):6}{figures}{error:8.4f}"
    yield from _answers(crossed, answer)


def _groups(example: Example) -> tuple[str, ...]:
    about = example.about
    by_kind = None if about.set.startswith(NEWS) else about.kind
    language = ENGLISH if about.language == ENGLISH else "other languages"
    return f"{about.set}, {ALL}", f"{about.set}, {by_kind or language}"


def _calibration(crossed: Crossed, at: Sequence[int]) -> float:
    """The calibration error of blocks, each by its tokens."""
    labels: Callable[[Example], npt.NDArray[np.float32]] = crossed.task.labels
    said = np.concatenate([crossed.probabilities(i) for i in at])
    true = np.concatenate([labels(crossed.examples[i]) for i in at]).astype(np.float64)
    return calibration_error(said, true, np.concatenate([crossed.examples[i].sizes for i in at]).astype(np.float64))


def _answers(crossed: Crossed, answer: Doubles) -> Iterator[str]:
    """How well the question about documents is answered."""
    question = crossed.task.question
    at = np.array([question.teaches(e) for e in crossed.examples])
    true = np.array([question.is_one(e) for e in crossed.examples])
    said, right = answer[at], true[at]
    error = calibration_error(said, right.astype(np.float64), np.ones(len(said)))
    hits = float(((said > EVEN) == right).mean())
    name = question.prefix.rstrip("_")
    yield f"{name}: AUC {_auc(said, right):.4f}, accuracy {hits:.4f}, calibration error {error:.4f}"
    names = np.array([_groups(e)[1] for e in crossed.examples])
    for name in sorted(set(names.tolist())):
        yes = answer[names == name]
        yield f"  {name:{NAME - 2}}{len(yes):6} yes {float((yes > EVEN).mean()):.3f}"


def _auc(said: Doubles, right: npt.NDArray[np.bool_]) -> float:
    """The chance that a yes is above a no; equals count half."""
    yes, no = np.sort(said[right]), np.sort(said[~right])
    below = np.searchsorted(no, yes, side="left").sum() + np.searchsorted(no, yes, side="right").sum()
    return float(below) / 2 / max(len(yes) * len(no), 1)
