"""The corpus, how letters are counted in it, and the tables that come of it."""

from __future__ import annotations

import ast
import math
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from service.core.plausibility import tables
from service.core.plausibility.rows import LANE, LANE_MASK, load_rows
from service.core.plausibility.symbols import ideographs, script_of
from service.core.plausibility.tables import TABLES, UNITS, Tiers
from tests.bench.encodings import corpus
from tests.bench.encodings.fit import (
    BACKOFF,
    GAIN,
    KNOWN_IDEOGRAPHS,
    LOCALES,
    UNSEEN_COUNTS,
    fit,
    levels,
    seen_in,
)
from tests.bench.encodings.fit import UNITS as FITTED_UNITS

TEXT_MIN = 400
"""Characters of a text of the corpus, as the issue asks."""
LANGUAGES_MIN = 20
"""Languages of the corpus, as the issue asks."""
ODD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\xa0\ufffd\ufeff]|%%| $|\n ")
"""Controls, a no-break space, what was lost, a line between texts, and spaces at the ends of lines."""
EAST_ASIAN = ("ja", "ko", "zh-Hans", "zh-Hant")


def pieces(tiers: Tiers, width: int = 1) -> list[str]:
    """What stands in a table, level after level."""
    return [row[at : at + width] for row in tiers.values() for at in range(0, len(row), width)]


def read_back(source: str, width: int = 1) -> dict[str, int]:
    """A fitted table as piece → level."""
    tiers: Tiers = ast.literal_eval(source)
    return {row[at : at + width]: level for level, row in tiers.items() for at in range(0, len(row), width)}


# The corpus


def test_the_corpus_has_the_languages_that_the_issue_asks_for() -> None:
    """There are twenty languages and more, each of them one that is counted."""
    found = corpus.languages()
    assert len(found) >= LANGUAGES_MIN
    assert [] == [tag for tag in found if tag not in TABLES]
    assert sorted(file.stem for file in corpus.FOLDER.iterdir()) == list(found)


@pytest.mark.parametrize("tag", corpus.languages())
def test_texts_of_the_corpus(tag: str) -> None:
    """Each has its length, is in normal form C, has paragraphs but no spaces around them, and nothing that is odd."""
    texts = corpus.fitting(tag) + corpus.judging(tag)
    assert [] == [text[:40] for text in texts if len(text) < TEXT_MIN]
    assert [] == [text[:40] for text in texts if not unicodedata.is_normalized("NFC", text)]
    assert [] == [text[:40] for text in texts if ODD.search(text)]
    assert [] == [text[:40] for text in texts if "\n\n" not in text]


@pytest.mark.parametrize("tag", corpus.languages())
def test_the_halves_of_the_corpus_share_nothing(tag: str) -> None:
    """No text, and no paragraph of one, is there twice; each half has two texts, of Vietnamese three."""
    fitting, judging = corpus.fitting(tag), corpus.judging(tag)
    least = 3 if tag == "vi" else 2
    assert len(fitting) >= least <= len(judging)
    paragraphs = Counter(part for text in fitting + judging for part in text.split("\n\n"))
    assert [] == [part for part, count in paragraphs.items() if count > 1]


def test_halves_are_told_by_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of four texts the first and the last are learned from, the others judge; the next four begin anew."""
    (tmp_path / "xx.txt").write_text("\n%%\n".join("abcdef") + "\n", encoding="utf-8")
    monkeypatch.setattr(corpus, "FOLDER", tmp_path)
    assert (("xx",), ["a", "d", "e"], ["b", "c", "f"]) == (
        corpus.languages(),
        corpus.fitting("xx"),
        corpus.judging("xx"),
    )


# Counting


def test_levels_gather_pieces_of_one_cost() -> None:
    """Costs are rounded to a fraction of a nat; pieces of one level stand in a row, in order, and levels too."""
    assert "{4: 'ab', 9: 'c'}" == levels({"c": 2.25, "b": 0.95, "a": 1.0})
    assert "{2: 'abba'}" == levels({"ba": 0.5, "ab": 0.55})
    assert "{}" == levels({})


def test_names_in_latin_letters_are_not_counted_in_other_scripts() -> None:
    """Where most letters are not Latin, words in Latin letters are left out; among Latin ones all are counted."""
    assert [" компания представила "] == seen_in(["Компания OpenAI представила"])
    assert [" the word правда means truth "] == seen_in(["The word “правда” means truth"])
    assert [" élève ", " 東京 "] == [words for text in ("Élève", "東京") for words in seen_in([text])]


def test_letters_are_counted_by_how_often_they_are_there() -> None:
    """A letter costs minus the logarithm of its share; what was seen once is not known."""
    letters, surprise, pairs, known = fit(["aa aa aab"])
    total = 11 + UNSEEN_COUNTS
    assert {letter: round(-math.log(n / total) * UNITS) for letter, n in (("a", 6), (" ", 4))} == read_back(letters)
    weights = {letter: round(math.log((n + BACKOFF) / BACKOFF) * UNITS) for letter, n in (("a", 6), (" ", 3))}
    assert weights == read_back(surprise)
    assert {" a", "aa", "a "} == set(read_back(pairs, 2)), "of the letter that was seen once there is no pair"
    assert "{}" == known


def test_pairs_are_kept_where_they_tell_more_than_their_letters() -> None:
    """A pair that was seen costs less than its letters; one that was never seen is not there."""
    parts = fit(["abab abab abab"])
    letters, surprise, pairs = read_back(parts[0]), read_back(parts[1]), read_back(parts[2], 2)
    assert {" a", "ab", "ba", "b "} == set(pairs)
    assert all(units <= letters[pair[1]] + surprise[pair[0]] - GAIN * UNITS + 1 for pair, units in pairs.items())
    seen, before = 6, 6
    alone = 6 / (16 + UNSEEN_COUNTS)
    assert round(-math.log((seen + BACKOFF * alone) / (before + BACKOFF)) * UNITS) == pairs["ab"]


def test_ideographs_are_counted_for_themselves() -> None:
    """Han characters are one letter among pairs, and each has its own cost among its kind, where it was seen twice."""
    letters, _, pairs, known = fit(["中国中国人"])
    assert {"一", " "} >= set(read_back(letters)) > set()
    assert "一一" in read_back(pairs, 2)
    assert {character: round(-math.log(KNOWN_IDEOGRAPHS * 2 / 5) * UNITS) for character in "中国"} == read_back(known)
    assert "{}" == fit(["le pays et le peuple"])[3]


# The tables


def test_the_tables_are_of_the_languages_that_are_fitted() -> None:
    """Each language stands in the source once, in the order of the fit, in the unit of the fit."""
    tags = [locale.replace("_", "-") for locale in LOCALES]
    source = Path(tables.__file__).read_text(encoding="utf-8")
    assert tags == re.findall(r'^        "([\w-]+)": Table\($', source, re.MULTILINE) == list(TABLES)
    assert len(tags) == len(set(tags))
    assert UNITS == FITTED_UNITS == 4


@pytest.mark.parametrize("tag", TABLES)
def test_a_table_agrees_with_itself(tag: str) -> None:
    """Pairs are of letters that are known, every piece is there once, and levels are in order from nothing up."""
    table = TABLES[tag]
    letters = pieces(table.letters)
    assert all(list(tiers) == sorted(tiers) and min(tiers, default=0) >= 0 for tiers in table)
    assert len(letters) == len(set(letters)) >= 2
    assert sorted(letters) == sorted(pieces(table.surprise))
    pairs = pieces(table.pairs, 2)
    assert all(len(row) % 2 == 0 for row in table.pairs.values())
    assert len(pairs) == len(set(pairs)) >= 2
    assert tag in EAST_ASIAN or (len(letters) >= 25 and len(pairs) > 200)
    assert set("".join(pairs)) <= set(letters)
    known = pieces(table.ideographs)
    assert len(known) == len(set(known))
    assert ideographs("".join(known)) == sorted(known, key=lambda c: (c >= "\uac00", known.index(c)))
    assert (tag in EAST_ASIAN) == bool(known)


@pytest.mark.parametrize("tag", TABLES)
def test_a_pair_is_kept_only_where_it_is_cheaper(tag: str) -> None:
    """What a pair costs is less than its letters by themselves, rounding aside: else the row would be waste."""
    table = TABLES[tag]
    costs, surprise = (
        {letter: units for units, row in tiers.items() for letter in row} for tiers in (table.letters, table.surprise)
    )
    pairs = {row[at : at + 2]: units for units, row in table.pairs.items() for at in range(0, len(row), 2)}
    assert [] == [pair for pair, units in pairs.items() if units > costs[pair[1]] + surprise[pair[0]] - 1]


@pytest.mark.parametrize("tag", TABLES)
def test_a_language_has_probabilities(tag: str) -> None:
    """Its letters together are hardly likelier than certain, and the space and a letter of its script the commonest."""
    table = TABLES[tag]
    total = sum(len(row) * math.exp(-units / UNITS) for units, row in table.letters.items())
    assert 0.9 <= total <= 1.1
    assert load_rows().script[tag] == script_of(next(letter for letter in pieces(table.letters) if letter != " "))


def test_lanes_do_not_touch() -> None:
    """Languages of one script have lanes of their own, side by side, and a sample's sum has room in each."""
    rows = load_rows()
    for script in set(rows.script.values()):
        shifts = sorted(rows.lanes[tag] for tag in TABLES if rows.script[tag] == script)
        assert [LANE * number for number in range(len(shifts))] == shifts
    assert all(row >= 0 for table in (rows.letters, rows.pairs, rows.surprise) for row in table.values())
    dearest = max((row >> rows.lanes[tag]) & LANE_MASK for tag in TABLES for row in rows.letters.values())
    assert 10 * 1_600 * dearest < LANE_MASK
