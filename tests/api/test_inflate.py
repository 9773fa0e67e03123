"""Compressed bodies: every coding, in chunks of any size, never further than the limits, and only where whole."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Callable, Mapping

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.body import RATIO_FREE_BYTES, Limits, coding_of, inflated, read_body
from service.api.inflate import INFLATERS, MAX_MEMBERS, PIECE_BYTES, ZSTD_WINDOW_LOG, zstd
from service.api.problems import ProblemError
from service.api.room import Room
from tests.generated import examples

LIMITS = Limits(10_000_000, 30)


def raw_deflate(data: bytes) -> bytes:
    """What some clients send as ``deflate``: no header."""
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflater.compress(data) + deflater.flush()


PACKERS: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "gzip of members": ("gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
    "zlib": ("deflate", zlib.compress),
    "raw deflate": ("deflate", raw_deflate),
    "brotli": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
    "zstd of frames": ("zstd", lambda data: zstd.compress(data[:9]) + zstd.compress(data[9:])),
}


async def chunks(data: bytes, size: int) -> AsyncIterator[bytes]:
    """The data as they arrive."""
    for start in range(0, len(data), size):
        yield data[start : start + size]


def read(data: bytes, coding: str, *, size: int = 65_536, limits: Limits = LIMITS) -> bytes:
    """A body as it is read."""
    return asyncio.run(read_body(chunks(data, size), {"content-encoding": coding}, limits))


def problem_of(data: bytes, coding: str, *, limits: Limits = LIMITS) -> ProblemError:
    """What is said of a body."""
    with pytest.raises(ProblemError) as caught:
        read(data, coding, limits=limits)
    return caught.value


def test_every_coding_is_tried() -> None:
    """A new coding needs a packer here."""
    assert {*INFLATERS} == {coding for coding, _ in PACKERS.values()}


@examples(200)
@given(data=st.binary(max_size=300), size=st.integers(1, 50), name=st.sampled_from([*PACKERS]))
def test_comes_back_in_chunks_of_any_size(data: bytes, size: int, name: str) -> None:
    """What was packed comes back, however it is cut."""
    coding, pack = PACKERS[name]
    assert data == read(pack(data), coding, size=size)


@pytest.mark.parametrize("name", PACKERS)
def test_large(name: str) -> None:
    """Megabytes come back, random and repetitive ones."""
    coding, pack = PACKERS[name]
    data = b"The council met on Tuesday. " * 50_000 + bytes(range(256)) * 4_000
    assert data == read(pack(data), coding)


@pytest.mark.parametrize("name", PACKERS)
def test_cut_and_followed(name: str) -> None:
    """Data that end too early, or go on as something else, are refused."""
    coding, pack = PACKERS[name]
    whole = pack(b"The council met on Tuesday. " * 9)
    for data in (whole[:-1], whole[: len(whole) // 2], whole[:1], whole + b"more", b"more" + whole):
        assert "bad-compression" == problem_of(data, coding).problem.code


@pytest.mark.parametrize("coding", INFLATERS)
def test_empty(coding: str) -> None:
    """An empty body is empty, whatever it is said to be."""
    assert b"" == read(b"", coding)


BOMBS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}


@pytest.mark.parametrize("coding", BOMBS)
def test_bomb_is_stopped_by_its_ratio(coding: str) -> None:
    """Long before the limit of bytes, and only where there is much of it."""
    limits = Limits(10**9, 30, max_ratio=100)
    error = problem_of(BOMBS[coding](b"x" * 50_000_000), coding, limits=limits)
    assert "inflates-too-much" == error.problem.code
    assert "more than 100 times" in error.detail
    assert len(read(BOMBS[coding](b"x" * (RATIO_FREE_BYTES - PIECE_BYTES)), coding, limits=limits))


@pytest.mark.parametrize("coding", BOMBS)
def test_bomb_is_never_made(coding: str) -> None:
    """No piece is larger than some pieces, so nothing is made that is then too much."""
    inflater = INFLATERS[coding]()
    sizes = [len(piece) for piece in inflater.feed(BOMBS[coding](b"x" * 20_000_000))]
    assert 20_000_000 == sum(sizes)
    assert max(sizes) <= 2 * PIECE_BYTES


def test_members_are_counted() -> None:
    """A body of nothing but members costs their number, not their bytes."""
    for coding, pack in (("gzip", gzip.compress), ("zstd", zstd.compress)):
        assert b"" == read(pack(b"") * MAX_MEMBERS, coding)
        assert "bad-compression" == problem_of(pack(b"") * (MAX_MEMBERS + 1), coding).problem.code


def test_zstd_window() -> None:
    """A frame that asks for more memory than HTTP allows is refused."""
    packer = zstd.ZstdCompressor(options={int(zstd.CompressionParameter.window_log): ZSTD_WINDOW_LOG + 1})
    data = packer.compress(b"x" * 1000) + packer.flush()
    assert "bad-compression" == problem_of(data, "zstd").problem.code


def test_others_get_their_turn() -> None:
    """While megabytes are inflated the event loop goes on."""

    async def scenario() -> int:
        turns = 0

        async def count() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(count())
        async for _ in inflated(chunks(gzip.compress(bytes(20_000_000)), 10**6), "gzip", Limits(10**9, 30)):
            pass
        task.cancel()
        return turns

    assert asyncio.run(scenario()) >= 15


def test_codings() -> None:
    """Case and space do not matter; no coding is none."""
    assert [None, None, "gzip", "br"] == [coding_of(header) for header in ("", "Identity", " GZIP ", "br")]


async def drip(pause: float, chunk: bytes = b"x") -> AsyncIterator[bytes]:
    """A sender that takes its time, for ever."""
    while True:
        await asyncio.sleep(pause)
        yield chunk


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(1000, 0.1), "did not arrive within 0.1 s"),
        (Limits(1000, 30, min_rate=1000), "arrives at fewer than 1000 bytes a second"),
    ],
)
def test_slow_senders(monkeypatch: pytest.MonkeyPatch, limits: Limits, words: str) -> None:
    """A body that takes too long, or trickles, is given up, and the cause is told."""
    monkeypatch.setattr("service.api.body.RATE_GRACE_SECONDS", 0.1)
    with pytest.raises(ProblemError, match="slow-body") as caught:
        asyncio.run(read_body(drip(0.01), {}, limits))
    assert words in caught.value.detail


def test_steady_senders(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is fast enough on the mean may go on to its end."""
    monkeypatch.setattr("service.api.body.RATE_GRACE_SECONDS", 0.05)

    async def steady() -> AsyncIterator[bytes]:
        for _ in range(20):
            await asyncio.sleep(0.01)
            yield b"x" * 1000

    assert 20_000 == len(asyncio.run(read_body(steady(), {}, Limits(100_000, 30, min_rate=1000))))


def test_room_is_given_back() -> None:
    """What bodies hold is counted as made, refused beyond the room, and free again when the request ends."""
    room = Room(1000)

    async def hold(count: int) -> None:
        with room.hold() as held:
            await read_body(chunks(gzip.compress(bytes(count)), 100), {"content-encoding": "gzip"}, LIMITS, held)
            assert room.held == count

    asyncio.run(hold(1000))
    assert 0 == room.held
    with pytest.raises(ProblemError, match="no-room"):
        asyncio.run(hold(1001))
    assert 0 == room.held
