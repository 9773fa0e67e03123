"""Characters that are not seen: odd line breaks, controls, zero-width characters, soft hyphens."""

from __future__ import annotations

import re

from ftfy.chardata import UTF8_CLUES

from service.core.repair.edits import NOTHING, Edit, Found
from service.core.repair.watched import WATCHED

NEXT_LINE = "\x85"
_LINE_BREAK = re.compile("\r\n?|[\v\f\u2028\u2029]")
_OTHER_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")
_MOJIBAKE_BEFORE = "".join(
    UTF8_CLUES[c] for c in ("utf8_first_of_2", "utf8_first_of_3", "utf8_first_of_4", "utf8_continuation_strict")
)
_NEXT_LINE = re.compile(f"(?<![{_MOJIBAKE_BEFORE}]){NEXT_LINE}")

_TERMINAL_ESCAPE = re.compile(r"\x1b\[[0-9;?]{0,32}[A-Za-z]")
_CONTROL = re.compile(f"[{WATCHED['control_character']}]+")
_C1 = re.compile(f"[{WATCHED['stray_c1']}]+")


def _dropped(pattern: re.Pattern[str], text: str) -> Found:
    return Found([(m.start(), m.end(), "") for m in pattern.finditer(text)])


def line_break(text: str) -> Found:
    r"""Turn CRLF, CR, vertical tabs, form feeds, U+2028, U+2029 and NEL into line feeds.

    NEL (U+0085) is a line break only where it cannot be anything else: as half of a mojibake sequence, or among other
    C1 controls, it is a byte of another encoding (in windows-1252 the ellipsis), and ``mojibake`` reads it.

    >>> line_break("a\r\nb\x85c").edits
    [(1, 3, '\n'), (4, 5, '\n')]
    >>> line_break("\x93a\x94 b\x85").edits
    []
    """
    edits: list[Edit] = [(m.start(), m.end(), "\n") for m in _LINE_BREAK.finditer(text)]
    if NEXT_LINE in text and not _OTHER_C1.search(text):
        edits += [(m.start(), m.end(), "\n") for m in _NEXT_LINE.finditer(text)]
        edits.sort()
    return Found(edits)


def terminal_escape(text: str) -> Found:
    r"""Drop colour codes of terminals whole: without its escape character, ``[36m`` would be read as text.

    >>> terminal_escape("\x1b[36mblue\x1b[0m").edits
    [(0, 5, ''), (9, 13, '')]
    """
    return _dropped(_TERMINAL_ESCAPE, text) if "\x1b" in text else NOTHING


def control_character(text: str) -> Found:
    r"""Drop what no text has: C0 controls but tab and line feed, DEL, annotation and object marks, noncharacters.

    C1 controls stay until ``mojibake`` has read what it can of them.

    >>> control_character("a\x00b\tc").edits
    [(1, 2, '')]
    """
    return _dropped(_CONTROL, text)


def stray_c1(text: str) -> Found:
    r"""Drop the C1 controls that are left: five bytes mean nothing even in windows-1252.

    >>> stray_c1("a\x81b").edits
    [(1, 2, '')]
    """
    return NOTHING if text.isascii() else _dropped(_C1, text)


def soft_hyphen(text: str) -> Found:
    r"""Drop soft hyphens: places where a page allowed a line to end, not letters of the word.

    >>> soft_hyphen("Donau\u00addampfer").edits
    [(5, 6, '')]
    """
    return _dropped(_SOFT_HYPHEN, text) if "\u00ad" in text else NOTHING


_SOFT_HYPHEN = re.compile("\u00ad+")
_ZERO_WIDTH = re.compile(f"[{WATCHED['zero_width']}]+")
_NOT_JOINER = re.compile("[^\u200c\u200d]")
# Latin to Armenian, Greek and Latin extensions, punctuation, currency, CJK, kana, Hangul, full-width forms.
_NEVER_JOINS = re.compile(
    "[\u0000-\u058f\u1e00-\u206f\u20a0-\u20cf\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]?"
)
# Thai, Lao, Burmese, Khmer: a zero-width space there is the word boundary that the script does not write.
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def zero_width(text: str) -> Found:
    r"""Drop zero-width spaces, joiners, word joiners and byte order marks where they mean nothing.

    Kept: joiners and non-joiners beside a character of a script that joins (Persian, Indic scripts, emoji), and
    zero-width spaces between letters of South-East Asian scripts.

    >>> zero_width("\ufeffa\u200bb می\u200cشود").edits
    [(0, 1, ''), (2, 3, '')]
    """
    if text.isascii():
        return NOTHING
    edits: list[Edit] = []
    for match in _ZERO_WIDTH.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if _NEVER_JOINS.fullmatch(before) and _NEVER_JOINS.fullmatch(after):
            kept = ""
        elif _SPACELESS.match(before) and _SPACELESS.match(after):
            kept = "\u200b" if "\u200b" in match[0] else _NOT_JOINER.sub("", match[0])
        else:
            kept = _NOT_JOINER.sub("", match[0])
        if kept != match[0]:
            edits.append((start, end, kept))
    return Found(edits)
