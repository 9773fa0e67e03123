"""The rule files as a whole: languages, ids, vocabulary."""

from collections import Counter

import pytest

from service.core.dates import month_table
from service.core.model import Kind
from service.rules import VOCABULARY, load_lexicon

LEXICON = load_lexicon()
MIN_LANGUAGES = 25
"""Languages that the project promises."""
MONTHS_OF_A_YEAR = set(range(1, 13))
NOT_BY_WORDS = {
    Kind.SEO_TITLE, Kind.SCRAPE_META, Kind.LLM_ARTIFACT, Kind.TITLE_REPEAT, Kind.TEASER, Kind.END_MARK, Kind.REPEAT,
    Kind.ADVISORY, Kind.TITLE, Kind.BYLINE, Kind.DATELINE, Kind.CAPTION, Kind.CREDIT,
}  # fmt: skip
"""Kinds that other judges find; no line is one of them by its own words."""


def test_languages() -> None:
    """There are rules of as many languages as promised, and each has more than one kind of cue."""
    kinds = Counter(dict.fromkeys({rule.language for rule in LEXICON.rules} - {"any"}, 0))
    for language, _ in {(rule.language, rule.kind) for rule in LEXICON.rules if rule.language != "any"}:
        kinds[language] += 1

    assert len(kinds) >= MIN_LANGUAGES
    assert [] == [language for language, number in kinds.items() if number <= 1]


def test_ids_are_unique_and_say_their_language() -> None:
    """Each row has an id of its own, which begins with its language."""
    ids = [rule.id for rule in LEXICON.rules]

    assert len(set(ids)) == len(ids)
    assert [] == [rule.id for rule in LEXICON.rules if not rule.id.startswith(f"{rule.language}.")]


def test_every_kind_that_words_can_tell_has_rules() -> None:
    """No kind of chrome that a line can name is without a rule."""
    assert set(Kind) - NOT_BY_WORDS == {rule.kind for rule in LEXICON.rules}


@pytest.mark.parametrize("group", sorted(VOCABULARY))
def test_no_vocabulary_group_is_empty(group: str) -> None:
    """Each group that the judges read has words, and none of them is blank or padded."""
    words = LEXICON.vocabulary[group]

    assert words
    assert [] == [word for word in words if word != word.strip() or not word]


def test_months_are_of_a_year() -> None:
    """Each name of a month is one of twelve, and each of the twelve has many names."""
    entries = [entry.rpartition("=") for entry in LEXICON.vocabulary["months"]]
    names = Counter(int(number) for _, _, number in entries)

    assert [] == [entry for entry in entries if not entry[0].strip()]
    assert MONTHS_OF_A_YEAR == set(names)
    assert min(names.values()) >= MIN_LANGUAGES


@pytest.mark.parametrize(
    ("name", "number"),
    [("March", 3), ("März", 3), ("août", 8), ("setiembre", 9), ("Sept.", 9), ("Dez", 12), ("fév", 2)],
)
def test_months_are_read(name: str, number: int) -> None:
    """Full names and abbreviations of the larger languages give their month."""
    assert number == month_table(LEXICON.vocabulary["months"])[name.rstrip(".").casefold()]
