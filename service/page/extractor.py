"""Trafilatura's verdict on the blocks of a page: how much of each is in its output.

It is one voice among others.  Settings that would make it depend on more than the page are off: no deduplication (its
memory outlives the document, and the fourth equal page comes back empty), no metadata (whose date depends on today), no
network, no threads.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cache

from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from service.core.words import words_of

MAX_DATE = "2100-01-01"
"""Nothing may depend on today, were metadata ever asked for."""

SHINGLE = 4
"""Words in a row that must be found together."""

NO_ANSWER = "The extractor (trafilatura) found no main content; the page was judged by its blocks alone."
FAILED = "The extractor (trafilatura) failed on this page ({}); the page was judged by its blocks alone."

# Characters of scripts without spaces are words of their own.
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_CHARACTER_OR_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
    r"|[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+"
)

Words = tuple[str, ...]

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs what we report as warnings


def extract(html: str, *, comments: bool = False) -> tuple[list[str], str | None]:
    """The lines that trafilatura keeps of a page, and a warning where there are none.

    Args:
        html: The page, decoded.
        comments: Whether comments are main content: on forums they are.
    """
    try:
        found = bare_extraction(html, options=_options(comments))
    except Exception as error:  # whatever a page can do to it must not cost the page
        return [], FAILED.format(type(error).__name__)
    if found is None or isinstance(found, dict):
        return [], NO_ANSWER
    text = "\n".join(filter(None, (found.text, found.comments)))
    lines = [line for line in text.split("\n") if line.strip()]
    return lines, None if lines else NO_ANSWER


@cache
def _options(comments: bool) -> Extractor:
    """Recall, as the judges of text take out what is too much: on articles of a third of the development pages word-F1
    .948 against .939 for the default, at two thirds of the cost.  On threads the default is better (.76 to .56).
    Its further fallbacks ("not fast") change word-F1 by .001, as the blocks are judged anyway, and cost a fifth."""
    dates = {"max_date": MAX_DATE}
    return Extractor(
        output_format="python",
        fast=not comments,
        recall=not comments,
        comments=comments,
        dedup=False,
        date_params=dates,
    )


def coverage(texts: Sequence[str], lines: Sequence[str]) -> list[float]:
    """For each text, the share of its words, 0 to 1, that stand in the lines as they stand in the text.

    A text that is a line counts whole.  Of the others, words count where ``SHINGLE`` of them in a row are found in
    lines that are no text of the page as they stand; a shorter one where it is found next to a text that counts.
    """
    keys = [_key(text) for text in texts]
    by_key = {_key(line): line for line in lines}
    whole = by_key.keys() & set(keys)
    found = [_words(line) for key, line in by_key.items() if key not in whole]
    shingles = {words[i : i + SHINGLE] for words in found for i in range(len(words) - SHINGLE + 1)}
    shares = [1.0 if key in whole else 0.0 for key in keys]
    if not shingles:
        return shares
    short: list[tuple[int, Words]] = []
    for i, text in enumerate(texts):
        if not shares[i]:
            words = _words(text)
            shares[i] = _share(words, shingles)
            if len(words) < SHINGLE:
                short.append((i, words))
    _add_short(shares, short, found)
    return shares


def _add_short(shares: list[float], short: Sequence[tuple[int, Words]], found: Sequence[Words]) -> None:
    """Count the texts too short for a shingle as what is next to them, where their words are found at all."""
    beside = [(i, words, max(shares[max(0, i - 1) : i + 2])) for i, words in short]
    if any(near for _, _, near in beside):
        pieces = {words[i : i + n] for words in found for n in range(1, SHINGLE) for i in range(len(words) - n + 1)}
        for i, words, near in beside:
            if near and words in pieces:
                shares[i] = near


def _key(text: str) -> str:
    """A text without white space and the marks that the extractor adds for list items and between cells."""
    return "".join(text.split()).replace("|", "").replace("-", "")


def _words(text: str) -> Words:
    folded = text.casefold()
    spaceless = not folded.isascii() and _SPACELESS.search(folded)
    return tuple(_CHARACTER_OR_WORD.findall(folded) if spaceless else words_of(folded))


def _share(words: Words, pieces: set[Words]) -> float:
    """The share of the words that are part of a shingle that was found."""
    found = covered = 0
    for i in range(len(words) - SHINGLE + 1):
        if words[i : i + SHINGLE] in pieces:
            found += i + SHINGLE - max(i, covered)
            covered = i + SHINGLE
    return found / len(words) if words else 0.0
