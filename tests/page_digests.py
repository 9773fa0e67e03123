"""Clean every page case in this process and print digests: ``python -m tests.page_digests [--reverse] [SECONDS]``.

The determinism test runs it with other hash seeds, orders, time zones and clocks, and compares.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.digests import move_clock

if TYPE_CHECKING:
    from tests.page_corpus import PageCase


def page_digest(case: PageCase) -> str:
    """The digest of everything that cleaning gives, or of the error."""
    from service import CleanError

    try:
        outcome = repr(case.clean())
    except CleanError as error:
        outcome = repr(error)
    return hashlib.sha256(outcome.encode("utf-8", "surrogatepass")).hexdigest()


def page_digests(*, reverse: bool = False) -> dict[str, str]:
    """The digest of every page case, by name."""
    from tests.page_corpus import load_page_cases

    cases = load_page_cases()
    return {case.slug: page_digest(case) for case in (reversed(cases) if reverse else cases)}


def main(arguments: Sequence[str]) -> None:
    """Print one line per page, sorted by name."""
    for argument in arguments:
        if argument != "--reverse":
            move_clock(float(argument))  # before anything that reads the clock is imported
    for name, value in sorted(page_digests(reverse="--reverse" in arguments).items()):
        print(value, name)


if __name__ == "__main__":
    main(sys.argv[1:])
