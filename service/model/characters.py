"""The text of all blocks as arrays: classes of characters, words, and numbers that stand for words.

Everything is counted over one array of code points, so that a page of a thousand lines costs what its characters cost,
not what its lines do.  Words are numbered by a rolling hash: the hash of any stretch comes from two prefix sums.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]
Codes = npt.NDArray[np.uint64]

PLANE = 0x10000
"""Code points that the tables know; what lies beyond (emoji, rare ideographs) is a symbol."""

REPLACEMENT = 0xFFFD
"""The code point that all of those are taken for."""

OTHER, SPACE, LOWER, UPPER, LETTER, SPACELESS, DIGIT, TERMINAL, COMMA, QUOTE, DASH, SEPARATOR, SYMBOL = range(13)
"""Classes of characters.  Those of words stand together, from ``LOWER`` to ``DIGIT``."""
CLASSES = 16
"""Room for a class in a joint index; a power of two above the number of classes."""

BASE = np.uint64(0x9E3779B97F4A7C15)
"""Of the rolling hash: odd, so that it can be divided by modulo 2**64."""
INVERSE = np.uint64(pow(int(BASE), -1, 2**64))
MIX = np.uint64(0xD6E8FEB86659FD93)
"""Odd, with bits all over: it carries what the low bits say to the high ones, which number the words."""
HASH_BITS = 64
HALF = np.uint64(HASH_BITS // 2)
USUAL_SIZE = 1 << 16
"""Characters up to which the powers are kept, one megabyte of them: of 300 development documents one has more."""

WORD_BITS = 15
"""Words of a document share 32,768 numbers: of a thousand different words 3 % share theirs with another."""
PAIR_BITS = 16

_MARKS = {
    TERMINAL: ".!?…。！？．।؟۔։።",
    COMMA: ",;:、，；：،؛",
    QUOTE: "\"'“”„‘’«»‹›「」『』",
    DASH: "-–—()[]（）【】",
    SEPARATOR: "|·•/\\>→←▸►■●▪*_~#",
}
_SPACELESS_RANGES = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))


def _class_of(code: int) -> int:
    character = chr(code)
    if character.isspace():
        return SPACE
    if any(first <= code <= last for first, last in _SPACELESS_RANGES):
        return SPACELESS if character.isalnum() or unicodedata.category(character) in ("Mn", "Mc") else OTHER
    if character.isdigit():
        return DIGIT
    if character.isalnum():
        return LOWER if character.islower() else UPPER if character.isupper() else LETTER
    return LETTER if unicodedata.category(character) in ("Mn", "Mc") else SYMBOL


@cache
def _tables() -> tuple[npt.NDArray[np.uint8], Codes]:
    """Class and hash digit (the lower case and one) of every code point of the first plane, and of all beyond it."""
    classes = np.array([_class_of(code) for code in range(PLANE)], dtype=np.uint8)
    for number, marks in _MARKS.items():
        classes[[ord(mark) for mark in marks]] = number
    lower = np.arange(PLANE, dtype=np.uint64)
    for code in np.flatnonzero(classes == UPPER).tolist():
        small = chr(code).lower()
        lower[code] = ord(small) if len(small) == 1 and ord(small) < PLANE else code
    return np.append(classes, np.uint8(SYMBOL)), np.append(lower, np.uint64(REPLACEMENT)) + np.uint64(1)


def _make_powers(size: int) -> tuple[Codes, Codes]:
    """The powers of ``BASE`` from the first, those of its inverse from the zeroth."""
    inverses = np.full(size, INVERSE)
    inverses[:1] = 1
    return np.cumprod(np.full(size, BASE), dtype=np.uint64), np.cumprod(inverses, dtype=np.uint64)


@cache
def _usual_powers() -> tuple[Codes, Codes]:
    return _make_powers(USUAL_SIZE)


def _powers(size: int) -> tuple[Codes, Codes]:
    """At least so many powers of both."""
    return _usual_powers() if size <= USUAL_SIZE else _make_powers(size)


@dataclass(frozen=True, slots=True)
class Texts:
    """Some texts, counted."""

    lengths: Ints
    counts: npt.NDArray[np.int64]
    """Of each text, the characters of each class."""
    first: npt.NDArray[np.uint8]
    """Classes of the first and the last character."""
    last: npt.NDArray[np.uint8]
    hashes: Codes
    """Of each text whole, case folded."""
    owner: Ints
    """Of each word, the text that it stands in."""
    sizes: Ints
    """Its characters."""
    words: Ints
    """Its number."""
    pairs: Ints
    """The number of each word and the next."""
    capital: npt.NDArray[np.bool_]
    """It begins with an upper-case letter."""
    bounds: Ints
    """Where the words of each text begin in these arrays, and the end."""


def read_texts(texts: Sequence[str]) -> Texts:
    """Count texts.  Linear in their characters."""
    lengths = np.array([len(text) for text in texts], dtype=np.intp)
    joined = "\n".join([*texts, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.intp)
    classes, digits = _tables()
    kinds = classes.take(codes, mode="clip")
    joint = np.repeat(np.arange(0, len(texts) * CLASSES, CLASSES), lengths + 1)
    joint += kinds
    counts = np.bincount(joint, minlength=len(texts) * CLASSES).reshape(-1, CLASSES)
    counts[:, SPACE] -= 1  # the line break that ends each
    ends = np.cumsum(lengths + 1) - 1
    starts = ends - lengths
    word_starts, word_ends = _word_spans(kinds, spaceless=bool(counts[:, SPACELESS].any()))
    powers, inverses = _powers(len(codes))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(digits.take(codes, mode="clip") * powers[: len(codes)], out=sums[1:])
    hashed: Codes = (sums[word_ends] - sums[word_starts]) * inverses[word_starts]
    hashed ^= hashed >> HALF
    hashed *= MIX
    following = np.zeros_like(hashed)
    following[:-1] = hashed[1:]
    joint_hashes = (hashed * BASE + following) * MIX
    bounds = np.append(np.searchsorted(word_starts, starts), len(word_starts))
    return Texts(
        lengths,
        counts,
        kinds[np.minimum(starts, ends)],
        kinds[np.maximum(ends - 1, starts)],
        (sums[ends] - sums[starts]) * inverses[starts],
        np.repeat(np.arange(len(texts)), np.diff(bounds)),
        word_ends - word_starts,
        (hashed >> np.uint64(HASH_BITS - WORD_BITS)).astype(np.intp),
        (joint_hashes >> np.uint64(HASH_BITS - PAIR_BITS)).astype(np.intp),
        kinds[word_starts] == UPPER,
        bounds,
    )


def _word_spans(kinds: npt.NDArray[np.uint8], *, spaceless: bool) -> tuple[Ints, Ints]:
    """Where words begin and end: runs of letters and digits, and each character of a script without spaces.

    Args:
        kinds: The class of each character.
        spaceless: Whether any is of such a script.
    """
    part = np.zeros(len(kinds) + 2, dtype=bool)
    part[1:-1] = (kinds >= LOWER) & (kinds <= DIGIT)
    changes = part[1:] != part[:-1]
    if not spaceless:
        edges = np.flatnonzero(changes)
        return edges[::2], edges[1::2]
    whole = np.zeros(len(part), dtype=bool)
    whole[1:-1] = kinds == SPACELESS
    cuts = changes | whole[1:] | whole[:-1]
    return np.flatnonzero(cuts & part[1:]), np.flatnonzero(cuts & part[:-1])
