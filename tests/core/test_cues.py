"""Lines that go by their own words: how they are compared, where a rule fires, and what is left alone."""

import pytest

from service.core.document import Document
from service.core.judges.cues import CONFIDENCE, judge_cues, prose_bounds
from service.core.lexicon import CUE_MAX_LENGTH, PATTERN_MAX_LENGTH, Lexicon, Rule, cue_key, fold
from service.core.segment import segment
from service.rules import build_lexicon
from tests.core.places import STORY

PLACES = ("lead", "tail", "edge", "run", "anywhere")
ROWS = "".join(
    f"""
[[cues]]
id = "en.widget.{where}"
kind = "widget"
role = "line"
where = "{where}"
risk = "{"med" if where == "run" else "low"}"
why = "A cue that fires {where}."
lines = ["Cue {where}"]
keeps = ["Cue {where} is a word of the stage."]
"""
    for where in PLACES
)
PATTERN = """
[[rules]]
id = "en.comments.count"
kind = "comments"
where = "anywhere"
why = "The number of comments."
match = '\\d{1,5} comments?'
needs = ["comments", "comment"]
drops = ["12 comments", "1 comment"]
keeps = ["12 comments were struck out.", "No comment"]
"""
LEXICON = build_lexicon({"en.toml": f'language = "en"\n{ROWS}{PATTERN}'})


def document(*lines: str, lexicon: Lexicon = LEXICON) -> Document:
    """A document of one block a line."""
    source = "\n\n".join(lines)
    return Document.of(source, segment(source), lexicon)


def found(*lines: str) -> list[str]:
    """The lines that the judge finds."""
    doc = document(*lines)
    return [doc.blocks[finding.block].plain for finding in judge_cues(doc)]


@pytest.mark.parametrize(
    ("line", "folded"),
    [
        ("  Don’t miss — Sign\u00a0up ", "don't miss - sign up"),
        ("STRAßE", "strasse"),
        ("Ｓｈａｒｅ ｔｈｉｓ", "share this"),
        ("« Précédent »", '" précédent "'),
        ("co\u00adokie\u200b", "cookie"),
        ("a\t b\n", "a b"),
    ],
)
def test_fold(line: str, folded: str) -> None:
    """Case, width, quotes, dashes, spaces and characters without width are levelled; folding again changes nothing."""
    assert (folded, folded) == (fold(line), fold(fold(line)))


@pytest.mark.parametrize(
    ("line", "key"), [("» Share this: ", "share this"), ("• • •", ""), ("साझा करें", "साझा करें"), ("+ Más…", "más")]
)
def test_cue_key(line: str, key: str) -> None:
    """Marks around a line do not count; vowel signs are no marks."""
    assert key == cue_key(line)


def test_where_before_the_text() -> None:
    """Before the first running text, lead, edge and run fire, and tail does not."""
    lines = {where: found(f"Cue {where}", *STORY) for where in PLACES}

    assert {"lead", "edge", "run", "anywhere"} == {where for where, hits in lines.items() if hits}


def test_where_behind_the_text() -> None:
    """After the last running text, tail, edge and run fire, and lead does not."""
    lines = {where: found(*STORY, f"Cue {where}") for where in PLACES}

    assert {"tail", "edge", "run", "anywhere"} == {where for where, hits in lines.items() if hits}


def test_where_amid_the_text() -> None:
    """Amid running text only a rule for anywhere fires: the line may be a subhead."""
    lines = {where: found(STORY[0], f"Cue {where}", STORY[1]) for where in PLACES}

    assert {"anywhere"} == {where for where, hits in lines.items() if hits}


def test_run_fires_beside_another_cue() -> None:
    """Amid running text a neighbour that is a cue shows that a line is no subhead."""
    assert ["Cue run", "Cue anywhere"] == found(STORY[0], "Cue run", "Cue anywhere", STORY[1])
    assert ["Cue run", "12 comments"] == found(STORY[0], "Cue run", "12 comments", STORY[1])


def test_without_running_text_there_are_no_ends() -> None:
    """Where all lines are short, only runs and rules for anywhere fire."""
    assert [] == found("Cue edge", "Ferry notes", "Cue lead")
    assert ["Cue anywhere", "Cue run"] == found("Ferry notes", "Cue anywhere", "Cue run")


def test_pattern_beside_cues() -> None:
    """A pattern fires on the whole line, and the reason says that it is the form."""
    findings = [*judge_cues(document(STORY[0], "12 Comments", STORY[1]))]

    assert [("en.comments.count", "comments", "the whole line has the form: The number of comments.")] == [
        (f.rule, f.kind.value, f.reason) for f in findings
    ]


def test_reason_and_confidence_of_a_cue() -> None:
    """A finding says why, and a line that a heading could say as well is less sure."""
    findings = [*judge_cues(document(*STORY, "Cue run", "Cue tail"))]

    assert [
        (CONFIDENCE["med"], "the whole line is the cue: A cue that fires run."),
        (CONFIDENCE["low"], "the whole line is the cue: A cue that fires tail."),
    ] == [(f.confidence, f.reason) for f in findings]


def test_sentence_with_a_cue_stays() -> None:
    """A cue in a sentence is no finding, at its beginning, in the middle or at the end."""
    lines = ("Cue anywhere is what the actor heard.", "He heard the cue anywhere he went.", "He missed cue anywhere")

    assert [] == found(*STORY, *lines)


def test_question_is_no_cue_that_does_not_ask() -> None:
    """ "Comments?" is a subhead, and "Comments" is not; a cue that asks goes with its question mark and without."""
    rows = ROWS.replace("Cue anywhere", "Comments", 1).replace("Cue tail", "Lost your password?", 1)
    lexicon = build_lexicon({"en.toml": f'language = "en"\n{rows}'})
    lines = ("Comments", "Comments:", "Comments?", "Lost your password?", "Lost your password")

    assert [True, True, False, True, True] == [lexicon.find(line) is not None for line in lines]


def test_code_is_left_alone() -> None:
    """What looks like a cue in a code block is code."""
    assert [] == found(*STORY, "```\nCue anywhere\n```")


def test_prose_that_is_a_cue_is_not_running_text() -> None:
    """The ends of the running text are found without the sentences that are cues."""
    sentence = "Your address will be kept from all readers."
    rule = Rule("t.form", LEXICON.rules[0].kind, "en", "anywhere", "line", "form", (sentence,))
    doc = document(sentence, *STORY, sentence, lexicon=Lexicon.of([rule], {}, "test"))
    rules = [facts.cue for facts in doc.facts]

    assert (1, len(STORY)) == prose_bounds(doc, rules)


def test_long_lines_are_not_looked_up() -> None:
    """A line longer than any cue or chrome is not compared at all."""
    cue, pattern = "Cue anywhere", "12 comments"
    lines = [
        cue + " " * (CUE_MAX_LENGTH - len(cue)),
        cue + " " * (CUE_MAX_LENGTH - len(cue) + 1),
        pattern + " " * (PATTERN_MAX_LENGTH - len(pattern)),
        pattern + " " * (PATTERN_MAX_LENGTH - len(pattern) + 1),
    ]

    assert [True, False, True, False] == [LEXICON.find(line) is not None for line in lines]


def test_find_is_cue_or_pattern() -> None:
    """The three ways to look a line up agree."""
    lines = ("Cue run", "3 comments", "Neither of them")

    assert [LEXICON.cue(line) or LEXICON.match(line) for line in lines] == [LEXICON.find(line) for line in lines]
    assert ["en.widget.run", "en.comments.count", None] == [(r := LEXICON.find(line)) and r.id for line in lines]
