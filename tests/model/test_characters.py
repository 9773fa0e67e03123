"""Texts as arrays: classes of characters, words, and the numbers that stand for words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model.characters import (
    CLASSES,
    COMMA,
    DIGIT,
    LETTER,
    LOWER,
    QUOTE,
    SPACE,
    SPACELESS,
    SYMBOL,
    TERMINAL,
    UPPER,
    USUAL_SIZE,
    read_texts,
)  # fmt: skip
from tests.generated import examples

WORDS = st.text(alphabet="abcxyzABC é ß д 7 ,.-'’\n東の\U0001f600\ud800", max_size=40)


def words_of(texts: list[str]) -> list[list[int]]:
    """The numbers of the words of each text."""
    read = read_texts(texts)
    return [read.words[a:b].tolist() for a, b in zip(read.bounds, read.bounds[1:], strict=False)]


def test_equal_words_have_equal_numbers() -> None:
    """A word has one number wherever it stands, in upper or lower case; another word has another."""
    one, two, three = words_of(["the bridge", "A Bridge of THE town", "x" * 50 + " bridge"])
    assert (one[1], one[0], one[1]) == (two[1], two[3], three[1])
    assert 5 == len({*one, *two})


def test_equal_pairs_have_equal_numbers() -> None:
    """Two words in a row have one number; in the other order they have another."""
    read = read_texts(["new bridge over", "a new bridge", "bridge new"])
    assert read.pairs[0] == read.pairs[4]
    assert read.pairs[0] != read.pairs[6]


def test_equal_texts_have_equal_hashes() -> None:
    """Case aside; texts that differ in one character, or in order, do not."""
    hashes = read_texts(
        ["Read more", "READ MORE", "Read more.", "more Read", "\U0001f600", "\U0001f680"]
    ).hashes.tolist()
    assert hashes[0] == hashes[1]
    assert hashes[4] == hashes[5]  # what lies beyond the first plane is all the same
    assert 4 == len(set(hashes))


def test_numbers_do_not_depend_on_place() -> None:
    """Behind more text than the powers are kept for, a word has the same number."""
    near, far = words_of(["bridge", "x " * (USUAL_SIZE // 2) + "bridge"])
    assert near[0] == far[-1]


def test_characters_of_scripts_without_spaces_are_words() -> None:
    """Each by itself; letters and digits between them are words as elsewhere."""
    read = read_texts(["東京都は2026年ABC"])
    assert [1, 1, 1, 1, 4, 1, 3] == read.sizes.tolist()
    assert 5 == read.counts[0, SPACELESS]


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        ("a", LOWER), ("Д", UPPER), ("ع", LETTER), ("の", SPACELESS), ("ไ", SPACELESS), ("7", DIGIT), ("٣", DIGIT),
        (".", TERMINAL), ("。", TERMINAL), ("、", COMMA), ("»", QUOTE), ("\u00a0", SPACE), ("€", SYMBOL),
        ("\U0001f600", SYMBOL), ("\ud800", SYMBOL),
    ],
)  # fmt: skip
def test_class_of_a_character(character: str, kind: int) -> None:
    """It is counted once, and it is the first and the last of its text."""
    read = read_texts(["x", character, "y"])
    assert [int(i == kind) for i in range(CLASSES)] == read.counts[1].tolist()
    assert (kind, kind) == (read.first[1], read.last[1])


@pytest.mark.parametrize("texts", [[], [""], ["", "", ""], ["", "a", ""]])
def test_empty_texts_have_no_words(texts: list[str]) -> None:
    """They are counted, and hold nothing."""
    read = read_texts(texts)
    assert [len(t) for t in texts] == read.lengths.tolist()
    assert [len(t) for t in texts] == read.counts.sum(axis=1).tolist()
    assert "".join(texts).count("a") == len(read.words) == read.bounds[-1]


@examples(200)
@given(st.lists(WORDS, max_size=6))
def test_words_are_runs_of_letters_and_digits(texts: list[str]) -> None:
    """The arrays say what a pattern says of each text by itself."""
    read = read_texts(texts)
    found = [re.findall(r"[東の]|(?:(?![東の])[^\W_])+", text) for text in texts]
    assert [len(word) for words in found for word in words] == read.sizes.tolist()
    assert [i for i, words in enumerate(found) for _ in words] == read.owner.tolist()
    assert [word[0].isupper() for words in found for word in words] == read.capital.tolist()
    assert [words_of([text])[0] for text in texts] == words_of(texts)
