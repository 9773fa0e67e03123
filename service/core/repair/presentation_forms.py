"""Arabic letters in the shape that they have at one place of a word."""

from __future__ import annotations

import re
import unicodedata

from service.core.repair.edits import NOTHING, Edit, Found
from service.core.repair.watched import LETTER_FORMS

_FORM = re.compile(f"[{LETTER_FORMS}]")
_FORMS = re.compile(f"[{LETTER_FORMS}]+")
_LETTERS = "\u0620-\u065f\u066e-\u06d3\u06d5\u06fa-\u06ff"
_LIGATURES = "\ufbea-\ufbfb\ufc00-\ufc5d\ufc64-\ufcf1\ufcf5-\ufd3d\ufd50-\ufdc7\ufdf2-\ufdf9\ufef5-\ufefc"
# A form beside another letter, or one that is more than one letter by itself.
_IN_A_WORD = re.compile(f"[{_LIGATURES}]|[{LETTER_FORMS}][{_LETTERS}{LETTER_FORMS}]|[{_LETTERS}][{LETTER_FORMS}]")
_GOD = "\ufdf2"
_ALEFS = ("\u0627", "\ufe8d", "\ufe8e")


def presentation_form(text: str) -> Found:
    r"""Turn Arabic presentation forms (U+FB50 to U+FEFC) into the letters that they stand for.

    Old programs and PDF files write each letter as its shape in the word, which no search finds.  Left alone: symbols
    that are no spelling of a word (U+FDFC, U+FDFA), ornate parentheses, vowel signs, and shapes that stand by
    themselves on a line without such a word: a table of shapes shows just them.

    >>> presentation_form("\ufeb3\ufefc\ufee1 \ufdfc").edits
    [(0, 3, 'سلام')]
    >>> presentation_form("\ufee9 \ufeea").edits
    []
    """
    if text.isascii() or not _FORM.search(text):
        return NOTHING
    edits: list[Edit] = []
    position = 0
    for line in text.split("\n"):
        if _IN_A_WORD.search(line):
            edits.extend((position + m.start(), position + m.end(), _letters(m)) for m in _FORMS.finditer(line))
        position += len(line) + 1
    return Found(edits)


def _letters(forms: re.Match[str]) -> str:
    """The letters; the name of God is written with an alef or without, after one of its own without another."""
    letters = "".join([unicodedata.normalize("NFKC", form) for form in forms[0]])
    if _GOD not in forms[0]:
        return letters
    before = ""
    written: list[str] = []
    for form in forms.string[max(0, forms.start() - 1) : forms.end()]:
        letters = unicodedata.normalize("NFKC", form)
        written.append(letters[1:] if form == _GOD and before in _ALEFS else letters)
        before = form
    return "".join(written[1:] if forms.start() else written)
