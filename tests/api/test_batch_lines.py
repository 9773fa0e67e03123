"""Lines of a batch: cut wherever the stream is cut, bounded, numbered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.batch_lines import Line, array_lines, cut_lines
from service.api.problems import ProblemError
from tests.generated import examples


async def stream(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def cut(*chunks: bytes, limit: int = 100) -> list[Line]:
    async def main() -> list[Line]:
        return [line async for line in cut_lines(stream(*chunks), limit)]

    return asyncio.run(main())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", []),
        (b"\n \n\t\r\n", []),
        (b"a", [Line(1, b"a")]),
        (b"a\n", [Line(1, b"a")]),
        (b"a\r\nb", [Line(1, b"a\r"), Line(2, b"b")]),
        (b"\na\n\n\nb\n\n", [Line(2, b"a"), Line(5, b"b")]),
        (b"a\x0bb\x85c", [Line(1, b"a\x0bb\x85c")]),
    ],
)
def test_lines(body: bytes, expected: list[Line]) -> None:
    """Only newlines end lines; blank ones are left out, and counted."""
    assert expected == cut(body)


@examples(200)
@given(st.binary(max_size=60).map(lambda b: b.replace(b"\x00", b"\n")), st.lists(st.integers(0, 60), max_size=8))
def test_chunks_do_not_matter(body: bytes, cuts: list[int]) -> None:
    """Wherever the network cuts the stream, the lines are the same; so with a limit that some of them exceed."""
    edges = [0, *sorted(min(c, len(body)) for c in cuts), len(body)]
    chunks = [body[a:b] for a, b in pairwise(edges)]
    assert cut(body) == cut(*chunks)
    assert cut(body, limit=5) == cut(*chunks, limit=5)


def test_line_that_is_too_long() -> None:
    """It comes without its text, and its neighbours as ever; at the limit it is not too long."""
    lines = cut(b"12345\n12", b"34", b"56\n\n", b"1234567", b"\n1234", limit=5)
    assert [Line(1, b"12345"), Line(2, None), Line(4, None), Line(5, b"1234")] == lines


def test_documents_of_an_array() -> None:
    """Each document is a line, numbered from 1, whatever it is; halves of surrogate pairs come through."""

    async def main() -> list[Line]:
        return [line async for line in array_lines(b'{"documents": [{"text": "\\ud800 \\u00e9"}, 3, null]}')]

    lines = asyncio.run(main())
    assert [1, 2, 3] == [line.number for line in lines]
    assert [{"text": "\ud800 é"}, 3, None] == [json.loads(line.text or b"") for line in lines]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"[]", "not-an-object"),
        (b"{}", "missing-field"),
        (b'{"documents": {}}', "wrong-type"),
        (b'{"documents": [], "options": {}}', "unknown-field"),
        (b'{"documents": [', "malformed-json"),
    ],
)
def test_body_that_is_no_batch(body: bytes, code: str) -> None:
    """What is wrong with the whole is a problem of the request."""

    async def main() -> None:
        async for _ in array_lines(body):
            pass

    with pytest.raises(ProblemError) as caught:
        asyncio.run(main())
    assert code == caught.value.problem.code
