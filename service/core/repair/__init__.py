"""Text to clean Unicode: no content is lost, nothing is reworded.

Each step finds one kind of defect and proposes edits; one place carries them out and keeps the account.  The order:

1. ``surrogate``, ``line_break``, ``terminal_escape``, ``control_character``: what no later step should think of.
2. ``entity`` before ``mojibake``: ``&Atilde;&sup3;`` is mojibake behind entities.
3. ``mojibake`` before whatever drops invisible characters: half of ``Ã\xad`` is a soft hyphen.
4. ``stray_c1``, ``soft_hyphen``, ``zero_width``: what is left of them means nothing.
5. ``nfc`` last: the steps before make characters that combine.

One repair can uncover another, so the steps run until nothing is found: repairing repaired text changes nothing.  Left
alone: typos, quotes, widths, ligatures, no-break and other spaces, bidi marks, white space at the ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.core.model import Repair
from service.core.repair.edits import Ledger, Step
from service.core.repair.entities import entity
from service.core.repair.invisible import (
    control_character,
    has_unseen,
    line_break,
    soft_hyphen,
    stray_c1,
    terminal_escape,
    zero_width,
)
from service.core.repair.mojibake import mojibake
from service.core.repair.normal_form import nfc
from service.core.repair.surrogates import REPLACEMENT, surrogate
from service.core.repair.wrong_decoding import SAFE_CONFIG
from service.core.spans import Span

__all__ = ["SAFE_CONFIG", "STEPS", "repair", "repair_with_spans"]

FIRST_STEPS: tuple[Step, ...] = (surrogate, line_break, terminal_escape, control_character)
"""Steps that are stable after one run, whatever the others do: what a text that does not settle gets."""

SEEN_STEPS: tuple[Step, ...] = (entity, mojibake, nfc)
"""Steps for what can be seen: enough for a text without any character that cannot."""

STEPS: tuple[Step, ...] = (*FIRST_STEPS, entity, mojibake, stray_c1, soft_hyphen, zero_width, nfc)

MAX_ROUNDS = 8
"""Runs of all the steps before a text counts as one that cannot settle.  Development data needs at most 3, the last of
which finds nothing; only text made to nest escape in escape needs more."""


def repair(text: str) -> tuple[str, tuple[Repair, ...], tuple[str, ...]]:
    """The repaired text (``source``), what was repaired, and warnings.

    >>> source, repairs, _ = repair("Caf\\u00c3\\u00a9 &amp; bar\\r\\n")
    >>> source
    'Café & bar\\n'
    >>> [(r.kind, r.before, r.after, r.span) for r in repairs]
    [('line_break', '\\r\\n', '\\n', (10, 11)), ('entity', '&amp;', '&', (5, 6)), ('mojibake', 'Ã©', 'é', (3, 4))]
    """
    ledger = _repaired(text, ())
    return ledger.text, ledger.repairs(), ledger.warnings()


def repair_with_spans(
    text: str, spans: Sequence[Span]
) -> tuple[str, tuple[Repair, ...], tuple[str, ...], Sequence[Span]]:
    """The same, and where spans of the given text stand in the repaired one.

    >>> repair_with_spans("one &amp; two", [(0, 3), (10, 13)])[3]
    [(0, 3), (6, 9)]
    """
    ledger = _repaired(text, spans)
    return ledger.text, ledger.repairs(), ledger.warnings(), ledger.spans


def _repaired(text: str, spans: Sequence[Span]) -> Ledger:
    ledger = Ledger(text, list(spans))
    for _ in range(MAX_ROUNDS):
        if not ledger.run(STEPS if has_unseen(ledger.text) else SEEN_STEPS):
            break
    else:
        ledger = Ledger(text, list(spans))
        ledger.run(FIRST_STEPS)
        ledger.warn(
            "unsettled", "The text nests escapes within escapes too deeply; entities and mojibake were left as sent."
        )
    if lost := text.count(REPLACEMENT):
        ledger.warn(
            "replacement_character",
            f"Replacement characters (U+FFFD) in the text, lost before it came here: {lost}.",
        )
    return ledger
