"""Escapes of JSON strings that were never read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from service.core.repair.code import lines_outside_fences
from service.core.repair.edits import NOTHING, Edit, Found

MIN_EVIDENCE = 3
"""From how much evidence a line counts as a JSON string: a letter in a word is one, a mark at a word two, as nobody
names marks so; a quote or slash that is escaped is one more.  A log that prints two names (``Malm\\u00f6``) stays."""
MIN_ESCAPES = 2

_SHORT: Mapping[str, str] = MappingProxyType(
    {"\\r\\n": "\n", "\\n": "\n", "\\r": "\n", "\\t": "\t", '\\"': '"', "\\/": "/", "\\\\": "\\"}
)
_ESCAPE = re.compile(r'(?P<points>(?:\\u[0-9A-Fa-f]{4})+)|\\r\\n|\\[nrt"/\\]')
_NO_CHARACTER = frozenset(["Cc", "Cn", "Co"])
_TEMPLATE = frozenset("{}[]")
_QUOTED = frozenset('"/')
_LENGTH = len("\\u00e9")
# Ranges of a pattern, the ends of a program's strings, assignments, paths of Windows, code marked as such.
_CODE = re.compile(r"""[`{}]|\[\^?\\u|\(['"]|(?<!\\)['"][,;:)\]]*\s*$|=(?!\\["u])|\b[A-Za-z]:\\(?![nrtu"/\\])""")


def json_escape(text: str) -> Found:
    r"""Read ``\u00e9`` and its kin where a whole line shows that it is a JSON string.

    The line is otherwise ASCII, several escapes stand for letters or punctuation in or at words, and no backslash is
    anything else; then ``\"``, ``\/`` and ``\n`` on it are read too.  Left alone: code, patterns, lines with quotes
    that are not escaped (those are JSON itself, or a program), and escapes that an article names.

    >>> json_escape(r"La pr\u00e9sidente l\u2019a dit : \"Oui\"").edits
    [(5, 11, 'é'), (20, 26, '’'), (34, 36, '"'), (39, 41, '"')]
    >>> json_escape(r"Both \u00e9 and \u00e8 are letters; [\u0600-\u06ff\u0750] are Arabic").edits
    []
    """
    if "\\" not in text or text.count("\\u") < MIN_ESCAPES:
        return NOTHING
    return Found(
        [
            (position + start, position + end, new)
            for position, line in lines_outside_fences(text)
            if line.count("\\u") >= MIN_ESCAPES
            for start, end, new in _edits(line)
        ]
    )


def _edits(line: str) -> list[Edit]:
    """The edits that read a line, none where it is no JSON string."""
    if not line.isascii() or _CODE.search(line):
        return []
    bare = _ESCAPE.sub("", line)
    if "\\" in bare or '"' in bare:
        return []
    edits: list[Edit] = []
    telling = 0
    for match in _ESCAPE.finditer(line):
        new = _SHORT.get(match[0]) or _points(match["points"])
        if new is None:
            return []
        telling += _evidence(new, line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1])
        edits.append((match.start(), match.end(), new))
    quoted = any(new in _QUOTED for _, _, new in edits)
    return edits if telling and telling + quoted >= MIN_EVIDENCE else []


def _points(escapes: str) -> str | None:
    """The characters of a run of escapes; ``None`` where they are not all of a text."""
    units = "".join([chr(int(escapes[at + 2 : at + _LENGTH], 16)) for at in range(0, len(escapes), _LENGTH)])
    try:
        characters = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return None
    no_text = any(unicodedata.category(c) in _NO_CHARACTER or c in _TEMPLATE for c in characters)
    return None if no_text else characters


def _evidence(characters: str, before: str, after: str) -> int:
    """How much a run of escapes tells: its letters and marks, if it is part of a word, touches one or is one."""
    categories = [unicodedata.category(c)[0] for c in characters]
    letters, marks = sum(map(categories.count, "LM")), categories.count("P")
    return letters + 2 * marks if letters > 1 or before.isalnum() or after.isalnum() else 0
