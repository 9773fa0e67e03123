"""Judging in rounds: all judges are asked about what is left, until none of them finds anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.core.decide import Verdict, decide, settle_gaps
from service.core.document import Document
from service.core.judges import LEARNED_STAGE, STAGES
from service.core.judges.learned import Learner, judge_learned
from service.core.model import Finding, Options

MAX_ROUNDS = 8
"""Rounds of judging before a text counts as one that cannot settle; seeds and development data need at most 4."""

MIN_PROSE_WORDS = 50
"""Words of prose from which a text that was all removed is taken for a misjudged article, not for boilerplate."""
UNSETTLED = "The text was left whole: judging it again kept finding more to remove."
ALL_REMOVED = "The text was left whole: all of it looked like boilerplate, though it has paragraphs."


@dataclass(frozen=True, slots=True)
class Judged:
    """What is left of a document, the account of what is not, and warnings."""

    document: Document
    verdicts: tuple[Verdict, ...] = ()
    warnings: tuple[str, ...] = ()


Weigh = Callable[[Finding], Finding]
"""What else is known of a block, put into the confidence of a finding about it."""


def judge(start: Document, options: Options, learner: Learner | None = None, weigh: Weigh | None = None) -> Judged:
    """Judge a document until nothing more is found.

    The model, where there is one, is asked in each round together with the judges of whole blocks.

    Each round sees only what the rounds before left, laid out as the body will be; so the last round, which finds
    nothing, is what cleaning the cleaned body would find.  A text that does not settle is left whole, and so is one of
    which nothing would be left though it has prose: that is stable as well.
    """
    document = start
    verdicts: list[Verdict] = []
    for _ in range(MAX_ROUNDS):
        found: list[Verdict] = []
        for number, stage in enumerate(STAGES):
            findings = [finding for judge in stage for finding in judge(document)]
            if weigh is not None:
                findings = [weigh(finding) for finding in findings]
            if learner is not None and number == LEARNED_STAGE:
                learned = learner(document, options.mode)
                findings.extend(judge_learned(document, learned, options.mode) if learned else ())
            document, accepted = decide(document, findings, options)
            found.extend(accepted)
        settled = settle_gaps(document)
        verdicts.extend(found)
        if not found and settled == document:
            break
        document = settled
    else:
        return Judged(start, (), (UNSETTLED,))
    if not document.blocks and prose_words(start) >= MIN_PROSE_WORDS:
        return Judged(start, (), (ALL_REMOVED,))
    return Judged(document, tuple(verdicts))


def prose_words(document: Document) -> int:
    """Words of running text that no cue explains."""
    return sum(f.words for f in document.facts if f.prose and f.cue is None)
