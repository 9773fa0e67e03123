"""Words found without a pattern are those that the pattern finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from service.core.words import count_words, words_of
from tests.generated import examples

WESTERN = st.text(st.characters(codec="cp1252"))


@examples(200)
@given(st.text() | WESTERN)
def test_words_are_those_of_the_pattern(text: str) -> None:
    r"""Whatever a text is made of, its words are the runs of ``\w`` in it."""
    expected = re.findall(r"\w+", text)
    assert expected == words_of(text)


@examples(200)
@given(st.text() | WESTERN)
def test_words_are_counted_as_the_pattern_counts_them(text: str) -> None:
    """The count is the number of the words."""
    assert len(re.findall(r"\w+", text)) == count_words(text)
