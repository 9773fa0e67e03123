"""What the bench for encodings writes, counts, shows and pins, on a handful of cases that are known by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.core.repair import repair
from tests.bench import floors
from tests.bench.encodings import clean_lines, cost, from_bytes, mojibake, tables
from tests.bench.encodings.__main__ import FLOORS, arguments
from tests.bench.encodings.clean_lines import Lines
from tests.bench.encodings.cost import Cost
from tests.bench.encodings.from_bytes import Bytes
from tests.bench.encodings.mojibake import Misread
from tests.bench.encodings.tables import Result
from tests.bench.encodings.targets import CLEAN_LINES, targets
from tests.bench.encodings.writing import encodings_of, misread, written

RESULTS = [
    Result("60", "de", "cp1252", "bytes", "winnow", "wrong", 0.001, 1.0),
    Result("4000", "de", "cp1252", "bytes", "winnow", "right", 0.001, 1.0),
    Result("4000", "de", "utf-8", "bytes", "winnow", "right", 0.001, 1.0),
    Result("4000", "ru", "cp866", "bytes", "winnow", "wrong", 0.004, 1.0),
    Result("4000", "ru", "koi8-r", "bytes", "winnow", "right", 0.002, 1.0),
    Result("4000", "de", "cp1252", "bytes", "other", "right", 0.001, 1.0),
    Result("4000", "ru", "koi8-r", "bytes", "other", "right", 0.003, 1.0),
]
MISREAD = [
    Result("utf-8, ftfy", "de", "utf-8 × 1", "cp1252", "winnow", "right"),
    Result("utf-8, ftfy", "de", "utf-8 × 1", "cp1252", "ftfy", "right"),
    Result("legacy", "ru", "cp1251", "cp1252", "winnow", "right"),
    Result("legacy", "uk", "cp1251", "cp1252", "winnow", "left", warned=True),
    Result("legacy", "uk", "cp1251", "cp1252", "winnow", "wrong", poor=True),
    Result("legacy", "bg", "cp1251", "cp1252", "winnow", "left"),
    Result("legacy", "ru", "cp1251", "cp1252", "ftfy", "left"),
]


def lines_of(**changed: object) -> Lines:
    """What was counted of many lines, all well."""
    lines = Lines(lines=200_000, beyond=90_000, clean=150_000, restored=40, documents=7)
    for name, value in changed.items():
        setattr(lines, name, value)
    return lines


# Writing


def test_encodings_of_a_language_are_those_that_news_was_in() -> None:
    """They come in the service's order; a language without any has none."""
    assert ["cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"] == encodings_of("ru")
    assert [] == encodings_of("ka")


def test_texts_are_written_in_encodings_that_carry_them() -> None:
    """A letter that an encoding lacks is not replaced but refuses the text; Vietnamese ones need no codec of Python."""
    assert (b"caf\xe9", None) == (written("café", "cp1252"), written("café", "cp1251"))
    assert (b"Vi\xd6t", b"Vi\xaet", b"Vi\xea\xf2t") == tuple(written("Việt", c) for c in ("tcvn3", "viscii", "cp1258"))
    assert ("Vieät Nam".encode("cp1252"), None) == (written("Việt Nam", "vni"), written("Łódź", "vni"))


def test_vni_has_letters_of_its_own_for_i() -> None:
    """VNI has í ì ỉ ĩ ị, as its program wrote them, in one byte each."""
    assert "nghóa".encode("cp1252") == written("nghĩa", "vni")


def test_texts_are_misread_as_programs_do() -> None:
    """windows-125x shows the control for a byte without meaning, others refuse it; what stays the same is no case."""
    assert ("cafÃ©", "Ïðèâåò") == (misread("café", "utf-8", "cp1252"), misread("Привет", "cp1251", "cp1252"))
    assert ("Ð\x9d", "Ð\x9d") == (misread("Н", "utf-8", "cp1252"), misread("Н", "utf-8", "latin-1"))
    assert misread("И", "utf-8", "cp1253") is not None
    assert (None, None) == (misread("Привет", "cp1251", "cp932"), misread("Привет", "latin-1", "cp1252"))
    assert (None, None) == (misread("plain", "cp1251", "cp1252"), misread("é", "cp1252", "latin-1"))


# Cases and verdicts


def test_bytes_are_right_by_their_text() -> None:
    """Whatever the encoding was called; normal form and a mark at the start aside, but nothing else."""
    case = Bytes("vi", "cp1258", "Việt", b"")
    assert [True, True, True] == [from_bytes.is_right(case, text) for text in ("Việt", "Vi\xea\u0323t", "\ufeffViệt")]
    assert [False, False, False] == [from_bytes.is_right(case, text) for text in ("Viêt", "Việt\ufeff", None)]


def test_systems_say_what_they_make_of_bytes() -> None:
    """Ours decodes; what is no text is none; detectors are asked only where no mark and no UTF-8 shows."""
    ours = from_bytes.systems()[from_bytes.WINNOW]
    assert ("Größe", None) == (ours("Größe".encode("cp1252")), ours(b"%PDF-1.7\n\0\1\2"))
    asked: list[bytes] = []

    def detector(data: bytes) -> str | None:
        asked.append(data)
        return "iso-8859-1"

    by_detector = from_bytes._by_detector
    assert ("“a”", "é", "é") == (
        by_detector(detector, b"\x93a\x94"),
        by_detector(detector, "é".encode()),
        by_detector(detector, "é".encode("utf-8-sig")),
    )
    assert [b"\x93a\x94"] == asked


def test_cases_are_all_that_a_language_was_published_in() -> None:
    """Unicode in its four forms and each encoding that carries the text; a text in ASCII alone is no case."""
    found = list(from_bytes.cases(60))
    assert {*from_bytes.UNICODE, "cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic"} == {
        case.codec for case in found if case.language == "ru"
    }
    assert all(len(case.text) <= 60 and not case.text.isascii() for case in found)
    assert {"tcvn3", "vni", "viscii", "cp1258"} <= {case.codec for case in found if case.language == "vi"}
    assert set(from_bytes.UNICODE) == {case.codec for case in found if case.language == "ka"}


def test_outcomes_of_misread_texts() -> None:
    """Right, left or wrong: but for normal form; a text that lost only what is not seen is left, too."""
    case = Misread("legacy", "vi", "cp1258", "cp1252", "Việt", "Viêòt\xad")
    assert ["right", "right"] == [mojibake.outcome(case, text) for text in ("Việt", "Vi\xea\u0323t")]
    assert ["left", "left"] == [mojibake.outcome(case, text) for text in ("Viêòt\xad", "Viêòt")]
    assert ["wrong", "wrong"] == [mojibake.outcome(case, text) for text in ("Viet", "Viêờt")]


def test_poor_texts_are_those_with_hardly_a_letter() -> None:
    """Twelve characters beyond ASCII are enough to tell by, eleven are few."""
    few, enough = (Misread("legacy", "de", "cp1252", "cp850", "ü" * n, "") for n in (11, 12))
    assert (True, False) == (few.is_poor, enough.is_poor)


def test_misread_cases_are_of_each_group() -> None:
    """UTF-8 as ftfy knows it up to three times, as others once, and legacy encodings as others than themselves."""
    found: dict[str, list[Misread]] = {}
    for case in mojibake.cases():
        if case.language > "bg":
            break
        found.setdefault(case.group, []).append(case)
    assert {"utf-8, ftfy", "utf-8, others", "legacy"} == set(found)
    assert {"utf-8 × 1", "utf-8 × 2", "utf-8 × 3"} == {case.written_in for case in found["utf-8, ftfy"]}
    assert all(
        case.written_in != case.read_as and case.given != case.text for cases in found.values() for case in cases
    )
    legacy = found["legacy"][0]
    text, warned = mojibake.by_winnow(legacy)
    assert ("right", False) == (mojibake.outcome(legacy, text), warned)
    once = found["utf-8, ftfy"][0]
    assert "right" == mojibake.outcome(once, mojibake.by_ftfy(once))


# Lines


def test_lines_are_counted_by_what_becomes_of_them() -> None:
    """ASCII and clean lines, those that ftfy restores, and those that it leaves and the step changes."""
    found = clean_lines.count(iter(["plain", "Größe der Häuser", "cafÃ© noir", "Ïðàâèòåëüñòâî îäîáðèëî áþäæåò."]))
    assert (4, 3, 3, 1, []) == (found.lines, found.beyond, found.clean, found.restored, found.missed)
    assert [("Ïðàâèòåëüñòâî îäîáðèëî áþäæåò.", "Правительство одобрило бюджет.")] == found.false_repairs


def test_lines_that_change_in_their_text_alone_are_told() -> None:
    """What ftfy would do to a line is no news, what the step does to it as part of a text is."""
    assert [] == clean_lines.changed_beyond_ftfy("Größe\ncafÃ© noir\nplain")
    assert [("Ïðàâèòåëüñòâî îäîáðèëî áþäæåò.", "Правительство одобрило бюджет.")] == clean_lines.changed_beyond_ftfy(
        "Größe\nÏðàâèòåëüñòâî îäîáðèëî áþäæåò."
    )
    text = "Größe &amp; cafÃ©\u200b"
    assert ("Größe &amp; café\u200b", "Größe & café") == (clean_lines.repaired_by_step(text), repair(text)[0])


# Cost


def test_costs_are_the_least_of_some_rounds() -> None:
    """What is measured is positive, repeated, and for a KB; the sum of ours is decoding and repair."""
    calls: list[int] = []
    assert cost.microseconds(lambda: calls.append(len([0] * 20_000))) > 0
    assert len(calls) >= cost.ROUNDS
    assert 12.0 == Cost("de", 5.0, 7.0, 100.0).ours


def test_medians_are_of_each_cost() -> None:
    """The middle of each, not the costs of the middle text."""
    costs = [Cost("de", 1.0, 30.0, 5.0), Cost("ru", 2.0, 10.0, 6.0), Cost("el", 9.0, 20.0, 7.0)]
    assert Cost("all", 2.0, 20.0, 6.0) == cost.medians(costs)


# Tables


def test_results_are_grouped_by_their_fields() -> None:
    """In the order in which groups were first met; the share is of those that are right."""
    assert [("winnow",), ("other",)] == list(tables.by(RESULTS, "system"))
    assert (0.6, 1.0) == tuple(tables.share(found) for found in tables.by(RESULTS, "system").values())


def test_the_table_of_bytes() -> None:
    """For each detector and length: all texts, legacy ones, those of the web, the worst language, and the cost."""
    _, _, short, whole, other = tables.bytes_table(RESULTS)
    assert "| winnow | 60 | 1 | 0.00% | 1 | 0.00% | 0.00% | de 0% | 1000 |" == short
    assert "| winnow | 4000 | 4 | 75.00% | 3 | 66.67% | 100.00% | ru 50% | 2000 |" == whole
    assert "| other | 4000 | 2 | 100.00% | 2 | 100.00% | 100.00% | de 100% | 2000 |" == other


def test_the_table_of_misread_texts() -> None:
    """For each pair of encodings: what became of the texts, which of those left were warned of, and whose they are."""
    header, rule, utf8, legacy = tables.mojibake_table(MISREAD)
    assert header.count("|") == rule.count("|") == utf8.count("|") == legacy.count("|")
    assert "| utf-8 × 1 | cp1252 | 1 | 100.0% | 0 | 0 | 0 | 100% |  |" == utf8
    assert "| cp1251 | cp1252 | 4 | 25.0% | 2 | 1 | 1 | 0% | uk bg |" == legacy
    assert list(tables.mojibake_table([r for r in MISREAD if r.system == "winnow"]))[3].endswith("| – | uk bg |")


def test_failures_are_listed_up_to_a_limit() -> None:
    """Each with its case; of many the first, and how many more there are."""
    assert ["  wrong: de, cp1252 read as bytes, 60", "  wrong: ru, cp866 read as bytes, 4000"] == list(
        tables.failures(RESULTS, "winnow")
    )
    assert [] == list(tables.failures(RESULTS, "other"))
    said = list(tables.failures(RESULTS[:1] * (tables.SHOWN + 3), "winnow"))
    assert (tables.SHOWN + 1, "  and 3 more") == (len(said), said[-1])


def test_the_table_of_lines() -> None:
    """What was counted, and each line that was changed or passed over."""
    said = list(tables.lines_table(lines_of(false_repairs=[("Ærø", "¯r¸")], missed=["cafÃ©"])))
    assert "different lines: 200000, beyond ASCII 90000, clean (ftfy finds nothing) 150000" == said[0]
    assert ["false repairs of clean lines: 1", "  'Ærø' → '¯r¸'"] == said[1:3]
    assert ["lines that ftfy restores: 40, of them passed over: 1", "  'cafÃ©'"] == said[-2:]
    assert 4 == len(list(tables.lines_table(lines_of())))


def test_the_table_of_costs() -> None:
    """A row for each language, in order, and one for all."""
    rows = list(tables.cost_table([Cost("ru", 4.0, 6.0, 100.0), Cost("de", 1.0, 2.0, 30.0)]))[2:]
    assert "| de | 1 | 1.0 | 2.0 | 3.0 | 30 | 0.100 |" == rows[0]
    assert ["| ru | 1 |", "| all | 2 "] == [row[:10] for row in rows[1:]]


# Figures and targets


def test_figures_that_have_floors() -> None:
    """Of ours alone: shares by length and by pair of encodings, and numbers of lines; rounded so that they hold."""
    found = tables.figures(RESULTS + MISREAD, lines_of(missed=["cafÃ©"]))
    assert {
        ("bytes", "60 characters", "right"): 0.0,
        ("bytes", "4000 characters", "right"): 0.75,
        ("mojibake", "utf-8, ftfy utf-8 × 1 cp1252", "right"): 1.0,
        ("mojibake", "utf-8, ftfy utf-8 × 1 cp1252", "wrong"): 0.0,
        ("mojibake", "legacy cp1251 cp1252", "right"): 0.25,
        ("mojibake", "legacy cp1251 cp1252", "wrong"): 0.25,
        ("clean lines", "all", "false_repairs"): 0.0,
        ("clean lines", "all", "missed"): 1.0,
    } == found
    assert [] == floors.failures(floors.update(floors.Floors(), found), found)
    assert {} == tables.figures([], None)


def test_floors_are_of_the_same_sets() -> None:
    """What is pinned are the three sets of figures, and each pair of encodings has both of its figures."""
    pinned = floors.load(FLOORS).values
    assert {tables.BYTES, tables.MOJIBAKE, tables.LINES} == {key[0] for key in pinned}
    pairs = {key[1] for key in pinned if key[0] == tables.MOJIBAKE}
    assert {(pair, figure) for pair in pairs for figure in ("right", "wrong")} == {
        key[1:] for key in pinned if key[0] == tables.MOJIBAKE
    }
    assert 0.0 == pinned[tables.LINES, "all", "false_repairs"] == pinned[tables.LINES, "all", "missed"]


def said_of(
    *, results: list[Result] | None = None, lines: Lines | None = None, spent: float | None = None
) -> list[str]:
    """The targets that are missed."""
    costs = [Cost("ru", spent / 2, spent / 2, 100.0)] if spent is not None else []
    return [said for met, said in targets(results or [], lines, costs, costs[0] if costs else None) if not met]


def test_targets_of_bytes() -> None:
    """Whole texts must come out, and no detector be ahead; the shorter ones are not asked for."""
    ours, other = said_of(results=RESULTS)
    assert ours.startswith("bytes: 75.00% of whole texts right, at least ")
    assert "bytes: other 100.00%, not ahead" == other
    assert [] == said_of(results=[replace(r, outcome="right") if r.group != "60" else r for r in RESULTS])


def test_targets_of_misread_texts() -> None:
    """All where ftfy has all; elsewhere nine in ten, by pair, with and without texts that tell hardly anything."""
    first, second = said_of(results=MISREAD)
    assert "mojibake beyond ftfy: 0 of 1 pairs have 90% right; below: cp1251 as cp1252 25%" == first
    assert "the same where there are 12 characters beyond ASCII: 0 of 1 pairs" in second
    assert "below: cp1251 as cp1252 33%" in second
    assert [] == said_of(results=[replace(r, outcome="right") for r in MISREAD])
    lost = [replace(r, outcome="left" if r.system == "winnow" else "right") for r in MISREAD[:2]]
    assert "mojibake: all right in 0 of 1 pairs in which ftfy has all right" == said_of(results=lost)[0]


def test_targets_of_lines_and_costs() -> None:
    """No clean line is changed, of enough of them, none passed over; a KB costs so much, of ASCII less."""
    assert [] == said_of(lines=lines_of())
    assert "false repairs: 1 on 150000" in said_of(lines=lines_of(false_repairs=[("a", "b")]))[0]
    assert "on 99999 clean lines" in said_of(lines=lines_of(clean=CLEAN_LINES - 1))[0]
    assert ["lines passed over that ftfy restores: 1 of 40, none"] == said_of(lines=lines_of(missed=["a"]))
    assert [] == said_of(spent=4.0)
    assert ["cost of ASCII: 50.0 µs/KB, at most 5.0"] == said_of(spent=50.0)
    assert 2 == len(said_of(spent=70.0))


def test_options_of_the_bench(capsys: pytest.CaptureFixture[str]) -> None:
    """Parts may be named, each of those there are; a lower floor needs its reason."""
    assert (["bytes", "cost"], True) == (
        (a := arguments(["--only", "bytes", "--only", "cost", "--no-peers"])).only,
        a.no_peers,
    )
    for words in (["--only", "nothing"], ["--allow-regression"]):
        with pytest.raises(SystemExit):
            arguments(words)
    assert "--allow-regression and --reason go together" in capsys.readouterr().err
