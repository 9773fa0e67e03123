"""Texts that were read in the wrong encoding: whether they come out as they were written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import ftfy

from service.core.repair import SAFE_CONFIG, repair
from tests.bench.encodings import corpus
from tests.bench.encodings.writing import encodings_of, misread

LENGTH_MIN = 200
"""Characters of a text from which it counts, as the issue asks."""

FEW = 12
"""Characters beyond ASCII below which a text is counted apart: English and its like have hardly anything to tell by."""

KNOWN_TO_FTFY = (
    "latin-1",
    "cp1252",
    "cp1251",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859-2",
    "mac-roman",
    "cp437",
)
"""What ftfy knows that UTF-8 is read as."""
TIMES = (1, 2, 3)
"""How often a text was misread, one on top of the other."""

BEYOND_FTFY = (
    "cp1258",
    "cp1255",
    "cp1256",
    "cp874",
    "cp850",
    "cp852",
    "cp866",
    "koi8-r",
    "gbk",
    "cp932",
    "big5",
    "euc_kr",
)
"""What else UTF-8 is read as: Windows', DOS', the web's of Russia and East Asia."""

READERS = ("latin-1", "cp1252", "cp1251", "koi8-r", "cp866", "cp437", "cp850", "mac-roman")
"""What programs read legacy encodings as that are others."""


@dataclass(frozen=True, slots=True)
class Misread:
    """A text, and what became of it."""

    group: str
    """``utf-8, ftfy``, ``utf-8, others`` or ``legacy``."""
    language: str
    written_in: str
    read_as: str
    text: str
    given: str

    @property
    def is_poor(self) -> bool:
        """Whether there is hardly anything to tell by."""
        return sum(not character.isascii() for character in self.text) < FEW


def cases() -> Iterator[Misread]:
    """The judging texts of at least ``LENGTH_MIN`` characters, misread in all the ways."""
    for language in corpus.languages():
        for text in corpus.judging(language):
            if text.isascii() or len(text) < LENGTH_MIN:
                continue
            yield from _of_utf8(language, text)
            for written_in in encodings_of(language):
                for read_as in READERS:
                    given = misread(text, written_in, read_as) if read_as != written_in else None
                    if given is not None:
                        yield Misread("legacy", language, written_in, read_as, text, given)


def _of_utf8(language: str, text: str) -> Iterator[Misread]:
    for read_as in KNOWN_TO_FTFY:
        given: str | None = text
        for times in TIMES:
            given = misread(given, "utf-8", read_as) if given is not None else None
            if given is not None:
                yield Misread("utf-8, ftfy", language, f"utf-8 × {times}", read_as, text, given)
    for read_as in BEYOND_FTFY:
        given = misread(text, "utf-8", read_as)
        if given is not None:
            yield Misread("utf-8, others", language, "utf-8", read_as, text, given)


def by_winnow(case: Misread) -> tuple[str, bool]:
    """What became of it, and whether there was a warning."""
    text, _, warnings = repair(case.given)
    return text, bool(warnings)


def by_ftfy(case: Misread) -> str:
    """What ftfy makes of it with the configuration that keeps text verbatim, line by line."""
    return "\n".join(ftfy.fix_and_explain(line, SAFE_CONFIG).text for line in case.given.split("\n"))


def outcome(case: Misread, text: str) -> str:
    """``right``; ``left``, as it was given but for normal form; or ``wrong``."""
    if unicodedata.normalize("NFC", text) == case.text:
        return "right"
    given = "".join(c for c in unicodedata.normalize("NFC", case.given) if c.isprintable())
    return "left" if "".join(c for c in text if c.isprintable()) == given else "wrong"
