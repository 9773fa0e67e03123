"""The rows of a page's table as a table of GitHub Flavored Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.link_targets import Target
from service.render_inline import split, with_links

CELL_SEPARATOR = "\t"
"""Between the cells of a row in its text."""

MAX_PADDING = 4
"""Times as many cells as there are that padding may lead to.  Readers of Markdown fill short rows up themselves, and
one row of many cells above many of one would make the answer larger than the page, by the square."""

Row = tuple[str, Sequence[Target]]
"""The text of a row, its cells apart, and the links in it."""


def _cells(row: Row) -> list[str]:
    # A line break becomes a space, which is as long, so that the links keep their places.
    parts = split(row[0].replace("\n", " "), row[1], CELL_SEPARATOR)
    return [with_links(cell, links).strip().replace("|", r"\|") for cell, links in parts]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def table(rows: Sequence[Row]) -> str:
    r"""The rows as one table, the first as its head: Markdown has no table without one.  Short rows are filled up.

    >>> print(table([("Town\tPeople", ()), ("Hà Nội\t8|9 million", ()), ("Huế", ())]))
    | Town | People |
    | --- | --- |
    | Hà Nội | 8\|9 million |
    | Huế |  |
    """
    all_cells = [_cells(row) for row in rows]
    width = max(map(len, all_cells))
    padded = width * len(all_cells) <= MAX_PADDING * sum(map(len, all_cells))
    for cells in all_cells if padded else all_cells[:1]:
        cells.extend([""] * (width - len(cells)))
    return "\n".join([_line(all_cells[0]), _line(["---"] * width), *map(_line, all_cells[1:])])
