"""Every row of every rule file, on its own examples: what it drops goes, what it keeps stays, wherever it stands."""

import re
from collections.abc import Iterator, Sequence

import pytest

from service.core.document import Document
from service.core.judges.cues import judge_cues
from service.core.lexicon import CUE_MAX_LENGTH, PATTERN_MAX_LENGTH, Rule, cue_key
from service.core.model import Finding
from service.core.segment import segment
from service.rules import load_lexicon

LEXICON = load_lexicon()
LANGUAGES = sorted({rule.language for rule in LEXICON.rules})
LEXICON_IDS = {rule.id: rule for rule in LEXICON.rules}
WHOLE_LINES = tuple(rule for rule in LEXICON.rules if rule.role in ("line", "header"))

STORY = (
    "The harbour council voted on Tuesday to rebuild the old ferry terminal after a winter of storms.",
    "Residents asked how the brick hall would be paid for when the fares are frozen until next spring.",
)
# A cue in the middle of a sentence, and as its subject, going on in small letters.  The words around are of no
# language's chrome.
MIDDLE = "Painted above the gate stood {} in letters of red and gold."
BEGINNING = "{} was what the old sign above the gate said."
BEGINNINGS = {
    "de": "{} stand auf dem alten Schild über dem Tor.",
    "es": "{} era lo que decía el viejo cartel de la puerta.",
    "fr": "{} était écrit sur le vieux panneau de la porte.",
    "pt": "{} era o que dizia a velha placa do portão.",
    "vi": "{} là dòng chữ trên tấm biển cũ trước cổng.",
}


def findings(lines: Sequence[str], where: str) -> tuple[Document, list[Finding]]:
    """What the judge says of lines that stand where a rule may fire: before, after or amid running text."""
    before = STORY if where in ("anywhere", "tail", "edge", "run", "middle") else ()
    after = STORY if where in ("anywhere", "lead", "middle") else ()
    source = "\n\n".join((*before, *lines, *after))
    document = Document.of(source, segment(source), LEXICON)
    return document, list(judge_cues(document))


def rules_of(language: str) -> Iterator[Rule]:
    """The rows of one language that judge whole lines."""
    return (rule for rule in WHOLE_LINES if rule.language == language)


def dropped(lines: Sequence[str], where: str) -> dict[str, tuple[str, str]]:
    """Line → kind and rule, of the lines that go."""
    document, found = findings(lines, where)
    return {document.source[slice(*f.span)]: (f.kind.value, f.rule) for f in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_drops_go(language: str) -> None:
    """Each line that a row drops is found where the row may fire, as the kind that the row says.

    The finding names the row, or the one of another file that says the same line first ("Tags: …" is of many).
    """
    missed = []
    for rule in rules_of(language):
        for line in rule.lines or rule.drops:
            owner = LEXICON.find(line)
            expected = {line: (rule.kind.value, owner.id if owner else "no rule")}
            actual = dropped([line], rule.where)
            if expected != actual or owner is None or (rule.lines and cue_key(line) not in map(cue_key, owner.lines)):
                missed.append((rule.id, line, actual))

    assert [] == missed


@pytest.mark.parametrize("language", ["any", "de", "en", "es", "fr"])
def test_patterns_of_the_first_languages_are_named(language: str) -> None:
    """The pattern rules of the languages that are written out in full are found by their own id."""
    patterns = [rule for rule in rules_of(language) if rule.pattern is not None]
    drops = {(rule.id, line): dropped([line], rule.where) for rule in patterns for line in rule.drops}

    assert {key: {key[1]: (LEXICON_IDS[key[0]].kind.value, key[0])} for key in drops} == drops


@pytest.mark.parametrize("language", LANGUAGES)
def test_keeps_stay(language: str) -> None:
    """No rule of any language fires on a line that a row keeps: not at the head, not at the tail, not in the middle."""
    keeps = [keep for rule in LEXICON.rules if rule.language == language for keep in rule.keeps]
    lost = [(place, keep) for keep in keeps for place in ("lead", "tail", "middle") if dropped([keep], place)]

    assert keeps
    assert [] == lost


@pytest.mark.parametrize("form", ["middle", "beginning"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_inside_sentences_stay(language: str, form: str) -> None:
    """No cue takes a sentence that begins with it or has it in the middle, at the ends of the text or amid it."""
    sentence = MIDDLE if form == "middle" else BEGINNINGS.get(language, BEGINNING)
    cues = [line for rule in LEXICON.rules if rule.language == language for line in rule.lines]
    sentences = [sentence.format(re.sub(r"[.!?。！？…:]+$", "", cue)) for cue in cues]
    lost = [(place, line) for line in sentences for place in ("lead", "tail", "middle") if dropped([line], place)]

    assert cues
    assert [] == lost


def test_cues_are_looked_up_whole() -> None:
    """No cue is longer than the lines that are looked up, nor an example of a pattern."""
    too_long = [line for rule in WHOLE_LINES for line in rule.lines if len(line) > CUE_MAX_LENGTH]
    too_long += [line for rule in WHOLE_LINES for line in rule.drops if len(line) > PATTERN_MAX_LENGTH]

    assert [] == too_long
