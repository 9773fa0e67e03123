"""Decode: bytes become text, and the choice is reported with its reason."""

from __future__ import annotations

import random

import pytest

from service.core.errors import BinaryInput, Undecodable, UnknownCharset
from service.core.model import Encoding
from service.decode import decode, detect, refuse_binary_text

TEXTS = {
    "cs": "Vláda ve středu schválila návrh rozpočtu na příští rok, který počítá s vyššími výdaji na obranu.",
    "de": "Die Regierung hat am Mittwoch den Haushalt beschlossen – trotz großer Bedenken der Länder über die Höhe.",
    "el": "Η κυβέρνηση ενέκρινε την Τετάρτη το σχέδιο του προϋπολογισμού για το επόμενο έτος.",
    "es": "El Gobierno aprobó el miércoles el presupuesto del próximo año, según señaló el ministro a los periodistas.",
    "fr": "Le gouvernement a adopté mercredi le projet de budget, prévoyant une hausse des dépenses de santé.",
    "he": "הממשלה אישרה ביום רביעי את הצעת התקציב לשנה הבאה, הכוללת הגדלה של ההוצאות על ביטחון ובריאות.",
    "ja": "政府は水曜日、来年度の予算案を承認した。首相は「増税はしない」と述べた。",
    "ko": "정부는 수요일 내년도 예산안을 승인했다. 총리는 증세는 없을 것이라고 말했다.",
    "lt": "Vyriausybė trečiadienį patvirtino kitų metų biudžeto projektą, kuriame numatyta didinti išlaidas gynybai.",
    "pl": "Rząd przyjął w środę projekt budżetu na przyszły rok, który przewiduje wzrost wydatków na ochronę zdrowia.",
    "ru": "Правительство одобрило в среду проект бюджета на следующий год, который предусматривает рост расходов.",
    "th": "คณะรัฐมนตรีอนุมัติร่างงบประมาณประจำปีหน้าเมื่อวันพุธ ซึ่งเพิ่มงบด้านการป้องกันประเทศและสาธารณสุข",
    "tr": "Hükümet çarşamba günü gelecek yılın bütçe tasarısını onayladı; başbakan vergilerin artmayacağını söyledi.",
    "zh": "政府星期三批准了明年的预算草案。总理说：“不会加税。”反对党批评了这一计划。",
}

LEGACY = [
    ("cs", "cp1250", "windows-1250"),
    ("cs", "iso8859-2", "iso-8859-2"),
    ("de", "cp1252", "windows-1252"),
    ("el", "cp1253", "windows-1253"),
    ("es", "cp1252", "windows-1252"),
    ("fr", "cp1252", "windows-1252"),
    ("he", "cp1255", "windows-1255"),
    ("ja", "cp932", "shift_jis"),
    ("ja", "euc_jp", "euc-jp"),
    ("ja", "iso2022_jp", "iso-2022-jp"),
    ("ko", "cp949", "euc-kr"),
    ("lt", "cp1257", "windows-1257"),
    ("pl", "iso8859-2", "iso-8859-2"),
    ("ru", "cp1251", "windows-1251"),
    ("ru", "koi8-r", "koi8-r"),
    ("ru", "cp866", "ibm866"),
    ("th", "cp874", "windows-874"),
    ("tr", "cp1254", "windows-1254"),
    ("zh", "gb18030", "gb18030"),
]

LABELS = [
    ("latin1", "windows-1252"),
    ("ISO-8859-1", "windows-1252"),
    ("us-ascii", "windows-1252"),
    (' "ISO-8859-9" ', "windows-1254"),
    ("gb2312", "gb18030"),
    ("GBK", "gb18030"),
    ("Shift_JIS", "shift_jis"),
    ("x-sjis", "shift_jis"),
    ("ks_c_5601-1987", "euc-kr"),
    ("euc-kr", "euc-kr"),
    ("big5", "big5"),
    ("TIS-620", "windows-874"),
    ("koi8-u", "koi8-u"),
    ("macintosh", "macintosh"),
    ("cp1251", "windows-1251"),
    ("utf8", "utf-8"),
]


@pytest.mark.parametrize("language", TEXTS)
def test_utf8_needs_no_label(language: str) -> None:
    """Valid UTF-8 is UTF-8, declared or not."""
    text = TEXTS[language]
    assert (text, Encoding("utf-8", "utf-8", None), ()) == decode(text.encode(), None)
    assert (text, Encoding("utf-8", "header", "UTF-8"), ()) == decode(text.encode(), "UTF-8")


@pytest.mark.parametrize(("language", "codec", "name"), LEGACY)
def test_legacy_encodings_are_honoured_and_detected(language: str, codec: str, name: str) -> None:
    """Text in a legacy encoding comes out whole: by its label, and without one."""
    text = TEXTS[language].replace("–", "-") if codec.startswith("iso8859") else TEXTS[language]
    data = text.encode(codec)
    assert (text, Encoding(name, "header", name), ()) == decode(data, name)
    assert (text, Encoding(name, "detected", None), ()) == decode(data, None)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    """A mark tells the encoding and is no part of the text."""
    text, encoding, _ = decode(TEXTS["ru"].encode(codec), None)
    assert (TEXTS["ru"], "bom") == (text, encoding.source)


def test_a_byte_order_mark_overrules_the_label() -> None:
    """The mark wins over a label, and the answer says so."""
    _, encoding, warnings = decode(b"\xef\xbb\xbfabc", "latin1")
    assert Encoding("utf-8", "bom", "latin1") == encoding
    assert ('The declared charset "latin1" was overruled: the bytes are utf-8.',) == warnings


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("language", ["de", "ru", "es"])
def test_wide_encodings_show_without_a_mark(language: str, codec: str) -> None:
    """UTF-16 and UTF-32 show by their NUL bytes."""
    text, encoding, _ = decode(TEXTS[language].encode(codec), None)
    assert (TEXTS[language], codec.replace("-le", "le").replace("-be", "be"), "detected") == (
        text,
        encoding.used,
        encoding.source,
    )


def test_utf16_without_an_ascii_character_shows_too() -> None:
    """East Asian UTF-16 has no NUL bytes; what it decodes to shows it."""
    assert (TEXTS["ja"], "utf-16le") == ((d := decode(TEXTS["ja"].encode("utf-16-le"), None))[0], d[1].used)


@pytest.mark.parametrize(("label", "name"), LABELS)
def test_labels_mean_what_browsers_take_them_for(label: str, name: str) -> None:
    """A label stands for the superset that pages with it are written in."""
    assert Encoding(name, "header", label) == decode(b"plain", label)[1]


@pytest.mark.parametrize("label", ["latin1", "windows-1251", "gbk", "utf-16"])
def test_utf8_under_another_label_is_utf8(label: str) -> None:
    """UTF-8 beyond ASCII is never by chance; the wrong label is named."""
    text, encoding, warnings = decode(TEXTS["ru"].encode(), label)
    assert (TEXTS["ru"], Encoding("utf-8", "utf-8", label)) == (text, encoding)
    assert (f'The declared charset "{label}" was overruled: the bytes are utf-8.',) == warnings


def test_two_characters_are_no_proof_of_utf8() -> None:
    """Short text in a multi-byte encoding can be valid UTF-8 by chance; then the label holds."""
    data = b"\xd2\xbb\xb6\xfe"[:2]
    assert "\u04bb" == data.decode()
    assert ("一", Encoding("gb18030", "header", "gbk"), ()) == decode(data, "gbk")


def test_a_utf8_label_on_other_bytes_is_overruled() -> None:
    """What is not UTF-8 is detected, whatever was declared."""
    text, encoding, warnings = decode(TEXTS["fr"].encode("cp1252"), "utf-8")
    assert (TEXTS["fr"], Encoding("windows-1252", "detected", "utf-8")) == (text, encoding)
    assert ('The declared charset "utf-8" was overruled: the bytes are windows-1252.',) == warnings


@pytest.mark.parametrize("label", [None, "utf-8", "latin1"])
def test_utf8_with_a_few_broken_bytes_stays_utf8(label: str | None) -> None:
    """Damage is not another encoding: what is lost is counted."""
    data = TEXTS["ru"].encode()
    text, encoding, warnings = decode(data[:21] + b"\xff" + data[22:-3] + data[-2:], label)
    assert "utf-8" == encoding.used
    assert text.startswith("Правительс"[:10])
    assert any("not valid utf-8 and became U+FFFD" in warning for warning in warnings)


def test_a_replacement_character_that_was_sent_is_not_a_broken_byte() -> None:
    """U+FFFD in the bytes was lost earlier, not here."""
    assert ("caf\ufffd", ()) == (decode("caf\ufffd".encode(), None)[0], decode("caf\ufffd".encode(), None)[2])


def test_a_byte_without_meaning_does_not_overrule_the_label() -> None:
    """One hole of windows-1252 is damage."""
    text, encoding, warnings = decode(b"He said \x93hi\x94 \x81", "cp1252")
    assert ("He said “hi” \ufffd", "header") == (text, encoding.source)
    assert ("Byte sequences that are not valid windows-1252 and became U+FFFD: 1.",) == warnings


@pytest.mark.parametrize("text", ["café", "It’s fine.", "El niño", "20 °C", "“Hi”", "The price is £5."])
def test_short_text_is_taken_for_what_browsers_take_it(text: str) -> None:
    """A few letters beyond ASCII that stand alone are windows-1252."""
    assert "cp1252" == detect(text.encode("cp1252"))


@pytest.mark.parametrize("label", ["utf-7", "rot13", "unicode_escape", "no-such-charset", "\0", "ü" * 200])
def test_unknown_labels_are_refused(label: str) -> None:
    """A label that is not a charset, or not a safe one, is named, and the way out with it."""
    with pytest.raises(
        UnknownCharset, match=r"Leave it out to have the encoding detected, or send the text as UTF-8\."
    ):
        decode(b"text", label)


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04\x14\0", "a ZIP archive"),
        (b"\x1f\x8b\x08\0", "gzip-compressed data"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"RIFF\x24\0\0\0WEBP", "a WebP image"),
    ],
)
@pytest.mark.parametrize("label", [None, "utf-8", "latin1"])
def test_files_that_are_not_text_are_named(head: bytes, what: str, label: str | None) -> None:
    """Whatever was declared, a file of another kind is refused by its name, with the remedy."""
    noise = random.Random(1).randbytes(2_000)
    with pytest.raises(BinaryInput, match=rf"not text but {what}.*Extract the text from it and send that\."):
        decode(head + noise, label)


def test_random_bytes_are_refused() -> None:
    """Bytes full of control characters are no text, and the message counts them."""
    with pytest.raises(BinaryInput, match=r"\d+ of 3000 bytes are control characters"):
        decode(random.Random(2).randbytes(3_000), None)


def test_bytes_that_nothing_explains_are_undecodable() -> None:
    """Damage beyond every encoding is said to be that."""
    with pytest.raises(Undecodable, match="Send UTF-8, or name the charset"):
        decode(bytes(random.Random(4).choices(range(0x80, 0x100), k=400)), "utf-8")


def test_a_stray_nul_is_damage() -> None:
    """One NUL in a text is left to repair; it does not make the text UTF-16 or binary."""
    assert ("hello\0 world", "utf-8") == ((d := decode(b"hello\0 world", None))[0], d[1].used)


def test_an_article_may_begin_with_the_letters_of_a_mark() -> None:
    """Marks that can be read count only in data with control characters."""
    assert "RIFF is a format." == decode(b"RIFF is a format.", None)[0]


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (b"%PDF-1.7\n", "utf-8"),
        (b"\x89PNG\r\n\x1a\n\0\0", "utf-8"),
        (b"\xff\xd8\xff\xe0\0", "latin-1"),
        (b"PK\x03\x04", "utf-8"),
    ],
)
def test_text_that_is_decoded_binary_is_refused(data: bytes, codec: str) -> None:
    """Binary data is known also after somebody decoded it."""
    with pytest.raises(BinaryInput, match=r"not text but a"):
        refuse_binary_text((data + random.Random(3).randbytes(500)).decode(codec, "replace"))


def test_text_that_is_mostly_lost_is_refused() -> None:
    """Text that is mostly U+FFFD is of no use, and the remedy is to send the bytes."""
    with pytest.raises(BinaryInput, match="Send the bytes as they were received"):
        refuse_binary_text(TEXTS["ru"].encode("cp1251").decode("utf-8", "replace"))


def is_refused(text: str) -> bool:
    try:
        refuse_binary_text(text)
    except BinaryInput:
        return True
    return False


@pytest.mark.parametrize("text", ["", "plain", "caf\ufffd", "a\0b", "\x93quotes\x94", *TEXTS.values()])
def test_damaged_text_is_not_binary(text: str) -> None:
    """A few lost or control characters are damage that repair mends."""
    assert not is_refused(text)
