"""What a line shows of the sentence it is part of: how it starts, how it leaves off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from service.core.textlines import CLOSING

LINKING_WORD_MAX_LENGTH = 4
"""Letters of a word in lower case that leaves a sentence open at a line end: of, the, von, dans, про."""
TAIL_LENGTH = 22
"""Characters at the end of a line that are looked at for its last word."""

_ENDS = re.compile(r"[.!?…。！？．।؟۔։။።:;：；][\"'”’»)\]）」』*_]*$")
_CLOSES = re.compile(rf"(?:{CLOSING.pattern}|:(?=\s|$)|[!?%](?=\s|$)|”(?!\w)|— ?(?=[^\W\d_A-Z]))")
_NOT_PROSE = re.compile(r"\S{0,80}[/@_=(){}\\<>]|www\.|[a-z]+[A-Z]|\S{1,40}\.[a-z]{2}")
"""Addresses, handles, code and names such as iPhone: lower case says nothing there."""
_PARTICLE = re.compile(r"[をはがにのもとで][\u30a0-\u30ff\u3400-\u9fff0-9]")
"""A Japanese particle before a word: no sentence starts so."""
_LAST_WORD = re.compile(r"([^\W\d_]{1,20}),?$")


class Tail(Enum):
    """How a line leaves off."""

    LINKING = "with a comma or a short word in lower case: the sentence goes on"
    LOWER = "with another word in lower case"
    OTHER = "with a name, a number or a sign"


@dataclass(slots=True)
class Facts:
    """What a line says about the breaks before and after it."""

    text: str
    words: int
    ends: bool
    """Ends a sentence, or leads to what follows with a colon."""
    closes: bool
    """Starts with punctuation that belongs to what was before."""
    lower: bool
    """Starts in lower case, as prose does in the middle of a sentence."""
    leads: bool = False
    """The next line is known to be part of its sentence."""

    @property
    def goes_on(self) -> bool:
        """Looks like the middle of a sentence."""
        return self.closes or self.lower

    @property
    def tail(self) -> Tail:
        """How the line leaves off."""
        if self.text[-1] == ",":
            return Tail.LINKING
        match = _LAST_WORD.search(self.text[-TAIL_LENGTH:])
        if match is None or not match[1].islower():
            return Tail.OTHER
        return Tail.LINKING if len(match[1]) <= LINKING_WORD_MAX_LENGTH else Tail.LOWER


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a full stop or its kin, or with a colon."""
    return _ENDS.search(text[-8:]) is not None


def starts_lower(text: str) -> bool:
    """Whether a line starts in lower case, as prose does in the middle of a sentence."""
    if text[0].islower():
        return _NOT_PROSE.match(text) is None
    return text[0] > "\u3000" and _PARTICLE.match(text) is not None


def facts_of(text: str) -> Facts:
    """The facts of a line without outer white space."""
    return Facts(text, text.count(" ") + 1, ends_sentence(text), _CLOSES.match(text) is not None, starts_lower(text))
