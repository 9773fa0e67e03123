"""Labels against bytes: a label that is true holds, one that is false is overruled, and the answer says so."""

from __future__ import annotations

import re

import pytest

from service.core.charsets.encodings import ENCODINGS
from service.core.charsets.guessing import SAMPLE
from service.core.model import Encoding
from service.decode import decode, decode_page
from service.decode.choice import Label
from service.decode.labels import codec_of, public_name
from service.decode.settling import OVERRULES, OVERRULES_FILLED_IN, settle
from tests.bench.encodings import corpus
from tests.bench.encodings.writing import encodings_of, written

RUSSIAN = corpus.judging("ru")[0]
VIETNAMESE = corpus.judging("vi")[0]

OVERRULED = 'The declared charset "{}" was overruled: the bytes are {}.'
META_OVERRULED = 'The charset "{}" that the page itself declares was overruled: the bytes are {}.'

FALSE = [
    # language, written in, label, what the answer calls the encoding
    ("ru", "cp1251", "latin1", "windows-1251"),
    ("ru", "koi8-r", "windows-1251", "koi8-r"),
    ("ru", "cp1251", "koi8-r", "windows-1251"),
    ("ru", "cp866", "windows-1251", "ibm866"),
    ("uk", "cp1251", "koi8-u", "windows-1251"),
    ("el", "cp1253", "iso-8859-1", "windows-1253"),
    ("he", "cp1255", "latin1", "windows-1255"),
    ("ar", "cp1256", "latin1", "windows-1256"),
    ("th", "cp874", "latin1", "windows-874"),
    ("tr", "cp1254", "latin1", "windows-1254"),
    ("pl", "cp1250", "latin1", "windows-1250"),
    ("pl", "cp1250", "iso-8859-2", "windows-1250"),
    ("cs", "iso8859-2", "latin1", "iso-8859-2"),
    ("hu", "cp1250", "latin1", "windows-1250"),
    ("lt", "cp1257", "latin1", "windows-1257"),
    ("de", "cp1252", "windows-1251", "windows-1252"),
    ("ja", "cp932", "latin1", "shift_jis"),
    ("ja", "euc_jp", "shift_jis", "euc-jp"),
    ("zh-Hans", "gb18030", "big5", "gb18030"),
    ("ko", "cp949", "latin1", "euc-kr"),
    ("vi", "tcvn3", "latin1", "tcvn3"),
    ("vi", "cp1258", "latin1", "windows-1258"),
    ("vi", "viscii", "x-viet-vni", "viscii"),
]

VIETNAMESE_LABELS = [
    ("tcvn3", "tcvn3"),
    ("TCVN", "tcvn3"),
    ("x-viet-tcvn5712", "tcvn3"),
    ("viscii", "viscii"),
    ("csVISCII", "viscii"),
    ("x-viet-viscii", "viscii"),
    ("vni", "vni"),
    ("x-viet-vni", "vni"),
    ("windows-1258", "cp1258"),
]

SAMI = "Dál lea fas buorre áigi: Ráđđehus lea mearridan ahte oahppit Kárášjogas ožžot oahppogirjjiid sámegillii."
TAJIK = "Ҳукумати Тоҷикистон дар бораи ҳамкорӣ бо ҳамсояҳо гуфтугӯ кард ва қарори нав қабул намуд."
WELSH = "Mae'r bws yn wag heddiw, ond mae'r dŵr a'r pŵer yn ôl yn y tŷ; bydd y siŵr o fod yn hwyr."

OTHERS = [
    # Encodings that are read where they are declared, and that nothing is guessed to be in.
    ("iso-8859-10", "iso8859-10", SAMI),
    ("iso-8859-14", "iso8859-14", WELSH),
    ("iso-8859-16", "iso8859-16", corpus.judging("ro")[0]),
    ("kz-1048", "kz1048", corpus.judging("kk")[0]),
    ("ptcp154", "ptcp154", corpus.judging("kk")[1]),
    ("koi8-t", "koi8-t", TAJIK),
    ("cp855", "cp855", RUSSIAN),
    ("johab", "johab", corpus.judging("ko")[0]),
]

SHORT = [
    ("Да", "windows-1251"),
    ("Нет", "koi8-r"),
    ("Łódź", "iso-8859-2"),
    ("Ñandú", "iso-8859-1"),
    ("首相", "shift_jis"),
    ("정부", "euc-kr"),
    ("Ŝi", "iso-8859-3"),
    ("Việt", "windows-1258"),
    ("ΑΒΓ", "windows-1253"),
    ("Öl", "cp850"),
    ("Äà", "latin1"),
    ("£ód¼", "latin1"),
]


def bytes_of(text: str, codec: str) -> bytes:
    """The bytes of a text that the encoding can carry."""
    data = written(text, codec)
    assert data is not None
    return data


def page_of(text: str, codec: str, meta: str | None) -> bytes:
    """A page with the text in a paragraph, in an encoding, and a label that need not be true."""
    head = f"<meta charset={meta}>" if meta else ""
    return f"<html><head>{head}</head><body><p>".encode() + bytes_of(text, codec) + b"</p></body></html>"


@pytest.mark.parametrize(("language", "codec", "label", "used"), FALSE)
def test_a_false_label_of_a_text_is_overruled(language: str, codec: str, label: str, used: str) -> None:
    """The text comes out, and the warning names the label and what the bytes are."""
    text = corpus.judging(language)[0]
    expected = (text, Encoding(used, "detected", label), (OVERRULED.format(label, used),))
    assert expected == decode(bytes_of(text, codec), label)


@pytest.mark.parametrize(("language", "codec", "label", "used"), FALSE)
def test_a_false_label_of_a_page_is_overruled(language: str, codec: str, label: str, used: str) -> None:
    """The same for the label of the header, for that of the page, and for both."""
    text = corpus.judging(language)[0]
    by_header, by_meta = (OVERRULED.format(label, used), META_OVERRULED.format(label, used))
    for header, meta, warnings in (
        (label, None, (by_header,)),
        (None, label, (by_meta,)),
        (label, label, (by_header, by_meta)),
    ):
        found, encoding, said = decode_page(page_of(text, codec, meta), header)
        assert (True, Encoding(used, "detected", label), warnings) == (text in found, encoding, said)


@pytest.mark.parametrize("language", [tag for tag in corpus.languages() if encodings_of(tag)])
def test_a_true_label_holds(language: str) -> None:
    """No judging text, nor a sentence of it, is taken for another encoding than the one that it says it is in."""
    text = corpus.judging(language)[0]
    for piece in (text, *re.findall(r"[^.\n。]+[.。]", text)[::4]):
        for codec in encodings_of(language):
            data = None if piece.isascii() else written(piece, codec)
            if data is not None:
                name = public_name(codec)
                assert (piece, Encoding(name, "header", name), ()) == decode(data, name)


def test_every_encoding_has_a_label_that_means_it() -> None:
    """What answers call an encoding is a label of it, so that an answer can be sent back as a label."""
    assert list(ENCODINGS) == [codec_of(public_name(codec)) for codec in ENCODINGS]


@pytest.mark.parametrize(("label", "codec"), VIETNAMESE_LABELS)
def test_labels_of_vietnamese_encodings(label: str, codec: str) -> None:
    """Labels in use for TCVN3, VISCII, VNI and windows-1258 are known, for texts and pages."""
    data, name = bytes_of(VIETNAMESE, codec), public_name(codec)
    assert (VIETNAMESE, Encoding(name, "header", label), ()) == decode(data, label)
    text, encoding, warnings = decode_page(page_of(VIETNAMESE, codec, label), None)
    assert (True, Encoding(name, "meta", label), ()) == (VIETNAMESE in text, encoding, warnings)


@pytest.mark.parametrize(("label", "codec", "text"), OTHERS)
def test_labels_of_encodings_that_are_not_guessed_hold(label: str, codec: str, text: str) -> None:
    """No reading in a commoner encoding is so much better that it overrules them, for long texts and short ones."""
    assert codec not in ENCODINGS
    for piece in (text, text[:40]):
        found, encoding, warnings = decode(piece.encode(codec), label)
        assert (piece, Encoding(public_name(codec_of(label)), "header", label), ()) == (found, encoding, warnings)


@pytest.mark.parametrize(("text", "label"), SHORT)
def test_short_texts_keep_their_label(text: str, label: str) -> None:
    """A word or two tell nothing against a label, even where they would be read otherwise without one."""
    found, encoding, warnings = decode(bytes_of(text, codec_of(label)), label)
    assert (text, "header", ()) == (found, encoding.source, warnings)


def test_some_words_are_enough_against_a_label() -> None:
    """The same words overrule a label that makes nonsense of them once there are some more."""
    short, longer = "Да", "Да, мы согласны, сказал он."
    assert ("Äà", ()) == (decode(short.encode("cp1251"), "latin1")[0], decode(short.encode("cp1251"), "latin1")[2])
    text, encoding, warnings = decode(longer.encode("cp1251"), "latin1")
    assert (longer, "detected", (OVERRULED.format("latin1", "windows-1251"),)) == (text, encoding.source, warnings)


@pytest.mark.parametrize(
    ("codec", "header", "meta", "source", "warnings"),
    [
        ("cp1251", "windows-1251", "koi8-r", "header", (META_OVERRULED.format("koi8-r", "windows-1251"),)),
        ("cp1251", "koi8-r", "windows-1251", "meta", (OVERRULED.format("koi8-r", "windows-1251"),)),
        ("koi8-r", "windows-1251", "koi8-r", "meta", (OVERRULED.format("windows-1251", "koi8-r"),)),
        ("cp1251", "iso-8859-1", "windows-1251", "meta", (OVERRULED.format("iso-8859-1", "windows-1251"),)),
        ("cp1251", "utf-8", "windows-1251", "meta", (OVERRULED.format("utf-8", "windows-1251"),)),
        ("cp1251", "windows-1251", "windows-1251", "header", ()),
    ],
)
def test_of_two_labels_the_one_with_the_better_text_holds(
    codec: str, header: str, meta: str, source: str, warnings: tuple[str, ...]
) -> None:
    """Wherever it stands, the true label is used, and the false one is named."""
    text, encoding, said = decode_page(page_of(RUSSIAN, codec, meta), header)
    assert RUSSIAN in text
    assert (public_name(codec), source, warnings) == (encoding.used, encoding.source, said)


def test_of_two_labels_with_one_text_the_header_holds() -> None:
    """Where both make the same text, there is nothing to choose by, and the first that was declared is named."""
    text = "Grüße aus Köln und Umgebung"
    found, encoding, warnings = decode_page(page_of(text, "cp1252", "iso-8859-15"), "windows-1252")
    assert (True, Encoding("windows-1252", "header", "windows-1252")) == (text in found, encoding)
    assert (META_OVERRULED.format("iso-8859-15", "windows-1252"),) == warnings


def test_windows_1252_of_a_header_may_be_filled_in() -> None:
    """Where programs fill it in it is beaten by less than where somebody must have meant it, as in a page itself."""
    data = "Ağrı dağı ve Iğdır, Şırnak, Bingöl".encode("cp1254")
    header, meta = Label("iso-8859-1", "cp1252", "header"), Label("iso-8859-1", "cp1252", "meta")
    assert ("cp1254", "cp1252") == (settle(data, [header], filled_in=True), settle(data, [header]))
    assert ("cp1252", "cp1252") == (settle(data, [meta], filled_in=True), settle(data, [meta]))
    assert OVERRULES_FILLED_IN < OVERRULES


def test_windows_1252_of_a_header_holds_where_it_is_true() -> None:
    """Western text under the label that servers fill in is what it says."""
    for language in ("de", "fr", "es", "sv", "is"):
        text = corpus.judging(language)[0]
        found, encoding, warnings = decode_page(page_of(text, "cp1252", None), "iso-8859-1")
        assert (True, "header", ()) == (text in found, encoding.source, warnings)


def test_a_label_is_judged_by_lines_that_tell() -> None:
    """However much ASCII stands before it, one Russian line overrules a false label and confirms a true one."""
    plain = "The committee met on Monday and said so.\n" * 400
    line = "Премьер-министр заявил, что налоги в этом году не вырастут."
    data = (plain + line).encode("cp1251")
    assert len(plain) > 5 * SAMPLE
    assert (plain + line, "detected") == ((d := decode(data, "latin1"))[0], d[1].source)
    assert (plain + line, "header") == ((d := decode(data, "windows-1251"))[0], d[1].source)


def test_damage_does_not_overrule_a_true_label() -> None:
    """One byte without meaning in a true encoding is lost and counted, and the label holds."""
    data = RUSSIAN.encode("cp1251")
    text, encoding, warnings = decode(data[:300] + b"\x98" + data[301:], "windows-1251")
    assert (RUSSIAN[:300] + "\ufffd" + RUSSIAN[301:], "header") == (text, encoding.source)
    assert ("Byte sequences that are not valid windows-1251 and became U+FFFD: 1.",) == warnings
