"""UTF-8 that was read as a single-byte encoding, once or several times, restored by ftfy, line by line."""

from __future__ import annotations

import re

import ftfy
from ftfy.badness import is_bad
from ftfy.chardata import CHARMAP_ENCODINGS, UTF8_CLUES, UTF8_DETECTOR_RE

SAFE_CONFIG = ftfy.TextFixerConfig(
    unescape_html=True,
    remove_terminal_escapes=True,
    fix_encoding=True,
    restore_byte_a0=True,
    replace_lossy_sequences=True,
    decode_inconsistent_utf8=True,
    fix_c1_controls=True,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=True,
    remove_control_chars=True,
    normalization="NFC",
    max_decode_length=1_000_000,
    explain=True,
)
"""ftfy with every fix that keeps text verbatim and none that rewords: the peer that ``repair`` is measured against.

Spelled out whole, and only ever given to ``fix_and_explain``: ``fix_text`` ignores parts of its configuration.
"""

ENCODING_ONLY = SAFE_CONFIG._replace(
    unescape_html=False,
    remove_terminal_escapes=False,
    decode_inconsistent_utf8=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
)
"""What this step asks of ftfy: one consistent decoding of the whole line.

``decode_inconsistent_utf8`` is done here, in rounds that are counted: ftfy repeats it until nothing changes, which on
``"Â" * n + "©"`` takes n rounds over the line (measured: 2 s for 2,000 characters).
"""

MAX_ROUNDS = 8
"""Decodings, one on top of the other, that are undone; four is the most that research saw on pages."""


def _sequences(two: str, three: str, four: str, follow: str) -> str:
    """The pattern of one UTF-8 sequence as a charmap shows it: its first character tells how many follow."""
    return f"(?:[{two}][{follow}]|[{three}][{follow}]{{2}}|[{four}][{follow}]{{3}})"


def _charmap_sequences(encoding: str) -> str:
    """One UTF-8 sequence read as ``encoding``, also where ftfy takes another character for a byte that was lost.

    That is a space for a no-break space, but not in MacRoman, and ``?`` or U+FFFD where it reads sloppily.
    """

    def characters(first: int, last: int) -> str:
        return re.escape(bytes(range(first, last + 1)).decode(encoding))

    lost = (" " if encoding != "macroman" else "") + ("?\ufffd" if encoding.startswith("sloppy") else "")
    # 0xC0 starts no UTF-8 sequence but the two bytes that Java writes for NUL, which ftfy reads.
    return _sequences(
        characters(0xC0, 0xDF), characters(0xE0, 0xEF), characters(0xF0, 0xF4), characters(0x80, 0xBF) + lost
    )


_SEQUENCES = tuple(_charmap_sequences(encoding) for encoding in CHARMAP_ENCODINGS)
_SINGLE = "[\\x00-\\x7f\ufffd]*+"
_FIRST_SEQUENCE = re.compile(f"{_SINGLE}(?:{'|'.join(_SEQUENCES)})")
_ALL_SEQUENCES = tuple(re.compile(f"(?:{_SINGLE}{sequence})+{_SINGLE}") for sequence in _SEQUENCES)

_C1 = re.compile(r"[\x80-\x9f]")
_LEAD_4 = UTF8_CLUES["utf8_first_of_4"]
_LEAD_34 = UTF8_CLUES["utf8_first_of_3"] + _LEAD_4
_LEAD = UTF8_CLUES["utf8_first_of_2"] + _LEAD_34
_FOLLOW = UTF8_CLUES["utf8_continuation"].replace(" ", "")
# Written from the following character, which clean text seldom has, so that the search runs over most of it at once.
_C1_OR_PAIR = re.compile(rf"[{_FOLLOW}](?:(?<=[\x80-\x9f])|(?<=[{_LEAD}].)|(?<=[{_LEAD_34}] .)|(?<=[{_LEAD_4}]  .))")


SURE = 3
"""Runs of a line that look bad, from which the others are wrong as well: a line is mostly of one piece."""
_LONGEST = 3
"""Characters of a sequence before its last one."""

_QUOTES = "\"'`“”‘’«»„‚"
_OPENING_QUOTE = "â€œ"
_CUT_CLOSING_QUOTE = re.compile(r"â€(?=[ .,;:!?)\]-]|$)")


def suspicious(line: str) -> bool:
    """Whether ftfy could change the line for its encoding.  Never false for a line that it would change.

    There are three ways for it to: a C1 control; a whole line that decodes as UTF-8, so that every character that is
    not ASCII belongs to a sequence; or, inside a line, a run of sequences that looks bad by itself.

    >>> suspicious("Caf\u00c3\u00a9"), suspicious("Café"), suspicious("«Ça» — été")
    (True, False, False)
    """
    if line.isascii():
        return False
    if _has_bad_run(line):
        return True
    return _FIRST_SEQUENCE.match(line) is not None and any(p.fullmatch(line) for p in _ALL_SEQUENCES)


def _has_bad_run(line: str) -> bool:
    """Whether there is a C1 control, or a run of sequences that looks bad by itself.

    As ``any(is_bad(m[0]) for m in UTF8_DETECTOR_RE.finditer(line))``, which takes three times as long: a run can only
    begin within ``_LONGEST`` characters before a pair.
    """
    if "Ã " in line or "Â " in line:
        return _C1.search(line) is not None or any(is_bad(m[0]) for m in UTF8_DETECTOR_RE.finditer(line))
    end = 0
    for pair in _C1_OR_PAIR.finditer(line):
        if "\x80" <= pair[0] <= "\x9f":
            return True
        for start in range(max(end, pair.start() - _LONGEST), pair.start()):
            run = UTF8_DETECTOR_RE.match(line, start)
            if run:
                if is_bad(run[0]):
                    return True
                end = run.end()
                break
    return False


def restore(line: str) -> tuple[str, bool]:
    r"""The line as it was before it was wrongly decoded, and whether that settled; when not, the line as it is.

    >>> restore("SÃ£o Paulo")
    ('São Paulo', True)
    >>> restore("Â" * 20 + "©")[1]
    False
    """
    restored = line
    for _ in range(MAX_ROUNDS):
        before = restored
        restored = _closing_quote(restored)
        restored = _inconsistent(ftfy.fix_and_explain(restored, ENCODING_ONLY).text)
        if restored == before:
            return restored, True
    return line, False


def _closing_quote(line: str) -> str:
    r"""The line with the third character of ``”`` put back, which windows-1252 does not have and many a program drops.

    Only behind an opening quote.  ftfy would take the space after it for a lost no-break space, and make ``†`` of both.

    >>> _closing_quote("â€œso it isâ€ he said")
    'â€œso it isâ€\x9d he said'
    """
    return _CUT_CLOSING_QUOTE.sub("â€\x9d", line) if _OPENING_QUOTE in line else line


def _inconsistent(line: str) -> str:
    r"""The line with those runs of sequences restored that look bad by themselves, or all where many do.

    >>> _inconsistent("naïve cafÃ©s, which show as \"Ã©\"")
    'naïve cafés, which show as "Ã©"'
    >>> _inconsistent("Cáº§n ThÆ¡ sáº½ Ä‘Æ°á»£c nĂ¢ng cấp")
    'Cần Thơ sẽ được nĂ¢ng cấp'
    """
    if line.isascii() or not is_bad(line):
        return line
    runs = [run[0] for run in UTF8_DETECTOR_RE.finditer(line) if is_bad(run[0])]
    charmap = _charmap_of(runs) if len(runs) >= SURE else None
    return UTF8_DETECTOR_RE.sub(lambda run: _run(run, charmap), line)


def _charmap_of(runs: list[str]) -> str | None:
    """The encoding that all runs were read in."""
    return next((charmap for charmap in CHARMAP_ENCODINGS if all(_reread(run, charmap) for run in runs)), None)


def _reread(run: str, charmap: str) -> str | None:
    try:
        return run.encode(charmap).decode()
    except UnicodeError:
        return None


def _run(match: re.Match[str], charmap: str | None) -> str:
    """A run of sequences, restored where it looks bad, or was read as the others of its line.

    But not one that is quoted: there the text speaks of it.
    """
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    quoted = before in _QUOTES and after in _QUOTES and before and after
    if quoted:
        return match[0]
    if is_bad(match[0]):
        return ftfy.fix_and_explain(match[0], ENCODING_ONLY).text
    return (_reread(match[0], charmap) if charmap else None) or match[0]
