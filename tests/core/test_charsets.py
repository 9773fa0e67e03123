"""Encodings: bytes become text and text the bytes it was read from, and bytes without a label are guessed."""

from __future__ import annotations

import codecs
import os
import subprocess
import sys
import unicodedata

import pytest

from service.core.charsets.encodings import ENCODINGS, MULTI_BYTE, rarity
from service.core.charsets.guessing import LEAD_IN, SAMPLE, Reading, readings_of, sample_of
from service.core.charsets.readings import read, read_leniently, unread
from service.core.charsets.vietnamese import TABLES as VIETNAMESE
from service.core.charsets.vietnamese import decode_vietnamese
from service.core.plausibility.tables import TABLES
from tests.bench.encodings import corpus
from tests.bench.encodings.writing import encodings_of, written

MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc"

PUBLISHED = [
    # What programs that know nothing of Vietnamese show of the motto, as it stands on countless old pages.
    ("tcvn3", "Céng hßa x· héi chñ nghÜa ViÖt Nam. §éc lËp - Tù do - H¹nh phóc"),
    ("vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam. Ñoäc laäp - Töï do - Haïnh phuùc"),
    ("viscii", "Cµng hòa xã hµi chü nghîa Vi®t Nam. Ðµc l§p - Tñ do - HÕnh phúc"),
]

BASES = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", base + tone) for base in BASES for tone in TONES] + ["đ"]
ALL_LETTERS = [*LETTERS, *(letter.upper() for letter in LETTERS)]

TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": "...", "œ": "oe"})
"""What an encoding without typographic signs is written with."""

OWN = {
    "eo": "La registaro aprobis ĉi-merkrede la buĝeton; ŝanĝoj en la ĵurnaloj ĝojigis ĉiujn ĥoristojn antaŭ la domo.",
    "sr-Latn": "Vlada je u sredu usvojila budžet za sledeću godinu; ministar je obećao da će plate učitelja biti veće.",
    "fa": "روزنامه‌ها نوشتند که دولت روز چهارشنبه بودجه سال آينده را تصويب كرد و قيمت نان گران‌تر نخواهد شد.",
}
"""Languages and spellings of which the corpus has no text that their encodings carry."""

WITHOUT_ENCODING = ("fa", "ur")
"""Languages whose texts have letters that windows-1256 lacks, as pages in it spelled them otherwise."""


def texts_of(language: str) -> list[str]:
    """The judging texts of a language, as they are and as a typewriter has them."""
    texts = corpus.judging(language)
    return [*texts, *(text.translate(TYPED) for text in texts if text.translate(TYPED) != text)]


def carried(codec: str) -> list[tuple[str, bytes]]:
    """Texts that an encoding can carry, in the languages that it is known for, and their bytes."""
    languages = ENCODINGS[codec]
    texts = [text for language in corpus.languages() if language in languages for text in texts_of(language)]
    texts += [text for language, text in OWN.items() if language in languages]
    return [(text, data) for text in texts if (data := written(text, codec)) is not None and not text.isascii()]


@pytest.mark.parametrize("codec", ENCODINGS)
def test_an_encoding_reads_what_it_has_written(codec: str) -> None:
    """Bytes of text that an encoding can carry are read as that text, strictly, leniently, and whether cut or not."""
    cases = carried(codec)
    assert cases, "no text tests this encoding"
    for text, data in cases:
        assert text == read(data, codec) == read(data, codec, cut=True)
        assert codec in VIETNAMESE or (text, 0) == read_leniently(data, codec)
        assert not data.isascii()


@pytest.mark.parametrize("codec", [codec for codec in ENCODINGS if codec not in VIETNAMESE])
def test_text_goes_back_to_the_bytes_that_it_was_read_from(codec: str) -> None:
    """What a program reads is undone to the byte, whichever encoding the bytes were in."""
    for language, source in (("de", "cp1252"), ("ru", "koi8-r"), ("vi", "cp1258"), ("ja", "euc_jp")):
        data = written(corpus.judging(language)[0], source)
        assert data
        text = data.decode(codec, "ignore")
        back = unread(text, codec)
        assert back is not None
        assert text == back.decode(codec)
        if codec not in MULTI_BYTE:
            assert back == bytes(byte for byte in data if bytes([byte]).decode(codec, "ignore"))


def test_encodings_are_pythons_or_our_own() -> None:
    """Names are Python's own, so that they can be compared; the others are the three Vietnamese ones."""
    ours = [codec for codec in ENCODINGS if codec in VIETNAMESE]
    assert ["tcvn3", "vni", "viscii"] == ours
    assert [] == [codec for codec in ENCODINGS if codec not in ours and codecs.lookup(codec).name != codec]
    assert {"gb18030", "cp932", "euc_jp", "big5hkscs", "cp949"} == MULTI_BYTE & set(ENCODINGS) == MULTI_BYTE


def test_languages_of_encodings_are_counted_ones() -> None:
    """Every language that an encoding is known for has tables, and none is named twice for one encoding."""
    assert [] == [(codec, tag) for codec, tags in ENCODINGS.items() for tag in tags if tag not in TABLES]
    assert [] == [codec for codec, tags in ENCODINGS.items() if len(set(tags)) != len(tags) or not tags]


def test_the_rarer_an_encoding_the_more_it_costs() -> None:
    """windows-1252 is free; Windows' encodings cost less than ISO's, these less than DOS's and those of two bytes."""
    assert 0 == rarity("cp1252") < rarity("cp1251") == rarity("koi8-r") == rarity("iso8859-2")
    assert rarity("cp1251") < rarity("iso8859-5") == rarity("viscii") < rarity("cp866") == rarity("mac-cyrillic")
    assert {rarity("gb18030")} == {rarity(codec) for codec in MULTI_BYTE}
    assert rarity("gb18030") >= max(rarity(codec) for codec in ENCODINGS if codec not in MULTI_BYTE)


def test_the_commoner_encoding_of_a_language_stands_first() -> None:
    """Of single-byte encodings of one language the first is never the rarer: equal readings go to it."""
    for language in {tag for tags in ENCODINGS.values() for tag in tags}:
        costs = [rarity(codec) for codec in encodings_of(language) if codec not in MULTI_BYTE]
        assert costs[:1] == sorted(costs)[:1], language


@pytest.mark.parametrize(("codec", "shown"), PUBLISHED)
def test_vietnamese_as_it_was_published_is_read(codec: str, shown: str) -> None:
    """The motto of the republic as windows-1252 shows its bytes is read by the right table, and by no other."""
    data = shown.encode("cp1252")
    assert MOTTO == read(data, codec)
    assert MOTTO not in {read(data, other) for other in VIETNAMESE if other != codec}


@pytest.mark.parametrize("codec", ["tcvn3", "viscii", "vni", "cp1258"])
def test_all_letters_of_vietnamese_go_there_and_back(codec: str) -> None:
    """Each of the 134 letters beyond ASCII, small and capital, has bytes of its own that are read as that letter."""
    assert 134 == sum(not letter.isascii() for letter in ALL_LETTERS)
    found = {letter: written(letter, codec) for letter in ALL_LETTERS}
    assert [] == [letter for letter, data in found.items() if data is None or read(data, codec) != letter]
    assert len(found) == len(set(found.values()))


@pytest.mark.parametrize("codec", ["tcvn3", "viscii", "vni", "cp1258"])
def test_vietnamese_capitals_go_there_and_back(codec: str) -> None:
    """A headline in capitals, whose bytes stand partly where ASCII has controls, comes out as it was."""
    data = written(MOTTO.upper(), codec)
    assert data is not None
    assert MOTTO.upper() == read(data, codec)
    assert (codec in ("tcvn3",)) == any(byte < 0x20 for byte in data)


def test_tcvn3_has_a_byte_for_the_capital_with_bowl_and_grave() -> None:
    """Ằ has a byte of its own beside Ặ, as the standard and the C library's ``iconv`` have it."""
    assert ("Ặ", "Ằ") == (read(b"\x85", "tcvn3"), read(b"\xaf", "tcvn3"))


def test_vni_reads_signs_behind_their_letters_only() -> None:
    """A sign of VNI joins the letter before it; letters of their own stand alone, and ASCII is ASCII."""
    assert "Đà Nẵng, Huế, Mỹ Tho" == decode_vietnamese("Ñaø Naüng, Hueá, Myõ Tho".encode("cp1252"), "vni")
    assert "ĐÀ NẴNG" == decode_vietnamese("ÑAØ NAÜNG".encode("cp1252"), "vni")
    assert "ơ ư đ í ì ỉ ĩ ị ỵ" == decode_vietnamese("ô ö ñ í ì æ ó ò î".encode("cp1252"), "vni")
    assert "plain" == decode_vietnamese(b"plain", "vni")


def test_windows_1258_reads_its_tones_into_letters() -> None:
    """A letter and its tone are two bytes and one letter; both spellings of a text go back to the same bytes."""
    data = b"Ti\xea\xecng Vi\xea\xf2t"
    composed, apart = "Tiếng Việt", "Ti\xea\u0301ng Vi\xea\u0323t"
    assert composed == read(data, "cp1258") != apart
    assert apart == data.decode("cp1258")
    assert data == unread(composed, "cp1258") == unread(apart, "cp1258")
    assert "Viêòt" == read(b"Vi\xea\xf2t", "cp1252"), "another encoding has no tones to join"


def test_windows_1258_has_letters_that_need_no_tone_of_their_own() -> None:
    """What windows-1258 has as one byte is one byte; a letter that it cannot make is none of its texts."""
    assert b"\xe0 \xe9 \xf9" == unread("à é ù", "cp1258")
    assert b"a\xde" == unread("ã", "cp1258")
    assert unread("č", "cp1258") is None


def test_bytes_that_an_encoding_lacks_are_undone_but_not_read() -> None:
    """Lenient programs show the control in the place of a byte without meaning: it leads back to that byte."""
    assert (b"\x81\x8d", b"\x98", b"\xd2\xff") == (
        unread("\x81\x8d", "cp1252"),
        unread("\x98", "cp1251"),
        unread("\xd2\xff", "cp1253"),
    )
    assert "\u20ac".encode("cp1252") == unread("\u20ac", "cp1252") == b"\x80"
    assert [None, None, None] == [read(b"\x81", "cp1252"), read(b"\x98", "cp1251"), read(b"\xff", "cp1253")]
    assert [None, None] == [unread("\x80", "cp1252"), unread("ж", "cp1252")], "a byte that means another character"
    assert [None, None] == [unread("\x81", "cp932"), unread("é", "cp949")], "encodings of two bytes have no such places"


def test_what_is_lost_is_counted() -> None:
    """Each sequence without meaning is one U+FFFD; one that was in the text before is not counted again."""
    assert ("a\ufffdb\ufffd", 2) == read_leniently(b"a\x81b\x8d", "cp1252")
    assert ("\ufffd\ufffd ok", 1) == read_leniently("\ufffd".encode() + b"\xff ok", "utf-8")
    assert ("\u20ac", 0) == read_leniently(b"\x80", "cp1252")


@pytest.mark.parametrize("codec", [*sorted(MULTI_BYTE), "utf-8"])
def test_a_character_that_is_cut_off_is_left_out(codec: str) -> None:
    """At the end of cut bytes half a character is nothing; elsewhere, and in whole bytes, it is an error."""
    text = "政府" if codec != "cp949" else "정부"
    data = text.encode(codec)
    assert (text[:1], None) == (read(data[:-1], codec, cut=True), read(data[:-1], codec))
    assert text == read(data, codec, cut=True)
    assert read(data[:-1] + b"\n" + data, codec, cut=True) is None


@pytest.mark.parametrize("language", [tag for tag in corpus.languages() if encodings_of(tag)])
def test_texts_are_read_in_the_encoding_that_they_are_in(language: str) -> None:
    """Of the judging half, whole texts in all encodings of their language come out, without any label."""
    wrong, seen = [], 0
    for text in corpus.judging(language):
        for codec in encodings_of(language):
            data = None if text.isascii() else written(text, codec)
            if data is not None:
                seen += 1
                best = readings_of(sample_of(data), cut=len(data) > SAMPLE)[0]
                wrong += [(codec, best.codec)] * (read(data, best.codec) != text)
    assert [] == wrong
    assert seen or language in WITHOUT_ENCODING, "no text of the language can be written in any of its encodings"


@pytest.mark.parametrize(("language", "codec"), [("eo", "iso8859-3"), ("sr-Latn", "cp1250"), ("fa", "cp1256")])
def test_texts_that_the_corpus_lacks_are_read_too(language: str, codec: str) -> None:
    """Esperanto, Serbian in Latin letters, and Persian with the Arabic letters that windows-1256 has."""
    data = OWN[language].encode(codec)
    best = readings_of(data)[0]
    assert (codec, OWN[language]) == (best.codec, best.text)


def test_readings_are_in_order_and_each_is_what_its_encoding_reads() -> None:
    """The most plausible reading is first by a wide margin, and every one is a reading of the bytes."""
    data = corpus.judging("ru")[0].encode("koi8-r")
    found = readings_of(data)
    assert found == sorted(found, key=lambda reading: reading.nats)
    assert ("koi8-r", True) == (found[0].codec, found[1].nats > found[0].nats + 100 or found[1].text == found[0].text)
    assert all(reading.text == read_leniently(data, reading.codec)[0] for reading in found)
    assert len(found) == len({reading.codec for reading in found}) > 3


def test_a_long_line_is_looked_at_where_its_letters_are() -> None:
    """Where only the end of a long line is beyond ASCII, the sample is that end, with some words before it."""
    russian = "Премьер-министр заявил, что налоги не вырастут."
    plain = b"The committee met on Monday and said so. " * 200
    data = plain + russian.encode("koi8-r")
    sample = sample_of(data)
    assert plain[-LEAD_IN:] + russian.encode("koi8-r") == sample
    assert "koi8-r" == readings_of(sample)[0].codec
    assert readings_of(sample)[0].text.endswith(russian)


def test_the_sample_is_of_lines_that_tell() -> None:
    """Lines of ASCII are left out, the others are taken in order up to a limit; what is short is taken whole."""
    line, plain = "Größe der Häuser".encode("cp1252"), b"plain words " * 20
    data = b"\n".join([plain, line, plain, line] * 100)
    sample = sample_of(data)
    assert {line} == set(sample.split(b"\n")[:-1])
    assert SAMPLE - len(line) < len(sample) <= SAMPLE + sample.count(b"\n")
    short = plain + b"\n" + line
    assert short == sample_of(short)


DAMAGED = [
    ("ru", "cp1251", b"\x98"),
    ("el", "cp1253", b"\xd2"),
    ("th", "cp874", b"\xfe"),
    ("de", "cp1252", b""),
    ("pl", "iso8859-2", b""),
    ("ja", "cp932", b""),
    ("ja", "euc_jp", b""),
    ("zh-Hans", "gb18030", b""),
    ("zh-Hant", "big5hkscs", b""),
    ("ko", "cp949", b""),
]


@pytest.mark.parametrize(("language", "codec", "junk"), DAMAGED)
def test_a_few_damaged_bytes_do_not_make_it_another_encoding(language: str, codec: str, junk: bytes) -> None:
    """Three bytes that were lost, or replaced by such as mean nothing, leave the encoding what it was."""
    data = corpus.judging(language)[0].encode(codec)
    high = [place for place, byte in enumerate(data) if byte > 0x7F]
    for place in reversed([high[len(high) * part // 4] for part in (1, 2, 3)]):
        data = data[:place] + junk + data[place + 1 :]
    best = readings_of(data)[0]
    assert codec == best.codec
    assert (3 if junk else 0) <= best.text.count("\ufffd") <= 3


@pytest.mark.parametrize(("language", "codec"), [("ru", "cp1251"), ("ja", "euc_jp"), ("ko", "cp949")])
def test_bytes_that_are_mostly_broken_are_none_of_the_encoding(language: str, codec: str) -> None:
    """With a broken byte in every ten there is no such reading at all."""
    data = corpus.judging(language)[0].encode(codec)
    junk = b"\x98" if codec == "cp1251" else b"\xff"
    broken = b"".join(data[at : at + 10] + junk for at in range(0, len(data), 10))
    assert codec in {reading.codec for reading in readings_of(data)}
    assert codec not in {reading.codec for reading in readings_of(broken)}


def test_half_a_character_at_the_end_of_a_sample_is_no_damage() -> None:
    """Cut bytes cost no more than the same bytes up to the last whole character."""
    data = corpus.judging("ja")[0].encode("cp932")[:400]
    whole = data.decode("cp932", "ignore").encode("cp932")
    cut = whole + b"\x8e"
    assert readings_of(whole)[0] == readings_of(cut, cut=True)[0]
    assert Reading("cp932", whole.decode("cp932"), readings_of(whole)[0].nats) == readings_of(whole)[0]
    assert readings_of(cut)[0].nats > readings_of(whole)[0].nats


GUESSES = """
from service.core.charsets.guessing import readings_of
from service.core.repair import repair
cases = (("Ärger über Größe", "cp1252"), ("Да", "koi8-r"), ("Łódź – Świdnica", "cp1250"), ("首相は", "euc_jp"))
for text, codec in cases:
    print(readings_of(text.encode(codec)))
    print(repair(text.encode(codec).decode("latin-1")))
print(repair("Ïðàâèòåëüñòâî îäîáðèëî áþäæåò."), repair("naïve cafÃ© ├ñ ├╝ ├Â"))
"""


def test_guesses_do_not_depend_on_the_order_of_sets() -> None:
    """Two processes that hash differently give the same readings, in the same order, at the same cost."""
    said = [
        subprocess.run(
            [sys.executable, "-c", GUESSES],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0].count(b"Reading(") > 12
    assert said[0] == said[1]
