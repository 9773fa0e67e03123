"""Text that was made fit for a transport, and never turned back: percent, quoted-printable, words of mail headers."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from typing import NamedTuple

from service.core.repair.code import lines_outside_fences
from service.core.repair.edits import NOTHING, Edit, Found

MIN_SEQUENCES = 2
"""Multi-byte UTF-8 sequences from which a line counts as percent-encoded text."""

_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]")

_PERCENTS = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_PERCENT_LEAD = re.compile("%[C-Fc-f]")
# Marks of addresses, paths, queries, fields and code; names of files.
_NO_TEXT = re.compile(
    r"""[/?&=@\\:;#`<>{}\[\]|"]|^\s*(?:www\.|\.)|\.[A-Za-z0-9]{2,5}\s*$|%(?![0-9A-Fa-f]{2})|\S\s+\S"""
)

# What no title has: the line is data or markup.
_MARKUP = re.compile(r"[{}<>=&\\|]|://")


def percent_escape(text: str) -> Found:
    r"""Read a line that is percent-encoded text as a whole.

    It has no space and at least two UTF-8 sequences of several bytes, as a title that was taken from an address has.
    Left alone: addresses, paths, queries and fragments, names of files, and anything that is not UTF-8.

    >>> percent_escape("caf%C3%A9%20cr%C3%A8me").edits
    [(3, 12, 'é '), (14, 20, 'è')]
    >>> percent_escape("/caf%C3%A9-cr%C3%A8me\n50%").edits
    []
    """
    if "%" not in text or not _PERCENT_LEAD.search(text):
        return NOTHING
    edits: list[Edit] = []
    for position, line in lines_outside_fences(text):
        if "%" in line and line.isascii() and not _NO_TEXT.search(line):
            found = [(m, _utf8(bytes.fromhex(m[0].replace("%", " ")))) for m in _PERCENTS.finditer(line)]
            read = [new for _, new in found if new is not None]
            if (
                len(read) == len(found)
                and not _MARKUP.search("".join(read))
                and sum(not c.isascii() for new in read for c in new) >= MIN_SEQUENCES
            ):
                edits.extend((position + m.start(), position + m.end(), new or "") for m, new in found)
    return Found(edits)


def _utf8(data: bytes) -> str | None:
    """Bytes as text without controls, if they are that."""
    try:
        characters = data.decode()
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(characters) else characters


_QUOTED = re.compile(r"(?:=[0-9A-F]{2}|=[ \t]*\n)+")
_QUOTED_LEAD = re.compile("=[C-F][0-9A-F]=")
_SOFT_BREAK = re.compile(r"=[ \t]*\n")
_SOFT_END = re.compile(r"=[ \t]*$")


class _Lines(NamedTuple):
    """Lines that soft breaks join, and where they begin."""

    position: int
    text: str


def quoted_printable(text: str) -> Found:
    r"""Read ``=C3=A9`` where a whole line shows that it is quoted-printable, as mail is sent.

    The line is ASCII, every equals sign on it is an escape (or ends it, and joins it to the next), and among the
    escapes are UTF-8 sequences at a word.  Then ``=20`` and ``=3D`` on it are read too.  Left alone: formulas, code,
    addresses, base64, and mail in other encodings.

    >>> quoted_printable("Le caf=C3=A9 =3D 2 =\neuros").edits
    [(6, 12, 'é'), (13, 16, '='), (19, 21, '')]
    >>> quoted_printable("A1=C3=A9 and x=3D").edits
    []
    """
    if "=" not in text or not _QUOTED_LEAD.search(text):
        return NOTHING
    edits: list[Edit] = []
    for position, lines in _joined(text):
        edits.extend((position + start, position + end, new) for start, end, new in _unquoted(lines))
    return Found(edits)


def _joined(text: str) -> Iterator[_Lines]:
    """The lines of a text, those together that soft breaks join."""
    run: list[str] = []
    begin = end = 0
    for position, line in lines_outside_fences(text):
        if run and position == end and _SOFT_END.search(run[-1]):
            run.append(line)
        else:
            if run:
                yield _Lines(begin, "\n".join(run))
            begin, run = position, [line]
        end = position + len(line) + 1
    if run:
        yield _Lines(begin, "\n".join(run))


def _unquoted(lines: str) -> list[Edit]:
    """The edits that read lines, none where they are not quoted-printable."""
    if not _QUOTED_LEAD.search(lines) or not lines.isascii() or "`" in lines or "=" in _QUOTED.sub("", lines):
        return []
    edits: list[Edit] = []
    in_word = False
    for match in _QUOTED.finditer(lines):
        new = _utf8(bytes.fromhex(_SOFT_BREAK.sub("", match[0]).replace("=", " ")))
        if new is None:
            return []
        around = lines[match.start() - 1 : match.start()] + lines[match.end() : match.end() + 1]
        in_word = in_word or (not new.isascii() and (any(map(str.islower, around)) or len(new) >= MIN_SEQUENCES))
        edits.append((match.start(), match.end(), new))
    return edits if in_word else []


_CHARSETS = (
    r"utf-?8|us-ascii|iso-8859-(?:1?[0-9])|windows-125[0-8]|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|iso-2022-jp"
    r"|euc-(?:jp|kr)"
)
_WORD = re.compile(rf"=\?({_CHARSETS})\?([BQ])\?([!->@-~]{{1,400}}+)\?=", re.IGNORECASE)
_WORDS = re.compile(rf"(?:{_WORD.pattern}[ \t]*+)+", re.IGNORECASE)


def encoded_word(text: str) -> Found:
    r"""Read the encoded words of mail headers (RFC 2047), as ``=?utf-8?B?w6k=?=``.

    Words that follow each other are one text, the spaces between them are none of it.  Left alone: charsets that
    mail does not use, and what cannot be decoded.

    >>> encoded_word("Re: =?UTF-8?Q?Caf=C3=A9_cr=C3?= =?UTF-8?B?qG1l?= !").edits
    [(4, 48, 'Café crème')]
    """
    if "=" not in text or "=?" not in text:
        return NOTHING
    edits: list[Edit] = []
    for position, line in lines_outside_fences(text):
        if "=?" in line and "`" not in line:
            for run in _WORDS.finditer(line):
                words = list(_WORD.finditer(run[0]))
                new = _decoded(words)
                if new is not None:
                    start = position + run.start()
                    edits.append((start, start + words[-1].end(), new))
    return Found(edits)


def _decoded(words: list[re.Match[str]]) -> str | None:
    """The text of encoded words; characters may be cut between two of one charset."""
    parts: list[tuple[str, bytes]] = []
    try:
        for charset, encoding, data in (word.groups() for word in words):
            raw = (
                binascii.a2b_base64(data, strict_mode=True) if encoding in "Bb" else binascii.a2b_qp(data, header=True)
            )
            if parts and parts[-1][0] == charset.lower():
                parts[-1] = (parts[-1][0], parts[-1][1] + raw)
            else:
                parts.append((charset.lower(), raw))
        new = "".join([raw.decode(charset) for charset, raw in parts])
    except (binascii.Error, UnicodeDecodeError, LookupError):
        return None
    return None if _CONTROL.search(new) else new
