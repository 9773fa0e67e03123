"""What encodings must reach, as the issue asks: shown beside the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tests.bench.encodings.clean_lines import Lines
from tests.bench.encodings.cost import Cost, medians
from tests.bench.encodings.mojibake import FEW
from tests.bench.encodings.tables import Result, by, share

BYTES_RIGHT = 0.99
"""Least share of whole texts that come out of bytes without a label."""
RESTORED = 0.9
"""Least share of texts that come out, for each pair of encodings that ftfy does not know."""
CLEAN_LINES = 100_000
"""Clean lines of which none may be changed."""
COST_MAX, ASCII_COST_MAX = 60.0, 5.0
"""µs of CPU time for a KB of clean text, decoding included."""


def targets(
    results: Sequence[Result], lines: Lines | None, costs: Sequence[Cost], ascii_cost: Cost | None
) -> Iterator[tuple[bool, str]]:
    """Each target: whether it is met, and the figures that say so."""
    yield from _bytes_targets([result for result in results if result.read_as == "bytes"])
    yield from _mojibake_targets([result for result in results if result.read_as != "bytes"])
    if lines:
        none = not lines.false_repairs and lines.clean >= CLEAN_LINES
        yield none, f"false repairs: {len(lines.false_repairs)} on {lines.clean} clean lines, none on {CLEAN_LINES}"
        yield not lines.missed, f"lines passed over that ftfy restores: {len(lines.missed)} of {lines.restored}, none"
    if costs:
        middle = medians(list(costs))
        yield (
            middle.ours <= COST_MAX,
            f"cost: {middle.ours:.1f} µs/KB beyond ASCII, at most {COST_MAX}; {middle.ours / middle.ftfy:.3f} of ftfy",
        )
    if ascii_cost:
        yield ascii_cost.ours <= ASCII_COST_MAX, f"cost of ASCII: {ascii_cost.ours:.1f} µs/KB, at most {ASCII_COST_MAX}"


def _bytes_targets(results: Sequence[Result]) -> Iterator[tuple[bool, str]]:
    if not results:
        return
    longest = max((result.group for result in results), key=int)
    reached = {
        system: share(found) for (system,), found in by((r for r in results if r.group == longest), "system").items()
    }
    ours = reached.pop("winnow")
    yield ours >= BYTES_RIGHT, f"bytes: {ours:.2%} of whole texts right, at least {BYTES_RIGHT:.0%}"
    for system, value in sorted(reached.items()):
        yield ours >= value, f"bytes: {system} {value:.2%}, not ahead"


def _mojibake_targets(results: Sequence[Result]) -> Iterator[tuple[bool, str]]:
    pairs = by((r for r in results if r.system == "winnow"), "group", "codec", "read_as")
    peers = by((r for r in results if r.system == "ftfy"), "group", "codec", "read_as")
    whole = [pair for pair, found in peers.items() if share(found) == 1]
    if whole:
        kept = sum(share(pairs[pair]) == 1 for pair in whole)
        yield kept == len(whole), f"mojibake: all right in {kept} of {len(whole)} pairs in which ftfy has all right"
    beyond = {pair: share(found) for pair, found in pairs.items() if pair[0] != "utf-8, ftfy"}
    if beyond:
        low = [f"{pair[1]} as {pair[2]} {value:.0%}" for pair, value in beyond.items() if value < RESTORED]
        said = f"mojibake beyond ftfy: {len(beyond) - len(low)} of {len(beyond)} pairs have {RESTORED:.0%} right"
        yield not low, f"{said}; below: {', '.join(low) or 'none'}"
        yield from _rich_target({pair: pairs[pair] for pair in beyond})


def _rich_target(pairs: Mapping[tuple[str, ...], Sequence[Result]]) -> Iterator[tuple[bool, str]]:
    """The same without texts that have hardly anything to tell by."""
    rich = {pair: [result for result in found if not result.poor] for pair, found in pairs.items()}
    values = {pair: share(found) for pair, found in rich.items() if found}
    low = [f"{pair[1]} as {pair[2]} {value:.0%}" for pair, value in values.items() if value < RESTORED]
    said = f"the same where there are {FEW} characters beyond ASCII: {len(values) - len(low)} of {len(values)} pairs"
    overall = share([result for found in rich.values() for result in found])
    yield not low, f"{said}; below: {', '.join(low) or 'none'}; over all pairs {overall:.2%}"
