"""Decode, of pages: the header, the page itself and its bytes say what it is written in, and the bytes decide."""

from __future__ import annotations

import random

import pytest

from service.core.charsets.readings import unread
from service.core.errors import BinaryInput, Undecodable
from service.core.model import Encoding
from service.decode import decode_page

TEXTS = {
    "ar": "وافقت الحكومة يوم الأربعاء على مشروع موازنة العام المقبل، الذي ينص على زيادة الإنفاق على الصحة"
    " والتعليم. وقال رئيس الوزراء إن الضرائب لن ترتفع، بينما انتقدت المعارضة الخطة ووصفتها بأنها غير"
    " واقعية.",
    "cs": "Vláda ve středu schválila návrh rozpočtu na příští rok. Předseda vlády řekl, že se daně zvyšovat"
    " nebudou; opozice plán kritizovala a označila ho za nereálný. Sněmovna o něm bude hlasovat v"
    " prosinci.",
    "de": "Die Regierung hat am Mittwoch den Haushalt für das nächste Jahr beschlossen. Höhere Steuern werde"
    " es nicht geben, sagte die Kanzlerin; die Länder äußerten große Bedenken über die Höhe der"
    " Zuschüsse.",
    "el": "Η κυβέρνηση ενέκρινε την Τετάρτη το σχέδιο του προϋπολογισμού για το επόμενο έτος. Ο πρωθυπουργός"
    " δήλωσε ότι οι φόροι δεν θα αυξηθούν, ενώ η αντιπολίτευση άσκησε κριτική στο σχέδιο.",
    "fr": "Le gouvernement a adopté mercredi le projet de budget de l'année prochaine. Les impôts ne seront"
    " pas relevés, a assuré le Premier ministre ; l'opposition a critiqué un texte qu'elle juge"
    " irréaliste.",
    "he": "הממשלה אישרה ביום רביעי את הצעת התקציב לשנה הבאה, הכוללת הגדלה של ההוצאות על בריאות וחינוך. ראש"
    " הממשלה אמר שהמסים לא יועלו, ואילו האופוזיציה מתחה ביקורת על התוכנית.",
    "ja": "政府は水曜日、来年度の予算案を承認した。首相は記者会見で「増税はしない」と述べた。野党はこの計画を"
    "現実的でないと批判し、十二月の採決で反対する方針を示している。",
    "ko": "정부는 수요일 내년도 예산안을 승인했다. 총리는 기자회견에서 증세는 없을 것이라고 말했다. 야당은 이"
    " 계획이 현실적이지 않다고 비판하며 십이월 표결에서 반대하겠다고 밝혔다.",
    "lt": "Vyriausybė trečiadienį patvirtino kitų metų biudžeto projektą, kuriame numatyta didinti išlaidas"
    " sveikatos apsaugai. Ministrė pirmininkė sakė, kad mokesčiai nebus didinami; opozicija šį planą"
    " sukritikavo.",
    "pl": "Rząd przyjął w środę projekt budżetu na przyszły rok, który przewiduje wzrost wydatków na ochronę"
    " zdrowia. Premier powiedział, że podatki nie wzrosną; opozycja skrytykowała ten plan jako"
    " nierealny.",
    "ru": "Правительство одобрило в среду проект бюджета на следующий год, который предусматривает рост"
    " расходов на здравоохранение. Премьер-министр заявил, что налоги не вырастут; оппозиция"
    " раскритиковала этот план.",
    "th": "คณะรัฐมนตรีอนุมัติร่างงบประมาณประจำปีหน้าเมื่อวันพุธ ซึ่งเพิ่มงบด้านสาธารณสุขและการศึกษา"
    " นายกรัฐมนตรีกล่าวว่าจะไม่ขึ้นภาษี ขณะที่ฝ่ายค้านวิจารณ์แผนดังกล่าวว่าไม่สมจริง",
    "tr": "Hükümet çarşamba günü gelecek yılın bütçe tasarısını onayladı. Başbakan vergilerin artmayacağını"
    " söyledi; muhalefet ise planı gerçekçi bulmadığını belirterek aralık ayındaki oylamada karşı"
    " çıkacağını açıkladı.",
    "uk": "Уряд схвалив у середу проєкт бюджету на наступний рік, який передбачає зростання видатків на"
    " охорону здоров'я. Прем'єр-міністр заявив, що податки не зростуть; опозиція розкритикувала цей"
    " план.",
    "vi": "Chính phủ hôm thứ tư đã thông qua dự thảo ngân sách năm tới, trong đó tăng chi cho y tế. Thủ tướng"
    " nói rằng thuế sẽ không tăng; các đại biểu sẽ bỏ phiếu về kế hoạch này vào tháng mười hai.",
    "zh": "政府星期三批准了明年的预算草案，其中增加了医疗和教育支出。总理在记者会上说：“不会加税。”反对党批评"
    "这一计划不切实际，并表示将在十二月的表决中投反对票。",
    "zh-Hant": "政府星期三批准了明年的預算草案，其中增加了醫療和教育支出。總理在記者會上說：「不會加稅。」反對黨批"
    "評這一計畫不切實際，並表示將在十二月的表決中投反對票。",
}

LEGACY = [
    ("ar", "cp1256", "windows-1256"),
    ("cs", "cp1250", "windows-1250"),
    ("cs", "iso8859-2", "iso-8859-2"),
    ("de", "cp1252", "windows-1252"),
    ("el", "cp1253", "windows-1253"),
    ("fr", "cp1252", "windows-1252"),
    ("he", "cp1255", "windows-1255"),
    ("ja", "cp932", "shift_jis"),
    ("ja", "euc_jp", "euc-jp"),
    ("ja", "iso2022_jp", "iso-2022-jp"),
    ("ko", "cp949", "euc-kr"),
    ("lt", "cp1257", "windows-1257"),
    ("pl", "cp1250", "windows-1250"),
    ("pl", "iso8859-2", "iso-8859-2"),
    ("ru", "cp1251", "windows-1251"),
    ("ru", "koi8-r", "koi8-r"),
    ("ru", "iso8859-5", "iso-8859-5"),
    ("th", "cp874", "windows-874"),
    ("tr", "cp1254", "windows-1254"),
    ("uk", "cp1251", "windows-1251"),
    ("uk", "koi8-u", "koi8-u"),
    ("vi", "cp1258", "windows-1258"),
    ("zh", "gb18030", "gb18030"),
    ("zh-Hant", "big5hkscs", "big5"),
]

MARKUP = '<div class="menu"><a href="/">Home</a> <a href="/news">News</a></div><script>if (a<b) {run("menu")}</script>'


def page(text: str, meta: str = "") -> str:
    """A page with a text in two paragraphs, among markup that is longer than they are."""
    half = len(text) // 2
    return (
        f"<!DOCTYPE html><html><head>{meta}</head><body>{MARKUP * 9}<p>{text[:half]}</p>\n<p>{text[half:]}</p>{MARKUP}"
    )


def overruled(header: str | None, meta: str | None, used: str) -> tuple[str, ...]:
    """The warnings of labels that the bytes belie."""
    by_header = f'The declared charset "{header}" was overruled: the bytes are {used}.'
    by_meta = f'The charset "{meta}" that the page itself declares was overruled: the bytes are {used}.'
    return (*([by_header] if header else []), *([by_meta] if meta else []))


def encoded(text: str, codec: str) -> bytes:
    """The text in an encoding; windows-1258 writes a vowel with its hat, then the tone as a character by itself."""
    data = unread(text, codec)
    assert data is not None
    return data


@pytest.mark.parametrize(("language", "codec", "name"), LEGACY)
def test_a_page_in_a_legacy_encoding_is_read_by_either_label(language: str, codec: str, name: str) -> None:
    """The label of the header or of the page is enough, and where the header's cannot be true, the page's holds."""
    html = page(TEXTS[language], f"<meta charset={name}>")
    data = encoded(html, codec)
    assert (html, Encoding(name, "meta", name), ()) == decode_page(data, None)
    assert (html, Encoding(name, "header", name), ()) == decode_page(data, name)
    assert (html, Encoding(name, "meta", "utf-8"), overruled("utf-8", None, name)) == decode_page(data, "utf-8")


@pytest.mark.parametrize(("language", "codec", "name"), [case for case in LEGACY if case[1] != "cp1252"])
def test_latin1_in_the_header_is_not_believed(language: str, codec: str, name: str) -> None:
    """Servers fill in ISO-8859-1 unasked; when the page says something else that fits better, the page is right."""
    html = page(TEXTS[language], f"<meta charset={name}>")
    text, encoding, warnings = decode_page(encoded(html, codec), "iso-8859-1")
    assert (html, Encoding(name, "meta", "iso-8859-1")) == (text, encoding)
    assert overruled("iso-8859-1", None, name) == warnings


@pytest.mark.parametrize(("language", "codec", "name"), LEGACY)
@pytest.mark.parametrize(("header", "meta"), [(None, None), (None, "utf-8"), ("utf-8", None), ("iso-8859-1", None)])
def test_bytes_without_a_true_label_are_detected(
    language: str, codec: str, name: str, header: str | None, meta: str | None
) -> None:
    """With no label, or only one that cannot be true, the text between the tags tells."""
    html = page(
        TEXTS[language], f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    )
    text, encoding, warnings = decode_page(encoded(html, codec), header)
    assert html == text
    if not (codec == "cp1252" and header == "iso-8859-1"):
        assert (overruled(header, meta, encoding.used or ""), "detected") == (warnings, encoding.source)


@pytest.mark.parametrize(
    ("header", "meta", "source", "wrong"),
    [
        (None, None, "utf-8", (None, None)),
        ("UTF-8", None, "header", (None, None)),
        (None, "UTF-8", "meta", (None, None)),
        ("utf8", "iso-8859-1", "header", (None, "iso-8859-1")),
        ("iso-8859-1", "utf8", "meta", ("iso-8859-1", None)),
        ("windows-1251", "gbk", "utf-8", ("windows-1251", "gbk")),
        (" ", "utf-8", "meta", (None, None)),
    ],
)
@pytest.mark.parametrize("language", ["fr", "ru", "zh"])
def test_utf8_shows_by_itself(
    language: str, header: str | None, meta: str | None, source: str, wrong: tuple[str | None, str | None]
) -> None:
    """Valid UTF-8 beats every label, and each that says otherwise is named, with where it stood."""
    html = page(TEXTS[language], f"<meta charset={meta}>" if meta else "")
    text, encoding, warnings = decode_page(html.encode(), header)
    declared = (header or "").strip() or meta
    assert (html, "utf-8", source, declared) == (text, encoding.used, encoding.source, encoding.declared)
    assert overruled(*wrong, "utf-8") == warnings


def test_utf8_with_a_few_broken_bytes_stays_utf8() -> None:
    """A page that was cut or spliced is damaged, not in another encoding: what is lost is counted."""
    data = page(TEXTS["ru"], "<meta charset=windows-1251>").encode()
    at = data.index("налоги".encode())
    text, encoding, warnings = decode_page(data[:at] + b"\xff" + data[at:-2], None)
    assert Encoding("utf-8", "utf-8", "windows-1251") == encoding
    assert "что \ufffdналоги" in text
    assert warnings == (*overruled(None, "windows-1251", "utf-8"), BROKEN.format("utf-8", 1))


BROKEN = "Byte sequences that are not valid {} and became U+FFFD: {}."


def test_a_label_holds_in_spite_of_a_little_damage() -> None:
    """One broken character does not make a page another encoding; it is counted."""
    data = page(TEXTS["zh"], "<meta charset=gb2312>").encode("gb18030")
    at = data.index("总理".encode("gb18030"))
    text, encoding, warnings = decode_page(data[:at] + b"\xff" + data[at:], None)
    assert ("总理在" in text, Encoding("gb18030", "meta", "gb2312"), (BROKEN.format("gb18030", 1),)) == (
        True,
        encoding,
        warnings,
    )


def test_markup_does_not_count_as_evidence_for_a_label() -> None:
    """A short text that a label does not explain belies it, however much ASCII stands about it."""
    html = page(TEXTS["ko"]) + MARKUP * 200
    text, encoding, warnings = decode_page(html.encode("cp949"), "shift_jis")
    assert (html, Encoding("euc-kr", "detected", "shift_jis")) == (text, encoding)
    assert overruled("shift_jis", None, "euc-kr") == warnings


def test_programs_do_not_count_as_text() -> None:
    """A long program with a word of Korean in it does not hide that the page is Korean."""
    program = "<script>if (i<n) {" + 'var hint = "이름"; names.push(hint);' * 200 + "}</script>"
    html = page(TEXTS["ko"]).replace("<body>", "<body>" + program)
    assert (html, "euc-kr") == ((d := decode_page(html.encode("cp949"), None))[0], d[1].used)


def test_a_page_whose_only_letters_are_in_a_script_is_read_too() -> None:
    """Where no text is beyond ASCII, attributes and scripts tell."""
    html = f"<p>Loading</p><script>show('{TEXTS['ru']}')</script>"
    assert (html, "windows-1251") == ((d := decode_page(html.encode("cp1251"), None))[0], d[1].used)


def test_two_labels_that_can_be_true_are_told_apart_by_the_text() -> None:
    """Of KOI8-R and windows-1251, or of two Latin encodings, one makes words."""
    html = page(TEXTS["ru"], "<meta charset=windows-1251>")
    assert (html, "meta") == ((d := decode_page(html.encode("cp1251"), "koi8-r"))[0], d[1].source)
    assert (html, "header") == ((d := decode_page(html.encode("koi8-r"), "koi8-r"))[0], d[1].source)
    html = page(TEXTS["de"], "<meta charset=windows-1250>")
    assert (html, "header") == ((d := decode_page(html.encode("cp1252"), "windows-1252"))[0], d[1].source)
    html = page(TEXTS["pl"], "<meta charset=iso-8859-2>")
    assert (html, "meta") == ((d := decode_page(html.encode("iso8859-2"), "windows-1252"))[0], d[1].source)


def test_the_meta_decides_where_the_header_may_be_filled_in_and_nothing_is_detected() -> None:
    """Two letters tell nothing, and nobody writes Latin-2 into a page by mistake."""
    html = page("Á! Č!", "<meta charset=iso-8859-2>")
    assert (html, "meta") == ((d := decode_page(html.encode("iso8859-2"), "iso-8859-1"))[0], d[1].source)


def test_a_latin_page_may_be_full_of_lone_signs() -> None:
    """Rows of no-break spaces and quotation marks are no letters of another script."""
    html = page("\xa0\xa0\xa0\xa0“Café” – «naïve» ……\xa0\xa0\xa0 Übergrößen für Ältere, schöne Grüße " * 5)
    assert (html, Encoding("windows-1252", "header", "latin1"), ()) == decode_page(html.encode("cp1252"), "latin1")


@pytest.mark.parametrize("word", ["20 €", "cœur", "une œuvre"])
def test_latin9_shows_by_its_own_characters(word: str) -> None:
    """The euro sign and "œ", in the places where windows-1252 has signs that no text uses."""
    html = page(f"{TEXTS['fr']} {word}")
    assert word in decode_page(html.encode("iso8859-15"), None)[0]


@pytest.mark.parametrize("label", ["utf-16", "UTF-16LE", "utf-16be", "unicode"])
def test_a_meta_in_ascii_that_says_utf16_means_utf8(label: str) -> None:
    """A page whose meta can be read is not in UTF-16 (HTML standard)."""
    html = page(TEXTS["cs"], f"<meta charset={label}>")
    assert (html, Encoding("utf-8", "meta", label), ()) == decode_page(html.encode(), None)


def test_x_user_defined_in_a_meta_means_windows_1252() -> None:
    """The HTML standard says so; in a header it is a label that is not read."""
    html = page(TEXTS["fr"], "<meta charset=x-user-defined>")
    assert (html, Encoding("windows-1252", "meta", "x-user-defined"), ()) == decode_page(html.encode("cp1252"), None)


@pytest.mark.parametrize("label", ["utf-7", "none", "rot13", "x-user-defined", "ü" * 200])
def test_unknown_labels_are_passed_over(label: str) -> None:
    """A page's sender cannot help what its server says: the label is named and the bytes decide."""
    html = page(TEXTS["fr"], "<meta charset=windows-1252>")
    text, encoding, warnings = decode_page(html.encode("cp1252"), label)
    assert (html, Encoding("windows-1252", "meta", label)) == (text, encoding)
    assert (f'The charset "{label[:60]}" is not one that is read and was passed over.',) == warnings


def test_an_unknown_label_in_the_page_is_passed_over() -> None:
    """The same for the page's own."""
    html = page(TEXTS["ru"], "<meta charset=_charset_>")
    text, encoding, warnings = decode_page(html.encode("cp1251"), None)
    assert (html, Encoding("windows-1251", "detected", "_charset_")) == (text, encoding)
    assert ('The charset "_charset_" is not one that is read and was passed over.',) == warnings


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    """A mark wins over header and meta, and is no part of the text."""
    html = page(TEXTS["ru"], "<meta charset=windows-1251>")
    text, encoding, _ = decode_page(html.encode(codec), "koi8-r")
    assert (html, "bom", "koi8-r") == (text, encoding.source, encoding.declared)
    assert overruled("koi8-r", "windows-1251", "utf-8") == decode_page(html.encode("utf-8-sig"), "koi8-r")[2]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_shows_by_its_markup(codec: str) -> None:
    """The tags are ASCII, so half of their bytes are NUL."""
    html = page(TEXTS["ja"])
    assert (html, codec.replace("-le", "le").replace("-be", "be")) == (
        (d := decode_page(html.encode(codec), "utf-8"))[0],
        d[1].used,
    )


def test_ascii_is_nobodys_fault() -> None:
    """A page that is all ASCII is what its labels say, and they need not agree."""
    html = page("Plain text.", "<meta charset=gbk>")
    assert (html, Encoding("windows-1252", "header", "latin1"), ()) == decode_page(html.encode(), "latin1")
    assert (html, Encoding("gb18030", "meta", "gbk"), ()) == decode_page(html.encode(), None)
    assert (page("Plain"), Encoding("utf-8", "utf-8", None), ()) == decode_page(page("Plain").encode(), None)


def test_japanese_between_escapes_overrules_a_label() -> None:
    """ISO-2022-JP is ASCII by its bytes, so every label could be true, and none is."""
    html = page(TEXTS["ja"], "<meta charset=utf-8>")
    text, encoding, warnings = decode_page(html.encode("iso2022_jp"), "latin1")
    assert (html, Encoding("iso-2022-jp", "detected", "latin1")) == (text, encoding)
    assert overruled("latin1", "utf-8", "iso-2022-jp") == warnings


@pytest.mark.parametrize(
    ("head", "what"),
    [(b"\x89PNG\r\n\x1a\n", "a PNG image"), (b"%PDF-1.7\n", "a PDF document"), (b"\x1f\x8b\x08\0", "gzip")],
)
def test_files_that_are_not_pages_are_named(head: bytes, what: str) -> None:
    """A file of another kind is refused by its name, whatever was declared."""
    with pytest.raises(BinaryInput, match=f"not text but {what}"):
        decode_page(head + random.Random(1).randbytes(2_000), "utf-8")


def test_bytes_that_nothing_explains_are_undecodable() -> None:
    """Damage beyond every encoding is said to be that."""
    with pytest.raises(Undecodable, match="Send UTF-8, or name the charset"):
        decode_page(b"<p>" + bytes(random.Random(4).choices(range(0x80, 0x100), k=400)), "utf-8")


def test_nothing_is_a_page_without_text() -> None:
    """No bytes decode to no text."""
    assert ("", Encoding("utf-8", "utf-8", None), ()) == decode_page(b"", None)
