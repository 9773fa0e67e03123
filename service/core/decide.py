"""The only place that takes text out of the body: weighs the findings and carries out those that hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from service.core.blocks import make_piece, strip_span
from service.core.document import Document, facts_of
from service.core.field_values import FieldValue
from service.core.frozen import value
from service.core.model import Block, BlockKind, BodyBlock, Finding, Mode, Options, Removal
from service.core.spans import Span

THRESHOLDS: Mapping[Mode, float] = MappingProxyType({"precision": 0.3, "balanced": 0.5, "recall": 0.8})
"""Combined confidence from which a block goes, by mode."""


@value(frozen=True, slots=True)
class Verdict:
    """A removal and the field value it carries, if any."""

    removal: Removal
    value: FieldValue | None


def combined(findings: Iterable[Finding]) -> float:
    """Independent evidence adds up: one minus the product of the doubts."""
    doubt = 1.0
    for finding in findings:
        doubt *= 1.0 - finding.confidence
    return 1.0 - doubt


def accept(findings: Iterable[Finding], options: Options) -> dict[int, list[Finding]]:
    """The findings that hold, by block: for each span the most confident one, overlaps resolved in its favour."""
    threshold = THRESHOLDS[options.mode]
    by_span: dict[tuple[int, Span], list[Finding]] = defaultdict(list)
    protected: set[int] = set()
    for finding in findings:
        if finding.kind in options.keep:
            if finding.confidence >= threshold:
                protected.add(finding.block)
        else:
            by_span[finding.block, finding.span].append(finding)
    strongest: dict[int, list[tuple[float, Finding]]] = {}
    for (block, _), group in by_span.items():
        weight = combined(group)
        if block not in protected and weight >= threshold:
            finding = group[0] if len(group) == 1 else max(group, key=lambda f: f.confidence)
            strongest.setdefault(block, []).append((weight, finding))
    return {block: _apart(found) for block, found in strongest.items()}


def _apart(found: list[tuple[float, Finding]]) -> list[Finding]:
    """Of the findings in one block, with their weights, those that do not overlap a weightier one."""
    if len(found) == 1:
        return [found[0][1]]
    taken: list[Finding] = []
    # Longer spans win ties, then the earlier: a fixed order, so that the same findings always give the same verdict.
    for _, finding in sorted(found, key=lambda wf: (-wf[0], wf[1].span[0] - wf[1].span[1], wf[1].span)):
        if all(finding.span[1] <= f.span[0] or f.span[1] <= finding.span[0] for f in taken):
            taken.append(finding)
    return taken


def _rest(source: str, block: Block, cuts: list[Finding]) -> list[Block]:
    """What is left of a block around its cuts."""
    if cuts[0].span == block.span:
        return []
    pieces: list[Block] = []
    position = block.span[0]
    edges = [*sorted(f.span for f in cuts), (block.span[1], block.span[1])]
    for start, end in edges:
        span = strip_span(source, (position, max(position, start)))
        if span[0] < span[1]:
            piece = make_piece(source, block, span)
            pieces.append(piece)
        position = max(position, end)
    return pieces


def decide(document: Document, findings: Iterable[Finding], options: Options) -> tuple[Document, list[Verdict]]:
    """The document without what the findings take out of it, and the account of that."""
    accepted = accept(findings, options)
    if not accepted:
        return document, []
    source = document.source
    blocks: list[Block] = []
    facts = []
    verdicts: list[Verdict] = []
    for index, block in enumerate(document.blocks):
        cuts = accepted.get(index)
        if not cuts:
            blocks.append(block)
            facts.append(document.facts[index])
            continue
        verdicts.extend(
            Verdict(
                Removal(f.kind, f.judge, f.rule, f.reason, f.confidence, source[slice(*f.span)], f.span, f.moved_to),
                f.value,
            )
            for f in sorted(cuts, key=lambda f: f.span)
        )
        for piece in _rest(source, block, cuts):
            blocks.append(piece)
            facts.append(facts_of(piece, document.lexicon))
    return replace(document, blocks=tuple(blocks), facts=tuple(facts)), verdicts


JOINED_BY_LINE_BREAK = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


def separator_lines(before: Block | BodyBlock | None, block: Block | BodyBlock) -> int:
    """Blank lines between two blocks in the body: none inside a list or a table, else one."""
    if before is not None and before.kind is block.kind and block.kind in JOINED_BY_LINE_BREAK:
        return 0
    return 1


def settle_gaps(document: Document) -> Document:
    """The document with the gaps that its body will have, so that judges see what the cleaned text would show them."""
    blocks: list[Block] = []
    for block in document.blocks:
        gap = separator_lines(blocks[-1] if blocks else None, block)
        blocks.append(block if block.gap == gap else replace(block, gap=gap))
    return replace(document, blocks=tuple(blocks))
