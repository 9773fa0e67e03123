"""What a worker tells of a document it has cleaned: figures only, never a word of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.core.model import Article


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there were, and how many characters of the document they hold."""

    count: int
    characters: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one cleaned document."""

    page: bool
    seconds: dict[str, float]
    """By stage, in the order in which they ran: ``decode``, ``extract``, ``judge``, ``serialise``.  Their sum is what
    the document cost its worker."""
    source_characters: int
    body_characters: int
    removals: dict[str, Tally]
    """By kind, the fields of the article (title, byline, …) among them."""
    families: dict[str, Tally]
    """The same removals by family of rules: the name of the judge."""
    repairs: dict[str, int]
    """By kind, how many times each was applied."""
    encoding: str
    """How bytes became text: a value of ``EncodingSource``."""
    kept_ratio: float
    """Share of the source's characters, white space aside, that are in the body: 0 to 1."""
    empty: bool
    """Nothing is left of the document though it could be read."""
    article_probability: float | None
    """0 to 1; ``None`` where the model was not asked."""


def report_of(article: Article, *, page: bool, seconds: Mapping[str, float]) -> Report:
    """The figures of an article."""
    return Report(
        page=page,
        seconds=dict(seconds),
        source_characters=len(article.source),
        body_characters=len(article.text),
        removals=_tallies((removal.kind.value, len(removal.raw)) for removal in article.removals),
        families=_tallies((removal.judge, len(removal.raw)) for removal in article.removals),
        repairs=_counts((repair.kind, repair.count) for repair in article.repairs),
        encoding=article.encoding.source,
        kept_ratio=article.quality.kept_ratio,
        empty=not article.text,
        article_probability=article.quality.article_probability,
    )


def _tallies(pieces: Iterable[tuple[str, int]]) -> dict[str, Tally]:
    found: dict[str, tuple[int, int]] = {}
    for name, characters in pieces:
        count, total = found.get(name, (0, 0))
        found[name] = count + 1, total + characters
    return {name: Tally(*numbers) for name, numbers in found.items()}


def _counts(pieces: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, count in pieces:
        found[name] = found.get(name, 0) + count
    return found
