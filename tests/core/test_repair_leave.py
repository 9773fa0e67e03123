"""Repairs that a caller asks to leave are not made, in texts and in pages."""

from __future__ import annotations

import pytest

from service import Options, clean, clean_page
from service.core.repair import STEPS, repair
from service.core.repair_kinds import ALWAYS_REPAIRED, OPTIONAL_REPAIRS

DEFECTS = {
    "terminal_escape": "\x1b[1mred",
    "control_character": "a\x00b",
    "json_escape": r"d\u00e9j\u00e0 \u00e9t\u00e9",
    "percent_escape": "caf%C3%A9-cr%C3%A8me",
    "quoted_printable": "caf=C3=A9 noir",
    "encoded_word": "=?utf-8?Q?=C3=A9?=",
    "entity": "a &amp; b",
    "mojibake": "cafÃ© noir",
    "stray_c1": "a\x81b",
    "soft_hyphen": "Donau\u00addampfer",
    "zero_width": "a\u200bb",
    "space": "5\u00a0km",
    "bidi_control": "a\u200eb",
    "tag_character": "a\U000e0041b",
    "private_use": "a\ue000b",
    "presentation_form": "\ufeb3\ufefc\ufee1",
    "nfc": "e\u0301t\u00e9",
}


def test_kinds_are_the_steps() -> None:
    """Every step is a kind, in the order of the steps; each of them can be left or says why not."""
    names = [step.__name__ for step in STEPS]
    assert list(OPTIONAL_REPAIRS) == [name for name in names if name not in ALWAYS_REPAIRED]
    assert set(ALWAYS_REPAIRED) == set(names) - set(OPTIONAL_REPAIRS)
    assert list(OPTIONAL_REPAIRS) == list(DEFECTS)


@pytest.mark.parametrize("kind", DEFECTS)
def test_what_is_to_be_left_is_left(kind: str) -> None:
    """The step is not asked, alone; the others are, and the rest of the text is repaired."""
    text = DEFECTS[kind]
    assert kind in {r.kind for r in repair(text)[1]}
    source, repairs, _ = repair(f"one\u2028{text}", leave=frozenset({kind}))
    assert kind not in {r.kind for r in repairs}
    assert "line_break" in {r.kind for r in repairs}
    if kind not in ("terminal_escape", "stray_c1"):  # others look for the same characters
        assert f"one\n{text}" == source


def test_texts_and_pages() -> None:
    """The option reaches the repair of both, and their bodies keep what was left."""
    options = Options(leave=frozenset({"space"}))
    sentence = "The council said on Tuesday that 5\u00a0km of road will be mended \u2013 caf\u00c3\u00a9s stay open."
    page = f"<article><p>{sentence}</p></article>"
    for article, left in (
        (clean(sentence, options=options), True),
        (clean_page(page, options=options), True),
        (clean(sentence), False),
        (clean_page(page), False),
    ):
        assert left == ("5\u00a0km" in article.text)
        assert "cafés" in article.text
        assert left == ("space" not in {r.kind for r in article.repairs})


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("spaces", "leave has 'spaces'. Use one of terminal_escape, control_character"),
        ("line_break", "leave has 'line_break', which cannot be left: the document could not be cut into lines. Use"),
        ("surrogate", "leave has 'surrogate', which cannot be left: the answer could not be sent. Use one of"),
    ],
)
def test_kinds_that_cannot_be_left(kind: str, words: str) -> None:
    """The error names the field, the kind, why, and the kinds there are."""
    with pytest.raises(ValueError, match="leave has") as caught:
        Options(leave=frozenset({kind, "space"}))
    assert words in str(caught.value)
