"""Repair: text becomes clean Unicode, nothing is reworded, and every change is accounted for."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import ftfy
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.core.repair import SAFE_CONFIG, repair
from service.core.repair.edits import EXCERPT
from service.core.repair.wrong_decoding import suspicious
from tests.generated import examples

SEEDS = Path(__file__).parents[2] / "seeds"

NEWS = {
    "cs": "Vláda ve středu schválila návrh rozpočtu na příští rok, který počítá s vyššími výdaji na obranu.",
    "de": "Die Regierung hat am Mittwoch den Haushalt beschlossen – trotz „großer“ Bedenken der Länder.",
    "el": "Η κυβέρνηση ενέκρινε την Τετάρτη το σχέδιο του προϋπολογισμού για το επόμενο έτος.",
    "fr": "Le gouvernement a adopté mercredi le projet de budget : « Ça ira », a-t-il déclaré.",
    "hi": "सरकार ने बुधवार को अगले साल के बजट के मसौदे को मंज़ूरी दे दी।",
    "ja": "政府は水曜日、来年度の予算案を承認した。首相は「増税はしない」と述べた。",
    "ko": "정부는 수요일 내년도 예산안을 승인했다. 총리는 증세는 없을 것이라고 말했다.",
    "pl": "Rząd przyjął w środę projekt budżetu na przyszły rok, który przewiduje wzrost wydatków.",
    "ru": "Правительство одобрило в среду проект бюджета на следующий год. В нём – рост расходов.",
    "uk": "Уряд у середу схвалив проєкт бюджету на наступний рік. Компанії її підтримали.",
    "vi": "Chính phủ hôm thứ Tư đã thông qua dự thảo ngân sách cho năm tới.",
    "zh": "政府星期三批准了明年的预算草案。总理说：“不会加税。”",
}

CHARMAPS = [
    "latin-1",
    "sloppy-windows-1250",
    "sloppy-windows-1251",
    "sloppy-windows-1252",
    "sloppy-windows-1253",
    "cp437",
]

CLEAN = [
    *NEWS.values(),
    "",
    " \n\t leading and trailing white space stays \n",
    "Plain ASCII, \"quotes\" and 'quotes' -- and a tab\there.",
    "“Curly” ‘quotes’, ellipsis… dashes – — and a non‑breaking hyphen.",
    "5 000 km, « guillemets », full\u3000width",
    "ﬁne ligatures, ＦＵＬＬ width, ½ ① ㎏ x² stay: replacing them would reword",
    "AT&T; R&D, Q&A; &image; a && b;",
    "می\u200cخواهم, नमस्\u200dते, 👩\u200d🚀, ភាសា\u200bខ្មែរ",
    "NESCAFÉ® — 20 × 30 – Ã é uma letra",
]

REPAIRS = [
    # kind, text, source, first change: before, after
    ("line_break", "a\r\nb\rc", "a\nb\nc", "\r\n", "\n"),
    ("line_break", "a\u2028b\u2029c", "a\nb\nc", "\u2028", "\n"),
    ("line_break", "page\fpage", "page\npage", "\f", "\n"),
    ("line_break", "line\x85line", "line\nline", "\x85", "\n"),
    ("control_character", "a\x00b\x07c", "abc", "\x00", ""),
    ("control_character", "photo \ufffc here", "photo  here", "\ufffc", ""),
    ("terminal_escape", "\x1b[1;31mred\x1b[0m", "red", "\x1b[1;31m", ""),
    ("zero_width", "\ufeffTitle", "Title", "\ufeff", ""),
    ("zero_width", "un\u200bseen\u2060", "unseen", "\u200b", ""),
    ("zero_width", "end.\u200d\nNext", "end.\nNext", "\u200d", ""),
    ("zero_width", "سلام\ufeff\u200cها", "سلام\u200cها", "\ufeff\u200c", "\u200c"),
    ("soft_hyphen", "Donau\u00addampf\u00adschiff", "Donaudampfschiff", "\u00ad", ""),
    ("surrogate", "\ud83d\ude00", "😀", "\\ud83d\\ude00", "😀"),
    ("surrogate", "lost \udc80", "lost \ufffd", "\\udc80", "\ufffd"),
    ("space", "5\u202f000\u00a0km", "5 000 km", "\u202f", " "),
    ("bidi_control", "\u200eTitle\u202c", "Title", "\u200e", ""),
    ("tag_character", "read\U000e0041 on", "read on", "\U000e0041", ""),
    ("private_use", "Follow us \uf09a", "Follow us ", "\uf09a", ""),
    ("presentation_form", "\ufeb3\ufefc\ufee1", "سلام", "\ufeb3\ufefc\ufee1", "سلام"),
    ("json_escape", r"d\u00e9j\u00e0 \u00e9t\u00e9", "déjà été", r"\u00e9", "é"),
    ("percent_escape", "caf%C3%A9-cr%C3%A8me", "café-crème", "%C3%A9", "é"),
    ("quoted_printable", "caf=C3=A9 noir", "café noir", "=C3=A9", "é"),
    ("encoded_word", "Re: =?utf-8?Q?=C3=A9?=", "Re: é", "=?utf-8?Q?=C3=A9?=", "é"),
    ("entity", "P&eacute;rez&nbsp;&ndash; &#x41;", "Pérez – A", "&eacute;", "é"),
    ("entity", "&Scaron;koda &#138; &amp;nosuch;", "Škoda Š &nosuch;", "&Scaron;", "Š"),
    ("entity", "line&#13;\nnext", "line\nnext", "&#13;", "\n"),
    ("mojibake", "cafÃ© noir", "café noir", "Ã©", "é"),
    ("mojibake", "one clean line – ok\nitâ€™s here", "one clean line – ok\nit’s here", "â€™", "’"),
    ("mojibake", "voilÃ  le travail", "voilà le travail", None, None),
    ("mojibake", "\x93quoted\x94 words\x85", "“quoted” words…", "\x93", "“"),
    ("mojibake", "Ã\xadndice Ã\x85ngstrÃ¶m", "índice Ångström", "Ã\xad", "í"),
    ("mojibake", "â€œso it isâ€ he said", "“so it is” he said", None, None),
    ("mojibake", "&Atilde;&sup3;", "ó", "Ã³", "ó"),
    ("stray_c1", "a\x81b", "ab", "\x81", ""),
    ("nfc", "Vie\u0302\u0323t", "Việt", "e\u0302\u0323", "ệ"),
    ("nfc", "5 \u212b", "5 Å", "\u212b", "Å"),
]

NASTY = [
    *"&;#`<>\r\n\x00\x1b\x81\x85\x9d\u200b\u200c\u200d\xad\ufeff\u2028\ufffd\ud83d\ude00\u0301\u0316\u212b",
    *"ÃÂ©â€™ðŸВРїніéÉ√≠–’ç²œeA ?می한",
    *(
        "amp;",
        "lt;",
        "&amp;",
        "#38;",
        "&#8203;",
        "&shy;",
        "&#13;",
        "&#10;",
        "&#133;",
        "&Atilde;",
        "&copy;",
        "[0m",
        "```",
        "<b>",
        *("\\u00e9", "\\u0026", "\\ud83d", "\\n", '\\"', "%C3%A9", "%20", "=C3=A9", "=\n", "=3D", "=?utf-8?B?w6k=?="),
        *("&eacute", "&nbsp", "&#8217", "&amp", "amp;#39;", "\u200e", "\u202b", "\u202c", "\u2067", "\u2069"),
        *("\u00a0", "\ue000", "\U0001f3f4", "\U000e0067", "\U000e007f", "\ufefb", "\ufdf2", "\ufe8e", "ا", "ש"),
    ),
]
nasty_text = st.lists(st.one_of(st.sampled_from(NASTY), st.characters()), max_size=14).map("".join)
mojibake_text = st.builds(
    lambda head, tail, charmap: head + tail.encode("utf-8", "ignore").decode(charmap),
    nasty_text,
    nasty_text,
    st.sampled_from(CHARMAPS),
)


@pytest.mark.parametrize("text", CLEAN)
def test_clean_text_is_left_alone(text: str) -> None:
    """Clean text comes out as it is, with no repair and no warning."""
    assert (text, (), ()) == repair(text)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*/input.txt")), ids=lambda p: p.parent.name)
def test_seeds_are_left_alone(path: Path) -> None:
    """The spans of the seeds' answers count from the first raw character, so repair must not move any."""
    text = path.read_text(encoding="utf-8")
    assert (text, (), ()) == repair(text)


@pytest.mark.parametrize(("kind", "text", "expected", "before", "after"), REPAIRS)
def test_repairs_are_named_and_shown(
    kind: str, text: str, expected: str, before: str | None, after: str | None
) -> None:
    """Each defect is mended under its own name, with its first change."""
    source, repairs, _ = repair(text)
    assert expected == source
    found = {r.kind: r for r in repairs}[kind]
    assert found.after == source[slice(*found.span)]
    if before is not None:
        assert (before, after) == (found.before, found.after)


def test_every_kind_is_counted_once() -> None:
    """A kind is one repair: its first change, and how many there were."""
    source, repairs, _ = repair("x\u200by z\u200bw cafÃ© crÃ¨me")
    assert "xy zw café crème" == source
    assert [("mojibake", "é", (9, 10), 2), ("zero_width", "", (1, 1), 2)] == [
        (r.kind, r.after, r.span, r.count) for r in repairs
    ]


def test_spans_point_into_the_final_text() -> None:
    """A change that later steps shift is reported where it stands at last."""
    source, repairs, _ = repair("\ufeffa&amp;b \r\ncafÃ©\u200b &#8217;")
    assert "a&b \ncafé ’" == source
    assert {"line_break": "\n", "entity": "&", "mojibake": "é", "zero_width": ""} == {
        r.kind: source[slice(*r.span)] for r in repairs
    }


def test_excerpts_are_short() -> None:
    """A long change is shown by its beginning."""
    repairs = repair("Ã©" * 500)[1]
    assert [EXCERPT, EXCERPT] == [len(repairs[0].before), len(repairs[0].after)]
    assert repairs[0].after.endswith("…")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a \ud83d b", "that became U+FFFD: 1."),
        ("caf\ufffd \ufffd", "(U+FFFD) in the text, lost before it came here: 2."),
        ("Â" * 40 + "©", "wrongly decoded in a way that cannot be undone: 1."),
        ("a" + "\u0316\u0301" * 40, "more than 30 marks on one letter: 1."),
    ],
)
def test_what_cannot_be_mended_is_warned_of(text: str, part: str) -> None:
    """What is lost, or left because undoing it has no end, is said."""
    warnings = repair(text)[2]
    assert [part] == [part for warning in warnings if part in warning]
    assert 1 == len(warnings)


def test_nests_that_do_not_settle_are_left() -> None:
    """A text built to hide escape in escape without end keeps its escapes, and says so."""
    text = "&"
    for _ in range(12):
        text = f"&am{text}#8203;p;"
    source, repairs, warnings = repair(text + "\r\n")
    assert (text + "\n", ["line_break"]) == (source, [r.kind for r in repairs])
    assert "too deeply" in warnings[0]
    assert source == repair(source)[0]


def misread(text: str, charmap: str, times: int) -> str:
    """The text as UTF-8 that was read as another encoding, as often as said."""
    for _ in range(times):
        text = text.encode().decode(charmap)
    return text


@pytest.mark.parametrize("charmap", ["latin-1", "sloppy-windows-1250", "sloppy-windows-1252"])
@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("language", NEWS)
def test_mojibake_of_western_charmaps_is_restored(language: str, times: int, charmap: str) -> None:
    """UTF-8 that was read as a western encoding, up to three times, comes out whole in every language."""
    source, repairs, _ = repair(misread(NEWS[language], charmap, times))
    assert (NEWS[language], ["mojibake"]) == (source, [r.kind for r in repairs])


@pytest.mark.parametrize("charmap", CHARMAPS)
@pytest.mark.parametrize("language", NEWS)
def test_mojibake_is_restored_wherever_ftfy_restores_it(language: str, charmap: str) -> None:
    """What ftfy changes is never skipped, and where it finds the text, so does repair."""
    broken = misread(NEWS[language], charmap, 1)
    by_ftfy = ftfy.fix_and_explain(broken, SAFE_CONFIG).text
    assert suspicious(broken) or by_ftfy == broken
    assert by_ftfy != NEWS[language] or by_ftfy == repair(broken)[0]


@examples(200)
@given(st.one_of(nasty_text, mojibake_text))
@example("&am\u200bp;lt;")
@example("Â\xad")
@example("<b>&#10;&lt;")
def test_repair_is_idempotent_and_makes_clean_text(text: str) -> None:
    """Repairing repaired text changes nothing; it can be encoded, has plain line breaks, and spans lie inside it."""
    source, repairs, _ = repair(text)
    assert (source, ()) == repair(source)[:2]
    assert source == source.encode().decode()
    assert not set(source) & set("\r\x00\u2028\ufeff")
    assert all(0 <= r.span[0] <= r.span[1] <= len(source) for r in repairs)
    assert all(r.after == source[slice(*r.span)] for r in repairs if len(r.after) < EXCERPT)


@examples(200)
@given(st.one_of(nasty_text, mojibake_text))
def test_the_skip_test_never_skips_what_ftfy_would_change(text: str) -> None:
    """A line that is not suspicious is one that ftfy's encoding repair leaves alone."""
    config = SAFE_CONFIG._replace(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
    )
    for line in text.split("\n"):
        if not suspicious(line):
            assert line == ftfy.fix_and_explain(line, config).text


@examples(200)
@given(nasty_text)
def test_source_is_normal_form_c(text: str) -> None:
    """The source is in normal form C, but for lines with more marks than any language piles up."""
    source, _, warnings = repair(text)
    assert warnings or unicodedata.is_normalized("NFC", source)


HOSTILE: dict[str, Callable[[int], str]] = {
    "mojibake pairs": lambda n: "Ã©" * (n // 2),
    "one pair at the end": lambda n: "schön – " * (n // 8) + "Ã©",
    "a chain that ftfy undoes one by one": lambda n: "Â" * n + "©",
    "the same, decoded twice": lambda n: "Ã‚" * (n // 2) + "Â©",
    "escapes of escapes": lambda n: "&" + "amp;" * (n // 4),
    "entities in backticks": lambda n: "`&lt;" * (n // 5),
    "entities without semicolons": lambda n: "&eacute&copy " * (n // 13),
    "the same in one word": lambda n: "x?a&lt" * (n // 6),
    "escapes without ampersand": lambda n: "amp;" * (n // 4),
    "numbers without end": lambda n: "&#" + "8" * n,
    "JSON escapes": lambda n: "\\u00e9" * (n // 6),
    "backslashes": lambda n: "\\u00e9\\u00e9 " + "\\\\" * (n // 2),
    "percents": lambda n: "%C3%A9" * (n // 6) + "%",
    "percents and spaces": lambda n: "%C3" + " " * n + "\t" * n,
    "quoted-printable": lambda n: "=C3=A9" * (n // 6) + "=",
    "soft breaks": lambda n: "=C3=A9=\n" * (n // 8),
    "soft breaks alone": lambda n: "=C3=A9 " + "=\n" * (n // 2),
    "soft breaks with spaces": lambda n: "=C3=A9=" + " " * n + "=",
    "encoded words": lambda n: "=?utf-8?Q?=C3?=" * (n // 15),
    "encoded words that nothing ends": lambda n: "=?utf-8?Q?a" * (n // 11),
    "embeddings": lambda n: "\u202a\u2067" * (n // 4) + "\u202c\u2069" * (n // 4),
    "presentation forms": lambda n: "\ufe8d" * n,
    "the name of God": lambda n: "\ufdf2\ufe8d" * (n // 2),
    "tags": lambda n: "\U0001f3f4\U000e0067" * (n // 2),
    "spaces": lambda n: "\u00a0" * n,
    "marks out of order": lambda n: "a" + "\u0301\u0316" * (n // 2),
    "controls": lambda n: "a\x00" * (n // 2),
    "zero width": lambda n: "a\u200b" * (n // 2),
    "line breaks": lambda n: "\r" * n,
    "surrogates": lambda n: "\ud83d" * n,
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_text_costs_linear_time(shape: str) -> None:
    """Eight times the text costs about eight times the time: a quadratic step would cost 64 times."""

    def cost(n: int) -> float:
        text = HOSTILE[shape](n)
        started = time.process_time()
        repair(text)
        return time.process_time() - started

    small, large = (min(cost(n) for _ in range(3)) for n in (5_000, 40_000))
    assert large < 24 * small + 0.02
