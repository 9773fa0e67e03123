"""What the learned model says of the blocks of a document, as findings.

The model itself is handed in: this layer knows only its answer.  The judges that know things by name work on what it
leaves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from service.core.decide import THRESHOLDS
from service.core.document import Document
from service.core.judges.roles import landmark_of, role_of
from service.core.judges.sections import headings_of_sections
from service.core.model import BlockKind, Element, Finding, Kind, Mode

JUDGE = "model"

NAMES_AROUND = 6
"""Elements around a block whose names may say what it is: those further out are around the whole page."""

SIBLING_LEAST = 0.1
"""Probability from which a paragraph stays that is of one run with a kept one above or below it: the last line of a
story, a short answer.  A real paragraph lost is worse than a teaser kept."""
LEAD_LEAST = 0.1
"""The same from which a caption above the first kept block is that of the lead picture."""

BOXES = frozenset(
    {Kind.ADVERT, Kind.AUTHOR_BIO, Kind.COMMENTS, Kind.CONSENT, Kind.NEWSLETTER, Kind.PROMO, Kind.RELATED, Kind.SHARE}
)
"""What a part of a page is named after whose headings are left to the model."""

CERTAIN = 0.9
"""Confidence from which a finding of the judges of text is certain here: a whole line that is a cue."""
EVEN = 0.5
"""Probability below which a kept block counts as this likely: it was kept on other grounds."""
SURE = 0.95
"""Probability beyond which the model is not taken to be surer."""

Known = dict[Element, tuple[Kind, str]]


class Learned(NamedTuple):
    """The model's answer."""

    probabilities: Sequence[float]
    """Of each block, that it is main content; 0 to 1."""
    kept: Sequence[bool]
    """What the document as a whole keeps, in the mode that was asked for."""
    extracted: Sequence[bool] | None = None
    """Whether the extractor keeps it, where it was asked; the probabilities have heard it."""


Learner = Callable[[Document, Mode], Learned | None]
"""Asks the model of a document; ``None`` where it has nothing to say."""


def judge_learned(document: Document, learned: Learned, mode: Mode) -> Iterator[Finding]:
    """Propose the blocks that the model does not keep.

    Captions between kept blocks, and that of the lead picture, are left to the judge of captions, which makes fields
    of them.  Paragraphs of a run and headings of a section that stay, stay too.
    """
    places = [i for i, kept in enumerate(learned.kept) if kept]
    first, last = (places[0], places[-1]) if places else (0, -1)
    least = THRESHOLDS[mode]
    known: Known = {}
    stays = list(learned.kept)
    goes: dict[int, tuple[Kind, str]] = {}
    for i, (block, kept, p) in enumerate(zip(document.blocks, learned.kept, learned.probabilities, strict=True)):
        if kept or (block.kind is BlockKind.CAPTION and (first < i < last or (p >= LEAD_LEAST and i < first))):
            continue
        if p >= SIBLING_LEAST and _is_sibling(document, stays, i):
            stays[i] = True
        else:
            goes[i] = _kind(document, i, known)
    unboxed = (i for i, (kind, _) in goes.items() if kind not in BOXES)
    for i in headings_of_sections(document, learned.probabilities, stays, unboxed):
        del goes[i]
    for i, (kind, why) in goes.items():
        block, p = document.blocks[i], learned.probabilities[i]
        yield Finding(
            block=i,
            span=block.span,
            kind=kind,
            judge=JUDGE,
            rule="block-of-text" if block.element is None else "block-of-page",
            confidence=round(max(least, 1.0 - p), 4),
            reason=f"main content with a probability of {p:.2f}{_second(learned, i)}{why}",
        )


def weighed_with(page: Document, learned: Learned) -> Callable[[Finding], Finding]:
    """A function that puts the model's probability of a page's block into the confidence of a finding about it.

    Both are evidence: the odds of the finding are multiplied by the odds that the block is no content.  What is certain
    and what becomes a field is left as it is: rules that are certain overrule the model.
    """
    starts = [block.span[0] for block in page.blocks]

    def weigh(finding: Finding) -> Finding:
        if finding.moved_to is not None or finding.confidence >= CERTAIN or not finding.confidence:
            return finding
        p = learned.probabilities[bisect_right(starts, finding.span[0]) - 1]
        p = max(EVEN, min(SURE, p))
        odds = finding.confidence / (1 - finding.confidence) * (1 - p) / p
        return replace(finding, confidence=round(odds / (1 + odds), 4))

    return weigh


def _is_sibling(document: Document, kept: Sequence[bool], index: int) -> bool:
    """Whether a block of a page stands right beside a kept one as part of the same run."""
    beside = (i for i in (index - 1, index + 1) if 0 <= i < len(kept) and kept[i])
    return any(_in_one_run(document, index, other) for other in beside)


def _in_one_run(document: Document, one: int, other: int) -> bool:
    """Whether two blocks are lines of one element, or paragraphs of running text in alike elements side by side."""
    first, second = document.blocks[one].element, document.blocks[other].element
    if first is None or second is None:
        return False
    if first is second:
        return True
    if not (document.facts[one].prose and document.facts[other].prose) or first.tag != second.tag:
        return False
    outer, around = first.parent, second.parent
    if outer is None or around is None:
        return False
    return outer is around or (outer.tag == around.tag and outer.parent is around.parent)


def _second(learned: Learned, index: int) -> str:
    """What the extractor said of a block, in words."""
    if learned.extracted is None:
        return ""
    return f"; the extractor {'keeps it' if learned.extracted[index] else 'leaves it out'}"


def _kind(document: Document, index: int, known: Known) -> tuple[Kind, str]:
    """What a block is, by the rules or by the names of the elements around it; ``known`` remembers these."""
    cue = document.facts[index].cue
    if cue is not None:
        return cue.kind, f"; a line of the kind {cue.kind.value}"
    element = document.blocks[index].element
    if element is None:
        return Kind.OTHER, ""
    if element not in known:
        known[element] = _around(element)
    return known[element]


def _around(innermost: Element) -> tuple[Kind, str]:
    """What the names of an element and of those around it say, or else its landmark."""
    element: Element | None = innermost
    for _ in range(NAMES_AROUND):
        if element is None:
            break
        role = role_of(element)
        if role is not None:
            return role[0], f'; under the name "{role[1]}"'
        element = element.parent
    landmark = landmark_of(innermost)
    return (landmark[0], f"; in <{landmark[1]}>") if landmark else (Kind.OTHER, "")
