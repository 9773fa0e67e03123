"""What the page bench measures of one page: shingles, snippets, titles, names and dates, with values known by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.bench.metrics import NO_OUTPUT
from tests.bench.pages_metrics import (
    NO_FIELDS,
    PERFECT,
    Fields,
    Verdicts,
    judge_fields,
    letters,
    same_day,
    score,
    share,
    shingle_counts,
    snippets_found,
)


def test_shingles_are_runs_of_four_tokens() -> None:
    """Five tokens make two runs, three make one, none make none; a repeated run counts twice."""
    assert {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1} == shingle_counts("A b, c d e.")
    assert {("a", "b", "c"): 1} == shingle_counts("a b c")
    assert {} == shingle_counts("…")
    assert 2 == shingle_counts("x x x x x")["x", "x", "x", "x"]


def test_shingles_of_characters() -> None:
    """Where a script writes no spaces the tokens are characters."""
    assert {("東", "京", "都", "は"): 1, ("京", "都", "は", "来"): 1} == shingle_counts("東京都は来。", characters=True)


def test_one_lost_word_costs_the_runs_that_touch_it() -> None:
    """Of the five runs of eight words one is found, and it is one of four in the output."""
    result = score(shingle_counts("a b c d f g h"), shingle_counts("a b c d e f g h"))
    assert pytest.approx((1 / 4, 1 / 5, 2 / 9)) == (result.precision, result.recall, result.f1)


def test_an_empty_gold_asks_for_an_empty_output() -> None:
    """Nothing where nothing was asked for is perfect; anything is worth nothing."""
    nothing, something = Counter[str](), Counter(["a"])
    assert [PERFECT, NO_OUTPUT, NO_OUTPUT] == [
        score(nothing, nothing),
        score(something, nothing),
        score(nothing, something),
    ]


def test_snippets_are_found_whatever_their_case_and_white_space() -> None:
    """A line break is a space, an umlaut folds; another word or another mark is another snippet."""
    output = "The  council\nmet on\u00a0MONDAY in the Straße."
    found = ["The council met", "met on monday", "in the strasse"]
    assert 3 == snippets_found(found, output)
    assert 0 == snippets_found(["The council has met", "met, on Monday"], output)
    assert 0 == snippets_found([], output)


def test_letters_and_digits_are_compared() -> None:
    """Case, marks, spaces and the form of accents do not count; letters and digits do."""
    assert letters("Café – 7 “Things”") == letters("CAFE\u0301: 7 things!")
    assert letters("7 things") != letters("8 things")


@pytest.mark.parametrize(
    ("value", "gold", "expected"),
    [
        ("2026-01-31", "2026-01-31", True),
        ("2026-01-31T10:00:00+01:00", "2026-01-31", True),
        ("2026-01-30", "2026-01-31", False),
        ("2026-01-31", "2026-01", True),
        ("2026-02-01", "2026-01", False),
        ("2026", "2026-01-31", False),
        # 20:00 in New York is the next day in London.
        ("2026-01-30T20:00:00-05:00", "2026-01-31 01:00:00+00:00", True),
        ("2026-01-31", "2026-01-30 20:00:00-05:00", True),
        ("2026-01-29", "2026-01-30 20:00:00-05:00", False),
        ("2026-01-30T20:00:00-05:00", "2026-01-31", False),
        ("yesterday", "2026-01-31", False),
    ],
)
def test_same_day(value: str, gold: str, expected: bool) -> None:
    """Days are compared as written, or in UTC where the gold is a moment; a gold without a day asks for its month."""
    assert expected is same_day(value, gold)


def test_fields_are_judged_where_the_gold_has_them() -> None:
    """A title in other case is right, names are compared as one string, a date where the gold has none is invented."""
    given = Fields("THE BRIDGE", "Ada King, Bo Li", "2026-01-31")
    assert Verdicts(True, True, True, True, None) == judge_fields(given, "The bridge", "Ada King; Bo Li", "2026-01-31")
    assert Verdicts(None, None, None, None, True) == judge_fields(given, None, None, None)
    assert Verdicts(False, False, False, False, None) == judge_fields(NO_FIELDS, "The bridge", "Ada King", "2026-01-31")
    assert Verdicts(None, None, None, None, False) == judge_fields(NO_FIELDS, "", "", None)


@pytest.mark.parametrize(
    ("given", "exact", "near"),
    [("Ada King", True, True), ("Ada King, Editor", False, True), ("King", False, True), ("Bo Li", False, False)],
)
def test_authors_are_exact_or_near(given: str, exact: bool, near: bool) -> None:
    """A role behind the name, or a part of the name, is near; another name is neither."""
    verdicts = judge_fields(Fields(None, given, None), None, "Ada King", None)
    assert (exact, near) == (verdicts.author, verdicts.author_near)


def test_shares_leave_out_what_cannot_be_told() -> None:
    """Two of three known verdicts; nothing known is no share, not zero."""
    assert pytest.approx(2 / 3) == share([True, None, False, True])
    assert share([None]) is None
