"""Characters that are not seen, and shapes of letters: what each step changes, and the look-alikes that stay."""

from __future__ import annotations

import unicodedata

import pytest

from service.core.repair import STEPS, repair
from service.core.repair.watched import WATCHED, has_watched, watching_steps

SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
HEBREW = "שלום"

MENDED = [
    ("space", "5\u202f000\u00a0km, «\u00a0oui\u00a0»", "5 000 km, « oui »"),
    ("space", "\u2003Word\u2009–\u2009word\u1680x\u205fy", " Word – word x y"),
    ("space", "one\u00a0\u00a0\u00a0two", "one   two"),
    ("space", "5&nbsp;000", "5 000"),
    ("bidi_control", "\u202a(212) 226-4149", "(212) 226-4149"),
    ("bidi_control", "+86 180 \u202c(WhatsApp)\u202c", "+86 180 (WhatsApp)"),
    ("bidi_control", "one \u2067two\nthree\u2069", "one two\nthree"),
    ("bidi_control", "\u2067a\u202ab\u2069c\u202c", "\u2067ab\u2069c"),
    ("bidi_control", "\u202aa\u2067b\u202cc", "abc"),
    ("bidi_control", f"\u200eTitle\u200f\n{HEBREW}!\u200f", f"Title\n{HEBREW}!\u200f"),
    ("bidi_control", "12\u061c٣", "12٣"),
    ("tag_character", "read\U000e0049\U000e0047\U000e004e on", "read on"),
    ("tag_character", "\U0001f3f4\U000e0067\U000e0062 flag", "\U0001f3f4 flag"),
    ("tag_character", f"{SCOTLAND}\U000e007f", SCOTLAND),
    ("private_use", "\ue80f Follow us\uf09a", " Follow us"),
    ("private_use", "plane \U000f0000 \U0010fffd", "plane  "),
    ("private_use", "\uf0b7 One\n\uf0b7 Two", "• One\n• Two"),
    ("presentation_form", "\ufeb3\ufefc\ufee1", "سلام"),
    ("presentation_form", "\ufe8d\ufedf\ufecc\ufeae\ufe91\ufef4\ufe94 \ufeed \ufef7", "العربية و لأ"),
    ("presentation_form", "قال \ufefb شيء", "قال لا شيء"),
    ("presentation_form", "كتا\ufe8f", "كتاب"),
    ("presentation_form", "\ufbff\ufb58 \ufb7a\ufb8e", "یپ چک"),
    ("presentation_form", "عبد\ufdf2 و ا\ufdf2 \ufe8d\ufdf2", "عبدالله و الله الله"),
]

STAYS = [
    "ideographic\u3000space\tand tab",
    f"{HEBREW} \u200e(ABC)\u200f, \u202bابج\u202c and \u2068name\u2069",
    "\u202dLTR \u2066inner\u2069\u202c",
    f"{SCOTLAND} won",
    "variation \u2764\ufe0f 葛\U000e0100",
    "\ufdfc 500, \ufdfa, \ufd3eآية\ufd3f",
    "\ufeed \ufeea",  # shapes that are shown, not used
    "مُحَمَّد و لا",
]


@pytest.mark.parametrize(("kind", "text", "expected"), MENDED)
def test_what_means_nothing_goes(kind: str, text: str, expected: str) -> None:
    """Each defect is mended under its own name, and once."""
    source, repairs, warnings = repair(text)
    assert (expected, ()) == (source, warnings)
    assert kind in {r.kind for r in repairs}
    assert (source, ()) == repair(source)[:2]


@pytest.mark.parametrize("text", STAYS)
def test_what_means_something_stays(text: str) -> None:
    """Spaces of CJK, controls that are closed or needed, flags, symbols and shapes by themselves."""
    assert (text, (), ()) == repair(text)


def test_mojibake_is_read_before_its_halves_are_dropped() -> None:
    """A no-break space and a private character can be halves of what was wrongly decoded."""
    for text in ("voilà, déjà vu", "Žluťoučký kůň", "“Été” – à Paris"):
        for charmap in ("latin-1", "sloppy-windows-1252"):
            assert text == repair(text.encode().decode(charmap))[0]


def test_every_watched_character_is_seen_by_the_cheap_test() -> None:
    """No character that a step looks for passes for clean, alone or among others; steps have the names of the table."""
    assert set(WATCHED) <= {step.__name__ for step in STEPS}
    for code in (*range(0x20), *range(0x7F, 0x3000), *range(0xD800, 0x10000), *range(0xE0000, 0x110000, 0x3F)):
        character = chr(code)
        if watching_steps("é" + character):
            assert has_watched("é" + character)
        elif character not in "\n\t":
            assert unicodedata.category(character) not in ("Cc", "Co", "Cs", "Zl", "Zp")


def test_steps_are_asked_for_their_characters() -> None:
    """A text is searched once; only the steps whose characters it has are asked."""
    assert frozenset() == watching_steps("Plain — «text» 😀 葛 العربية")
    assert {"space", "zero_width"} == watching_steps("a\u00a0b می\u200cشود")
    assert {"presentation_form"} == watching_steps("\ufefb")
    assert {"control_character", "line_break"} == watching_steps("a\x00\r\n")
