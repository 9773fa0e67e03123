"""The step that restores text which was read in the wrong encoding, whichever two they were."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.charsets.guessing import Reading
from service.core.plausibility.score import cost_of
from service.core.repair.edits import NOTHING, Edit, Found, differences
from service.core.repair.misreading import SAMPLE, misreading_of
from service.core.repair.suspicion import is_suspicious
from service.core.repair.undoing import Misreading
from service.core.repair.wrong_decoding import MAX_ROUNDS, restore, suspicious

PROOF = 8
"""Characters beyond ASCII of a line that are valid UTF-8 when they are read back, each a byte or two: by chance once in
a million."""

SHORT = 40
"""Characters below which a line may be all names, and as improbable as text in another encoding."""

LEFT = "Lines left as sent that look wrongly decoded in a way that cannot be undone"


def mojibake(text: str) -> Found:
    r"""Restore what was read in the wrong encoding: UTF-8 as any other, even several times, and one other as another.

    First what the text as a whole shows: its lines agree on how they were misread, and each becomes more plausible when
    that is undone.  Then ftfy, line by line, since lines of one text come from different places: it restores UTF-8 also
    in runs within a line, and where it is partly lost, but would read one legacy encoding for another as UTF-8.  What
    cannot be restored stays, with a warning.

    >>> mojibake("naïve\ncafÃ©").edits
    [(9, 11, 'é')]
    >>> mojibake("Ïðàâèòåëüñòâî îäîáðèëî áþäæåò.").edits[0]
    (0, 13, 'Правительство')
    """
    if text.isascii():
        return NOTHING
    starts: list[int] = []
    given: list[str] = []
    position = 0
    for line in text.split("\n"):
        if not line.isascii():
            starts.append(position)
            given.append(line)
        position += len(line) + 1
    restored, left = _restored(given)
    edits: list[Edit] = []
    for start, old, new in zip(starts, given, restored, strict=True):
        if new != old:
            edits.extend(differences(start, old, new))
    nothing_more = "" if edits else None
    return Found(edits, f"{LEFT}: {left}." if left else nothing_more)


def _restored(lines: list[str]) -> tuple[list[str], int]:
    """The lines, restored as often as they were misread, and how many look wrong still.

    All in one step: the controls of a text that was misread twice must not be dropped in between.
    """
    for _ in range(MAX_ROUNDS):
        misreading = _misreading(lines)
        if misreading is None:
            break
        before = lines
        lines, left = _undone(misreading, lines)
        if misreading.written_in != "utf-8":
            return lines, left
        if lines == before:
            break
    return _restored_by_ftfy(lines)


def _misreading(lines: Sequence[str]) -> Misreading | None:
    """How all lines were misread, or else those that look it."""
    if not is_suspicious("\n".join(lines)):
        return None
    misreading = misreading_of(lines)
    if misreading is None:
        odd = [line for line in lines if is_suspicious(line)]
        misreading = misreading_of(odd) if 0 < len(odd) < len(lines) else None
    return misreading


def _undone(misreading: Misreading, lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines, restored where that makes them more plausible, and how many look wrong that could not be."""
    restored, left = [], 0
    for line in lines:
        new = misreading.undone(line)
        if new is None or new == line or not (_is_proven(misreading, line) or _is_better(misreading, new, line)):
            left += is_suspicious(line)
            new = line
        restored.append(new)
    return restored, left


def _is_better(misreading: Misreading, new: str, line: str) -> bool:
    """Whether a restored line is more plausible, and not as if it came from somewhere else than the others."""
    reading = Reading(misreading.written_in, new[:SAMPLE], cost_of(new[:SAMPLE]).cheapest())
    return reading.nats < cost_of(line[:SAMPLE]).cheapest() and (len(new) < SHORT or reading.is_likely)


def _is_proven(misreading: Misreading, line: str) -> bool:
    """Whether so much of a line is valid UTF-8 that it is not by chance, though it may be wrong once more."""
    return misreading.written_in == "utf-8" and sum(character > "\x7f" for character in line) >= PROOF


def _restored_by_ftfy(lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines as ftfy restores them, and how many look wrong and did not settle."""
    restored, left = [], 0
    for line in lines:
        new, settled = restore(line) if suspicious(line) else (line, True)
        left += not settled
        restored.append(new)
    return restored, left
