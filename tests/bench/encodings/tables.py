"""The bench's tables, and the figures among them that have floors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.encodings.clean_lines import Lines
from tests.bench.encodings.cost import Cost, medians
from tests.bench.floors import Key, pinned

BYTES, MOJIBAKE, LINES = "bytes", "mojibake", "clean lines"
OLD = ("cp437", "cp737", "cp775", "cp850", "cp852", "cp857", "cp862", "cp866", "mac")
"""What encodings of DOS and the Macintosh begin with."""
SHOWN = 12
"""Failures that are listed, at most, of each kind."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case: its group, its language, what it was written in and read as, and by whom."""

    group: str
    language: str
    codec: str
    read_as: str
    system: str
    outcome: str
    seconds: float = 0.0
    kilobytes: float = 0.0
    warned: bool = False
    poor: bool = False
    """Of a text with hardly any characters beyond ASCII."""

    @property
    def right(self) -> bool:
        return self.outcome == "right"


def share(results: Sequence[Result]) -> float:
    """Share of results that are right; 1 where there are none."""
    return sum(result.right for result in results) / len(results) if results else 1.0


def by(results: Iterable[Result], *names: str) -> dict[tuple[str, ...], list[Result]]:
    """The results, grouped by fields."""
    groups: dict[tuple[str, ...], list[Result]] = defaultdict(list)
    for result in results:
        groups[tuple(str(getattr(result, name)) for name in names)].append(result)
    return groups


def bytes_table(results: Sequence[Result]) -> Iterator[str]:
    """Detectors by length of text: share of texts that come out, those in UTF-8 and with marks aside too."""
    yield "| detector | characters | texts | right | legacy texts | right | without DOS, Mac | worst language | µs/KB |"
    yield "|---|--:|--:|--:|--:|--:|--:|---|--:|"
    for (system, group), found in by(results, "system", "group").items():
        legacy = [result for result in found if not result.codec.startswith("utf")]
        web = [result for result in legacy if not result.codec.startswith(OLD)]
        worst = min(by(legacy, "language").items(), key=lambda row: share(row[1]), default=(("–",), []))
        cost = sum(r.seconds for r in found) / sum(r.kilobytes for r in found) * 1e6
        yield (
            f"| {system} | {group} | {len(found)} | {share(found):.2%} | {len(legacy)} | {share(legacy):.2%}"
            f" | {share(web):.2%} | {worst[0][0]} {share(worst[1]):.0%} | {cost:.0f} |"
        )


def failures(results: Iterable[Result], system: str) -> Iterator[str]:
    """The first cases that did not come out."""
    wrong = [result for result in results if result.system == system and not result.right]
    for result in wrong[:SHOWN]:
        yield f"  {result.outcome}: {result.language}, {result.codec} read as {result.read_as}, {result.group}"
    if len(wrong) > SHOWN:
        yield f"  and {len(wrong) - SHOWN} more"


def mojibake_table(results: Sequence[Result]) -> Iterator[str]:
    """Pairs of encodings: share of texts that come out exactly, and what became of the others."""
    yield "| written in | read as | texts | right | left | left, warned | wrong | ftfy | languages below .90 |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|---|"
    winnow = [result for result in results if result.system == "winnow"]
    peers = by((result for result in results if result.system == "ftfy"), "group", "codec", "read_as")
    for pair, found in by(winnow, "group", "codec", "read_as").items():
        outcomes = Counter(result.outcome for result in found)
        warned = sum(result.warned for result in found if result.outcome == "left")
        low = [language for (language,), few in by(found, "language").items() if share(few) < 0.9]
        peer = f"{share(peers[pair]):.0%}" if pair in peers else "–"
        yield (
            f"| {pair[1]} | {pair[2]} | {len(found)} | {share(found):.1%} | {outcomes['left']} | {warned}"
            f" | {outcomes['wrong']} | {peer} | {' '.join(low)} |"
        )


def lines_table(lines: Lines) -> Iterator[str]:
    """What was counted of lines, and what went wrong."""
    yield f"different lines: {lines.lines}, beyond ASCII {lines.beyond}, clean (ftfy finds nothing) {lines.clean}"
    yield f"false repairs of clean lines: {len(lines.false_repairs)}"
    yield from (f"  {line[:70]!r} → {new[:70]!r}" for line, new in lines.false_repairs[:SHOWN])
    yield f"texts: {lines.documents}; lines that change in a text and not by themselves: {len(lines.in_texts)}"
    yield from (f"  {line[:70]!r} → {new[:70]!r}" for line, new in lines.in_texts[:SHOWN])
    yield f"lines that ftfy restores: {lines.restored}, of them passed over: {len(lines.missed)}"
    yield from (f"  {line[:70]!r}" for line in lines.missed[:SHOWN])


def cost_table(costs: Sequence[Cost]) -> Iterator[str]:
    """µs/KB by language, and the medians."""
    yield "| language | texts | decode | repair | both | ftfy.fix_encoding | ratio |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    groups: dict[str, list[Cost]] = defaultdict(list)
    for cost in costs:
        groups[cost.language].append(cost)
    for language, found in (*sorted(groups.items()), ("all", list(costs))):
        row = medians(found)
        yield (
            f"| {language} | {len(found)} | {row.decode:.1f} | {row.repair:.1f} | {row.ours:.1f} | {row.ftfy:.0f}"
            f" | {row.ours / row.ftfy:.3f} |"
        )


def figures(results: Sequence[Result], lines: Lines | None) -> Mapping[Key, float]:
    """The figures that have floors, rounded so that they hold."""
    winnow = [result for result in results if result.system == "winnow"]
    values: dict[Key, float] = {}
    for (group,), found in by((r for r in winnow if r.read_as == "bytes"), "group").items():
        values[BYTES, f"{group} characters", "right"] = share(found)
    for pair, found in by((r for r in winnow if r.read_as != "bytes"), "group", "codec", "read_as").items():
        values[MOJIBAKE, " ".join(pair), "right"] = share(found)
        values[MOJIBAKE, " ".join(pair), "wrong"] = sum(r.outcome == "wrong" for r in found) / len(found)
    if lines:
        values[LINES, "all", "false_repairs"] = float(len(lines.false_repairs))
        values[LINES, "all", "missed"] = float(len(lines.missed))
    return {key: pinned(key, value) for key, value in values.items()}
