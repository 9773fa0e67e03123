"""Plausibility: a text costs least as what it is, and the cost is the one that the tables say."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from service.core.plausibility.rows import UNSEEN, load_rows
from service.core.plausibility.score import (
    CAPITAL_INSIDE,
    FOREIGN_WORD,
    MEETING,
    PICTURE,
    POINT,
    SYMBOL_COSTS,
    SYMBOL_INSIDE,
    Cost,
    cost_of,
    is_foreign,
    letters_cost,
)
from service.core.plausibility.symbols import ideographs, paired, script_of, words_of
from service.core.plausibility.tables import TABLES, UNITS, Tiers
from service.core.repair.misreading import MIN_GAIN
from service.core.repair.suspicion import is_suspicious
from tests.bench.encodings import corpus
from tests.bench.encodings.mojibake import FEW, READERS
from tests.bench.encodings.writing import encodings_of, misread

EAST_ASIAN = ("ja", "ko", "zh-Hans", "zh-Hant")
ALPHABETIC = [tag for tag in corpus.languages() if tag not in EAST_ASIAN]


def spread(tiers: Tiers, width: int = 1) -> dict[str, int]:
    """A table as piece → units."""
    return {pieces[at : at + width]: units for units, pieces in tiers.items() for at in range(0, len(pieces), width)}


def units_by_tables(words: str, tag: str) -> int:
    """What words cost in a language, worked out pair by pair from what was counted of it."""
    table = TABLES[tag]
    letters, surprise, pairs = spread(table.letters), spread(table.surprise), spread(table.pairs, 2)
    return sum(
        pairs.get(a + b, letters.get(b, UNSEEN) + surprise.get(a, 0))
        for a, b in pairwise(f" {words} ")
        if a + b != "  "
    )


def own_words(tag: str, text: str) -> str:
    """The words of a text that are all of the language's script, one space between them."""
    script = load_rows().script[tag]
    words = words_of(text).split()
    return " ".join(word for word in words if all(script_of(letter) == script for letter in word))


@pytest.mark.parametrize("tag", ALPHABETIC)
def test_the_cost_is_what_the_tables_say(tag: str) -> None:
    """One sum of integers for all languages gives what a loop over the pairs gives for each of its script."""
    words = own_words(tag, corpus.judging(tag)[0])
    cost = cost_of(words)
    rows = load_rows()
    kin = [other for other in TABLES if rows.script[other] == rows.script[tag]]
    assert len(words) > 300
    assert {other: units_by_tables(words, other) / UNITS for other in kin} == {
        other: cost.cheapest([other]) for other in kin
    }


@pytest.mark.parametrize("tag", ALPHABETIC)
def test_letters_cost_what_the_tables_say(tag: str) -> None:
    """A letter by itself costs what was counted, as often as it is there; its capital is the same."""
    script = load_rows().script[tag]
    known = {letter: units for letter, units in spread(TABLES[tag].letters).items() if script_of(letter) == script}
    known.pop(" ", None)
    costs = {letter: letters_cost([(letter, 3)]).cheapest([tag]) for letter in known}
    assert {letter: 3 * units / UNITS for letter, units in known.items()} == costs
    capitals = [letter for letter in known if len(letter.upper()) == 1 and letter.upper().lower() == letter]
    assert [costs[letter] for letter in capitals] == [
        letters_cost([(letter.upper(), 3)]).cheapest([tag]) for letter in capitals
    ]


def test_characters_that_are_no_letters_of_a_language() -> None:
    """A letter of the script that no language has is one in a million; a symbol costs what its kind costs anywhere."""
    assert UNSEEN / UNITS == letters_cost([("ƕ", 1)]).cheapest() == letters_cost([("ѫ", 1)]).cheapest(["fr"])
    for kind, nats in SYMBOL_COSTS:
        assert Cost({}, 2 * nats * UNITS) == letters_cost([(kind[0], 1), (kind[-1], 1)])


@pytest.mark.parametrize("tag", [tag for tag in corpus.languages() if not corpus.judging(tag)[0].isascii()])
def test_a_text_costs_less_than_wrong_readings_of_it(tag: str) -> None:
    """Whatever it is written in and read as, the judging text is more plausible than that, by far where much is."""
    text = corpus.judging(tag)[0]
    own = cost_of(text).cheapest()
    gains = {
        (codec, read_as, changes(text, given) >= FEW): cost_of(given).cheapest() - own
        for codec in ("utf-8", *encodings_of(tag))
        for read_as in READERS
        if codec != read_as and (given := misread(text, codec, read_as)) is not None
    }
    assert len(gains) >= len(READERS) // 2
    assert {} == {case: nats for case, nats in gains.items() if nats < (MIN_GAIN if case[2] else 1)}


def changes(text: str, given: str) -> int:
    """How many characters another reading has changed."""
    if len(text) == len(given):
        return sum(a != b for a, b in zip(text, given, strict=True))
    return sum(not character.isascii() for character in text)


@pytest.mark.parametrize("tag", corpus.languages())
def test_a_text_costs_what_text_costs(tag: str) -> None:
    """In its own language a judging text costs hardly more than in the cheapest, and so many nats a character."""
    text = corpus.judging(tag)[0]
    cost = cost_of(text)
    low, high = (4.5, 7.6) if tag in EAST_ASIAN else (2.0, 3.5)
    assert low <= cost.cheapest([tag]) / len(text) <= high
    assert cost.cheapest() <= cost.cheapest([tag]) <= 1.06 * cost.cheapest()


@pytest.mark.parametrize("text", ["می\u200cشود", "क\u094d\u200dष"])
def test_joiners_are_no_letters_of_another_script(text: str) -> None:
    """Joiners that a script needs cost nothing for meeting its letters."""
    assert 0 == cost_of(text).units


def test_languages_that_count() -> None:
    """Only languages of a script choose for it; where none of them is of that script, all do."""
    russian, english = (cost_of(corpus.judging(tag)[0]) for tag in ("ru", "en"))
    assert russian.cheapest() <= russian.cheapest(["ru"]) < russian.cheapest(["mn"])
    assert russian.cheapest(["ru"]) == russian.cheapest(["ru", "mn", "en"])
    assert russian.cheapest(["fr"]) == russian.cheapest([]) == russian.cheapest()
    assert english.cheapest(["vi"]) > english.cheapest(["vi", "en"]) == english.cheapest(["en"])


@pytest.mark.parametrize("tag", ["fr", "ru", "el", "ar", "hi", "th", "vi"])
def test_costs_of_pieces_add_up(tag: str) -> None:
    """Two pieces of a text cost what they cost together, in every language at once, in either order."""
    first, second = (own_words(tag, text) for text in corpus.judging(tag)[:2])
    together = cost_of(f"{first} {second}")
    assert together == cost_of(first) + cost_of(second) == cost_of(second) + cost_of(first)
    assert together.cheapest() >= cost_of(first).cheapest() + cost_of(second).cheapest()


def test_costs_of_two_scripts_add_up_each_by_itself() -> None:
    """Each script takes its cheapest language; what is the same in all is added once."""
    both = Cost({"Latn": 3, "Cyrl": 5}, 7) + Cost({"Cyrl": 11, "Grek": 13}, 17)
    assert Cost({"Latn": 3, "Cyrl": 16, "Grek": 13}, 24) == both
    french, greek = cost_of("le gouvernement"), cost_of("η κυβέρνηση")
    assert (french + greek).cheapest() == french.cheapest() + greek.cheapest()


def test_a_letter_of_another_script_in_a_word_costs_more_than_the_letter() -> None:
    """A Latin “a” in a Russian word is two places where scripts meet; a Latin word among Russian ones is only that."""
    right, mixed = cost_of("министерство банка"), cost_of("министерство бaнка")
    assert (0, {"Cyrl"}) == (right.units, set(right.totals))
    assert (2 * MEETING, {"Cyrl"}) == (mixed.units, set(mixed.totals))
    assert mixed.cheapest() > right.cheapest() + 20
    foreign = cost_of("министерство bank ответило")
    assert (FOREIGN_WORD, {"Cyrl", "Latn"}) == (foreign.units, set(foreign.totals))


def test_han_beside_other_letters_costs_twice_but_not_in_east_asian_text() -> None:
    """Among Latin letters a Han character is two wrong bytes; in Japanese, words of Latin letters stand unspaced."""
    assert 2 * 2 * MEETING == cost_of("the commi直tee met again").units
    japanese = cost_of("東京のAI企業は首相に会った")
    assert 0 < japanese.units < 2 * MEETING


def test_symbols_and_capitals_cost_where_they_stand() -> None:
    """A symbol costs by its kind, and more between small letters; a capital only behind a small letter."""
    dash, quote = 5 * UNITS, 5 * UNITS
    assert 2 * quote + dash == cost_of("“so – it” is").units
    assert SYMBOL_INSIDE + 8 * UNITS == cost_of("caf©e").units
    assert 8 * UNITS == cost_of("cafe ©").units
    assert (CAPITAL_INSIDE, 0, 0) == tuple(cost_of(text).units for text in ("McDonald", "NATO", "Mac Donald"))


def test_a_row_of_one_picture_costs_one() -> None:
    """Stars in a row are one ornament; others are others, and a box that touches a letter is wrong in it."""
    assert PICTURE == cost_of("★★★★★").units == cost_of("★").units
    assert 2 * PICTURE == cost_of("★★☆☆☆").units
    assert PICTURE == cost_of("größe ─── höhe").units
    assert PICTURE + SYMBOL_INSIDE == cost_of("gr├ e").units


def test_points_belong_to_letters_of_their_own() -> None:
    """A vowel point on an Arabic letter is a point; on a Latin one, or by itself, it is a letter nobody has seen."""
    assert (0, 3 * POINT) == (cost_of("محمد").units, cost_of("مُحَمّد").units)
    assert UNSEEN == cost_of("e\u064be").units == cost_of("\u064b").units


def test_foreign_letters() -> None:
    """Letters of Latin script are at home beside ASCII, others are not, and a sign is no letter."""
    assert [False, False, True, True, False] == [is_foreign(letter) for letter in "éđжα©"]


def test_words_are_lower_case_letters_and_single_spaces() -> None:
    """What stands between words is one space, points go, and every Han character and syllable stands for all."""
    assert "ça va 一一 가가" == paired(words_of("Ça VA – “首相”... 정부")).strip()
    assert ["首", "相", "정", "부"] == ideographs("정부 首相")
    assert "محمد" == words_of("مُحَمَّد")
    assert ["Latn", "Grek", "Cyrl", "Hebr", "Arab", "Thai", "Hani", "Hani", "Latn", "Zyyy"] == [
        script_of(letter) for letter in "ßλжאعก首かế\ufe20"
    ]


def test_common_ideographs_cost_less_than_rare_ones() -> None:
    """Simplified and traditional characters are cheap in their own language, rare ones in none."""
    simplified, traditional, rare = cost_of("这个国家对"), cost_of("這個國家對"), cost_of("龘靐齉爨麤")
    assert simplified.cheapest(["zh-Hans"]) < simplified.cheapest(["zh-Hant"])
    assert traditional.cheapest(["zh-Hant"]) < traditional.cheapest(["zh-Hans"])
    assert rare.cheapest() > max(simplified.cheapest(), traditional.cheapest()) + 5


def test_nothing_costs_nothing() -> None:
    """Where there are no letters there is nothing to explain."""
    assert 0 == cost_of("").cheapest() == cost_of(" \n12,3!").cheapest() == letters_cost([]).cheapest()


def cjk(size: int) -> Iterator[str]:
    return (chr(0x4E00 + number * 7 % 20_000) for number in range(size))


HOSTILE: dict[str, Callable[[int], str]] = {
    "one letter": lambda n: "é" * n,
    "scripts in turn": lambda n: "aжαא" * (n // 4),
    "words of scripts in turn": lambda n: "a ж " * (n // 4),
    "different Han characters": lambda n: "".join(cjk(n)),
    "Han and Latin": lambda n: "".join(f"{character}a" for character in cjk(n)),
    "a row of stars": lambda n: "★" * n,
    "pictures in turn": lambda n: "★☆" * (n // 2),
    "boxes at letters": lambda n: "├a" * (n // 2),
    "points": lambda n: "\u064b" * n,
    "points on letters": lambda n: "م\u064b" * (n // 2),
    "capitals inside": lambda n: "aÉ" * (n // 2),
    "symbols inside": lambda n: "a©" * (n // 2),
    "spaces": lambda n: "\u00a0" * n,
    "private": lambda n: "\ue000a" * (n // 2),
    "many different pairs": lambda n: "".join(chr(0xA0 + number * number % 0x2F00) for number in range(n)),
}


@pytest.mark.parametrize("shape", HOSTILE)
@pytest.mark.parametrize("judge", [cost_of, is_suspicious], ids=lambda judge: str(judge.__name__))
def test_hostile_text_costs_linear_time(judge: Callable[[str], object], shape: str) -> None:
    """Eight times the text costs about eight times the time: a quadratic step would cost 64 times."""

    def seconds(n: int) -> float:
        text = HOSTILE[shape](n)
        started = time.process_time()
        judge(text)
        return time.process_time() - started

    small, large = (min(seconds(n) for _ in range(2)) for n in (5_000, 40_000))
    assert large < 24 * small + 0.02
