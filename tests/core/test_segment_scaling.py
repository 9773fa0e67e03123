"""Linear time: eight times a hostile text costs about eight times as much."""

import time
from collections.abc import Callable

import pytest

from service.core.segment import segment

SIZE = 16_000
"""Characters of the smaller text: large enough that a step of quadratic cost shows."""
FACTOR = 8
TOLERANCE = 3.0
"""On top of the factor: timers and a shared machine are noisy; a quadratic cost would be eight-fold."""
FLOOR = 0.002
"""Seconds; cheaper texts are all overhead."""

SHAPES: dict[str, Callable[[int], str]] = {
    "one line": lambda n: "word " * (n // 5),
    "one word": lambda n: "x" * n,
    "one-word lines": lambda n: "word\n" * (n // 5),
    "lower-case lines": lambda n: "of the\n" * (n // 7),
    "broken sentences": lambda n: "word\nWord\nof the\n, and\nX\n" * (n // 24),
    "commas": lambda n: ",\n" * (n // 2),
    "wrapped": lambda n: "the words of a line that is as wide as all the other lines of it.\n" * (n // 66),
    "blank lines": lambda n: "a" + "\n" * n + "b",
    "white space": lambda n: "a" + " " * n + "b\n" + "\u2028" * n,
    "deep quote": lambda n: "> " * (n // 2) + "x",
    "deeper and deeper": lambda n: "\n".join("> " * depth + "x" for depth in range(1, int(n**0.5))),
    "quote lines": lambda n: "> abc\n" * (n // 6),
    "dashes": lambda n: "-" * n + "x",
    "spaced dashes": lambda n: "- " * (n // 2),
    "dash lines": lambda n: "-\n" * (n // 2),
    "underlined lines": lambda n: "abc\n---\n" * (n // 8),
    "deeper items": lambda n: "\n".join(" " * depth + "- a" for depth in range(1, int((2 * n) ** 0.5))),
    "tab lines": lambda n: "a\tb\n" * (n // 4),
    "tabs": lambda n: "a\t" * (n // 2),
    "pipes": lambda n: "|" * n,
    "html2text cells": lambda n: "a| " * (n // 3),
    "[": lambda n: "[" * n,
    "](": lambda n: "](" * (n // 2),
    "[](": lambda n: "[](" * (n // 3),
    "![": lambda n: "![" * (n // 2),
    "[![": lambda n: "[![" * (n // 3),
    "open title": lambda n: '[a](b "' * (n // 7),
    "open single title": lambda n: "[a](b '" * (n // 7),
    "spaces in a destination": lambda n: "[a](b" + " " * n,
    "parentheses": lambda n: "[a](" + "()" * (n // 2),
    "nested links": lambda n: "[" * (n // 5) + "a" + "](/)" * (n // 5),
    "references": lambda n: "[abc]" * (n // 5),
    "autolinks": lambda n: "<http://a" * (n // 9),
    "links": lambda n: "[a](http://b.c/d_e) " * (n // 20),
    "backslashes in a link": lambda n: "[" + "\\ " * (n // 2) + "](/)",
    "open links": lambda n: "[a\\\n" * (n // 4),
    "*": lambda n: "*" * n,
    "* a": lambda n: "*a " * (n // 3),
    "*a*": lambda n: "*a* " * (n // 4),
    "_": lambda n: "_a " * (n // 3),
    "__": lambda n: "__a__ " * (n // 6),
    "backticks": lambda n: "`" * n,
    "growing backticks": lambda n: " ".join("`" * length for length in range(1, int((2 * n) ** 0.5))),
    "fences": lambda n: "```\n" * (n // 4),
    "open fences": lambda n: "```a\n" * (n // 5),
    "shrinking fences": lambda n: "\n".join("`" * length for length in range(int((2 * n) ** 0.5), 3, -1)),
    "#": lambda n: "# a" + " #" * (n // 2),
    "indented code": lambda n: "    a();\n" * (n // 9),
    "Chinese": lambda n: "新華社北京\n" * (n // 6),
}


def cost(text: str) -> float:
    """Seconds of processor time, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        segment(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("shape", SHAPES)
def test_cost_grows_with_size(shape: str) -> None:
    """The cost of the larger text is in proportion."""
    make = SHAPES[shape]

    assert cost(make(SIZE * FACTOR)) <= FACTOR * TOLERANCE * max(FLOOR, cost(make(SIZE)))
