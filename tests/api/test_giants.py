"""Documents of too many pieces: refused before a worker has them, with the limit and the remedy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from httpx import Client

from service.api.giants import Pieces, count_elements, refuse_giants
from service.api.problems import ProblemError
from service.pool.jobs import Job
from tests.api.helpers import HTML, JSON, TEXT, StubPool, as_data, client_of, problem

LINES, ELEMENTS = 100, 50
LIMITS = {"WINNOW_MAX_LINES": str(LINES), "WINNOW_MAX_ELEMENTS": str(ELEMENTS)}
TEXT_OF = "\n".join(["word"] * LINES)
PAGE_OF = "<p>word</p>" * ELEMENTS


@pytest.fixture
def pool() -> StubPool:
    """A pool that remembers what it was asked."""
    return StubPool()


@pytest.fixture
def small(pool: StubPool) -> Iterator[Client]:
    """A service with small limits."""
    with client_of(pool, LIMITS) as client:
        yield client


def requests(text: str, page: str) -> list[tuple[bool, dict[str, Any]]]:
    """The same documents in all the ways in which they can be sent, and whether they are pages."""
    return [
        (False, {"content": text.encode(), "headers": TEXT}),
        (True, {"content": page.encode(), "headers": HTML}),
        (False, {"json": {"text": text}}),
        (True, {"json": {"html": page}}),
        (False, {"json": as_data("text/plain", text.encode())}),
        (True, {"json": as_data("text/html", page.encode())}),
    ]


def test_up_to_the_limit(small: Client, pool: StubPool) -> None:
    """As many as are allowed are cleaned."""
    for _, request in requests(TEXT_OF, PAGE_OF):
        assert 200 == small.post("/v1/clean", **request).status_code
    assert 6 == len(pool.jobs)


def test_one_more(small: Client, pool: StubPool) -> None:
    """One more is refused, whatever way it came, and no worker hears of it."""
    for is_page, request in requests(TEXT_OF + "\nword", PAGE_OF + "<p>"):
        response = small.post("/v1/clean", **request)
        if is_page:
            words = "some 51 elements; at most 50 are read. Send the part that holds the article"
            assert words in problem(response, "page-too-complex")
        else:
            assert "has 101 lines; at most 100 are read" in problem(response, "too-many-lines")
    assert [] == pool.jobs


def test_in_a_batch(small: Client) -> None:
    """A giant costs its own line only."""
    lines = ['{"text":"word"}', '{"id":"giant","html":"' + "<p>" * (ELEMENTS + 1) + '"}']
    headers = {**JSON, "Content-Type": "application/x-ndjson"}
    answer = small.post("/v1/clean/batch", content="\n".join(lines).encode(), headers=headers)
    assert '"urn:winnow:problem:page-too-complex"' in answer.text.splitlines()[1]
    assert "problem" not in answer.text.splitlines()[0]


@pytest.mark.parametrize("sign", ["\n", "\r", "\r\n", "\v", "\f", "\u2028", "\u2029"])
def test_every_line_break_counts(sign: str) -> None:
    """What cleaning takes for a line break is one here, in text and in UTF-8."""
    for document in (sign.join("abc"), sign.join("abc").encode()):
        refuse_giants(Job(document), Pieces(3, 1))
        with pytest.raises(ProblemError, match="has 3 lines; at most 2"):
            refuse_giants(Job(document), Pieces(2, 1))


def test_blank_lines_do_not_count() -> None:
    """Paragraphs are as many as they are, however far apart; a text of nothing but breaks is still counted."""
    for pause in ("\n\n", "\r\n\r\n"):
        refuse_giants(Job(pause.join("abc")), Pieces(3, 1))
        with pytest.raises(ProblemError, match="at most 2"):
            refuse_giants(Job(pause.join("abc")), Pieces(2, 1))
    with pytest.raises(ProblemError, match="too-many-lines"):
        refuse_giants(Job("\n" * 1000), Pieces(400, 1))


def test_closing_tags_and_comments_are_no_elements() -> None:
    """Only what may begin an element counts, so that the count is never too low and seldom too high."""
    page = "<!doctype html><!-- a < b --><p>One <br/> two</p></div>"
    assert 3 == count_elements(page) == count_elements(page.encode())
