"""Inflating bodies piece by piece: gzip, deflate, brotli and zstd, none of them further than the room that is left.

Each inflater takes what has arrived and gives back what it makes, in pieces of some tens of kilobytes, so that a bomb
is known for one after its first pieces, whatever its size, and probes are answered between two of them.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

__all__ = [
    "INFLATERS",
    "MAX_MEMBERS",
    "NAMED",
    "PIECE_BYTES",
    "ZSTD_WINDOW_LOG",
    "BadCompressionError",
    "Inflater",
    "zstd",
]

PIECE_BYTES = 65_536
"""Made at a time; also taken at a time: what follows a gzip member is copied, so that a large body of tiny members
would cost its square."""
MAX_MEMBERS = 1000
"""Members of one gzip body; block-wise compressors make one per 64 KB, 160 for the default limit."""

GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
"""``zlib``'s code for: see from the header which of the two it is."""
RAW_DEFLATE = -zlib.MAX_WBITS
"""``zlib``'s code for a stream without header, which some clients send as ``deflate``."""
ZLIB_METHOD = 8
"""Low four bits of the first byte of a zlib stream (RFC 1950)."""
ZSTD_WINDOW_LOG = 23
"""The decoder's memory, as a power of two: 8 MB, which is all that RFC 9659 lets a sender of HTTP ask for."""


class BadCompressionError(ValueError):
    """The data are not, or not all of, what they are said to be."""


class Inflater(Protocol):
    """One body on its way."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What can be made of all data so far, in pieces.  Raises ``BadCompressionError``."""

    def finish(self) -> None:
        """Raise ``BadCompressionError`` unless the data have come to their end."""


class ZlibInflater:
    """gzip, member after member, and deflate with its zlib header or without."""

    def __init__(self, *, deflate: bool) -> None:
        self._deflate = deflate
        self._head = b""
        self._inflater = zlib.decompressobj(GZIP_OR_ZLIB)
        self._members = 0
        self._fresh = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        """See ``Inflater``."""
        if self._deflate and self._fresh:  # two bytes tell whether there is a header
            data = self._head + data
            self._head = data if len(data) < 2 else b""
            if self._head:
                return
            if not _has_zlib_header(data):
                self._inflater = zlib.decompressobj(RAW_DEFLATE)
        for start in range(0, len(data), PIECE_BYTES):
            yield from self._feed(data[start : start + PIECE_BYTES])

    def _feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._inflater.eof:
                self._members += 1
                if self._deflate or self._members >= MAX_MEMBERS:
                    raise BadCompressionError
                self._inflater = zlib.decompressobj(GZIP_OR_ZLIB)
            self._fresh = False
            try:
                piece = self._inflater.decompress(data, PIECE_BYTES)
            except zlib.error:
                raise BadCompressionError from None
            data = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
            if piece:
                yield piece

    def finish(self) -> None:
        """See ``Inflater``."""
        if not self._inflater.eof:
            raise BadCompressionError


class BrotliInflater:
    """Brotli: one stream, with a window of at most 16 MB."""

    def __init__(self) -> None:
        self._inflater = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """See ``Inflater``."""
        if self._inflater.is_finished() and data:
            raise BadCompressionError
        try:
            piece = self._inflater.process(data, output_buffer_limit=PIECE_BYTES)
            while piece or not self._inflater.can_accept_more_data():
                yield piece
                piece = self._inflater.process(b"", output_buffer_limit=PIECE_BYTES)
        except brotli.error:
            raise BadCompressionError from None

    def finish(self) -> None:
        """See ``Inflater``."""
        if not self._inflater.is_finished():
            raise BadCompressionError


class ZstdInflater:
    """Zstandard, frame after frame."""

    def __init__(self) -> None:
        self._inflater = self._new()
        self._members = 0

    @staticmethod
    def _new() -> zstd.ZstdDecompressor:
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG})

    def feed(self, data: bytes) -> Iterator[bytes]:
        """See ``Inflater``."""
        for start in range(0, len(data), PIECE_BYTES):
            yield from self._feed(data[start : start + PIECE_BYTES])

    def _feed(self, data: bytes) -> Iterator[bytes]:
        while data or not (self._inflater.eof or self._inflater.needs_input):
            if self._inflater.eof:
                self._members += 1
                if self._members >= MAX_MEMBERS:
                    raise BadCompressionError
                self._inflater = self._new()
            try:
                piece = self._inflater.decompress(data, PIECE_BYTES)
            except zstd.ZstdError:
                raise BadCompressionError from None
            data = self._inflater.unused_data if self._inflater.eof else b""
            if piece:
                yield piece

    def finish(self) -> None:
        """See ``Inflater``."""
        if not self._inflater.eof:
            raise BadCompressionError


INFLATERS: Mapping[str, Callable[[], Inflater]] = MappingProxyType(
    {
        "gzip": lambda: ZlibInflater(deflate=False),
        "x-gzip": lambda: ZlibInflater(deflate=False),
        "deflate": lambda: ZlibInflater(deflate=True),
        "br": BrotliInflater,
        "zstd": ZstdInflater,
    }
)
"""Content coding → its inflater; RFC 9110 has ``x-gzip`` as another name of ``gzip``."""
NAMED = tuple(name for name in INFLATERS if not name.startswith("x-"))
"""The codings, each by its one name."""


def _has_zlib_header(data: bytes) -> bool:
    """Two bytes: the method, and a check sum of both (RFC 1950)."""
    return data[0] & 0x0F == ZLIB_METHOD and int.from_bytes(data[:2]) % 31 == 0
