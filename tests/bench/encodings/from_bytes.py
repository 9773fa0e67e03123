"""Bytes without a label: whether the text comes out, by Winnow and by detectors."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec

from service.core.errors import CleanError
from service.decode import decode
from tests.bench.encodings import corpus
from tests.bench.encodings.writing import encodings_of, written

WINNOW = "winnow"
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
"""Encodings of Unicode: without a mark, and with one."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

Detector = Callable[[bytes], str | None]
"""From bytes to Python's name of their encoding."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """One text in one encoding."""

    language: str
    codec: str
    text: str
    data: bytes


def cases(length: int) -> Iterator[Bytes]:
    """The judging texts, cut to a length, in all encodings of their languages; not those that are ASCII."""
    for language in corpus.languages():
        for text in (text[:length] for text in corpus.judging(language)):
            for codec in (*UNICODE, *encodings_of(language)):
                data = None if text.isascii() else written(text, codec)
                if data is not None:
                    yield Bytes(language, codec, text, data)


def systems() -> dict[str, Callable[[bytes], str | None]]:
    """Winnow, and the detectors that are installed, each from bytes to text.

    Byte order marks and valid UTF-8 are told before a detector is asked, as whoever wires one up would do.
    """
    found: dict[str, Callable[[bytes], str | None]] = {WINNOW: _by_winnow}
    for name, detector in _detectors().items():
        found[name] = partial(_by_detector, detector)
    return found


def is_right(case: Bytes, text: str | None) -> bool:
    """Whether the text came out, whatever its encoding was called; but for a mark that was left at its start."""
    return text is not None and unicodedata.normalize("NFC", text).removeprefix("\ufeff") == case.text


def _by_winnow(data: bytes) -> str | None:
    try:
        return decode(data, None)[0]
    except CleanError:
        return None


def _by_detector(detector: Detector, data: bytes) -> str | None:
    for mark, codec in MARKS:
        if data.startswith(mark):
            return _decoded(data, codec)
    return _decoded(data, "utf-8") or _decoded(data, detector(data))


def _decoded(data: bytes, name: str | None) -> str | None:
    """The text by what a detector says; as browsers read the labels that mean more than they say."""
    supersets = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "shift_jis": "cp932", "euc_kr": "cp949"}
    try:
        codec = codecs.lookup(name or "").name
        return data.decode(supersets.get(codec, codec))
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _detectors() -> Mapping[str, Detector]:
    """The detectors of the extra ``bench`` that are installed."""
    makers = {
        "chardetng_py": _chardetng,
        "charset_normalizer": _charset_normalizer,
        "cchardet": _cchardet,
        "chardet": _chardet,
        "resiliparse": _resiliparse,
    }
    return {name: maker() for name, maker in makers.items() if find_spec(name)}


def _chardetng() -> Detector:
    import chardetng_py

    return lambda data: str(chardetng_py.detect(data, allow_utf8=True))


def _charset_normalizer() -> Detector:
    import charset_normalizer

    def detect(data: bytes) -> str | None:
        best = charset_normalizer.from_bytes(data).best()
        return best.encoding if best else None

    return detect


def _cchardet() -> Detector:
    import cchardet

    return lambda data: cchardet.detect(data)["encoding"]


def _chardet() -> Detector:
    import chardet

    return lambda data: chardet.detect(data)["encoding"]


def _resiliparse() -> Detector:
    from resiliparse.parse.encoding import detect_encoding

    return lambda data: str(detect_encoding(data))
