"""Reading the output of the page bench: the worst pages, and one page block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from service import Article
from tests.bench.flatten import label_lines
from tests.bench.metrics import Label
from tests.bench.pages_metrics import NO_FIELDS, Fields
from tests.bench.pages_records import Gold, Page
from tests.bench.pages_score import PageResult, attempt
from tests.bench.peers import NO_COMMENTS, WINNOW, System
from tests.bench.reading import LABELS, SHOWN
from tests.bench.score import rule_name

By = Literal["f1", "harm"]
ID = 28
GROUP = 22


def _f1(result: PageResult, system: str) -> float:
    return result.scores[system].words.f1


def _harm(row: tuple[float, float | None, PageResult]) -> float:
    """How far our F1 is below theirs."""
    ours, theirs, _ = row
    return 0.0 if theirs is None else theirs - ours


def render_worst(results: Iterable[PageResult], count: int, *, by: By = "f1") -> str:
    """The worst pages: lowest word F1, or furthest below trafilatura without comments."""
    rows = [f"{'id':{ID}}{'group':{GROUP}}{'F1':>7}{'traf-nc':>9}{'P':>7}{'R':>7}  error   (worst by {by})"]
    ranked = [(_f1(r, WINNOW), _f1(r, NO_COMMENTS) if NO_COMMENTS in r.scores else None, r) for r in results]
    if by == "harm":
        ranked = [row for row in ranked if _harm(row) > 0]
    ranked.sort(key=lambda row: -_harm(row) if by == "harm" else row[0])
    for ours, theirs, r in ranked[:count]:
        score = r.scores[WINNOW]
        beside = f"{'–':>9}" if theirs is None else f"{theirs:9.3f}"
        words = f"{ours:7.3f}{beside}{score.words.precision:7.3f}{score.words.recall:7.3f}"
        rows.append(f"{r.id:{ID}}{' '.join(r.groups):{GROUP}}{words}  {score.error or ''}")
    return "\n".join(rows)


def render_page(page: Page, winnow: System, *, wrong_only: bool = False) -> str:
    """One page: its fields beside the gold's, then block by block what became of it and whether the gold has it.

    ``+`` in the gold, or kept; ``-`` not in the gold, or removed; ``?`` too short or too mixed to tell; ``!!`` content
    lost, ``!`` boilerplate kept.  At the end the paragraphs of the gold that no block has.
    """
    answer, _, error, trace = attempt(winnow, page)
    rows = [f"{page.id} {' '.join(page.groups)} {page.url or ''}  {error or ''}", *([trace] if trace else [])]
    rows += _fields(answer.fields or NO_FIELDS, page.gold)
    article = answer.article
    if article is None:
        return "\n".join(rows)
    pieces = list(_pieces(article))
    labels = label_lines([text for _, text, _ in pieces], page.gold.text.split("\n"))
    for (kept, text, why), label in zip(pieces, labels, strict=True):
        wrong = _wrong(label, kept=kept)
        if wrong or not wrong_only:
            rows.append(f"{wrong:2} {LABELS[label]} {'+' if kept else '-'} {_short(text)}   ⟵ {why}")
    missing = _missing(article, page.gold)
    rows += [f"in the gold, in no block: {_short(paragraph)}" for paragraph in missing]
    return "\n".join(rows)


def _wrong(label: Label, *, kept: bool) -> str:
    if label is None or bool(label) == kept:
        return ""
    return "!" if kept else "!!"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}… ({len(line)})"


def _fields(fields: Fields, gold: Gold) -> Iterator[str]:
    yield f"title   {fields.title!r}   gold {gold.title!r}"
    yield f"author  {fields.author!r}   gold {gold.author!r}"
    yield f"date    {fields.date!r}   gold {gold.date!r}"


def _pieces(article: Article) -> Iterator[tuple[bool, str, str]]:
    """The blocks of the body and what was removed, in the order of the source: kept, text, kind or rule."""
    body = [(block.span, True, block.plain, block.kind.value) for block in article.blocks]
    removed = [
        (r.span, False, r.raw, f"{rule_name(r)} {r.confidence:.2f}{f' → {r.moved_to}' if r.moved_to else ''}")
        for r in article.removals
    ]
    for _, kept, text, why in sorted(body + removed, key=lambda piece: piece[0]):
        yield kept, text, why


def _missing(article: Article, gold: Gold) -> list[str]:
    """Paragraphs of the gold that share little with the blocks: the page does not hold them, or reading lost them."""
    paragraphs = [paragraph for paragraph in gold.text.split("\n") if paragraph.strip()]
    labels = label_lines(paragraphs, article.source.split("\n"))
    return [paragraph for paragraph, label in zip(paragraphs, labels, strict=True) if label == 0]
