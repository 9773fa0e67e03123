"""Clean every seed and case in this process and print digests: ``python -m tests.digests [--reverse] [SECONDS]``.

The determinism test runs it with other hash seeds, orders, time zones and clocks, and compares.
"""

from __future__ import annotations

import datetime
import hashlib
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service import Article
    from tests.corpus import Case


def move_clock(seconds: float) -> None:
    """Let every clock of this process that tells the day be wrong by so much."""
    real, shift = time.time, datetime.timedelta(seconds=seconds)

    class MovedDate(datetime.date):
        @classmethod
        def today(cls) -> MovedDate:
            moved = datetime.datetime.fromtimestamp(real()) + shift
            return cls(moved.year, moved.month, moved.day)

    class MovedDateTime(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> MovedDateTime:
            return cls.fromtimestamp(real() + seconds, tz)

    time.time = lambda: real() + seconds
    setattr(datetime, "date", MovedDate)  # noqa: B010 -- assigning a type by name is what the type checker forbids
    setattr(datetime, "datetime", MovedDateTime)  # noqa: B010 -- the same


def digest(document: str | bytes, case: Case | None = None) -> str:
    """The digest of everything that cleaning gives, or of the error."""
    from service import clean

    if case is None:
        return digest_of(lambda: clean(document))
    return digest_of(lambda: clean(document, options=case.options, charset=case.charset))


def digest_of(cleaned: Callable[[], Article]) -> str:
    """The digest of everything that an article is, or of the error."""
    from service import CleanError

    try:
        outcome = repr(cleaned())
    except CleanError as error:
        outcome = repr(error)
    return hashlib.sha256(outcome.encode("utf-8", "surrogatepass")).hexdigest()


def digests(*, reverse: bool = False) -> dict[str, str]:
    """The digest of every seed and case, by name."""
    from tests.corpus import load_cases, load_seeds

    work: list[tuple[str, str | bytes, Case | None]] = [(f"seed {s.slug}", s.document, None) for s in load_seeds()]
    work += [(f"case {c.slug}", c.document, c) for c in load_cases()]
    return {name: digest(document, case) for name, document, case in (reversed(work) if reverse else work)}


def main(arguments: Sequence[str], found: Callable[..., Mapping[str, str]]) -> None:
    """Print one line per document, sorted by name."""
    for argument in arguments:
        if argument != "--reverse":
            move_clock(float(argument))  # before anything that reads the clock is imported
    for name, value in sorted(found(reverse="--reverse" in arguments).items()):
        print(value, name)


if __name__ == "__main__":
    main(sys.argv[1:], digests)
