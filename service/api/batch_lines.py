"""The lines of a batch: cut from a stream as it arrives, never more in memory than one line and one chunk."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from service.api.json_in import decode_json
from service.api.wire import BatchRequest


@dataclass(frozen=True, slots=True)
class Line:
    """One document of a batch, as it was sent."""

    number: int
    """From 1, blank lines counted: where an editor shows it."""
    text: bytes | None
    """JSON, not looked at yet; ``None`` where it is longer than the limit, and was forgotten as it arrived."""

    @property
    def size(self) -> int:
        """Bytes that it holds."""
        return len(self.text or b"")


class _Cutter:
    """What is left of a line whose end has not come."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._begun = bytearray()
        self._too_long = False
        self._number = 0

    def add(self, piece: bytes) -> None:
        """More of the line; what goes beyond the limit is forgotten."""
        self._too_long = self._too_long or len(self._begun) + len(piece) > self._limit
        if self._too_long:
            self._begun.clear()
        else:
            self._begun += piece

    def end(self) -> Line | None:
        """The line, now that it has ended; ``None`` for a blank one."""
        self._number += 1
        text, too_long = bytes(self._begun), self._too_long
        self._begun.clear()
        self._too_long = False
        if too_long:
            return Line(self._number, None)
        return None if not text or text.isspace() else Line(self._number, text)


async def cut_lines(chunks: AsyncIterator[bytes], limit: int) -> AsyncIterator[Line]:
    """The lines of a stream that are not blank; the last need not end in a newline.

    Args:
        chunks: The stream, cut anywhere.
        limit: Bytes of the longest line that is kept.
    """
    cutter = _Cutter(limit)
    async for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            cutter.add(piece)
            line = cutter.end()
            if line:
                yield line
        cutter.add(rest)
    last = cutter.end()
    if last:
        yield last


async def array_lines(body: bytes) -> AsyncIterator[Line]:
    """The documents of a JSON body, each as if it stood on a line of its own.  Raises ``ProblemError``."""
    for number, document in enumerate(decode_json(body, BatchRequest).documents, 1):
        yield Line(number, json.dumps(document).encode())  # ASCII: halves of surrogate pairs come through
