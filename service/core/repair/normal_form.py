"""Unicode normal form C."""

from __future__ import annotations

import re
import unicodedata

from service.core.repair.edits import NOTHING, Edit, Found, differences

MAX_MARKS = 30
"""Combining marks in a row; the bound of the Stream-Safe Text Format (Unicode Annex 15); no language needs it."""

_LONG_RUN = re.compile(rf"[^\w\x00-\x7f]{{{MAX_MARKS + 1},}}")


def nfc(text: str) -> Found:
    r"""Compose letters and marks to normal form C, line by line: the same text, one spelling.

    Compatibility characters (ﬁ, ①, ㎏) stay: replacing them would reword.  A line with more marks in a row than
    ``MAX_MARKS`` stays as it is, with a warning: putting n marks in order takes n² steps.

    >>> nfc("ho\u0323c").edits
    [(1, 3, 'ọ')]
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return NOTHING
    edits: list[Edit] = []
    left = position = 0
    for line in text.split("\n"):
        if not unicodedata.is_normalized("NFC", line):
            if _overloaded(line):
                left += 1
            else:
                edits.extend(differences(position, line, unicodedata.normalize("NFC", line)))
        position += len(line) + 1
    warning = f"Lines left as sent that pile more than {MAX_MARKS} marks on one letter: {left}."
    return Found(edits, warning if left else None)


def _overloaded(line: str) -> bool:
    """Whether more marks follow each other than any language needs."""
    for run in _LONG_RUN.finditer(line):
        marks = 0
        for character in run[0]:
            marks = marks + 1 if unicodedata.combining(character) else 0
            if marks > MAX_MARKS:
                return True
    return False
