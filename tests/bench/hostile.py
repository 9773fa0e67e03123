"""Texts that break cleaners whose cost grows faster than the text: each shape at any size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

MEGABYTE = 1_000_000
"""Characters."""
MANY = 100_000
"""Lines, or pairs of lines, of the shapes that the issue names."""
LINES = 20_000
"""Lines of the other shapes: up to a megabyte."""

PARAGRAPH = (
    "The council met on Monday to vote on the new bridge over the river, which the town has wanted for years. "
    "“We will build it,” said Mayor Ana Núñez, who took office in 2024 — “come what may.” Work starts in March.\n\n"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A text of any size; ``full`` is the size at which it is measured, in the unit that ``make`` counts in."""

    make: Callable[[int], str]
    full: int = MEGABYTE


def repeated(unit: str, *, head: str = "", tail: str = "") -> Shape:
    """One piece over and over, to the number of characters asked for."""
    return Shape(lambda size: head + unit * (size // len(unit)) + tail)


def lines(line: str, *, head: str = "", count: int = LINES) -> Shape:
    """One line over and over; ``{}`` in it is replaced by its number."""
    return Shape(lambda size: head + "\n".join(line.replace("{}", str(i)) for i in range(size)), count)


def nested(opening: str, closing: str) -> Shape:
    """Marks that open and open, a word, and marks that close and close."""
    pair = len(opening + closing)
    return Shape(lambda size: opening * (size // pair) + "word" + closing * (size // pair))


ORDINARY: Mapping[str, Shape] = MappingProxyType({"ordinary paragraphs": repeated(PARAGRAPH)})

HOSTILE: Mapping[str, Shape] = MappingProxyType(
    {
        "one endless line": repeated("The council met on Monday, said the mayor "),
        "one endless line, no space": repeated("a"),
        "one endless sentence end": repeated("A. "),
        "one-word lines": lines("word", count=MANY),
        "one-word lines, all different": lines("word{}"),
        "blank lines": repeated("\n"),
        "spaces": repeated(" ", head="a", tail="b"),
        "white space of all kinds": repeated("\t \u00a0\u3000\u2003\r\n"),
        "nested quotes": nested("“‘«", "»’”"),
        "straight quotes": repeated("\"'"),
        "nested brackets": nested("([{<", ">}])"),
        "opening brackets": repeated("["),
        "opening parentheses": repeated("(Photo: "),
        "dashes": repeated("—"),
        "spaced dashes": repeated("Ha Noi — "),
        "hyphens": repeated("-"),
        "dots": repeated("."),
        "ellipses": repeated(". . "),
        "asterisks": repeated("*"),
        "underscores in words": repeated("_a"),
        "emphasis opened": repeated("**a "),
        "link halves": repeated("]("),
        "links opened": repeated("[a]("),
        "images opened": repeated("![a](b "),
        "links": repeated("[a](b) "),
        "backticks": repeated("` "),
        "fences": lines("```"),
        "quote depth": repeated(">"),
        "quote depth by line": Shape(lambda size: "\n".join(">" * (1 + i % 50) + " a" for i in range(size)), LINES),
        "headings": lines("# Heading {}"),
        "list items": lines("- item {}"),
        "list depth": Shape(lambda size: "\n".join("  " * (i % 200) + "- a" for i in range(size)), LINES // 4),
        "setext underlines": lines("Title {}\n====="),
        "tab rows": lines("1\tGermany\t{}\t3.5", count=MANY),
        "pipe rows": lines("| Germany | {} | 3.5 |"),
        "pipes": repeated("|"),
        "repeated lines": lines("The council met on Monday to vote.", count=MANY),
        "repeated short lines": lines("Share this"),
        "captions": lines("Workers at the bridge in Hanoi. Photo: VNA {}"),
        "bylines": lines("By Ana Núñez"),
        "capital words": repeated("Ana Núñez "),
        "datelines": lines("HANOI, Jan. 1 (VNA) — The council met."),
        "sign-offs": lines("The council met. — VNA/VNS"),
        "end marks": repeated("./."),
        "dates": lines("Updated: 12:30, January {}, 2026"),
        "related lines": lines("Read also: Council votes on bridge {}"),
        "headline and summary pairs": Shape(
            lambda size: (
                PARAGRAPH * 5
                + "You may also like\n"
                + "".join(f"Council votes on bridge {i}\nThe vote on bridge {i} was close.\n" for i in range(size))
            ),
            MANY,
        ),
        "tags": repeated("<a "),
        "entities": repeated("&amp;"),
        "entities opened": repeated("&#"),
        "combining marks": repeated("\u0301", head="a"),
        "zero width": repeated("\u200b", head="a", tail="b"),
        "mojibake": repeated("Ã© â€œ "),
        "mojibake lead bytes": repeated("Ã"),
        "spaceless script": repeated("東京都は来年度の予算案を発表した。"),
        "spaceless script, hard wrapped": lines("東京都は来年度の予算案を"),
        "right to left": repeated("اجتمع المجلس يوم الاثنين. "),
        "addresses": repeated("https://example.org/a?b=c&d=%20e "),
    }
)
