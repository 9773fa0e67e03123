"""Bytes that do not show by themselves what they are: their labels against the readings that make plausible text."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.charsets.encodings import rarity
from service.core.charsets.guessing import BROKEN, Reading, read_sample, readings_of, sample_of
from service.core.plausibility.score import cost_of
from service.decode.choice import Label, can_be
from service.decode.detection import is_text

OVERRULES = 20.0
"""Nats by which another reading must be more plausible than the declared one: twenty times e to the power of it more
likely than not.  Of the judging half of the corpus under its true labels none is overruled from 3 nats on."""

OVERRULES_A_BYTE = 0.5
"""And nats for each byte beyond ASCII, of a language that nobody counted: there all readings are poor."""

MIN_LETTERS = 8
"""Letters beyond ASCII from which a label may be overruled at all."""

OVERRULES_FILLED_IN = 5.0
"""Nats by which the windows-1252 of a header, which servers and HTTP clients fill in unasked, must be beaten."""

_ASCII = bytes(range(0x80))


def settle(data: bytes, labels: Sequence[Label], *, filled_in: bool = False) -> str | None:
    """Python's name of the encoding of bytes that are not ASCII, UTF-8, UTF-16 nor UTF-32, or ``None``.

    A label that can be true holds, unless the bytes make far more plausible text in another encoding: Russian under the
    label of windows-1252 is a row of accented capitals.  Of several labels, the one with the most plausible text.

    Args:
        data: The bytes, without markup.
        labels: What was declared, the likelier first.
        filled_in: Whether the windows-1252 of a header is there only because a program had to say something.
    """
    sample = sample_of(data)
    cut = len(sample) < len(data)
    best = next(iter(readings_of(sample, cut=cut)), None)
    texts = {
        label: read_sample(sample, label.codec, cut=cut)
        for label in labels
        if label.codec != "utf-8" and can_be(data, label.codec)
    }
    costs = {
        label: cost_of(text).cheapest() + BROKEN * broken + rarity(label.codec)
        for label, (text, broken) in texts.items()
    }
    weak = [label for label in costs if filled_in and label.source == "header" and label.codec == "cp1252"]
    for label in weak:
        costs[label] += OVERRULES_FILLED_IN
    if not costs:
        return best.codec if best and is_text(best, sample) else None
    likeliest = min(costs, key=costs.__getitem__)
    label = next(label for label in costs if texts[label] == texts[likeliest])
    margin = 0.0 if label in weak else OVERRULES + OVERRULES_A_BYTE * len(sample.translate(None, _ASCII))
    overruled = best is not None and _has_letters(best) and best.nats + margin < costs[label]
    return best.codec if best and overruled else label.codec


def _has_letters(reading: Reading) -> bool:
    """Whether there is enough to overrule a label by: names may be in any language, and some are not counted."""
    letters = sum(letter > "\x7f" and letter.isalpha() for letter in reading.text)
    return reading.is_likely and letters >= MIN_LETTERS
