"""Cost grows linearly with size, also on text made to be slow.  The figures are in the bench; this is the guard."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from service import CleanError, clean

SMALL = 15_000
"""Characters of the smaller document."""
FACTOR = 8
"""How many times larger the larger one is."""
SLACK = 2.5
"""How much more than linear is put down to noise; a quadratic cost would need 8."""
FLOOR = 0.010
"""Seconds below which a time is noise."""
ROUNDS = 3
"""Measurements before a cost counts as too high: one disturbed run proves nothing."""
PROSE = (
    "The harbour office said on Tuesday that the ferry would sail again from the first of May. "
    "Passengers had waited for it since the storm in January, which tore the pier from its piles. "
)
PAIR = (
    "Storm tears roof from covered market\n\nNobody was hurt, and the traders may sell from vans along the river.\n\n"
)

UNITS = {
    "one line of prose": PROSE,
    "one word without spaces": "winnow",
    "one-word lines": "wind\n",
    "short lines, blank between": "Sport\n\n",
    "paragraphs": PROSE + "\n\n",
    "the same menu again": "Home\nNews\nShare this:\nAdvertisement\n",
    "headline and summary pairs": "You may also like\n\n" + PAIR,
    "captions": "The ferry sails again. Photo: VNA\n",
    "captions without breaks": "Photo: Photo: (Photo: ",
    "nested quotes": "“‘",
    "closing quotes": "”’)]」",
    "open brackets": "([{【（",
    "brackets in pairs": "()[]{}",
    "dashes": "—",
    "spaced dashes": " — ",
    "spaced hyphens in lines": "- - -\n",
    "dates": "date 2026-02-25 ",
    "dateline after dateline": "PARIS, Jan 1 (AFP) - ",
    "sign-off after sign-off": "(Reporting by A B; Editing by C D) — VNS",
    "bylines": "By Jane Doe and John Roe and ",
    "end marks": "./.",
    "spaces": "a" + " " * 400,
    "line breaks": "a" + "\n" * 400,
    "line breaks and spaces": "a" + " \n\t" * 200,
    "Markdown links": "[a](b) ",
    "Markdown links unclosed": "[a](",
    "Markdown images unclosed": "![![",
    "Markdown emphasis": "**_*",
    "Markdown code": "`` ` ",
    "Markdown fences": "```\n",
    "Markdown headings": "# " + "#" * 40,
    "Markdown quotes": "> > > ",
    "Markdown tables": "| a | b |\n|---|---|\n",
    "underscores": "_",
    "tabs": "a\tb\t",
    "entities": "&amp;",
    "half entities": "&#",
    "mojibake": "Ã© â€œ",
    "combining marks": "a\u0301\u0323",
    "Chinese without a stop": "風吹過山谷",
    "full stops": ".",
    "list of keywords": "Tags: wind, rain, ",
    "addresses": "http://a.b/c?d=e&",
    "at signs": "a@b.",
    "headlines glued to labels": "Next articlePrevious article",
    "control characters": "\x00\x1b[",
}


def repeat(unit: str, size: int) -> str:
    """So many characters of a unit, between two paragraphs, so that something is left of the document."""
    return f"{PROSE}\n\n{unit * (size // len(unit))}\n\n{PROSE}"


def seconds(work: Callable[[], object]) -> float:
    """CPU time of one run."""
    start = time.process_time()
    work()
    return max(FLOOR, time.process_time() - start)


def clean_anyway(text: str) -> None:
    """Clean a text that may have no article in it."""
    try:
        clean(text)
    except CleanError:
        return


@pytest.mark.parametrize("shape", UNITS)
def test_cost_is_linear(shape: str) -> None:
    """Eight times the text costs about eight times the time."""
    small, large = repeat(UNITS[shape], SMALL), repeat(UNITS[shape], SMALL * FACTOR)
    ratios: list[float] = []
    while len(ratios) < ROUNDS and not any(r <= FACTOR * SLACK for r in ratios):
        before = seconds(lambda: clean_anyway(small))
        ratios.append(seconds(lambda: clean_anyway(large)) / before)
    assert min(ratios) <= FACTOR * SLACK
