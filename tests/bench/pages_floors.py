"""The floors of the page bench: which figures are pinned."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.bench.figures import OVERALL
from tests.bench.floors import Key, pinned
from tests.bench.pages_figures import PageTable
from tests.bench.peers import WINNOW
from tests.bench.records import NEWS

FILE = Path(__file__).with_name("floors_pages.toml")
HEADER = """\
# Pinned by `python -m tests.bench.pages --update`, held by `--check`.  Not edited by hand.
# All are shares, 0 to 1, at least; but forbidden and invented_dates: at most.
"""

FIGURES = ("word_f1", "shingle_f1", "required", "forbidden", "title", "author", "author_near", "date", "invented_dates")
BY_GROUP_OF_NEWS = ("word_f1",)
"""Countries and languages have few pages, some one: there a title more or less would move a floor by all of it."""


def measured(tables: Mapping[str, PageTable]) -> dict[Key, float]:
    """The figures that have floors, rounded so that they hold."""
    values: dict[Key, float] = {}
    for name, table in tables.items():
        for group, systems in table.items():
            for figure in BY_GROUP_OF_NEWS if name == NEWS and group != OVERALL else FIGURES:
                value = getattr(systems[WINNOW], figure)
                if value is not None:
                    values[name, group, figure] = pinned((name, group, figure), value)
    return values
