"""Which encoding bytes are in that say nothing of it: by their controls, or by the text that comes out."""

from __future__ import annotations

import codecs
import re
import unicodedata

from service.core.charsets.guessing import Reading, readings_of, sample_of
from service.decode.binary import HEAD, controls_in

SAMPLE = 20_000
"""Bytes in which UTF-16 and UTF-32 are looked for."""

MAX_NATS = 6.5
"""Nats a byte from which nothing explains the bytes.  Text costs 2.2 to 2.8 in its own encoding, East Asian text some
4, text in a language that nobody counted too; random bytes beyond ASCII cost 9 in the best."""

MIN_EVIDENCE = 40
"""Bytes from which ``MAX_NATS`` says something: short texts are full of names."""

MAX_ODD_SHARE = 0.02
"""Share of controls, unassigned and private characters from which text is not what it was decoded as; text has none or
a stray one, UTF-16 with its bytes swapped or binary data a tenth and more."""

MIN_ASCII_SHARE = 0.02
"""Share of spaces, line feeds and ASCII letters in what is UTF-16 or UTF-32 for its NUL bytes: only they have any."""

MAX_NARROW_CONTROLS = 0.25
"""Share of control bytes above which valid UTF-8 may be UTF-16 of Latin or Cyrillic script, which has .4 and more."""

MIN_EAST_ASIAN_CONTROLS = 0.03
"""Share of control bytes in UTF-16 of East Asian text, half of whose bytes are about random: .06 to .11."""

MIN_EAST_ASIAN_SHARE = 0.9
"""Share of East Asian characters in text without an ASCII character that is taken for UTF-16."""

_UTF_16: tuple[str, ...] = ("utf-16-le", "utf-16-be")
_WIDE: tuple[str, ...] = ("utf-32-le", "utf-32-be", *_UTF_16)
_ODD = frozenset(["Cc", "Cn", "Co", "Cs"])
_ASCII_TEXT = re.compile(r"[A-Za-z \n]")
_EAST_ASIAN = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef\u2010-\u201f]")


def detect(data: bytes) -> str | None:
    """Python's name of the encoding that makes the most plausible text of the bytes, or ``None`` where none makes any.

    Not for UTF-8, UTF-16 and UTF-32, which show by themselves.

    >>> detect("El señor dijo que mañana habrá más información sobre el niño.".encode("cp1252"))
    'cp1252'
    """
    sample = sample_of(data)
    best = next(iter(readings_of(sample, cut=len(sample) < len(data))), None)
    return best.codec if best and is_text(best, sample) else None


def is_text(reading: Reading, sample: bytes) -> bool:
    """Whether a reading of bytes looks like a text in any language."""
    return len(sample) < MIN_EVIDENCE or reading.nats <= MAX_NATS * len(sample)


def detect_wide(data: bytes, controls: int) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, by the NUL bytes that ASCII characters have there.

    East Asian text may have no ASCII character at all; its bytes look like many controls, which shows it as well.

    Args:
        data: The bytes.
        controls: How many of the first ``HEAD`` are control characters.

    >>> detect_wide("Straße".encode("utf-16-be"), 6), detect_wide("首相は増税はしない".encode("utf-16-le"), 3)
    ('utf-16-be', 'utf-16-le')
    """
    sample = data[: SAMPLE - SAMPLE % 4]
    if b"\0" in sample:
        pattern, share, candidates = _ASCII_TEXT, MIN_ASCII_SHARE, _WIDE
    elif controls > MIN_EAST_ASIAN_CONTROLS * len(sample[:HEAD]):
        pattern, share, candidates = _EAST_ASIAN, MIN_EAST_ASIAN_SHARE, _UTF_16
    else:
        return None
    if is_narrow(sample):
        return None
    best, choice = 0, None
    for codec in candidates:
        text = _strictly(sample, codec)
        found = len(pattern.findall(text)) if text and is_plausible(text) else 0
        if text and found > best and found >= share * len(text):
            best, choice = found, codec
    return choice


def is_narrow(sample: bytes) -> bool:
    r"""Whether bytes are UTF-8 with hardly a control among them, as no UTF-16 and UTF-32 with NUL bytes is.

    >>> is_narrow(b"a stray NUL in \0 a line of text"), is_narrow("Текст и текст".encode("utf-16-le"))
    (True, False)
    """
    return controls_in(sample) <= MAX_NARROW_CONTROLS * len(sample) and _strictly(sample, "utf-8") is not None


def is_plausible(text: str) -> bool:
    r"""Whether a text has the characters that text has: hardly any controls, unassigned or private ones, and no NUL.

    >>> is_plausible("Tiếng Việt\r\n"), is_plausible("\x00\ue000\u0378")
    (True, False)
    """
    sample = text[:SAMPLE]
    odd = sum(unicodedata.category(character) in _ODD and character not in "\t\r\n" for character in sample)
    return "\0" not in sample and odd <= MAX_ODD_SHARE * len(sample)


def _strictly(data: bytes, codec: str) -> str | None:
    """The text, or ``None``; a character cut off at the end does not count."""
    try:
        return codecs.getincrementaldecoder(codec)().decode(data)
    except UnicodeDecodeError:
        return None
