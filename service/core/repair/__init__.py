"""Text to clean Unicode: no content is lost, nothing is reworded.

Each step finds one kind of defect and proposes edits; one place carries them out and keeps the account.  The order:

1. ``surrogate``, ``line_break``, ``terminal_escape``, ``control_character``: what no later step should think of.
2. ``json_escape``, ``percent_escape``, ``quoted_printable``, ``encoded_word``: each wraps a whole line, with all that
   the line may have inside, and shows only while it is there.
3. ``entity`` before ``mojibake``: ``&Atilde;&sup3;`` is mojibake behind entities.
4. ``mojibake`` before whatever drops or levels what is not seen: half of ``Ã\xad`` is a soft hyphen, half of ``Ã\xa0``
   a no-break space, and East Asian text that was misread has characters for private use.
5. ``stray_c1``, ``soft_hyphen``, ``zero_width``, ``space``, ``bidi_control``, ``tag_character``, ``private_use``: what
   is left of them means nothing, or means a space.
6. ``presentation_form``, then ``nfc`` last: the steps before make characters that combine.

One repair can uncover another, so the steps run until nothing is found: repairing repaired text changes nothing.  Left
alone: typos, quotes, widths, Latin ligatures, ideographic spaces, white space at the ends.  Steps that look for certain
characters are asked only where the text has one (``watched``).  ``leave`` names steps that are not asked at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from service.core.model import Repair
from service.core.repair.bidi import bidi_control
from service.core.repair.edits import Ledger, Step
from service.core.repair.entities import entity
from service.core.repair.invisible import (
    control_character,
    line_break,
    soft_hyphen,
    stray_c1,
    terminal_escape,
    zero_width,
)
from service.core.repair.json_escapes import json_escape
from service.core.repair.meaningless import private_use, tag_character
from service.core.repair.mojibake import mojibake
from service.core.repair.normal_form import nfc
from service.core.repair.presentation_forms import presentation_form
from service.core.repair.spaces import space
from service.core.repair.surrogates import REPLACEMENT, surrogate
from service.core.repair.transfer import encoded_word, percent_escape, quoted_printable
from service.core.repair.watched import NONE, WATCHED, is_plain, watching_steps
from service.core.repair.wrong_decoding import SAFE_CONFIG
from service.core.spans import Span

__all__ = ["SAFE_CONFIG", "STEPS", "repair", "repair_with_spans"]

FIRST_STEPS: tuple[Step, ...] = (surrogate, line_break, terminal_escape, control_character)
"""Steps that are stable after one run, whatever the others do: what a text that does not settle gets."""

STEPS: tuple[Step, ...] = (
    *FIRST_STEPS,
    json_escape,
    percent_escape,
    quoted_printable,
    encoded_word,
    entity,
    mojibake,
    stray_c1,
    soft_hyphen,
    zero_width,
    space,
    bidi_control,
    tag_character,
    private_use,
    presentation_form,
    nfc,
)

MAX_ROUNDS = 8
"""Runs of all the steps before a text counts as one that cannot settle.  Development data needs at most 3, the last of
which finds nothing; only text made to nest escape in escape needs more."""


def repair(text: str, *, leave: frozenset[str] = NONE) -> tuple[str, tuple[Repair, ...], tuple[str, ...]]:
    """The repaired text (``source``), what was repaired, and warnings; the steps of ``leave`` are not asked.

    >>> source, repairs, _ = repair("Caf\\u00c3\\u00a9 &amp; bar\\r\\n")
    >>> source
    'Café & bar\\n'
    >>> [(r.kind, r.before, r.after, r.span) for r in repairs]
    [('line_break', '\\r\\n', '\\n', (10, 11)), ('entity', '&amp;', '&', (5, 6)), ('mojibake', 'Ã©', 'é', (3, 4))]
    """
    if is_plain(text):
        return text, (), ()
    ledger = _repaired(text, (), leave)
    return ledger.text, ledger.repairs(), ledger.warnings()


def repair_with_spans(
    text: str, spans: Sequence[Span], *, leave: frozenset[str] = NONE
) -> tuple[str, tuple[Repair, ...], tuple[str, ...], Sequence[Span]]:
    """The same, and where spans of the given text stand in the repaired one.

    >>> repair_with_spans("one &amp; two", [(0, 3), (10, 13)])[3]
    [(0, 3), (6, 9)]
    """
    if is_plain(text):
        return text, (), (), spans
    ledger = _repaired(text, spans, leave)
    return ledger.text, ledger.repairs(), ledger.warnings(), ledger.spans


@lru_cache(maxsize=64)
def _asked(watching: frozenset[str], leave: frozenset[str]) -> tuple[Step, ...]:
    """The steps that could find anything: those that look for certain characters only where there are some."""
    idle = leave | (WATCHED.keys() - watching)
    return tuple(step for step in STEPS if step.__name__ not in idle)


def _repaired(text: str, spans: Sequence[Span], leave: frozenset[str]) -> Ledger:
    ledger = Ledger(text, list(spans))
    for _ in range(MAX_ROUNDS):
        if not ledger.run(_asked(watching_steps(ledger.text), leave)):
            break
    else:
        ledger = Ledger(text, list(spans))
        ledger.run([step for step in FIRST_STEPS if step.__name__ not in leave])
        ledger.warn(
            "unsettled", "The text nests escapes within escapes too deeply; entities and mojibake were left as sent."
        )
    if lost := text.count(REPLACEMENT):
        ledger.warn(
            "replacement_character",
            f"Replacement characters (U+FFFD) in the text, lost before it came here: {lost}.",
        )
    return ledger
