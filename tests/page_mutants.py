"""Pages gone wrong: damage as networks, editors and scripts do it.

Every mutation is a function of a random generator and the bytes of a page, so that a seed names a page for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes], bytes]

_TAG = re.compile(rb"</?[A-Za-z][^<>]{0,400}>")
_NAME = re.compile(rb"(</?)([A-Za-z][A-Za-z0-9]*)")
_QUOTE = re.compile(rb"[\"']")
_SPACE_IN_TAG = re.compile(rb"(<[A-Za-z][A-Za-z0-9]*)(?=[ >])")
MAX_TOUCHED = 40
"""Places of one page that a mutation touches."""
MAX_CHUNK = 2_000
"""Bytes that are moved, repeated or cut out in one piece."""

NAMES = (
    b"p div span a b i table tr td th tbody ul li dl dd pre code script style noscript template svg math title head "
    b"body html frameset form select option textarea button iframe plaintext xmp article main nav footer figure br base"
).split()
JUNK_ATTRIBUTES = (
    b' class="comments sidebar hidden"',
    b' hidden style="display:none',
    b" = ' \"",
    b' id="' + b"x" * 5_000 + b'"',
    b" \x00\xff",
    b' itemprop="articleBody" itemscope itemtype',
    b' datetime="9999-99-99" lang="" dir',
    b" onload=<b>",
)
OPENERS = (
    b"<!--",
    b"<!-- --!> <!-->",
    b"<![CDATA[",
    b"<script>",
    b"<script><!--<script>",
    b"<style>",
    b"<textarea>",
    b"<title>",
    b"<plaintext>",
    b"<noscript>",
    b"<template>",
    b"<select>",
    b"<svg><foreignObject>",
    b"<math><mtext><table>",
    b"<frameset>",
    b"<table><tr><td>",
    b"<a href='",
    b"<?php",
    b"<!DOCTYPE",
    b"</",
    b"&#x110000;&#0;&#xD800;&",
    b'<base href="http://[">',
    b'<meta charset="utf-16"><meta charset=x-user-defined>',
    b'<script type="application/ld+json">{"@type":[[[[',
)
ODD_BYTES = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xc3",
    b"\x1b$B",
    b"\x1a",
    b"\x0c",
    b"\xe2\x80\xae",
)


def _position(random: Random, page: bytes) -> int:
    return random.randint(0, len(page))


def _chunk(random: Random, page: bytes) -> tuple[int, int]:
    """Where a piece of the page starts and ends."""
    start = _position(random, page)
    return start, min(len(page), start + random.randint(1, MAX_CHUNK))


def _insert(random: Random, page: bytes, pieces: tuple[bytes, ...], most: int) -> bytes:
    for _ in range(random.randint(1, most)):
        at = _position(random, page)
        page = page[:at] + random.choice(pieces) + page[at:]
    return page


def _nothing(_: re.Match[bytes]) -> bytes:
    return b""


def _some(random: Random, pattern: re.Pattern[bytes], change: Callable[[re.Match[bytes]], bytes], page: bytes) -> bytes:
    """The page with some matches changed, as many in a small page as in a large one."""
    found = sum(1 for _ in pattern.finditer(page))
    share = min(1.0, random.randint(1, MAX_TOUCHED) / max(1, found))
    return pattern.sub(lambda m: change(m) if random.random() < share else m[0], page)


def truncated(random: Random, page: bytes) -> bytes:
    """The connection broke."""
    return page[: _position(random, page)]


def beheaded(random: Random, page: bytes) -> bytes:
    """The first part is missing."""
    return page[_position(random, page) :]


def bytes_flipped(random: Random, page: bytes) -> bytes:
    """Bits were lost on the way."""
    damaged = bytearray(page)
    for _ in range(random.randint(1, MAX_TOUCHED) if damaged else 0):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def chunk_cut_out(random: Random, page: bytes) -> bytes:
    """A piece is missing."""
    start, end = _chunk(random, page)
    return page[:start] + page[end:]


def chunk_repeated(random: Random, page: bytes) -> bytes:
    """A piece is there many times."""
    start, end = _chunk(random, page)
    return page[:end] + page[start:end] * random.randint(1, MAX_TOUCHED) + page[end:]


def chunks_swapped(random: Random, page: bytes) -> bytes:
    """Two pieces stand in each other's place."""
    a, b, c = sorted(_position(random, page) for _ in range(3))
    return page[:a] + page[b:c] + page[a:b] + page[c:]


def tags_swapped(random: Random, page: bytes) -> bytes:
    """Elements have other names, ends no longer match."""
    return _some(random, _NAME, lambda m: m[1] + random.choice(NAMES), page)


def tags_dropped(random: Random, page: bytes) -> bytes:
    """Starts and ends of elements are missing."""
    return _some(random, _TAG, _nothing, page)


def tags_shuffled(random: Random, page: bytes) -> bytes:
    """Tags of the page stand where others stood."""
    tags = _TAG.findall(page)
    return _some(random, _TAG, lambda _: random.choice(tags), page)


def attributes_mangled(random: Random, page: bytes) -> bytes:
    """Attributes that mean something, that mean nothing, or that never end."""
    return _some(random, _SPACE_IN_TAG, lambda m: m[1] + random.choice(JUNK_ATTRIBUTES), page)


def quotes_dropped(random: Random, page: bytes) -> bytes:
    """Attributes and strings of JSON do not end where they should."""
    return _some(random, _QUOTE, _nothing, page)


def never_closed(random: Random, page: bytes) -> bytes:
    """A comment, a script or the like begins and does not end."""
    return _insert(random, page, OPENERS, 3)


def odd_bytes(random: Random, page: bytes) -> bytes:
    """NULs, halves of characters and marks of other encodings."""
    return _insert(random, page, ODD_BYTES, MAX_TOUCHED)


DAMAGE: tuple[Mutation, ...] = (
    truncated,
    beheaded,
    bytes_flipped,
    chunk_cut_out,
    chunk_repeated,
    chunks_swapped,
    tags_swapped,
    tags_dropped,
    tags_shuffled,
    attributes_mangled,
    quotes_dropped,
    never_closed,
    odd_bytes,
)


def mutate(random: Random, page: bytes) -> tuple[str, bytes]:
    """The page with one, two or three sorts of damage, and their names."""
    chosen = [random.choice(DAMAGE) for _ in range(random.randint(1, 3))]
    for mutation in chosen:
        page = mutation(random, page)
    return "+".join(m.__name__ for m in chosen), page
