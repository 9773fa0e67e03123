"""Clean every page case in this process and print digests: ``python -m tests.page_digests [--reverse] [SECONDS]``.

The determinism test runs it with other hash seeds, orders, time zones and clocks, and compares.
"""

from __future__ import annotations

import sys

from tests.digests import digest_of, main


def page_digests(*, reverse: bool = False) -> dict[str, str]:
    """The digest of every page case, by name."""
    from tests.page_corpus import load_page_cases

    cases = load_page_cases()
    return {case.slug: digest_of(case.clean) for case in (reversed(cases) if reverse else cases)}


if __name__ == "__main__":
    main(sys.argv[1:], page_digests)
