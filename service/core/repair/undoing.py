"""How a misread line becomes what it was: back to the bytes it was read from, and these read as they should be."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from service.core.charsets.encodings import MULTI_BYTE
from service.core.charsets.readings import read, unread

LONGEST_SEQUENCE = 4
"""Bytes of a character in UTF-8, at most."""


@dataclass(frozen=True, slots=True)
class Misreading:
    """The encoding that bytes were read in, and the one they were written in."""

    read_as: str
    written_in: str

    def undone(self, line: str) -> str | None:
        """The line as it was written, or ``None`` where it cannot have been misread in this way.

        What the encoding does not have came from elsewhere, and stays as it is.
        """
        text = _reread(line, self.read_as, self.written_in)
        if text is None:
            text = self._undone_around_strangers(line) or self._undone_but_for_the_end(line)
        return None if text is None else unicodedata.normalize("NFC", text)

    def _undone_around_strangers(self, line: str) -> str | None:
        strangers = {character for character in set(line) if unread(character, self.read_as) is None}
        if not strangers:
            return None
        pieces = re.split(f"([{re.escape(''.join(sorted(strangers)))}]+)", line)
        own = [piece for piece in pieces if piece[:1] not in strangers]
        read_again = [_reread(piece, self.read_as, self.written_in) for piece in own]
        if None in read_again or all(piece.isascii() for piece in own):
            return None
        back = iter(read_again)
        return "".join(piece if piece[:1] in strangers else next(back) or "" for piece in pieces)

    def _undone_but_for_the_end(self, line: str) -> str | None:
        """The line whose last character lost some of its bytes, as where a text was cut."""
        if self.written_in == "utf-8" and self.read_as not in MULTI_BYTE:
            for cut in range(1, LONGEST_SEQUENCE):
                text = _reread(line[:-cut], self.read_as, self.written_in)
                if text is not None:
                    return text + line[-cut:]
        return None


def _reread(piece: str, read_as: str, written_in: str) -> str | None:
    data = unread(piece, read_as)
    return read(data, written_in) if data is not None else None
