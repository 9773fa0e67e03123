"""Documents that are too many pieces, whatever their bytes: told before a worker has them, by counting.

Cleaning costs time and memory for each block, far more than for each byte.  A text has at most one block for each line,
a page at most one for each element, so these two limits bound the blocks of every document.
"""

from __future__ import annotations

from dataclasses import dataclass

from service.api.problems import ProblemError
from service.pool.jobs import Job

_BREAKS = (b"\n", b"\r", b"\v", b"\f", "\u2028".encode(), "\u2029".encode())
_NO_BREAKS = (b"\r\n", b"\n\n", b"\n\r\n")
"""What is one line break, or has a blank line before its end."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """How many pieces a document may have."""

    lines: int
    """Of a text, blank ones aside.  The longest text of the development data has some thousand."""
    elements: int
    """Of a page.  The largest of 1,497 development pages has 15,796."""


def refuse_giants(job: Job, most: Pieces) -> None:
    """Raise ``ProblemError`` for a document of more pieces."""
    if _is_no_giant(job, most):
        return
    count = count_elements(job.document) if job.page else count_lines(job.document)
    if job.page and count > most.elements:
        raise ProblemError(
            "page-too-complex",
            f"The page has some {count} elements; at most {most.elements} are read. Send the part that holds the "
            "article, or ask the operator of the service to raise WINNOW_MAX_ELEMENTS.",
        )
    if not job.page and count > most.lines:
        raise ProblemError(
            "too-many-lines",
            f"The text has {count} lines; at most {most.lines} are read. Send it in parts, or ask the operator of the "
            "service to raise WINNOW_MAX_LINES.",
        )


def _is_no_giant(job: Job, most: Pieces) -> bool:
    """Whether a look is enough, as it is for all but one in thousands: counting exactly takes .8 ms of a large page."""
    if not job.page:
        return len(job.document) < most.lines
    brackets = job.document.count(b"<") if isinstance(job.document, bytes) else job.document.count("<")
    return brackets <= most.elements


def count_lines(document: str | bytes) -> int:
    r"""Line breaks of all sorts that cleaning knows, and one, most blank lines left out: never fewer than there are.

    >>> count_lines("a\r\nb\nc\rd\u2028e"), count_lines(b"a\rb\xe2\x80\xa8c"), count_lines("a\n\nb\r\n\r\nc")
    (5, 3, 3)
    """
    if isinstance(document, bytes):
        return 1 + sum(map(document.count, _BREAKS)) - sum(map(document.count, _NO_BREAKS))
    return 1 + sum(document.count(s.decode()) for s in _BREAKS) - sum(document.count(s.decode()) for s in _NO_BREAKS)


def count_elements(document: str | bytes) -> int:
    """Start tags, or what may be one: never fewer than there are.

    >>> count_elements("<p>One <b>two</b>.</p><!-- <i> -->")
    3
    """
    if isinstance(document, bytes):
        return document.count(b"<") - document.count(b"</") - document.count(b"<!")
    return document.count("<") - document.count("</") - document.count("<!")
